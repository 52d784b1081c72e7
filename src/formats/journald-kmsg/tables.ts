/** Longest record worth fuzzing: the kernel gives at most 8 KiB. Origin: PRINTKRB_RECORD_MAX of the kernel's printk. */
export const LENGTH_MAX = 8192;

/** Most continuation lines that are looked at. Origin: N_IOVEC_KERNEL_FIELDS of journald-kmsg.h at 257. */
export const CONTINUATIONS_MAX = 64;

/** What the daemon puts before the names of continuation lines. Origin: systemd.journal-fields(7). */
export const KERNEL_PREFIX = "_KERNEL_";

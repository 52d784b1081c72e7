/** Longest input worth fuzzing: the entry point takes any. */
export const LENGTH_MAX = 65_536;

/** Level "info", facility "kern": what an entry has that names neither. */
export const DEFAULT_PRIORITY = 6;

/** Bytes of the length of a binary field. */
export const SIZE_LENGTH = 8;

/** Longest text of a process id that is looked at. Origin: DECIMAL_STR_MAX(pid_t) at 257. */
export const PID_TEXT_MAX = 11;

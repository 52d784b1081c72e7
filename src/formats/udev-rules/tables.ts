/** Longest input that the entry point looks at. Origin: systemd 257's fuzz-udev-rules. */
export const INPUT_MAX = 65_536;

/** A line, joined with those it continues, is shorter than this, in bytes. Origin: UDEV_LINE_SIZE at 257. */
export const LINE_SIZE = 16_384;

/** The argument of a substitution is shorter than this, in bytes. Origin: UDEV_PATH_SIZE at 257. */
export const ATTRIBUTE_SIZE = 1024;

/** The id of nobody at all. Origin: UID_INVALID and GID_INVALID. */
export const INVALID_ID = 0xffff_ffff;

/** Names of built-in commands, in the order in which they are looked up. Origin: udevadm test-builtin --help at 257. */
export const builtinNames = [
  "blkid",
  "btrfs",
  "hwdb",
  "input_id",
  "keyboard",
  "kmod",
  "net_driver",
  "net_id",
  "net_setup_link",
  "path_id",
  "usb_id",
  "uaccess",
] as const;

export type BuiltinName = (typeof builtinNames)[number];

/** What `CONST{…}` knows. Origin: udev(7) at 257. */
export const constNames: ReadonlySet<string> = new Set(["arch", "virt"]);

/** What a substitution needs in its braces. */
export type SubstitutionArgument = "any" | "required" | "number";

/** `$name` and `%letter`. Origin: udev(7), and the older names that udev still takes. */
export const substitutions: readonly {
  readonly name: string;
  readonly letter: string;
  readonly argument: SubstitutionArgument;
}[] = [
  { name: "devnode", letter: "N", argument: "any" },
  { name: "tempnode", letter: "N", argument: "any" },
  { name: "attr", letter: "s", argument: "required" },
  { name: "sysfs", letter: "s", argument: "required" },
  { name: "env", letter: "E", argument: "required" },
  { name: "kernel", letter: "k", argument: "any" },
  { name: "number", letter: "n", argument: "any" },
  { name: "driver", letter: "d", argument: "any" },
  { name: "devpath", letter: "p", argument: "any" },
  { name: "id", letter: "b", argument: "any" },
  { name: "major", letter: "M", argument: "any" },
  { name: "minor", letter: "m", argument: "any" },
  { name: "result", letter: "c", argument: "number" },
  { name: "parent", letter: "P", argument: "any" },
  { name: "name", letter: "D", argument: "any" },
  { name: "links", letter: "L", argument: "any" },
  { name: "root", letter: "r", argument: "any" },
  { name: "sys", letter: "S", argument: "any" },
];

/** Properties that come from the kernel or from udev itself. Origin: uevent of the kernel, udev(7). */
export const readOnlyProperties: ReadonlySet<string> = new Set([
  "ACTION",
  "SEQNUM",
  "SYNTH_UUID",
  "DEVPATH",
  "DEVPATH_OLD",
  "SUBSYSTEM",
  "DEVTYPE",
  "DRIVER",
  "MODALIAS",
  "DEVNAME",
  "DEVMODE",
  "DEVUID",
  "DEVGID",
  "MAJOR",
  "MINOR",
  "DISKSEQ",
  "PARTN",
  "IFINDEX",
  "INTERFACE",
  "INTERFACE_OLD",
  "DEVLINKS",
  "TAGS",
  "CURRENT_TAGS",
  "USEC_INITIALIZED",
  "UDEV_DATABASE_VERSION",
]);

/** Properties of uevents that user space asked for: read-only, too. Origin: Documentation/ABI/testing/sysfs-uevent. */
export const SYNTHETIC_ARGUMENT_PREFIX = "SYNTH_ARG_";

/** The mode of a TEST that has none, as the golden cases write it. Origin: MODE_INVALID at 257. */
export const NO_MODE = 0xffff_ffff;

/** The log level that `log_level=reset` stands for. */
export const RESET = -1;

/** Words that `OPTIONS` takes; those that end in an equals sign go on. Origin: udev(7). */
export const optionNames: readonly string[] = [
  "string_escape=none",
  "string_escape=replace",
  "db_persist",
  "watch",
  "nowatch",
  "static_node=",
  "link_priority=",
  "log_level=",
];

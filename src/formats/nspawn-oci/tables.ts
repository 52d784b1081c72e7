/** Longest input of the fuzz target. Origin: systemd 257's fuzz-nspawn-oci. */
export const INPUT_MAX = 65_536;

/** The version of the specification that is read. */
export const OCI_VERSION = "1.0.0";

/** Namespaces under the specification's names, and the kernel's bits. Origin: clone(2). */
export const cloneFlags: ReadonlyMap<string, number> = new Map([
  ["mount", 0x0002_0000],
  ["cgroup", 0x0200_0000],
  ["uts", 0x0400_0000],
  ["ipc", 0x0800_0000],
  ["user", 0x1000_0000],
  ["pid", 0x2000_0000],
  ["network", 0x4000_0000],
]);

/** What a filter does; names that mean the same have the same value here. Origin: seccomp_init(3). */
export const seccompActions: ReadonlyMap<string, string> = new Map([
  ["SCMP_ACT_ALLOW", "allow"],
  ["SCMP_ACT_ERRNO", "errno"],
  ["SCMP_ACT_KILL", "kill-thread"],
  ["SCMP_ACT_KILL_PROCESS", "kill-process"],
  ["SCMP_ACT_KILL_THREAD", "kill-thread"],
  ["SCMP_ACT_LOG", "log"],
  ["SCMP_ACT_TRAP", "trap"],
]);

/**
 * Architectures, and whether a filter made on x86-64 can hold them: all in a filter have one byte order.
 * Origin: seccomp_arch_add(3), libseccomp 2.5.
 */
export const seccompArchitectures: ReadonlyMap<string, boolean> = new Map([
  ["SCMP_ARCH_AARCH64", true],
  ["SCMP_ARCH_ARM", true],
  ["SCMP_ARCH_MIPS", false],
  ["SCMP_ARCH_MIPS64", false],
  ["SCMP_ARCH_MIPS64N32", false],
  ["SCMP_ARCH_MIPSEL", true],
  ["SCMP_ARCH_MIPSEL64", true],
  ["SCMP_ARCH_MIPSEL64N32", true],
  ["SCMP_ARCH_NATIVE", true],
  ["SCMP_ARCH_PARISC", false],
  ["SCMP_ARCH_PARISC64", false],
  ["SCMP_ARCH_PPC", false],
  ["SCMP_ARCH_PPC64", false],
  ["SCMP_ARCH_PPC64LE", true],
  ["SCMP_ARCH_RISCV64", true],
  ["SCMP_ARCH_S390", false],
  ["SCMP_ARCH_S390X", false],
  ["SCMP_ARCH_X32", true],
  ["SCMP_ARCH_X86", true],
  ["SCMP_ARCH_X86_64", true],
]);

/** How an argument is compared. Origin: seccomp_rule_add(3). */
export const seccompOperators = [
  "SCMP_CMP_NE",
  "SCMP_CMP_LT",
  "SCMP_CMP_LE",
  "SCMP_CMP_EQ",
  "SCMP_CMP_GE",
  "SCMP_CMP_GT",
  "SCMP_CMP_MASKED_EQ",
] as const;

/** The operator that compares some bits only, and so takes two values. */
export const MASKED_EQ = "SCMP_CMP_MASKED_EQ";

/** Terminals of the console, and block devices that are made of files. Origin: MAX_NR_CONSOLES of the kernel; loop(4). */
const CONSOLE_TERMINALS = 64;
const LOOP_DEVICES = 8;

const numbered = (type: "c" | "b", major: number, name: string, count: number): [number: string, name: string][] =>
  Array.from({ length: count }, (_, minor) => [`${type}${major}:${minor}`, `/dev/${name}${minor}`]);

/** Device nodes that Linux machines usually have, by type and number. Origin: devices.txt of the kernel. */
export const usualDevices: ReadonlyMap<string, string> = new Map([
  ["c1:3", "/dev/null"],
  ["c1:5", "/dev/zero"],
  ["c1:7", "/dev/full"],
  ["c1:8", "/dev/random"],
  ["c1:9", "/dev/urandom"],
  ["c1:11", "/dev/kmsg"],
  ...numbered("c", 4, "tty", CONSOLE_TERMINALS),
  ["c4:64", "/dev/ttyS0"],
  ["c5:0", "/dev/tty"],
  ["c5:1", "/dev/console"],
  ["c5:2", "/dev/ptmx"],
  ["c10:200", "/dev/net/tun"],
  ["c10:229", "/dev/fuse"],
  ["c10:235", "/dev/autofs"],
  ["c10:237", "/dev/loop-control"],
  ...numbered("b", 7, "loop", LOOP_DEVICES),
]);

import type { Seed } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { blocks } from "./blocks.js";

const FRAME = ["runtime-scope=system", "invocation-id-string=0123456789abcdef0123456789abcdef"];
const FRAME_BLOCK = 2;

/** A text whose blocks hold the lines given, each without the prefix of its block. */
function text(content: readonly (readonly string[])[], frame: readonly string[] = FRAME): string {
  return blocks
    .map(({ prefix }, index) => {
      const lines = [...(index === FRAME_BLOCK ? frame : []), ...(content[index] ?? [])];
      return `${lines.map((line) => `${prefix}${line}\n`).join("")}\n`;
    })
    .join("");
}

const seed = (name: string, ...content: readonly (readonly string[])[]): Seed => ({
  name,
  bytes: encodeUtf8(text(content)),
});
const context = (name: string, ...lines: readonly string[]): Seed => seed(name, lines);
const command = (name: string, ...lines: readonly string[]): Seed => seed(name, [], lines);
const parameters = (name: string, ...lines: readonly string[]): Seed => seed(name, [], [], lines);
const runtime = (name: string, ...lines: readonly string[]): Seed => seed(name, [], [], [], lines);
const cgroup = (name: string, ...lines: readonly string[]): Seed => seed(name, [], [], [], [], lines);

/** Values of the keys that take the same kind of value as many others do. */
const common: readonly (readonly [name: string, value: string])[] = [
  ["yes", "yes"],
  ["five", "5"],
  ["minus-one", "-1"],
  ["word", "a:b"],
];

/** Keys that make a block incomplete or unwritable. */
const descriptorKeys = new Set(["fds", "n-socket-fds", "n-storage-fds"]);

/** Every key of a block that is no open one with the same value; those that refuse it in seeds of their own. */
function* eachKey(index: number): Iterable<Seed> {
  const { prefix, rows, title } = blocks[index]!;
  for (const [name, value] of common) {
    const taken = rows
      .filter(({ key }) => !key.endsWith("-") && !descriptorKeys.has(key))
      .map(({ key }) => `${key}=${value}`)
      .filter((line) => blocks[index]!.accepts(`${prefix}${line}`));
    const content: string[][] = [[], [], [], [], []];
    content[index] = taken;
    yield seed(`${title.replace(" ", "-")}-keys-${name}`, ...content);
  }
}

/** Lines of which each ends the reading, by block. */
const refused: readonly (readonly [block: number, name: string, line: string])[] = [
  [0, "root-image-options", "root-image-options=\\"],
  [0, "root-image-options-escape", "root-image-options=root:\\q"],
  [0, "bind-destination", "bind-path=/a:'b"],
  [0, "temporary-file-system", "temporary-filesystems=\\"],
  [0, "mount-image-paths", "mount-image='a"],
  [0, "mount-image-option-escape", "mount-image=/a /b \\q"],
  [0, "extension-image-path", "extension-image='a"],
  [0, "extension-image-options", "extension-image=/a 'b"],
  [0, "credential-with-two-words", "load-credentials=a b"],
  [0, "credential-escape", "load-credentials=a b \\"],
  [0, "loaded-credential-boolean", "load-credentials=a b c"],
  [0, "set-credential-boolean", "set-credentials=a b c"],
  [0, "set-credential-words", "set-credentials=a"],
  [0, "import-credential", "import-credentials=\\"],
  [0, "directories-words", "directories-\\"],
  [0, "directories-quote", "directories-StateDirectory=0755 'a"],
  [0, "directories-escape", "directories-StateDirectory=0755 a\\q:no:no"],
  [0, "directories-link", "directories-StateDirectory=0755 a:no:no:b\\q"],
  [0, "coredump-filter", "coredump-filter=g"],
  [0, "scheduling-priority", "cpu-scheduling-priority=x"],
  [0, "scheduling-reset", "cpu-scheduling-reset-on-fork=x"],
  [0, "numa-policy", "numa-policy=x"],
  [0, "syscall-words", "syscall-filter=\\"],
  [0, "syscall-answer", "syscall-filter=1 x"],
  [0, "architecture", "syscall-archs=x"],
  [0, "address-family", "address-families=x"],
  [0, "signed-number", "syslog-priority=x"],
  [0, "optional-number", "nice=x"],
  [0, "wide-number", "mount-propagation-flag=-1"],
  [0, "cpu-word", "cpu-affinity=x"],
  [0, "cpu-quote", "cpu-affinity='1"],
  [0, "resource-limit", "limit-CPU=x"],
  [0, "mount-image-empty", "mount-image="],
  [0, "extension-image-empty", "extension-image="],
  [2, "descriptor-count-number", "n-socket-fds=x"],
  [2, "prefix", "prefix-directories-bogus=/x"],
  [2, "prefix-escape", "prefix-directories-\\"],
  [2, "open-file", "open-file=/a:b:bogus"],
  [2, "open-file-without-name", "open-file=/"],
  [2, "descriptors-missing", "n-socket-fds=1"],
  [2, "open-file-flags", "open-file=/a:b:append,truncate"],
  [4, "device-quote", "device-allow='a"],
  [4, "device-weight-number", "io-device-weight=a x"],
  [4, "device-weight-escape", "io-device-weight=\\"],
  [4, "device-latency", "io-device-latency-target-usec=a x"],
  [4, "device-latency-words", "io-device-latency-target-usec=a"],
  [4, "device-limit-words", "io-device-limit-IOReadIOPSMax=a"],
  [4, "device-limit-escape", "io-device-limit-\\"],
  [4, "device-limit-type", "io-device-limit-bogus=a 1"],
  [4, "bandwidth-words", "block-io-write-bandwidth=a"],
  [4, "bandwidth", "block-io-write-bandwidth=a x"],
  [4, "controllers", "delegate-controllers=\\"],
  [4, "address-word", "ip-address-deny=x"],
  [4, "program-escape", "bpf-program=\\"],
  [4, "program-words", "bpf-program=1"],
  [4, "program-number", "bpf-program=x /a"],
  [4, "bind-range", "socket-bind-allow=ipv4:tcp:9-1"],
];

function* refusals(): Iterable<Seed> {
  for (const [block, name, line] of refused) {
    const content: string[][] = [[], [], [], [], []];
    content[block] = [line];
    yield seed(`refused-${name}`, ...content);
  }
  yield context("refused-boolean", "user=x", "private-devices=maybe", "group=x");
  yield context("refused-word", "keyring-mode=bogus");
  yield context("refused-word-keeps-value", "protect-control-groups=bogus");
  yield context("refused-number", "tty-rows=-1");
  yield context("refused-mode", "umask=9");
  yield context("refused-time", "timeout-clean-usec=x");
  yield context("refused-escape", "environment=\\q");
  yield context("refused-text-escape", "working-directory=\\");
  yield context("refused-cpus", "cpu-affinity=9000");
  yield context("refused-limit", "limit-NOFILE=2:1");
  yield context("refused-limit-name", "limit-bogus=1");
  yield context("refused-limit-value-missing", "limit-AS");
  yield context("refused-directory", "directories-bogus=0755");
  yield context("refused-directory-mode", "directories-StateDirectory=9");
  yield context("refused-directory-without-read-only", "directories-StateDirectory=0755 foo:no");
  yield context("refused-policy", "cpu-scheduling-policy=rr", "cpu-scheduling-policy=bogus");
  yield context("refused-bytes-behind-bytes", "root-hash=0b12", "root-hash=x");
  yield context("refused-image-policy", "root-image-policy=root=bogus");
  yield context("refused-image-policy-twice", "root-image-policy=*", "root-image-policy=~");
  yield context("refused-bind-quote", "bind-path='a");
  yield context("refused-bind-options", "bind-path=/a:/b:'c", "user=x");
  yield context("refused-image-quote", "mount-image=/a /b 'c");
  yield context("refused-credential", "set-credentials=a !!! no");
  yield context("refused-syscall-twice", "syscall-filter=1 2", "syscall-filter=1 3");
  yield parameters("refused-id", "invocation-id-string=01234567-89ab-cdef-0123-456789abcdef");
  yield parameters("refused-descriptors", "fds=1 2");
  yield parameters("refused-descriptor-count", "n-storage-fds=1782");
  yield parameters("unwritable-descriptors", "n-socket-fds=1", "n-storage-fds=1", "fds=1 2", "fd-names=a");
  yield parameters("unwritable-file", "open-file=/:a");
  yield parameters("unwritable-parent-folder", "open-file=/..:a");
  yield parameters("refused-idle-pipe-twice", "idle-pipe=1 2 3 4", "idle-pipe=");
  yield context("refused-cpus-twice", "cpu-affinity=1", "cpu-affinity=2");
  yield context("refused-input-data-twice", "stdin-data=", "stdin-data=aGVsbG8=");
  yield runtime("refused-group-copy", "dynamic-creds-group-copy=yes");
  yield cgroup("refused-device", "device-allow=/dev/sda x");
  yield cgroup("refused-device-weight", "io-device-weight=/dev/sda");
  yield cgroup("refused-device-limit", "io-device-limit-IOReadIOPSMax=/dev/sda x");
  yield cgroup("refused-address", "ip-address-allow=192.0.2.0/33");
  yield cgroup("refused-program", "bpf-program=1 /a/../b");
  yield cgroup("refused-bind", "socket-bind-deny=tcp:70000");
}

/** One for each shape of line, each kind of value, every key, and each way to be refused or not to come back as it was. */
export function* executeSerializeSeeds(): Iterable<Seed> {
  yield { name: "empty", bytes: encodeUtf8("") };
  yield { name: "no-invocation-id", bytes: encodeUtf8(text([], [])) };
  yield seed("frame");
  yield { name: "one-block", bytes: encodeUtf8("exec-context-user=x") };
  yield {
    name: "line-ends",
    bytes: encodeUtf8("exec-context-user=a\r\nexec-context-group=b\rexec-context-pam-name=c\0 \t\n\n"),
  };
  yield {
    name: "unknown-lines",
    bytes: encodeUtf8("x\nx=1\nexec-context-user\nexec-command-path=/x\n exec-context-user = y \n"),
  };
  for (const index of blocks.keys()) yield* eachKey(index);
  yield context("escaped-lists", "environment=A=1\\x20B", "environment=\\303\\244", "pass-environment=a b\"'\\\\");
  yield context("escaped-paths", "working-directory=/a\\x20b", "root-directory=/\\xff", "root-image=/a b");
  yield context(
    "root-image",
    "root-image-options=root:ro,nosuid usr:a\\:b home",
    "root-hash=0b12",
    "root-hash-sig=aGVsbG8=",
  );
  yield context(
    "folders",
    "directories-StateDirectory=0750 foo:no:yes:link:li\\:nk bar:yes:no baz",
    "directories-LogsDirectory==0700",
    "directories-CacheDirectory=0700 a:no:no b:no:no ./a/:yes:yes:c",
  );
  yield context("limits", "limit-NOFILE=1024:524288", "limit-MEMLOCK=8M", "limit-NICE=+5", "limit-CPU=1min:infinity");
  yield context(
    "scheduling-by-number",
    "cpu-scheduling-policy=6",
    "cpu-scheduling-priority=7",
    "cpu-scheduling-reset-on-fork=yes",
  );
  yield context("scheduling-by-name", "cpu-scheduling-policy=fifo", "nice=-5", "oom-score-adjust=100", "ioprio=16388");
  yield context("numa", "numa-mask=0-1,3", "cpu-affinity=1 3-5", "coredump-filter=33", "cpu-affinity-from-numa=yes");
  yield context("numa-policy", "numa-policy=2");
  yield context("numa-policy-unknown", "numa-policy=7", "numa-mask=3-1");
  yield context("input-descriptor", "std-input=fd", "std-input-fd-name=a", "std-output=fd", "std-output-fd-name=b");
  yield context("input-data", "std-input=data", "stdin-data=aGVsbG8_", "std-error=fd", "std-error-fd-name=c");
  yield context("input-file", "std-input=file", "std-input-file=/in", "std-output=file", "std-output-file=/out");
  yield context(
    "output-append",
    "std-output=append",
    "std-output-file-append=/o",
    "std-error=truncate",
    "std-error-file-truncate=/e",
  );
  yield context(
    "binds",
    "bind-path=/a:/b:norbind",
    "bind-read-only-path=-/c d:x",
    "bind-path=/e:/f:bogus",
    "bind-path=a\\ b:",
  );
  yield context(
    "temporary-file-systems",
    "temporary-filesystems=/tmp:size=1,a\\:b",
    "temporary-filesystems=/run",
    "temporary-filesystems=",
  );
  yield context(
    "images",
    "mount-image=-/a /b root:ro usr:x,\\x07 y bogus:z",
    "mount-image=/a",
    "extension-image=-/e f root:g",
  );
  yield context("extension-with-colon", "extension-image=a:b");
  yield context("labels", "selinux-context=-a", "selinux-context=b", "apparmor-profile=x", "smack-process-label=-");
  yield context(
    "system-calls",
    "syscall-filter=1 -1",
    "syscall-filter=1 -1",
    "syscall-log=2",
    "syscall-archs=62",
    "syscall-errno=-1",
  );
  yield context("system-calls-malformed", "syscall-filter=x y");
  yield context(
    "address-families",
    "address-families=2",
    "address-families=0",
    "restrict-filesystems=ext4",
    "personality=x86",
  );
  yield context(
    "credentials",
    "set-credentials=a aGVsbG8= no",
    "load-credentials=b /x yes",
    "import-credentials=c d",
    "import-credentials=c d",
    "import-credentials=e*",
  );
  yield context(
    "image-policies",
    "root-image-policy=root=verity+signed:=absent",
    "mount-image-policy=",
    "extension-image-policy=*",
  );
  yield context("image-policy-malformed", "root-image-policy=\\");
  yield context(
    "log-filters",
    "log-filter-allowed-patterns=a",
    "log-filter-allowed-patterns=a",
    "log-extra-fields=A=1",
    "log-level-max=3",
  );
  yield command("command", "path=/bin/sh", "argv=-c", "argv=echo\\x20x", "flags=4");
  yield parameters(
    "prefixes",
    "prefix-directories-StateDirectory=/var/lib",
    "prefix-directories-LogsDirectory",
    "watchdog-usec=1",
  );
  yield parameters("open-files", "open-file=/a:b:read-only", "open-file=/c\\x3a:d", "open-file=/e::append,graceful");
  yield parameters("descriptors", "stdin-fd=5", "stdout-fd=x", "idle-pipe=1 2 3 4", "exec-fd=-1");
  yield parameters("descriptor-counts", "n-socket-fds=0", "n-storage-fds=0", "n-extra-fds=4");
  yield runtime(
    "runtime",
    "id=a",
    "tmp-dir=/t",
    "netns-storage-socket=1 2",
    "dynamic-creds-user=a 1 2",
    "dynamic-creds-group=b",
    "dynamic-creds-group-copy=no",
  );
  yield cgroup(
    "devices",
    "device-allow=/dev/null r",
    "device-allow=/dev/null mw",
    "device-allow=char-pts",
    "device-policy=closed",
  );
  yield cgroup(
    "device-weights",
    "io-device-weight=/dev/sda 5",
    "io-device-weight=/dev/sdb 6",
    "io-device-weight=/dev//sda 7",
    "io-device-latency-target-usec=/dev/sda 1000",
  );
  yield cgroup(
    "device-limits",
    "io-device-limit-IOReadIOPSMax=/dev/sda 5",
    "io-device-limit-IOWriteBandwidthMax=/dev//sda 6",
    "io-device-limit-IOReadIOPSMax=/dev/b 7",
  );
  yield cgroup(
    "devices-not-read-back",
    "block-io-device-weight=/a 1",
    "block-io-read-bandwidth=/a 2",
    "block-io-write-bandwidth=/a 3",
  );
  yield cgroup(
    "controllers",
    "delegate-controllers=memory cpu bogus",
    "disable-controllers=",
    "delegate=yes",
    "delegate-subgroup=a",
  );
  yield cgroup(
    "addresses",
    "ip-address-allow=192.0.2.1/24",
    "ip-address-allow=192.0.2.2/24",
    "ip-address-deny=2001:db8::1",
  );
  yield cgroup(
    "programs",
    "bpf-program=0 /sys/fs/bpf/x",
    "ip-ingress-filter-path=/a\\x20b",
    "ip-egress-filter-path=/c",
  );
  yield cgroup(
    "bind-rules",
    "socket-bind-allow=ipv4:tcp:80-90",
    "socket-bind-allow=udp",
    "socket-bind-deny=any",
    "socket-bind-deny=5",
  );
  yield* refusals();
}

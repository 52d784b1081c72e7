import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { decodeUtf8, encodeUtf8 } from "../../../src/core/utf8.js";
import { blocks } from "../../../src/formats/execute-serialize/blocks.js";
import { definition } from "../../../src/formats/execute-serialize/definition.js";
import { writeExecution } from "../../../src/formats/execute-serialize/format.js";
import { formatExecution, parseExecution } from "../../../src/formats/execute-serialize/index.js";
import { baselineLines } from "../../../src/formats/execute-serialize/observe.js";

const ID = "exec-parameters-invocation-id-string=0123456789abcdef0123456789abcdef";
const prefixes = {
  context: "exec-context-",
  command: "exec-command-",
  parameters: "exec-parameters-",
  runtime: "exec-runtime-",
  cgroup: "exec-cgroup-context-",
};
type BlockName = keyof typeof prefixes;
const names = Object.keys(prefixes) as BlockName[];

/** A text with lines in one block, each without its prefix. */
function text(block: BlockName, lines: readonly string[]): string {
  return names
    .map((name) => {
      const own = name === block ? lines.map((line) => `${prefixes[name]}${line}\n`).join("") : "";
      return `${name === "parameters" ? `${ID}\n` : ""}${own}\n`;
    })
    .join("");
}

/** What is read from lines of one block, and what is written beyond an empty execution. */
function read(block: BlockName, ...lines: readonly string[]) {
  const { execution, diagnostics, error } = parseExecution(encodeUtf8(text(block, lines)));
  const known = new Set(baselineLines);
  const written = writeExecution(execution);
  return {
    part: execution[block],
    error,
    codes: diagnostics.map(({ code }) => code.slice(code.indexOf(".") + 1)),
    written: written.lines.filter((line) => !known.has(line)).map((line) => line.slice(prefixes[block].length)),
    unwritable: written.error,
  };
}
const context = (...lines: readonly string[]) => read("context", ...lines);

it("an execution of which nothing is said is written as systemd writes it", () => {
  const url = new URL("../../golden/fuzz-execute-serialize/baseline.json", import.meta.url);
  expect(baselineLines).toEqual(JSON.parse(readFileSync(url, "utf8")));
});

describe("lines", () => {
  it("end blocks where they are blank, and lose the white space around them", () => {
    const { execution } = parseExecution(encodeUtf8(" exec-context-user= x \t\r\n \t\nexec-command-path=/y"));
    expect(execution.context.user).toBe(" x");
    expect(execution.command.path).toBe("/y");
  });

  it("end with LF, CR or NUL", () => {
    const { execution } = parseExecution(
      encodeUtf8("exec-context-user=a\0exec-context-group=b\rexec-context-pam-name=c"),
    );
    expect(execution.context).toMatchObject({ user: "a", group: "b", pamName: "c" });
  });

  it("of another block, and those without a value, are reported and skipped", () => {
    const file = parseExecution(encodeUtf8("exec-command-path=/x\nexec-context-user\nx\n"));
    expect(file.error).toBeNull();
    expect(file.diagnostics.map(({ level, line }) => [level, line])).toEqual([
      [4, 1],
      [4, 2],
      [4, 3],
    ]);
  });

  it("of a megabyte or more end everything", () => {
    const bytes = new Uint8Array(1024 * 1024 + 20).fill(0x61);
    const { error, diagnostics } = parseExecution(bytes);
    expect(error).toBe("ENOBUFS");
    expect(diagnostics.map(({ level }) => level)).toEqual([3, 7]);
  });

  it("behind a value that is refused are not read, those before it are kept", () => {
    const { part, error, codes } = context("user=a", "private-devices=maybe", "user=b");
    expect([part, error, codes]).toEqual([expect.objectContaining({ user: "a" }), "EINVAL", ["block-refused"]]);
  });
});

describe("values", () => {
  it.each([
    ["user=", ["user="]],
    ["user=\\x41 b", ["user=\\x41 b"]],
    ["working-directory=\\x41 b", ["working-directory=A\\x20b"]],
    ["environment=a\\tb\\\\", ["environment=a\\x09b\\x5c"]],
    ["private-devices=t", ["private-devices=yes"]],
    ["private-devices=0", []],
    ["ignore-sigpipe=no", ["ignore-sigpipe=no"]],
    ["private-tmp=yes", ["private-tmp=connected"]],
    ["private-users=on", ["private-users=self"]],
    ["protect-system=1", ["protect-system=yes"]],
    ["private-non-blocking=yes", ["non-blocking=yes"]],
    ["private-mounts=-2", []],
    ["private-mounts=7", ["private-mounts=7"]],
    ["umask=7", ["umask=0007"]],
    ["nice=0x10", ["nice=16"]],
    ["coredump-filter=ff", ["coredump-filter=ff"]],
    ["capability-ambient-set=0", []],
    ["capability-ambient-set=18446744073709551615", ["capability-ambient-set=18446744073709551615"]],
    ["limit-NOFILE=5:5", ["limit-NOFILE=5"]],
    ["limit-AS=1G:infinity", ["limit-AS=1073741824:infinity"]],
    ["cpu-affinity=3-1", ["cpu-affinity="]],
    ["cpu-affinity=", []],
    ["cpu-affinity=1,0 5", ["cpu-affinity=0-1 5"]],
    ["cpu-scheduling-priority=3", ["cpu-scheduling-policy=other", "cpu-scheduling-priority=3"]],
    ["cpu-scheduling-policy=6", ["cpu-scheduling-policy=6", "cpu-scheduling-priority=0"]],
    ["numa-mask=1", ["numa-mask=1", "numa-policy=-1"]],
    ["numa-policy=4", ["numa-mask=", "numa-policy=4"]],
    ["numa-policy=5", []],
    ["numa-policy=-1", []],
    ["selinux-context=-x", ["selinux-context=-x"]],
    ["bind-path=-/a b:/c", ["bind-path=-/a:/a:rbind"]],
    ["bind-path=/a:/b:norbind", ["bind-path=/a:/b:norbind"]],
    ["bind-path=/a:/b:bogus", []],
    ["temporary-filesystems=/a:b:c", ["temporary-filesystems=/a:b"]],
    ["mount-image=/a", []],
    ["mount-image=a\\x20b c d", ["mount-image=a\\ b c root:d"]],
    ["mount-image=a b usr:c bogus:d", ["mount-image=a b usr:c"]],
    ["extension-image=-a:b", ["extension-image=-a\\:b"]],
    ["root-image-options=root:a usr", ["root-image-options= root:a"]],
    ["address-families=0", []],
    ["restrict-filesystems=ext4", []],
    ["syscall-filter=1", []],
    ["syscall-filter=1 2", ["syscall-filter=1 2"]],
    ["import-credentials=a", ["import-credentials=a"]],
    ["import-credentials=a ", ["import-credentials=a"]],
    ["import-credentials=a  b", ["import-credentials=a"]],
    ["stdin-data=Zm9v", ["stdin-data=Zm9v"]],
    ["address-families=45", ["address-families=45"]],
    ["address-families=46", []],
    ["bind-path=a\\:b:/c", ["bind-path=a\\:b:/c:rbind"]],
    ["temporary-filesystems=/a\\x20b:size=1\\:2", ["temporary-filesystems=/a b:size=1\\:2"]],
    ["mount-image=a b root:c\\:d usr:e\\x20f", ["mount-image=a b root:c\\:d usr:e f"]],
    ["extension-image=a usr:e\\x20f", ["extension-image=a usr:e f"]],
    ["root-image-options=root:a\\:b", ["root-image-options= root:a"]],
    ["directories-StateDirectory=0700 'a b':no:no", ["directories-StateDirectory=0700 b':no:no"]],
    ["directories-StateDirectory=0700 a\\ b:no:no", ["directories-StateDirectory=0700 a\\ b:no:no"]],
    ["directories-StateDirectory=0700 a\\:b:no:no", ["directories-StateDirectory=0700 a\\:b:no:no"]],
    ["directories-StateDirectory=0700 a:no:yes:b", ["directories-StateDirectory=0700 a:no:yes:b"]],
    ["directories-StateDirectory=0700 a", ["directories-StateDirectory=0700"]],
    ["mount-image-policy=", ["mount-image-policy==unused+absent"]],
  ])("context %s", (line, written) => {
    const { error, written: lines } = context(line);
    expect([error, lines]).toEqual([null, written]);
  });

  it.each([
    ["tty-rows=-1", "ERANGE"],
    ["umask=10000", "ERANGE"],
    ["limit-NOFILE=2:1", "EILSEQ"],
    ["limit-NOFILE", "EINVAL"],
    ["root-hash=0", "EPIPE"],
    ["stdin-data=foo=x", "ENAMETOOLONG"],
    ["environment=\\", "EINVAL"],
    ["personality=x", "EINVAL"],
    ["root-image-options=bogus", "EINVAL"],
    ["bind-path='a", "EINVAL"],
    ["mount-image=", "EINVAL"],
    ["extension-image=", "EINVAL"],
    ["temporary-filesystems=/a\\q", "EINVAL"],
    ["load-credentials=a b", "EINVAL"],
    ["load-credentials=a b c", "EINVAL"],
    ["set-credentials=a Zg no", "EPIPE"],
    ["directories-StateDirectory=0755 a:no", "EINVAL"],
    ["root-image-policy=x=absent", "EBADSLT"],
    ["root-image-policy=root=x", "EBADRQC"],
    ["root-image-policy=root=absent:root=absent", "ENOTUNIQ"],
  ])("context %s is %s", (line, error) => {
    expect(context(line).error).toBe(error);
  });

  it.each([
    ["watchdog-usec=0", []],
    ["cgroup-id=7", ["cgroup-id=7"]],
    ["prefix-directories-StateDirectory=/a=b", ["prefix-directories-StateDirectory=/a"]],
    ["prefix-directories-StateDirectory=/a b", ["prefix-directories-StateDirectory=/a"]],
    ["prefix-directories-StateDirectory /a", ["prefix-directories-StateDirectory=/a"]],
    ["open-file=/a:b\\x3ac:append", null],
    ["open-file=/a:b:append", ["open-file=/a:b:append"]],
    ["open-file=/a/b/:b", ["open-file=/a/b/"]],
    ["open-file=/a/b/.", ["open-file=/a/b/."]],
    ["open-file=/a\\x3ab:n", ["open-file=/a\\x3ab:n"]],
    ["invocation-id-string=0123456789ABCDEF0123456789abcdef", []],
    ["invocation-id-string=01234567-89ab-cdef-0123-456789abcdef", null],
    ["n-socket-fds=0", []],
    ["n-socket-fds=3", null],
    ["n-storage-fds=3", null],
    ["n-extra-fds=3", []],
    ["n-extra-fds=18446744073709551615", null],
  ])("parameters %s", (line, written) => {
    const { error, written: lines } = read("parameters", line);
    expect(error === null ? lines : null).toEqual(written);
  });

  it.each([
    ["device-allow=/dev/x", ["device-allow=/dev/x rwm"]],
    ["device-allow=/dev/x mr", ["device-allow=/dev/x rm"]],
    ["io-device-limit-IOReadIOPSMax=/a 5", ["io-device-limit-IOReadIOPSMax=/a 5"]],
    ["io-device-limit-IOReadIOPSMax=/a 18446744073709551615", []],
    ["io-device-limit-bogus=/a 5", null],
    ["delegate-controllers=pids cpu x", ["delegate-controllers=cpu pids"]],
    ["ip-address-allow=192.0.2.9/24", ["ip-address-allow=192.0.2.0/24"]],
    ["bpf-program=1 /a", ["bpf-program=1 /a"]],
    ["bpf-program=1 a", null],
    ["device-allow='/dev/x' rwm", ["device-allow='/dev/x' rwm"]],
    ["io-device-weight=/a\\tb 5", ["io-device-weight=/atb 5"]],
    ["socket-bind-allow=ipv4:udp:1-3", ["socket-bind-allow=ipv4:udp:1-3"]],
    ["memory-low=0", []],
    ["memory-max=0", ["memory-max=0"]],
  ])("cgroup %s", (line, written) => {
    const { error, written: lines } = read("cgroup", line);
    expect(error === null ? lines : null).toEqual(written);
  });
});

describe("several lines", () => {
  it("a - before a label goes with the label", () => {
    expect(context("selinux-context=-a", "selinux-context=b").written).toEqual(["selinux-context=b"]);
  });

  it.each(["cpu-affinity", "numa-mask"])("%s is given once, but for empty sets", (key) => {
    expect(context(`${key}=`, `${key}=1`).error).toBeNull();
    expect(context(`${key}=1`, `${key}=1`).error).toBe("EINVAL");
    expect(context(`${key}=3-1`, `${key}=1`).error).toBe("EINVAL");
  });

  it("CPUs of control groups are given once, but for empty sets", () => {
    expect(read("cgroup", "allowed-cpus=", "allowed-cpus=1").error).toBeNull();
    expect(read("cgroup", "allowed-cpus=1", "allowed-cpus=").error).toBe("EINVAL");
  });

  it("data of standard input are given once, written under any kind of input and behind the outputs", () => {
    expect(context("stdin-data=", "stdin-data=Zm9v").error).toBe("EINVAL");
    const lines = ["std-output=file", "std-output-file=/a", "stdin-data=Zm9v"];
    expect(context("stdin-data=Zm9v", "std-output-file=/a", "std-output=file").written).toEqual(lines);
  });

  it("an idle pipe is given once", () => {
    expect(read("parameters", "idle-pipe=", "idle-pipe=")).toMatchObject({ error: "EINVAL", codes: ["block-refused"] });
  });

  it("a folder that is named twice gets the marks of both, and links go to the newest folder", () => {
    const value = "0755 a:no:yes b:no:no ./a/:yes:no:l";
    expect(context(`directories-StateDirectory=${value}`).written).toEqual([
      "directories-StateDirectory=0755 a:yes:yes b:no:no:l",
    ]);
  });

  it("bytes that are refused behind others leave what cannot be written", () => {
    expect(context("root-hash=0b12", "root-hash=x")).toMatchObject({ error: "EINVAL", unwritable: "EINVAL" });
    expect(context("root-hash=", "root-hash=x")).toMatchObject({ error: "EINVAL", unwritable: null });
  });

  it("a scheduling policy that is refused behind another cannot be written", () => {
    const lines = ["cpu-scheduling-policy=rr", "cpu-scheduling-policy=bogus"];
    expect(context(...lines)).toMatchObject({ error: "EINVAL", unwritable: "ERANGE" });
  });

  it("an unknown word leaves nothing to write, but for control groups", () => {
    expect(context("protect-home=bogus").part).toMatchObject({ protectHome: null });
    expect(context("protect-control-groups=strict", "protect-control-groups=bogus").part).toMatchObject({
      protectControlGroups: "strict",
    });
  });

  it("bad options of a bind mount end the block, without an error", () => {
    const file = parseExecution(
      encodeUtf8("exec-context-bind-path=/a:/b:'c\nexec-context-user=x\nexec-command-path=/d\n"),
    );
    expect(file.error).toBeNull();
    expect(file.execution.context.user).toBeNull();
    expect(file.execution.command.path).toBe("/d");
  });

  it("both kinds of bind mounts are written in the order in which they were read", () => {
    const lines = ["bind-path=/b:/b:rbind", "bind-read-only-path=/a:/a:rbind", "bind-path=/c:/c:rbind"];
    expect(context(...lines).written).toEqual(lines);
  });

  it("what belongs to a way of output is written under it only", () => {
    expect(context("std-output-file=/a").written).toEqual([]);
    expect(context("std-output-file=/a", "std-output=append").written).toContain("std-output-file-append=/a");
  });

  it("two answers to one system call are one too many", () => {
    expect(context("syscall-log=1 2", "syscall-log=1 2").error).toBeNull();
    expect(context("syscall-log=1 2", "syscall-log=1 3").error).toBe("EEXIST");
  });

  it("an image policy is given once", () => {
    expect(context("root-image-policy=*", "root-image-policy=*").error).toBe("EINVAL");
  });

  it("descriptors need their number first, and cannot be written", () => {
    expect(read("parameters", "fds=1")).toMatchObject({
      error: "EINVAL",
      codes: ["no-descriptor-count", "block-refused"],
    });
    const lines = ["n-extra-fds=2", "fds=1 2"];
    expect(read("parameters", ...lines)).toMatchObject({
      error: null,
      unwritable: "EBADF",
      codes: ["descriptor-not-passed"],
    });
    expect(read("parameters", ...lines, "n-socket-fds=1").error).toBe("EINVAL");
  });

  it("a descriptor number that none can have is reported twice", () => {
    const codes = ["descriptor-never-passed", "descriptor-not-passed"];
    expect(read("parameters", "user-lookup-fd=2147483647").codes).toEqual(codes);
    expect(read("parameters", "user-lookup-fd=-1").codes).toEqual(["not-a-descriptor"]);
  });

  it("announced descriptors that do not come refuse the block at its end", () => {
    expect(read("parameters", "n-socket-fds=1", "unit-id=x")).toMatchObject({
      error: "EINVAL",
      codes: ["block-refused"],
      written: ["unit-id=x"],
    });
    expect(read("parameters", "n-socket-fds=1", "fds=1").error).toBeNull();
  });

  it("a file without a name of its own needs one, and cannot be written", () => {
    expect(read("parameters", "open-file=/").error).toBe("EADDRNOTAVAIL");
    expect(read("parameters", "open-file=/..").error).toBe("EINVAL");
    expect(read("parameters", "open-file=/:a")).toMatchObject({ error: null, unwritable: "EADDRNOTAVAIL" });
    expect(read("parameters", "open-file=/..:a")).toMatchObject({ error: null, unwritable: "EINVAL" });
  });

  it.each([
    ["io-device-weight=/a 1", "io-device-weight=/b 2", "io-device-weight=//a/ 3"],
    [
      "io-device-latency-target-usec=/a 1",
      "io-device-latency-target-usec=/b 2",
      "io-device-latency-target-usec=//a/ 3",
    ],
  ])("%s: what is said last of a device counts, the newest device comes first", (...lines) => {
    const [a, b] = lines as [string, string, string];
    expect(read("cgroup", ...lines).written).toEqual([b, a.replace(/1$/, "3")]);
  });

  it.each([
    ["device-allow=/a r", "device-allow=/b w", "device-allow=//a m", ["device-allow=/b w", "device-allow=/a m"]],
    ["bpf-program=1 /a", "bpf-program=1 /a", "bpf-program=2 /b", ["bpf-program=2 /b", "bpf-program=1 /a"]],
    ["socket-bind-deny=1", "socket-bind-deny=1", "socket-bind-deny=2", ["socket-bind-deny=2", "socket-bind-deny=1"]],
  ] as const)("%s: the newest comes first", (...rows) => {
    const [first, second, third, written] = rows;
    expect([...new Set(read("cgroup", first, second, third).written)]).toEqual(written);
  });

  it.each([
    ["io-device-weight=/a x", ["io-device-weight=/a 0"]],
    ["io-device-latency-target-usec=/a x", ["io-device-latency-target-usec=/a 0"]],
    ["io-device-limit-IOReadIOPSMax=/a x", []],
    ["block-io-device-weight=/a x", ["blockio-device-weight=/a 0"]],
    ["block-io-read-bandwidth=/a x", ["blockio-read-bandwidth=/a 0"]],
    ["block-io-write-bandwidth=/a x", ["blockio-write-bandwidth=/a 0"]],
  ])("%s is refused, the device stays", (line, written) => {
    expect(read("cgroup", line)).toMatchObject({ error: "EINVAL", written });
  });

  it("limits of one device come together", () => {
    const lines = ["io-device-limit-IOReadIOPSMax=/a 1", "io-device-limit-IOReadBandwidthMax=/a 2"];
    expect(read("cgroup", ...lines).written).toEqual([lines[1], lines[0]]);
  });

  it("what block devices are limited to is written under keys that are not read", () => {
    const [line] = read("cgroup", "block-io-read-bandwidth=/a 1").written;
    expect(line).toBe("blockio-read-bandwidth=/a 1");
    expect(read("cgroup", line!).codes).toEqual(["unknown-line"]);
  });
});

it("what is written says why it cannot be", () => {
  const { execution } = parseExecution(encodeUtf8(text("context", ["root-hash=00", "root-hash=x"])));
  expect(formatExecution(execution)).toBe("EINVAL");
  const plain = formatExecution(parseExecution(encodeUtf8(`\n\n${ID}\n`)).execution);
  expect(typeof plain === "string" ? [] : decodeUtf8(plain).split("\n").slice(0, -1)).toEqual(baselineLines);
});

const value = fc.oneof(
  fc.constantFrom("yes", "no", "1", "-1", "0", "a", "a b", "a:b:c", "/a /b c:d", "a 1 no", "\\x41", "'", "\\", "0-3"),
  fc.string({ maxLength: 12 }),
);
const line = fc
  .constantFrom(...blocks.flatMap(({ prefix, rows }) => rows.map(({ key }) => `${prefix}${key}`)))
  .chain((key) => value.map((written) => `${key}${key.endsWith("-") ? "" : "="}${written}`));

it("keeps its laws", () => {
  fc.assert(
    fc.property(fc.array(fc.array(line, { maxLength: 6 }), { maxLength: 5 }), (parts) => {
      const bytes = encodeUtf8(parts.map((lines) => `${lines.join("\n")}\n`).join("\n"));
      checkLaws(definition, bytes, definition.run(bytes));
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => checkLaws(definition, bytes, definition.run(bytes))),
  );
});

it("initial values are read back, block by block", () => {
  for (const name of names) {
    const lines = baselineLines
      .filter((line) => line.startsWith(prefixes[name]))
      .map((line) => line.slice(prefixes[name].length));
    expect(read(name, ...lines)).toMatchObject({ written: [], error: null, codes: [] });
  }
});

import type { Seed } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { customMount } from "../../nspawn/custom-mounts.js";
import { formatOciBundle } from "./format.js";
import { NO_LIMIT, OciSettings } from "./settings.js";
import { OCI_VERSION } from "./tables.js";

const text = (name: string, content: string): Seed => ({ name, bytes: encodeUtf8(content) });

/** A bundle with more than its version. */
const bundle = (name: string, fields: object): Seed =>
  text(name, JSON.stringify({ ociVersion: OCI_VERSION, ...fields }));

/** A bundle for each of some values of one part. */
function* variants(name: string, values: readonly unknown[], wrap: (value: unknown) => object): Iterable<Seed> {
  for (const [index, value] of values.entries()) yield bundle(`${name}-${index + 1}`, wrap(value));
}

const process = (name: string, ...values: readonly object[]): Iterable<Seed> =>
  variants(`process-${name}`, values, (value) => ({ process: value }));
const linux = (name: string, ...values: readonly object[]): Iterable<Seed> =>
  variants(`linux-${name}`, values, (value) => ({ linux: value }));
const resources = (name: string, ...values: readonly object[]): Iterable<Seed> =>
  variants(`resources-${name}`, values, (value) => ({ linux: { resources: value } }));

function* frameSeeds(): Iterable<Seed> {
  yield text("frame-empty-file", "");
  yield text("frame-truncated", '{"ociVersion":');
  yield text("frame-nul-byte", '{"ociVersion":"1.0.0"}\0');
  yield text("frame-array", "[]");
  yield text("frame-no-version", "{}");
  yield text("frame-version-number", '{"ociVersion":1}');
  yield text("frame-version-other", '{"ociVersion":"1.1.0"}');
  yield text("frame-version-twice", '{"ociVersion":"1.0.0","ociVersion":"1.0.0"}');
  yield text(
    "frame-pretty",
    '{\n\t"ociVersion": "1.0.0",\n\t"hostname": "foo",\n\t"root": {\n\t\t"path": "rootfs"\n\t}\n}\n',
  );
  yield bundle("frame-unknown-field", { extra: 1 });
  yield bundle("frame-wrong-type", { process: [] });
  yield text(
    "frame-real-numbers",
    '{"ociVersion":"1.0.0","process":{"oomScoreAdj":-5.0,"consoleSize":{"height":2e1,"width":8.0}}}',
  );
  yield text("frame-real-too-large", '{"ociVersion":"1.0.0","process":{"oomScoreAdj":1e19}}');
  yield text("frame-real-negative", '{"ociVersion":"1.0.0","process":{"user":{"uid":-1.0,"gid":0}}}');
  yield text("frame-integer-negative", '{"ociVersion":"1.0.0","process":{"user":{"uid":-0,"gid":-1}}}');
  yield text("frame-integer-large", '{"ociVersion":"1.0.0","process":{"oomScoreAdj":18446744073709551615}}');
  yield bundle("root", { root: { path: "rootfs", readonly: true } });
  yield bundle("root-absolute", { root: { path: "/srv/../x", readonly: false } });
  yield bundle("hostname-bad", { hostname: "foo_bar" });
  yield bundle("annotations", { annotations: { a: "b", c: "" } });
  yield bundle("annotations-empty-name", { annotations: { "": "b" } });
  yield bundle("annotations-number", { annotations: { a: 1 } });
}

function* processSeeds(): Iterable<Seed> {
  yield* process("console", { terminal: false, consoleSize: { height: 25, width: 80 } }, { terminal: true });
  yield* process("console-bad", { consoleSize: { height: 0, width: 1 } }, { consoleSize: { height: 65_536 } });
  yield* process("command", { args: ["/bin/sh", "-c", ""], env: ["A=b", "B="], cwd: "/a/../b" });
  yield* process(
    "command-bad",
    { args: [] },
    { args: [""] },
    { args: [1] },
    { env: ["A"] },
    { env: [1] },
    { cwd: "" },
    { cwd: "a" },
  );
  yield* process(
    "limits",
    {
      rlimits: [
        { type: "RLIMIT_NOFILE", soft: 5, hard: 4 },
        { type: "RLIMIT_CPU", soft: -1, hard: 1.0e3 },
      ],
    },
    {
      rlimits: [
        { type: "RLIMIT_AS", soft: 1, hard: 1 },
        { type: "RLIMIT_AS", soft: 1, hard: 1 },
      ],
    },
    { rlimits: [{ type: "NOFILE", soft: 1, hard: 1 }] },
    { rlimits: [{ type: "RLIMIT_X", soft: 1, hard: 1 }] },
    { rlimits: [{ type: "RLIMIT_AS", soft: 1.5, hard: 1 }] },
    { rlimits: [{ soft: 1, hard: 1 }] },
  );
  yield* process(
    "capabilities",
    {
      capabilities: {
        bounding: ["CAP_KILL", "5", "62"],
        effective: [],
        ambient: ["cap_bpf"],
        permitted: [],
        inheritable: [],
      },
    },
    { capabilities: { bounding: ["KILL"] } },
    { capabilities: { bounding: [1] } },
  );
  yield* process("scores", { oomScoreAdj: -1000, noNewPrivileges: true }, { oomScoreAdj: 1001 }, { oomScoreAdj: 5.0 });
  yield* process(
    "user",
    { user: { uid: 1, gid: 2, additionalGids: [3, 4] } },
    { user: { uid: 65_535, gid: 2 } },
    { user: { uid: 1, gid: 2, additionalGids: [-1] } },
    { user: { uid: 1, gid: 2, additionalGids: [4_294_967_295] } },
    { user: { uid: 1 } },
  );
  yield* process("unsupported", { apparmorProfile: "x", selinuxLabel: 1 });
}

function* mountSeeds(): Iterable<Seed> {
  yield bundle("mounts", {
    mounts: [
      { destination: "/a", source: "rel", options: ["ro", "bind"] },
      { destination: "/b", type: "bind", source: "/x" },
      { destination: "/c", type: "ext4", source: "/dev/sda1" },
      { destination: "/proc", type: "proc", source: "proc" },
      { destination: "/sys/fs/cgroup/x" },
      { destination: "/dev/./shm" },
    ],
  });
  yield bundle("mounts-bad-options", { mounts: [{ destination: "/a", options: ["ro", 1] }] });
  yield bundle("mounts-bad-destination", { mounts: [{ destination: "a" }] });
  yield bundle("mounts-order", {
    linux: { readonlyPaths: ["/r"], maskedPaths: ["/m", "/proc/kcore"] },
    mounts: [{ destination: "/a" }],
  });
  yield* linux("paths-bad", { maskedPaths: [1] }, { readonlyPaths: ["a"] });
  yield bundle("hooks", {
    hooks: {
      prestart: [{ path: "/bin/a", args: ["a", "b"], env: ["A=b"], timeout: 5 }],
      poststart: [{ path: "/bin/b" }],
      poststop: [],
    },
  });
  yield bundle("hooks-bad-timeout", { hooks: { poststop: [{ path: "/bin/a", timeout: 0 }] } });
}

function* linuxSeeds(): Iterable<Seed> {
  const all = ["mount", "pid", "network", "ipc", "uts", "user", "cgroup"].map((type) => ({ type }));
  yield* linux(
    "namespaces",
    { namespaces: all },
    { namespaces: [{ type: "mount" }, { type: "network", path: "/run/netns/a" }] },
    { namespaces: [{ type: "pid" }] },
    { namespaces: [{ type: "pid", path: "/a" }] },
    {
      namespaces: [
        { type: "network", path: "/a" },
        { type: "network", path: "/b" },
      ],
    },
    { namespaces: [{ type: "mount" }, { type: "mount" }] },
    { namespaces: [{ type: "time" }] },
  );
  const mapping = { containerID: 0, hostID: 1000, size: 65_536 };
  yield* linux(
    "mappings",
    { uidMappings: [mapping], gidMappings: [mapping] },
    { uidMappings: [mapping], gidMappings: [{ ...mapping, hostID: 1 }] },
    { uidMappings: [{ ...mapping, size: 5 }] },
    { uidMappings: [{ ...mapping, containerID: 1 }] },
    { uidMappings: [{ ...mapping, hostID: 4_294_967_290 }] },
    { uidMappings: [{ ...mapping, size: 0 }] },
    { uidMappings: [{ ...mapping, size: 4_294_967_296 }] },
    { gidMappings: [mapping, mapping] },
    { gidMappings: [] },
  );
  yield* linux(
    "devices",
    {
      devices: [
        { type: "c", path: "/dev/x", major: 1, minor: 3 },
        { type: "u", path: "/dev/y", major: 200, minor: 9 },
      ],
    },
    {
      devices: [
        { type: "b", path: "/dev/x", major: 8, minor: 1, fileMode: 438, uid: 1, gid: 2 },
        { type: "p", path: "/p" },
      ],
    },
    { devices: [{ type: "c", path: "/dev/x", major: 0, minor: 0 }] },
    { devices: [{ type: "b", path: "/dev/x", major: 8, minor: 0 }] },
    { devices: [{ type: "c", path: "/dev/x", major: 1 }] },
    { devices: [{ type: "x", path: "/dev/x" }] },
    { devices: [{ type: "p", path: "/dev/x", fileMode: 4096 }] },
    { devices: [{ type: "c", path: "/dev/x", major: 4096, minor: 1 }] },
    { devices: [{ type: "c", path: "/dev/x", major: 1, minor: 1_048_576 }] },
  );
  yield* linux(
    "slice",
    { cgroupsPath: "a.slice/a-b.slice" },
    { cgroupsPath: "" },
    { cgroupsPath: "_cpu.slice" },
    { cgroupsPath: "/a.slice" },
  );
  yield* linux("slice-bad", { cgroupsPath: "a-b.slice" }, { cgroupsPath: "a-.slice" }, { cgroupsPath: "x/a.slice" });
  yield* linux(
    "sysctl",
    { sysctl: { "net.ipv4.ip_forward": "1" } },
    { sysctl: { "a..b": "1" } },
    { sysctl: { "a/b": "1" } },
    { sysctl: { a: 1 } },
    { sysctl: { "a.": "" } },
  );
  yield* linux("propagation", { rootfsPropagation: "shared" }, { rootfsPropagation: "slave" });
  yield* linux("unsupported", { intelRdt: {}, mountLabel: "x" }, { intelRdt: 5 });
}

function* resourceSeeds(): Iterable<Seed> {
  yield* resources(
    "devices",
    { devices: [{ allow: false, access: "rwm" }] },
    { devices: [{ allow: true, access: "rwm" }] },
    {
      devices: [
        { allow: true, type: "b", major: 8, minor: 0, access: "rw" },
        { allow: true, type: "c", access: "m" },
      ],
    },
    { devices: [{ allow: false, type: "c" }, { allow: true }] },
    { devices: [{ allow: true, type: "c", minor: 1, access: "r" }] },
    { devices: [{ allow: true, major: 1, access: "r" }] },
    { devices: [{ allow: true, access: "r" }] },
    { devices: [{ allow: true, access: "x" }] },
    { devices: [{ allow: true, type: "p" }] },
  );
  yield* resources(
    "memory",
    { memory: { limit: 1_048_576, reservation: 4096, swap: 2_097_152 } },
    { memory: { limit: -1, swap: 5 } },
    { memory: { limit: 10, swap: 5, kernel: 1, kernelTCP: 1, swapiness: 1, disableOOMKiller: true } },
    { memory: { limit: 1.5 } },
  );
  yield text(
    "resources-memory-largest",
    '{"ociVersion":"1.0.0","linux":{"resources":{"memory":{"limit":18446744073709551615}}}}',
  );
  yield* resources(
    "cpu",
    { cpu: { shares: 1024, quota: 5000, period: 10_000, cpus: "0-3,5" } },
    { cpu: { cpus: "0-1" } },
    { cpu: { cpus: "8192" } },
    { cpu: { quota: 5 } },
    { cpu: { quota: 0 } },
    { cpu: { shares: 1 } },
    { cpu: { mems: "0" } },
    { cpu: { cpus: "3-1" } },
    { cpu: { cpus: "" } },
  );
  const device = { major: 8, minor: 0 };
  yield* resources(
    "block-io",
    { blockIO: { weight: 500, leafWeight: 5, weightDevice: [{ ...device, weight: 10, leafWeight: 1 }, device] } },
    { blockIO: { throttleReadBpsDevice: [{ ...device, rate: 5 }], throttleWriteIOPSDevice: [{ ...device, rate: 7 }] } },
    { blockIO: { weight: 9 } },
    { blockIO: { weightDevice: [{ ...device, weight: 1001 }] } },
    { blockIO: { throttleWriteBpsDevice: [device] } },
  );
  yield text(
    "resources-block-io-largest",
    '{"ociVersion":"1.0.0","linux":{"resources":{"blockIO":{"throttleReadIOPSDevice":[{"major":1,"minor":1,"rate":18446744073709551615}]}}}}',
  );
  yield* resources("pids", { pids: { limit: 10 } }, { pids: { limit: -1 } }, { pids: { limit: 1.5 } }, { pids: {} });
  yield* resources("unsupported", { hugepageLimits: [] }, { network: {} }, { rdma: {} });
}

function* seccompSeeds(): Iterable<Seed> {
  const filter = (name: string, ...values: readonly object[]): Iterable<Seed> =>
    linux(`seccomp-${name}`, ...values.map((value) => ({ seccomp: value })));
  const defaultAction = "SCMP_ACT_ALLOW";
  const rule = (more: object): object => ({
    defaultAction,
    syscalls: [{ names: ["read"], action: "SCMP_ACT_ERRNO", ...more }],
  });
  const conflict = (args: readonly object[]): object => ({
    defaultAction,
    syscalls: ["SCMP_ACT_ERRNO", "SCMP_ACT_KILL"].map((action) => ({ names: ["read"], action, args })),
  });
  yield* filter("default", { defaultAction: "SCMP_ACT_KILL" }, { defaultAction: "X" }, { defaultAction: 1 }, {});
  yield* filter(
    "architectures",
    { defaultAction, architectures: ["SCMP_ARCH_X86_64", "SCMP_ARCH_ARM"] },
    { defaultAction, architectures: ["SCMP_ARCH_S390X"] },
    { defaultAction, architectures: ["X"] },
    { defaultAction, architectures: [1] },
  );
  yield* filter(
    "rules",
    rule({
      args: [
        { index: 0, value: 1, op: "SCMP_CMP_NE" },
        { index: 1, value: 2, valueTwo: 3, op: "SCMP_CMP_MASKED_EQ" },
      ],
    }),
    rule({ args: [{ index: 0, value: 1, op: "SCMP_CMP_MASKED_EQ" }], names: ["read", "no_such_call"] }),
    rule({ args: [{ index: 6, value: 1, op: "SCMP_CMP_EQ" }] }),
    rule({ args: [{ index: 4_294_967_296, value: 1, op: "SCMP_CMP_EQ" }] }),
    rule({ args: [{ index: 0, value: 1, op: "X" }] }),
    rule({ args: Array(7).fill({ index: 0, value: 1, op: "SCMP_CMP_EQ" }) }),
    rule({ action: defaultAction }),
    rule({ action: "X" }),
    rule({ names: [] }),
    rule({ names: [1] }),
    conflict([{ index: 0, value: 1, op: "SCMP_CMP_EQ" }]),
    conflict([]),
  );
}

/** Settings as {@link formatOciBundle} writes them. */
function* writtenSeeds(): Iterable<Seed> {
  const settings = new OciSettings("/");
  settings.parameters = ["/bin/sh"];
  settings.root = "/rootfs";
  settings.slice = "a-b.slice";
  settings.customMounts = [
    customMount("inaccessible", "/secret", { graceful: true }),
    customMount("bind", "/ro", { source: "+/ro", readOnly: true }),
    customMount("arbitrary", "/mnt", { source: "/dev/sdb", options: "ro", typeArgument: "xfs" }),
  ];
  settings.resources.pidsLimit = NO_LIMIT;
  settings.resources.devices = [{ type: "c", major: 1, minor: null, read: true, write: true, mknod: false }];
  yield text("written-settings", formatOciBundle(settings));
}

/** A seed for each rule. */
export function* seeds(): Iterable<Seed> {
  yield* frameSeeds();
  yield* processSeeds();
  yield* mountSeeds();
  yield* linuxSeeds();
  yield* resourceSeeds();
  yield* seccompSeeds();
  yield* writtenSeeds();
}

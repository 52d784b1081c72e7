import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/nspawn-oci/definition.js";
import {
  customMount,
  EVERY_CAPABILITY,
  formatOciBundle,
  NO_LIMIT,
  OciSettings,
  type ParseOciOptions,
  parseOciBundle,
} from "../../../src/formats/nspawn-oci/index.js";
import { RLIM_INFINITY } from "../../../src/text/rlimit.js";

const VERSION = { ociVersion: "1.0.0" };

/** What a text gives, and the reports as `code@line:column`. */
function readText(text: string, options: ParseOciOptions = {}) {
  const { result, settings, diagnostics, busWasMissing } = parseOciBundle(encodeUtf8(text), {
    bundle: "/b",
    ...options,
  });
  const reports = diagnostics.map(({ code, line, params }) =>
    line === null ? code : `${code}@${line}:${params.column}`,
  );
  const codes = diagnostics.map(({ code }) => code.replace("nspawn-oci.", ""));
  return { result, settings, reports, codes, busWasMissing };
}

const read = (fields: object, options: ParseOciOptions = {}) =>
  readText(JSON.stringify({ ...VERSION, ...fields }), options);
const linux = (fields: object) => read({ linux: fields });
const process = (fields: object) => read({ process: fields });
const resources = (fields: object) => linux({ resources: fields });

describe("the frame", () => {
  it.each([
    ["", "ENODATA", ["json.empty-file"]],
    ["{}\0", "EBADMSG", ["json.nul-byte"]],
    ['{"ociVersion"', "EINVAL", ["json.unexpected-end"]],
    ["[]", "EINVAL", ["nspawn-oci.not-object", "nspawn-oci.not-bundle"]],
    ["{}", "EINVAL", ["nspawn-oci.not-bundle"]],
    ['{"ociVersion":"1.0.1"}', "EINVAL", ["nspawn-oci.unknown-version"]],
    [
      '{"ociVersion":null}',
      "EINVAL",
      ["nspawn-oci.version-not-text", "nspawn-oci.version-not-text", "nspawn-oci.unknown-version"],
    ],
    ['{"ociVersion":"1.0.0",\n "ociVersion":"1.0.0"}', "ENOTUNIQ", ["json.duplicate-field@2:15"]],
    ['{"ociVersion":"1.0.0",\n\n "x":1}', "EINVAL", ["json.unexpected-field@3:6"]],
    ['{"ociVersion":"1.0.0","root":null}', "EINVAL", ["json.wrong-type@1:30"]],
    ['{"ociVersion":"1.0.0","mounts":["a"]}', "EINVAL", ["json.not-object@1:33"]],
    ['{"ociVersion":"1.0.0","process":{"user":{"uid":1}}}', "ENXIO", ["json.missing-field@1:41"]],
  ])("%j", (text, result, reports) => {
    expect(readText(text)).toMatchObject({ result, settings: null, reports });
  });

  it("starts from settings of its own", () => {
    expect(read({}).settings).toMatchObject({
      startMode: "pid1",
      resolvConf: "off",
      linkJournal: "no",
      timezone: "off",
      bundle: "/b",
    });
  });

  it("reads root, host name and annotations", () => {
    expect(read({ root: { path: "rootfs", readonly: true } }).settings).toMatchObject({
      root: "/b/rootfs",
      readOnly: true,
    });
    expect(read({ root: { path: "" } }).settings?.root).toBe("/b");
    expect(read({ root: { path: "/a/../b" } }).settings?.root).toBe("/a/../b");
    expect(read({ hostname: "foo.bar" }).settings?.hostname).toBe("foo.bar");
    expect(read({ hostname: ".host" }).codes).toEqual(["bad-hostname"]);
    expect(read({ annotations: { a: "b" } })).toMatchObject({ result: 0, codes: ["annotation-ignored"] });
    expect(read({ annotations: { "": "b" } })).toMatchObject({ result: "EINVAL", codes: ["annotation-without-name"] });
    expect(read({ annotations: { a: 1 } })).toMatchObject({ result: "EINVAL", codes: ["annotation-not-text"] });
  });
});

describe("process", () => {
  it("reads commands, their environment and folder", () => {
    const { settings } = process({ args: ["sh", ""], env: ["A=b c"], cwd: "/a/../b", terminal: false });
    expect(settings).toMatchObject({
      parameters: ["sh", ""],
      environment: ["A=b c"],
      workingDirectory: "/a/../b",
      consoleMode: "pipe",
    });
  });

  it.each([
    [{ args: [] }, "no-arguments"],
    [{ args: [""] }, "no-program"],
    [{ args: ["a", 1] }, "arguments-not-text"],
    [{ env: ["A"] }, "bad-environment"],
    [{ env: [1] }, "not-text"],
    [{ cwd: "a" }, "path-not-absolute"],
    [{ cwd: "" }, "path-invalid"],
    [{ cwd: `/${"a".repeat(256)}` }, "path-invalid"],
    [{ oomScoreAdj: -1001 }, "oom-score-range"],
    [{ capabilities: { bounding: ["KILL"] } }, "unknown-capability"],
    [{ capabilities: { bounding: ["63"] } }, "unknown-capability"],
    [{ capabilities: { ambient: [5] } }, "capability-not-text"],
    [{ rlimits: [{ type: "RLIMIT_X", soft: 1, hard: 1 }] }, "unknown-limit"],
    [{ rlimits: [{ type: "AS", soft: 1, hard: 1 }] }, "unknown-limit"],
    [{ user: { uid: 65_535, gid: 0 } }, "not-id"],
    [{ user: { uid: 4_294_967_296, gid: 0 } }, "not-id"],
    [{ user: { uid: 0, gid: 0, additionalGids: ["1"] } }, "group-not-unsigned"],
    [{ user: { uid: 0, gid: 0, additionalGids: [4_294_967_295] } }, "not-id"],
  ])("%j is refused", (fields, code) => {
    expect(process(fields)).toMatchObject({ result: "EINVAL", settings: null, codes: [code] });
  });

  it.each([
    [{ consoleSize: { height: 0, width: 1 } }, "console-too-small"],
    [{ consoleSize: { height: 65_536, width: 1 } }, "console-too-large"],
    [{ rlimits: [{ type: "RLIMIT_AS", soft: 1.5, hard: 1 }] }, "limit-not-unsigned"],
  ])("%j is out of range", (fields, code) => {
    expect(process(fields)).toMatchObject({ result: "ERANGE", codes: [code] });
  });

  it("takes limits in any order, each once", () => {
    const limits = [
      { type: "RLIMIT_NOFILE", soft: 5, hard: 4 },
      { type: "RLIMIT_CPU", soft: -1, hard: -0.5 },
    ];
    expect(process({ rlimits: limits }).settings?.resourceLimits).toEqual(
      new Map([
        ["NOFILE", { soft: 5n, hard: 4n }],
        ["CPU", { soft: RLIM_INFINITY, hard: RLIM_INFINITY }],
      ]),
    );
    expect(process({ rlimits: [limits[0], limits[0]] }).codes).toEqual(["duplicate-limit"]);
  });

  it("drops what is not in the bounding set", () => {
    const { settings } = process({ capabilities: { bounding: ["CAP_KILL", "62"], effective: [] } });
    const mask = (1n << 5n) | (1n << 62n);
    expect(settings).toMatchObject({ capability: mask, dropCapability: EVERY_CAPABILITY ^ mask });
    expect(settings?.fullCapabilities).toEqual({
      effective: 0n,
      bounding: mask,
      inheritable: null,
      permitted: null,
      ambient: null,
    });
  });

  it("passes over what it cannot honour, of whatever type", () => {
    expect(process({ apparmorProfile: "x", selinuxLabel: 1 })).toMatchObject({
      result: 0,
      codes: ["unsupported", "json.wrong-type"],
    });
  });

  it("takes whole numbers from reals", () => {
    const { settings } = readText(
      '{"ociVersion":"1.0.0","process":{"oomScoreAdj":-5.0,"user":{"uid":1000.0,"gid":-0}}}',
    );
    expect(settings).toMatchObject({ oomScoreAdjust: -5, uid: 1000, gid: 0 });
    for (const text of ["1e19", "18446744073709551615"]) {
      expect(readText(`{"ociVersion":"1.0.0","process":{"oomScoreAdj":${text}}}`).codes).toEqual(["json.wrong-type"]);
    }
  });
});

describe("mounts", () => {
  it("become bind mounts, or mounts of their type", () => {
    const { settings } = read({
      mounts: [
        { destination: "/a", source: "rel", options: ["ro", "x"] },
        { destination: "/b", type: "bind", source: "" },
        { destination: "/c", type: "", source: "x", options: [""] },
        { destination: "/d", options: [] },
      ],
    });
    expect(settings?.customMounts).toEqual([
      customMount("bind", "/a", { source: "/b/rel", options: "ro,x" }),
      customMount("bind", "/b", { source: "/b" }),
      customMount("arbitrary", "/c", { source: "x", options: "", typeArgument: "" }),
      customMount("bind", "/d"),
    ]);
  });

  it.each(["/proc", "/proc/", "//dev/./shm", "/sys/fs/cgroup/a", "/tmp"])("leave %s alone", (destination) => {
    expect(read({ mounts: [{ destination, type: "x" }] }).settings?.customMounts).toEqual([]);
    expect(linux({ maskedPaths: [destination], readonlyPaths: [destination] }).settings?.customMounts).toEqual([]);
  });

  it("hide and protect paths", () => {
    expect(linux({ readonlyPaths: ["/r"], maskedPaths: ["/tmp/m"] }).settings?.customMounts).toEqual([
      customMount("bind", "/r", { source: "+/r", readOnly: true }),
      customMount("inaccessible", "/tmp/m", { graceful: true }),
    ]);
    expect(linux({ maskedPaths: ["m"] }).codes).toEqual(["listed-path"]);
    expect(linux({ readonlyPaths: [null] }).codes).toEqual(["path-not-text"]);
  });

  it("want texts as options", () => {
    expect(read({ mounts: [{ destination: "/a", options: ["a", 1] }] }).codes).toEqual(["not-text"]);
  });
});

describe("namespaces and mappings", () => {
  const mount = { type: "mount" };
  const network = { type: "network" };

  it("decide about network, users and control groups", () => {
    expect(linux({ namespaces: [mount, network, { type: "user" }, { type: "pid" }] }).settings).toMatchObject({
      privateNetwork: true,
      userNamespaceMode: "fixed",
      useCgroupNamespace: false,
      cloneNamespaces: 0x2000_0000,
    });
    expect(linux({ namespaces: [mount, { ...network, path: "/n" }] }).settings?.networkNamespacePath).toBe("/n");
  });

  it.each([
    [[network], "EOPNOTSUPP", "no-mount-namespace"],
    [[], "EOPNOTSUPP", "no-mount-namespace"],
    [[{ ...mount, path: "/n" }], "EOPNOTSUPP", "namespace-path"],
    [[mount, mount], "EINVAL", "duplicate-namespace"],
    [
      [
        { ...network, path: "/n" },
        { ...network, path: "/n" },
      ],
      "EINVAL",
      "second-network-path",
    ],
    [[{ type: "time" }], "EINVAL", "unknown-namespace"],
    [[{ ...network, path: "n" }], "EINVAL", "path-not-absolute"],
  ])("%j are refused", (namespaces, result, code) => {
    expect(linux({ namespaces })).toMatchObject({ result, codes: [code] });
  });

  const mapping = { containerID: 0, hostID: 1000, size: 65_536 };

  it.each([
    [[{ ...mapping, containerID: 1 }], "EOPNOTSUPP", "mapping-base"],
    [[mapping, mapping], "EOPNOTSUPP", "several-mappings"],
    [[{ ...mapping, size: 0 }], "ERANGE", "id-range-empty"],
    [[{ ...mapping, size: 2 ** 32 }], "ERANGE", "id-range-too-large"],
    [[{ ...mapping, hostID: 2 ** 32 - 2 }], "EINVAL", "id-range-beyond"],
    [[{ ...mapping, containerID: 1, size: 2 ** 32 - 1 }], "EINVAL", "id-range-beyond"],
  ])("%j are refused as mappings", (uidMappings, result, code) => {
    expect(linux({ uidMappings })).toMatchObject({ result, codes: [code] });
  });

  it("map users and groups alike", () => {
    expect(linux({ uidMappings: [mapping], gidMappings: [mapping] }).settings).toMatchObject({
      uidShift: 1000,
      uidRange: 65_536,
    });
    expect(linux({ uidMappings: [mapping], gidMappings: [{ ...mapping, size: 65_537 }] }).codes).toEqual([
      "mappings-differ",
    ]);
    expect(linux({ uidMappings: [{ ...mapping, size: 5 }] })).toMatchObject({ result: 0, codes: ["small-mapping"] });
    expect(linux({ gidMappings: [] }).settings?.uidRange).toBeNull();
  });

  it("may differ when the first maps as many ids as stand for none", () => {
    const uidMappings = [{ containerID: 0, hostID: 0, size: 2 ** 32 - 1 }];
    expect(linux({ uidMappings, gidMappings: [mapping] })).toMatchObject({
      result: 0,
      settings: { uidShift: 1000, uidRange: 65_536 },
    });
  });
});

describe("devices", () => {
  const device = { type: "c", path: "/dev/x", major: 1, minor: 3 };

  it("are left out when every container has them", () => {
    expect(linux({ devices: [device] })).toMatchObject({
      result: 0,
      settings: { extraNodes: [] },
      codes: ["own-device"],
    });
    const deviceName = (type: string, major: number, minor: number): string => `/dev/${type}${major}:${minor}`;
    expect(read({ linux: { devices: [device] } }, { deviceName }).settings?.extraNodes).toHaveLength(1);
  });

  it("have a mode with their type", () => {
    const { settings, codes } = linux({
      devices: [
        { ...device, type: "b", fileMode: 0o600, uid: 1, gid: 2 },
        { type: "p", path: "/p" },
        { ...device, type: "u", major: 0, minor: 0 },
      ],
    });
    expect(settings?.extraNodes).toEqual([
      { path: "/dev/x", mode: 0o060600, major: 1, minor: 3, uid: 1, gid: 2 },
      { path: "/p", mode: 0o010644, major: null, minor: null, uid: null, gid: null },
      { path: "/dev/x", mode: 0o020644, major: 0, minor: 0, uid: null, gid: null },
    ]);
    expect(codes).toEqual(["device-lookup", "unknown-device"]);
  });

  it.each([
    ["b", 8, 0, ["nspawn-oci.device-lookup", "nspawn-oci.unknown-device@1:43"]],
    ["c", 0, 1, ["nspawn-oci.unknown-device@1:43"]],
    ["c", 10, 229, []],
    ["c", 4, 63, []],
    ["b", 7, 0, []],
  ])("%s%d:%d are looked up, reported twice unless the major number is 0", (type, major, minor, reports) => {
    expect(linux({ devices: [{ type, path: "/dev/x", major, minor }] })).toMatchObject({ result: 0, reports });
  });

  it.each([
    [{ ...device, minor: undefined }, "EINVAL", "no-device-number"],
    [{ ...device, type: "s" }, "EINVAL", "unknown-device-type"],
    [{ ...device, major: 4096 }, "ERANGE", "major-range"],
    [{ ...device, minor: 1_048_576 }, "ERANGE", "minor-range"],
    [{ ...device, fileMode: 0o10000 }, "ERANGE", "file-mode-range"],
  ])("%j is refused", (node, result, code) => {
    expect(linux({ devices: [node] })).toMatchObject({ result, codes: [code] });
  });
});

describe("slices and kernel settings", () => {
  it.each([
    ["a.slice", "a.slice"],
    ["a.slice/a-b.slice", "a-b.slice"],
    ["a.slice//a-b.slice/", "a-b.slice"],
    ["_cpu.slice", "cpu.slice"],
    ["", "-.slice"],
    ["/a.slice", null],
    ["a-b.slice", null],
    ["a-.slice", null],
    ["-a.slice", null],
    ["a.slice/b.service", null],
    ["cpu.slice", null],
    ["misc.slice", "misc.slice"],
    ["bpf.slice/bpf-devices.slice", null],
    ["bpf.slice/_bpf-devices.slice", "bpf-devices.slice"],
    [".slice", null],
    ["/", null],
  ])("%j is the control group of %s", (cgroupsPath, slice) => {
    const { settings, codes } = linux({ cgroupsPath });
    expect(settings?.slice ?? null).toBe(slice);
    expect(codes).toEqual(slice === null ? ["not-slice"] : []);
  });

  it("keep settings as they are written", () => {
    const text = '{"ociVersion":"1.0.0","linux":{"sysctl":{"a.b":"1","a.b":""}}}';
    expect(readText(text).settings?.sysctl).toEqual([
      ["a.b", "1"],
      ["a.b", ""],
    ]);
    for (const name of ["", "a.", ".a", "a..b", "a/b", "a b", "é"]) {
      expect(linux({ sysctl: { [name]: "1" } }).codes, name).toEqual(["bad-sysctl"]);
    }
    expect(linux({ sysctl: { a: 1 } }).codes).toEqual(["sysctl-not-text"]);
    expect(linux({ rootfsPropagation: "slave" })).toMatchObject({ result: 0, codes: ["propagation-ignored"] });
  });
});

describe("resources", () => {
  it("need a message bus, but for those without effect", () => {
    const withoutBus = (fields: object) => read({ linux: { resources: fields } }, { messageBus: false });
    expect(withoutBus({ pids: { limit: 1 } })).toMatchObject({ result: "ENOENT", settings: null, busWasMissing: true });
    for (const fields of [
      {},
      { memory: { limit: -1 } },
      { cpu: { cpus: "0" } },
      { devices: [{ allow: true, access: "rwm" }] },
    ]) {
      expect(withoutBus(fields), JSON.stringify(fields)).toMatchObject({ result: 0, busWasMissing: false });
    }
    for (const fields of [
      { devices: [] },
      { cpu: { shares: 2 } },
      { blockIO: { weight: 10 } },
      { memory: { reservation: 0 } },
    ]) {
      expect(withoutBus(fields), JSON.stringify(fields)).toMatchObject({ result: "ENOENT", busWasMissing: true });
    }
  });

  it("limit memory, CPU time, block devices and processes", () => {
    const device = { major: 8, minor: 1 };
    const { settings } = resources({
      memory: { limit: 10, swap: 20, reservation: 5 },
      cpu: { shares: 2, quota: 3, period: 4, cpus: "0-2" },
      blockIO: {
        weight: 10,
        weightDevice: [{ ...device, weight: 11 }, device],
        throttleWriteBpsDevice: [{ ...device, rate: 0 }],
      },
      pids: { limit: -1 },
    });
    expect(settings?.resources).toMatchObject({
      memoryLimit: 10n,
      memorySwap: 20n,
      memoryReservation: 5n,
      cpuShares: 2n,
      cpuQuota: 3n,
      cpuPeriod: 4n,
      blockIoWeight: 10n,
      blockIoDeviceWeights: [{ ...device, amount: 11n }],
      pidsLimit: NO_LIMIT,
    });
    expect(settings?.resources.blockIoRates.throttleWriteBpsDevice).toEqual([{ ...device, amount: 0n }]);
    expect(settings?.cpuSet?.toString()).toBe("0-2");
    expect(settings?.hasProperties).toBe(true);
  });

  it("allow devices", () => {
    const { settings, codes } = resources({
      devices: [
        { allow: false, access: "rwm" },
        { allow: false },
        { allow: true },
        { allow: true, type: "c", major: 1, access: "mr" },
      ],
    });
    expect(settings?.resources.devices).toEqual([
      { type: "c", major: 1, minor: null, read: true, write: false, mknod: true },
    ]);
    expect(codes).toEqual(["device-denied", "device-without-access"]);
  });

  it.each([
    [{ devices: [{ allow: true, minor: 1, access: "r" }] }, "EOPNOTSUPP", "minor-without-major"],
    [{ devices: [{ allow: true, major: 1, access: "r" }] }, "EOPNOTSUPP", "major-without-type"],
    [{ devices: [{ allow: true, access: "rw" }] }, "EOPNOTSUPP", "device-without-type"],
    [{ devices: [{ allow: true, access: "e" }] }, "EINVAL", "bad-device-access"],
    [{ devices: [{ allow: true, type: "u" }] }, "EINVAL", "unknown-device-type"],
    [{ memory: { limit: 1.5 } }, "EINVAL", "memory-not-unsigned"],
    [{ cpu: { quota: 1 } }, "EINVAL", "cpu-quota-alone"],
    [{ cpu: { period: 0 } }, "ERANGE", "cpu-time-range"],
    [{ cpu: { shares: 262_145 } }, "ERANGE", "cpu-shares-range"],
    [{ cpu: { cpus: "x" } }, "EINVAL", "bad-cpus"],
    [{ cpu: { cpus: "8192" } }, "ERANGE", "bad-cpus"],
    [{ cpu: { mems: "0" } }, "EOPNOTSUPP", "unsupported"],
    [{ blockIO: { weight: 1001 } }, "ERANGE", "weight-range"],
    [{ blockIO: { weightDevice: [{ major: 1, minor: 1, weight: 9 }] } }, "ERANGE", "device-weight-range"],
    [{ pids: { limit: 1.5 } }, "EINVAL", "pids-not-unsigned"],
    [{ pids: { limit: 1.5, x: 1 } }, "EINVAL", "json.unexpected-field"],
    [{ rdma: {} }, "EOPNOTSUPP", "unsupported"],
  ])("%j is refused", (fields, result, code) => {
    expect(resources(fields)).toMatchObject({ result, settings: null, codes: [code] });
  });

  it("pass over swap that does not fit the memory", () => {
    expect(resources({ memory: { swap: 1 } })).toMatchObject({ result: 0, codes: ["swap-without-memory"] });
    expect(resources({ memory: { swap: 1, limit: 2 } })).toMatchObject({ result: 0, codes: ["swap-below-memory"] });
  });

  it("end at the largest number", () => {
    const largest = "18446744073709551615";
    const text = (part: string): string => `{"ociVersion":"1.0.0","linux":{"resources":${part}}}`;
    expect(readText(text(`{"memory":{"limit":${largest}}}`)).codes).toEqual(["memory-range"]);
    expect(readText(text(`{"cpu":{"quota":${largest}}}`)).codes).toEqual(["cpu-time-range"]);
    const rate = `{"blockIO":{"throttleReadBpsDevice":[{"major":1,"minor":1,"rate":${largest}}]}}`;
    expect(readText(text(rate)).codes).toEqual(["device-rate-range"]);
    const weight = `{"blockIO":{"weightDevice":[{"major":1,"minor":1,"weight":${largest}}]}}`;
    expect(readText(text(weight))).toMatchObject({ result: 0, codes: [] });
  });
});

describe("seccomp", () => {
  const defaultAction = "SCMP_ACT_ALLOW";
  const rule = { names: ["read"], action: "SCMP_ACT_ERRNO" };
  const argument = { index: 0, value: 1, op: "SCMP_CMP_EQ" };
  const filter = (more: object) => linux({ seccomp: { defaultAction, ...more } });

  it("keeps a filter", () => {
    const { settings, codes } = filter({
      architectures: ["SCMP_ARCH_X86"],
      syscalls: [
        { ...rule, names: ["read", "nope"], args: [argument, { ...argument, index: 1, op: "SCMP_CMP_MASKED_EQ" }] },
      ],
    });
    expect(settings?.seccomp).toEqual({
      defaultAction,
      architectures: ["SCMP_ARCH_X86"],
      rules: [
        {
          ...rule,
          names: ["read", "nope"],
          args: [
            { index: 0, value: 1n, valueTwo: 0n, op: "SCMP_CMP_EQ" },
            { index: 1, value: 1n, valueTwo: 0n, op: "SCMP_CMP_MASKED_EQ" },
          ],
        },
      ],
    });
    expect(codes).toEqual(["argument-values", "unknown-system-call"]);
  });

  it.each([
    [{ defaultAction: undefined }, "EINVAL", ["no-default-action"]],
    [{ defaultAction: 1 }, "EINVAL", ["default-action-not-text"]],
    [{ defaultAction: "SCMP_ACT_TRACE" }, "EINVAL", ["unknown-action"]],
    [{ architectures: ["x86"] }, "EINVAL", ["unknown-architecture"]],
    [{ architectures: [1] }, "EINVAL", ["architecture-not-text"]],
    [{ architectures: ["SCMP_ARCH_PPC64"] }, "EDOM", ["architecture-byte-order"]],
    [{ syscalls: [{ ...rule, names: [] }] }, "EINVAL", ["no-system-calls"]],
    [{ syscalls: [{ ...rule, action: "X" }] }, "EINVAL", ["unknown-action"]],
    [{ syscalls: [{ ...rule, action: defaultAction }] }, "EACCES", []],
    [{ syscalls: [{ ...rule, args: [{ ...argument, op: "=" }] }] }, "EINVAL", ["unknown-operator"]],
    [{ syscalls: [{ ...rule, args: [{ ...argument, index: 2 ** 32 }] }] }, "ERANGE", ["argument-index-range"]],
    [{ syscalls: [{ ...rule, args: [{ ...argument, index: 6 }] }] }, "EINVAL", []],
    [{ syscalls: [{ ...rule, args: [argument, argument] }] }, "EINVAL", []],
    [{ syscalls: [{ ...rule, args: Array(7).fill(argument) }] }, "EINVAL", []],
  ])("%j is refused", (more, result, codes) => {
    expect(filter(more)).toMatchObject({ result, settings: null, codes });
  });

  it("takes kills of threads under both names for the same", () => {
    const syscalls = [{ ...rule, action: "SCMP_ACT_KILL_THREAD" }];
    expect(linux({ seccomp: { defaultAction: "SCMP_ACT_KILL", syscalls } }).result).toBe("EACCES");
  });
});

describe("rules for one system call", () => {
  const first = { index: 0, value: 5, op: "SCMP_CMP_EQ" };
  const second = { index: 1, value: 6, op: "SCMP_CMP_NE" };
  const masked = { index: 0, value: 15, valueTwo: 5, op: "SCMP_CMP_MASKED_EQ" };
  type Rule = readonly [action: string, ...args: object[]];

  it.each<[Rule[], 0 | "EEXIST"]>([
    [[["ERRNO"], ["KILL"]], 0],
    [
      [
        ["ERRNO", first],
        ["KILL", first],
      ],
      "EEXIST",
    ],
    [
      [
        ["ERRNO", first],
        ["ERRNO", first],
      ],
      0,
    ],
    [
      [
        ["KILL", first],
        ["KILL_THREAD", { ...first, valueTwo: 7 }],
      ],
      0,
    ],
    [
      [
        ["ERRNO", first],
        ["KILL", { ...first, valueTwo: 7 }],
      ],
      "EEXIST",
    ],
    [
      [
        ["ERRNO", first],
        ["KILL", { ...first, value: 6 }],
      ],
      0,
    ],
    [
      [
        ["ERRNO", masked],
        ["KILL", { ...masked, valueTwo: 7 }],
      ],
      0,
    ],
    [
      [
        ["ERRNO", second, first],
        ["KILL", first],
      ],
      "EEXIST",
    ],
    [
      [
        ["ERRNO", first, second],
        ["KILL", second],
      ],
      0,
    ],
    [
      [
        ["ERRNO", first],
        ["KILL", first, second],
        ["TRAP", first, second],
      ],
      0,
    ],
    [[["ERRNO", first], ["TRAP"], ["KILL", first]], 0],
  ])("%j give %s", (rules, result) => {
    const syscalls = rules.map(([action, ...args]) => ({ names: ["read"], action: `SCMP_ACT_${action}`, args }));
    expect(linux({ seccomp: { defaultAction: "SCMP_ACT_ALLOW", syscalls } }).result).toBe(result);
  });

  it("do not meet when the calls are those of another architecture", () => {
    const syscalls = ["ERRNO", "KILL"].map((action) => ({
      names: ["breakpoint"],
      action: `SCMP_ACT_${action}`,
      args: [first],
    }));
    expect(linux({ seccomp: { defaultAction: "SCMP_ACT_ALLOW", syscalls } }).result).toBe(0);
  });
});

describe("hooks", () => {
  it("are kept by kind", () => {
    const hook = { path: "/bin/a", args: ["a"], env: ["A=b"], timeout: 5 };
    expect(read({ hooks: { prestart: [hook], poststop: [{ path: "/b" }] } }).settings?.hooks).toEqual({
      prestart: [{ path: "/bin/a", args: ["a"], env: ["A=b"], timeoutUsec: 5_000_000n }],
      poststart: [],
      poststop: [{ path: "/b", args: null, env: [], timeoutUsec: null }],
    });
  });

  it.each([0, 18_446_744_073_710])("with a timeout of %d are refused", (timeout) => {
    expect(read({ hooks: { poststart: [{ path: "/a", timeout }] } })).toMatchObject({
      result: "ERANGE",
      codes: ["timeout-range"],
    });
  });
});

describe("writing", () => {
  const withMounts = (...kinds: readonly ("mounts" | "masked" | "readonly")[]): OciSettings => {
    const settings = new OciSettings("/");
    settings.customMounts = kinds.map((kind, index) => {
      const path = `/${index}`;
      if (kind === "masked") return customMount("inaccessible", path, { graceful: true });
      return kind === "mounts"
        ? customMount("bind", path)
        : customMount("bind", path, { source: `+${path}`, readOnly: true });
    });
    return settings;
  };

  it("writes the version of nothing", () => {
    expect(formatOciBundle(new OciSettings("/"))).toBe('{"ociVersion":"1.0.0"}');
  });

  it.each([
    [["mounts", "masked", "readonly"]],
    [["readonly", "masked", "mounts"]],
    [["masked", "mounts"]],
    [["mounts"]],
  ] as const)("keeps the order of mounts: %j", (kinds) => {
    const settings = withMounts(...kinds);
    const again = parseOciBundle(encodeUtf8(formatOciBundle(settings))).settings;
    expect(again?.customMounts).toEqual(settings.customMounts);
  });

  it.each([[["masked", "readonly", "masked"]], [["masked", "mounts", "readonly"]]] as const)(
    "cannot keep this order: %j",
    (kinds) => {
      expect(() => formatOciBundle(withMounts(...kinds))).toThrow(TypeError);
    },
  );

  it("refuses mounts of .nspawn files, and half of a user", () => {
    const settings = new OciSettings("/");
    settings.customMounts = [customMount("tmpfs", "/a")];
    expect(() => formatOciBundle(settings)).toThrow(TypeError);
    settings.customMounts = [];
    settings.uid = 1;
    expect(() => formatOciBundle(settings)).toThrow(TypeError);
  });
});

describe("the laws", () => {
  const seeds = [...definition.seeds()];

  it("hold for every seed", () => {
    for (const { bytes } of seeds) checkLaws(definition, bytes, definition.run(bytes));
  });

  it("hold for seeds that are put together", () => {
    const isObject = (value: unknown): value is Record<string, unknown> =>
      typeof value === "object" && value !== null && !Array.isArray(value);
    const merge = (a: unknown, b: unknown): unknown => {
      if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
      if (!isObject(a) || !isObject(b)) return b;
      return Object.fromEntries(
        [...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => [
          key,
          key in a && key in b ? merge(a[key], b[key]) : (a[key] ?? b[key]),
        ]),
      );
    };
    const good = seeds
      .filter(({ bytes }) => parseOciBundle(bytes).result === 0)
      .map(({ bytes }) => JSON.parse(new TextDecoder().decode(bytes)) as unknown);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...good), { maxLength: 5 }), (parts) => {
        const bytes = encodeUtf8(JSON.stringify(parts.reduce(merge, VERSION)));
        checkLaws(definition, bytes, definition.run(bytes));
      }),
    );
  });

  it("hold for any JSON and any bytes", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const bytes = encodeUtf8(JSON.stringify({ ...VERSION, linux: value }));
        checkLaws(definition, bytes, definition.run(bytes));
      }),
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => checkLaws(definition, bytes, definition.run(bytes))));
  });
});

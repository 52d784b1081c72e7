import { describe, expect, it } from "vitest";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { isNftIdentifier } from "../../../src/directives/nft-set.js";
import { parseSocketBindRule } from "../../../src/directives/socket-bind.js";
import { UNSET } from "../../../src/formats/unit-file/cgroup/settings.js";
import { parseUnitFile } from "../../../src/formats/unit-file/parse.js";
import { readOwn } from "./read.js";

const slice = (...lines: readonly string[]) => readOwn("slice", ...lines);
const service = (...lines: readonly string[]) => readOwn("service", ...lines);

describe("memory", () => {
  it.each([
    ["MemoryHigh=1.5G", "memoryHigh", 1_610_612_736n],
    ["MemoryHigh=1K 5", "memoryHigh", 1029n],
    ["MemoryMax=infinity", "memoryMax", UNSET],
    ["MemoryLow=0", "memoryLow", 0n],
    ["MemorySwapMax=0", "memorySwapMax", 0n],
  ] as const)("%s", (line, field, value) => {
    const { unit, reports } = slice(line);
    expect(reports).toEqual([]);
    expect(unit.cgroup?.[field]).toBe(value);
  });

  it.each([
    ["MemoryHigh=0", "unit-file.limit-out-of-range@2"],
    ["DefaultStartupMemoryLow=0", "unit-file.limit-out-of-range@2"],
    ["MemoryMax=18446744073709551615", "unit-file.limit-out-of-range@2"],
    ["MemoryMax=-1", "value.not-size@2"],
    ["MemoryMax=much", "value.not-size@2"],
  ])("%s is refused", (line, report) => {
    expect(slice(line).reports).toEqual([report]);
  });

  it("resets to nothing: no guarantee, or no limit", () => {
    expect(slice("MemoryMin=1G", "MemoryMin=").unit.cgroup?.memoryMin).toBe(0n);
    expect(slice("MemoryMax=1G", "MemoryMax=").unit.cgroup?.memoryMax).toBe(UNSET);
  });

  it("as a percentage depends on the machine", () => {
    expect(slice("MemoryMax=50%").unit.cgroup?.dependsOnMachine).toBe(true);
  });
});

describe("weights and quotas", () => {
  it.each([
    ["CPUWeight=idle", "cpuWeight", 0n],
    ["CPUWeight=10000", "cpuWeight", 10_000n],
    ["CPUWeight=", "cpuWeight", UNSET],
    ["CPUQuota=150%", "cpuQuotaPerSecUsec", 1_500_000n],
    ["CPUQuota=0.01%", "cpuQuotaPerSecUsec", 100n],
    ["TasksMax=infinity", "tasksMax", UNSET],
  ] as const)("%s", (line, field, value) => {
    expect(slice(line).unit.cgroup?.[field]).toBe(value);
  });

  it.each(["CPUWeight=0", "CPUWeight=10001", "IOWeight=idle", "BlockIOWeight=9", "StartupBlockIOWeight=1001"])(
    "%s is refused",
    (line) => expect(slice(line).reports).toEqual(["unit-file.bad-weight@2"]),
  );

  it.each(["CPUQuota=0%", "CPUQuota=50", "CPUQuota=-5%"])("%s is refused", (line) => {
    expect(slice(line).reports).toEqual(["unit-file.bad-cpu-quota@2"]);
  });

  it("CPUShares= works but has a successor", () => {
    const { unit, reports } = slice("CPUShares=1024");
    expect(unit.cgroup?.cpuShares).toBe(1024n);
    expect(reports).toEqual(["unit-file.superseded@2"]);
  });
});

describe("CPU sets", () => {
  it("join over assignments and print as ranges", () => {
    const { unit } = slice("AllowedCPUs=0,5-7", "AllowedCPUs=1 2 6");
    expect(String(unit.cgroup?.allowedCPUs)).toBe("0-2 5-7");
    expect(slice("AllowedCPUs=1", "AllowedCPUs=").unit.cgroup?.allowedCPUs).toBeNull();
  });

  it("skip reversed ranges, refuse what is no number or too large", () => {
    expect(slice("AllowedCPUs=3-1 4").reports).toEqual(["value.cpu-range-reversed@2"]);
    expect(slice("AllowedCPUs=1 x").unit.cgroup?.allowedCPUs).toBeNull();
    expect(slice("AllowedCPUs=8191").reports).toEqual([]);
    expect(slice("AllowedCPUs=8192").reports).toEqual(["value.cpu-too-large@2"]);
  });
});

describe("devices", () => {
  it("have rights; the last assignment for one counts", () => {
    const { unit } = service("DeviceAllow=/dev/null r", "DeviceAllow=char-pts", "DeviceAllow=/dev/null wm");
    expect(unit.cgroup?.deviceAllow).toEqual([
      { path: "/dev/null", read: false, write: true, mknod: true },
      { path: "char-pts", read: true, write: true, mknod: true },
    ]);
  });

  it.each([
    ["DeviceAllow=/etc/passwd r", "unit-file.not-device-node@2"],
    ["DeviceAllow=/dev/null x", "unit-file.bad-device-rights@2"],
    ["IODeviceWeight=/dev/sda", "unit-file.device-setting-incomplete@2"],
    ["IODeviceWeight=/dev/sda 0", "unit-file.bad-weight@2"],
    ["IOReadBandwidthMax=/dev/sda 0", "unit-file.bad-io-limit@2"],
    ["IODeviceLatencyTargetSec=/dev/sda soon", "value.not-timespan@2"],
  ])("%s is refused", (line, report) => {
    expect(service(line).reports).toEqual([report]);
  });

  it("collect the limits of one device, which reset by kind", () => {
    const lines = ["IOReadBandwidthMax=/dev/sda 10M", "IOWriteIOPSMax=/dev/sda 5"];
    const both = service(...lines).unit.cgroup?.ioDeviceLimits;
    expect(both).toHaveLength(1);
    expect(both?.[0]?.limits).toMatchObject({ IOReadBandwidthMax: 10_000_000n, IOWriteIOPSMax: 5n });
    const { dump } = service(...lines, "IOReadBandwidthMax=");
    expect(dump.filter((line) => line.includes("/dev/sda"))).toEqual(["\tIOWriteIOPSMax: /dev/sda 5B"]);
  });

  it("of block I/O print without a line end, as systemd does", () => {
    const { dump } = service("BlockIODeviceWeight=/dev/sda 500", "BlockIOReadBandwidth=/dev/sda 1K");
    expect(dump).toContain("\tBlockIODeviceWeight: /dev/sda 500\tBlockIOReadBandwidth: /dev/sda 1000B");
  });
});

describe("network", () => {
  it("addresses are masked, kept once, named sets included", () => {
    const { dump, reports } = service("IPAddressAllow=10.1.2.3/8 localhost bogus 10.0.0.0/8 ::1");
    expect(dump.filter((line) => line.includes("IPAddressAllow"))).toEqual([
      "\tIPAddressAllow: 10.0.0.0/8",
      "\tIPAddressAllow: 127.0.0.0/8",
      "\tIPAddressAllow: ::1/128",
    ]);
    expect(reports).toEqual(["unit-file.not-address-prefix@2"]);
  });

  it.each([
    ["any", { family: null, protocol: null, portCount: 0, portMin: 0 }],
    ["tcp", { family: null, protocol: "tcp", portCount: 0, portMin: 0 }],
    ["ipv4:tcp:80-90", { family: "ipv4", protocol: "tcp", portCount: 11, portMin: 80 }],
    ["ipv6:1024", { family: "ipv6", protocol: null, portCount: 1, portMin: 1024 }],
    ["ipv6:", "EINVAL"],
    ["90-80", "EINVAL"],
    ["ipv4:tcp:80:x", "EINVAL"],
    ["70000", "EINVAL"],
    ["4294967296", "ERANGE"],
    ["", "EINVAL"],
  ])("socket bind rule %s", (text, rule) => {
    expect(parseSocketBindRule(text)).toEqual(rule);
  });

  it("interfaces are allowed, or denied after ~; later ones of the other kind are taken out", () => {
    const { unit } = service("RestrictNetworkInterfaces=eth0 eth1", "RestrictNetworkInterfaces=~eth1");
    expect(unit.cgroup?.restrictNetworkInterfacesAllow).toBe(true);
    expect([...(unit.cgroup?.restrictNetworkInterfaces ?? [])]).toEqual(["eth0"]);
    expect(service("RestrictNetworkInterfaces=bad/if").reports).toEqual(["unit-file.bad-interface-name@2"]);
  });

  it.each([
    ["filter", true],
    ["a/b\\c_d.e", true],
    ["1bad", false],
    ["", false],
    ["a".repeat(32), false],
  ])("nft name %s: %s", (name, valid) => {
    expect(isNftIdentifier(name)).toBe(valid);
  });
});

describe("delegation", () => {
  it("is a boolean or a list of controllers", () => {
    expect(service("Delegate=yes").dump).toContain("\tDelegate: cpu cpuset io memory pids");
    expect(service("Delegate=pids bogus io").dump).toContain("\tDelegate: io pids");
    expect(service("Delegate=pids", "Delegate=").dump).toContain("\tDelegate: (none)");
    expect(service("Delegate=pids", "Delegate=no").dump).toContain("\tDelegate: no");
  });

  it("is for services and scopes only", () => {
    expect(slice("Delegate=yes").reports).toEqual(["unit-file.not-for-unit-type@2"]);
    expect(readOwn("socket", "DelegateSubgroup=x").reports).toEqual(["unit-file.not-for-unit-type@2"]);
  });

  it.each(["a/b", ".", "cgroup.procs", "_x", "tasks", "cpu.max"])("cannot call a subgroup %s", (name) => {
    expect(service(`DelegateSubgroup=${name}`).reports).toEqual(["unit-file.bad-cgroup-name@2"]);
  });
});

describe("slices", () => {
  it("add a dependency of their own kind, which another slice replaces", () => {
    const { unit, dump } = service("Slice=x.slice", "Slice=a-b.slice");
    expect(unit.common.slice).toBe("a-b.slice");
    expect(dump.filter((line) => line.includes(".slice"))).toEqual([
      "\tSlice: a-b.slice",
      "\tReferences: a-b.slice (origin-slice-property)",
      "\tInSlice: a-b.slice (origin-slice-property)",
    ]);
  });

  it("keep a reference that an assignment made", () => {
    const { unit } = service("Slice=x.slice", "Slice=y.slice");
    expect(unit.common.dependencies.of("References")).toEqual(["y.slice"]);
  });

  it.each(["Slice=", "Slice=plain", "Slice=bad/.slice"])("%s is no slice", (line) => {
    expect(service(line).reports).toEqual(["unit-file.bad-slice@2"]);
  });

  it("cannot be services, nor hold slices by assignment", () => {
    expect(service("Slice=b.service").reports).toEqual(["unit-file.slice-not-possible@2"]);
    expect(slice("Slice=b.slice").reports).toEqual(["unit-file.slice-not-possible@2"]);
  });
});

describe("memory pressure", () => {
  it.each([
    ["ManagedOOMMemoryPressureDurationSec=999ms", "unit-file.duration-out-of-range@2"],
    ["ManagedOOMMemoryPressureDurationSec=infinity", "unit-file.duration-out-of-range@2"],
    ["ManagedOOMMemoryPressureLimit=101%", "unit-file.not-percentage@2"],
    ["ManagedOOMSwap=maybe", "value.unknown-keyword@2"],
    ["ManagedOOMPreference=", "value.unknown-keyword@2"],
  ])("%s is refused", (line, report) => {
    expect(service(line).reports).toEqual([report]);
  });

  it("is not for units that systemd-oomd does not look after", () => {
    expect(readOwn("mount", "ManagedOOMSwap=kill").reports).toEqual(["unit-file.not-for-unit-type@2"]);
  });
});

/** A factor that noise alone does not explain where sixteen times the lines cost sixteen times as much. */
const MUCH_MORE = 90;
const ENOUGH_MSEC = 60;

// Known entries were looked for, reset or copied one by one for each line.
it.each([
  ["IPIngressFilterPath=/%d", ""],
  ["IOReadBandwidthMax=/dev/%d 1", "IOReadBandwidthMax="],
  ["BlockIOWriteBandwidth=/dev/%d 1", "BlockIOWriteBandwidth="],
  ["RootImageOptions=root:a", ""],
])("regression: many lines %s, then %s, are read in linear time", (line, last) => {
  const msecOf = (count: number): number => {
    const lines = Array.from({ length: count }, (_, i) => line.replace("%d", String(i % 9999)));
    const bytes = encodeUtf8(`[Service]\n${lines.join("\n")}\n${`${last}\n`.repeat(count)}`);
    const before = performance.now();
    parseUnitFile(bytes, { type: "service" });
    return performance.now() - before;
  };
  msecOf(1500);
  const few = msecOf(1500);
  const many = msecOf(24_000);
  expect(many < ENOUGH_MSEC || many / few < MUCH_MORE).toBe(true);
});

it("resets the limits of one kind", () => {
  const { unit } = slice(
    "IOReadBandwidthMax=/dev/a 1",
    "IOWriteBandwidthMax=/dev/a 2",
    "IOReadBandwidthMax=",
    "IOReadBandwidthMax=/dev/b 3",
  );
  const limits = unit.cgroup?.ioDeviceLimits.map((device) => [
    device.path,
    device.limits.IOReadBandwidthMax,
    device.limits.IOWriteBandwidthMax,
  ]);
  expect(limits).toEqual([
    ["/dev/a", UNSET, 2n],
    ["/dev/b", 3n, UNSET],
  ]);
});

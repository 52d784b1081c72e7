import { cgroupIoLimitType } from "../../directives/enums.js";
import { EnumTable } from "../../text/enum-table.js";
import { Extract, readWords, WHITESPACE, WordReader } from "../../text/extract-word.js";
import { isErrno, safeAtou64 } from "../../text/numbers.js";
import { pathEqual } from "../../text/path.js";
import { type CGroupBlock, type DeviceBandwidth, type DeviceLimits, type DeviceWeight, UNSET_64 } from "./model.js";
import { type Refusal, type Row, readUsec } from "./rows.js";

type CGroupRow = Row<CGroupBlock>;

const RIGHTS = "rwm";

/** The two words of `device value`; more do not count. `null` when there are less. */
function deviceAndValue(value: string): readonly [path: string, value: string] | null {
  const parts = readWords(new WordReader(value), 2, WHITESPACE, 0);
  if (parts === null) return null;
  const [path, rest] = parts;
  return path == null || rest == null ? null : [path, rest];
}

/** `device [rwm]`; all rights when none are named, the last ones of a device count. */
export const deviceAllow: CGroupRow = {
  key: "device-allow",
  read({ deviceAllow: devices }, value) {
    const parts = readWords(new WordReader(value), 2, " ", Extract.UNQUOTE);
    const path = parts?.[0];
    if (parts === null || path == null) return "EINVAL";
    const rights = parts[1] || RIGHTS;
    for (const right of rights) if (!RIGHTS.includes(right)) return "EINVAL";
    const entry = { path, permissions: [...RIGHTS].filter((right) => rights.includes(right)).join("") };
    const known = devices.findIndex((device) => device.path === path);
    if (known < 0) devices.push(entry);
    else devices[known] = entry;
    return undefined;
  },
  write(cgroup, put) {
    for (const { path, permissions } of cgroup.deviceAllow) put(`${path} ${permissions}`);
    return undefined;
  },
};

function readWeight(list: DeviceWeight[], value: string): Refusal {
  const parts = deviceAndValue(value);
  if (parts === null) return "EINVAL";
  const weight = safeAtou64(parts[1]);
  if (isErrno(weight)) return weight;
  list.unshift({ path: parts[0], weight });
  return undefined;
}

/** `device weight`. */
export const ioDeviceWeights: CGroupRow = {
  key: "io-device-weight",
  read: (cgroup, value) => readWeight(cgroup.ioDeviceWeights, value),
  write(cgroup, put) {
    for (const { path, weight } of cgroup.ioDeviceWeights) put(`${path} ${weight}`);
    return undefined;
  },
};

/** `device microseconds`. */
export const ioDeviceLatencies: CGroupRow = {
  key: "io-device-latency-target-usec",
  read(cgroup, value, log) {
    const parts = deviceAndValue(value);
    if (parts === null) return "EINVAL";
    const targetUsec = readUsec(parts[1], log);
    if (isErrno(targetUsec)) return targetUsec;
    cgroup.ioDeviceLatencies.unshift({ path: parts[0], targetUsec });
    return undefined;
  },
  write(cgroup, put) {
    for (const { path, targetUsec } of cgroup.ioDeviceLatencies) put(`${path} ${targetUsec}`);
    return undefined;
  },
};

const limitTypes = new EnumTable(cgroupIoLimitType);

/** `io-device-limit-IOReadBandwidthMax=device limit`. */
export const ioDeviceLimits: CGroupRow = {
  key: "io-device-limit-",
  read({ ioDeviceLimits: devices }, value) {
    const parts = readWords(new WordReader(value), 3, "= ", 0);
    if (parts === null) return "EINVAL";
    const [name, path, limitText] = parts;
    if (name == null || path == null || limitText == null) return "EINVAL";
    const type = limitTypes.parse(name);
    if (type === null) return "EINVAL";
    let device: DeviceLimits | undefined = devices.find((other) => pathEqual(other.path, path));
    if (device === undefined) {
      device = { path, limits: new Map() };
      devices.unshift(device);
    }
    const limit = safeAtou64(limitText);
    if (isErrno(limit)) return limit;
    device.limits.set(type, limit);
    return undefined;
  },
  write(cgroup, put) {
    for (const { path, limits } of cgroup.ioDeviceLimits) {
      for (const type of cgroupIoLimitType) {
        const limit = limits.get(type) ?? UNSET_64;
        if (limit !== UNSET_64) put(`${path} ${limit}`, `io-device-limit-${type}`);
      }
    }
    return undefined;
  },
};

function readBandwidth(cgroup: CGroupBlock, value: string, field: "readBps" | "writeBps"): Refusal {
  const parts = deviceAndValue(value);
  if (parts === null) return "EINVAL";
  const [path, amountText] = parts;
  let device: DeviceBandwidth | undefined = cgroup.blockIoBandwidths.find((other) => pathEqual(other.path, path));
  if (device === undefined) {
    device = { path, readBps: UNSET_64, writeBps: UNSET_64 };
    cgroup.blockIoBandwidths.unshift(device);
  }
  const amount = safeAtou64(amountText);
  if (isErrno(amount)) return amount;
  device[field] = amount;
  return undefined;
}

/** Keys that are read as `block-io-…` and written as `blockio-…`: what is written cannot be read back. */
export const blockIoDevices: readonly CGroupRow[] = [
  {
    key: "block-io-device-weight",
    read: (cgroup, value) => readWeight(cgroup.blockIoDeviceWeights, value),
    write(cgroup, put) {
      for (const { path, weight } of cgroup.blockIoDeviceWeights) put(`${path} ${weight}`, "blockio-device-weight");
      return undefined;
    },
  },
  {
    key: "block-io-read-bandwidth",
    read: (cgroup, value) => readBandwidth(cgroup, value, "readBps"),
    write(cgroup, put) {
      for (const { path, readBps, writeBps } of cgroup.blockIoBandwidths) {
        if (readBps !== UNSET_64) put(`${path} ${readBps}`, "blockio-read-bandwidth");
        if (writeBps !== UNSET_64) put(`${path} ${writeBps}`, "blockio-write-bandwidth");
      }
      return undefined;
    },
  },
  {
    key: "block-io-write-bandwidth",
    read: (cgroup, value) => readBandwidth(cgroup, value, "writeBps"),
  },
];

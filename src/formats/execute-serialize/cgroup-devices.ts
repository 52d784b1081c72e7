import { cgroupIoLimitType } from "../../directives/enums.js";
import { EnumTable } from "../../text/enum-table.js";
import { readWords, WordReader } from "../../text/extract-word.js";
import { isErrno, safeAtou64 } from "../../text/numbers.js";
import { pathKey } from "../../text/path.js";
import { type CGroupBlock, UNSET_64 } from "./model.js";
import { type Row, readUsec } from "./rows.js";

type CGroupRow = Row<CGroupBlock>;

const RIGHTS = "rwm";
const SPACE = " ";

/** The two words of `device value`; more do not count. `null` when there are less. */
function deviceAndValue(value: string): readonly [path: string, value: string] | null {
  const parts = readWords(new WordReader(value), 2, SPACE, 0);
  if (parts === null) return null;
  const [path, rest] = parts;
  return path == null || rest == null ? null : [path, rest];
}

/** What is known of a device. It is known from here on, even where what is said about it is refused. */
function entryOf<Entry>(devices: Map<string, Entry>, path: string, create: () => Entry): Entry {
  const key = pathKey(path);
  let entry = devices.get(key);
  if (entry === undefined) {
    entry = create();
    devices.set(key, entry);
  }
  return entry;
}

const newestFirst = <Entry>(devices: Map<string, Entry>): Entry[] => [...devices.values()].reverse();

/** `device [rwm]`; all rights when none are named, the last ones of a device count. */
export const deviceAllow: CGroupRow = {
  key: "device-allow",
  read({ deviceAllow: devices }, value) {
    const parts = readWords(new WordReader(value), 2, SPACE, 0);
    const path = parts?.[0];
    if (parts === null || path == null) return "EINVAL";
    const rights = parts[1] || RIGHTS;
    for (const right of rights) if (!RIGHTS.includes(right)) return "EINVAL";
    const permissions = [...RIGHTS].filter((right) => rights.includes(right)).join("");
    entryOf(devices, path, () => ({ path, permissions })).permissions = permissions;
    return undefined;
  },
  write(cgroup, put) {
    for (const { path, permissions } of newestFirst(cgroup.deviceAllow)) put(`${path} ${permissions}`);
    return undefined;
  },
};

/** `device weight`. */
export const ioDeviceWeights: CGroupRow = {
  key: "io-device-weight",
  read({ ioDeviceWeights: devices }, value) {
    const parts = deviceAndValue(value);
    if (parts === null) return "EINVAL";
    const [path, weightText] = parts;
    const device = entryOf(devices, path, () => ({ path, weight: 0n }));
    const weight = safeAtou64(weightText);
    if (isErrno(weight)) return weight;
    device.weight = weight;
    return undefined;
  },
  write(cgroup, put) {
    for (const { path, weight } of newestFirst(cgroup.ioDeviceWeights)) put(`${path} ${weight}`);
    return undefined;
  },
};

/** `device microseconds`. */
export const ioDeviceLatencies: CGroupRow = {
  key: "io-device-latency-target-usec",
  read({ ioDeviceLatencies: devices }, value, log) {
    const parts = deviceAndValue(value);
    if (parts === null) return "EINVAL";
    const [path, targetText] = parts;
    const device = entryOf(devices, path, () => ({ path, targetUsec: 0n }));
    const targetUsec = readUsec(targetText, log);
    if (isErrno(targetUsec)) return targetUsec;
    device.targetUsec = targetUsec;
    return undefined;
  },
  write(cgroup, put) {
    for (const { path, targetUsec } of newestFirst(cgroup.ioDeviceLatencies)) put(`${path} ${targetUsec}`);
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
    const device = entryOf(devices, path, () => ({ path, limits: new Map() }));
    const limit = safeAtou64(limitText);
    if (isErrno(limit)) return limit;
    device.limits.set(type, limit);
    return undefined;
  },
  write(cgroup, put) {
    for (const { path, limits } of newestFirst(cgroup.ioDeviceLimits)) {
      for (const type of cgroupIoLimitType) {
        const limit = limits.get(type) ?? UNSET_64;
        if (limit !== UNSET_64) put(`${path} ${limit}`, `io-device-limit-${type}`);
      }
    }
    return undefined;
  },
};

/** `device weight`, each time another one. */
const blockIoDeviceWeights: CGroupRow = {
  key: "block-io-device-weight",
  read({ blockIoDeviceWeights: devices }, value) {
    const parts = deviceAndValue(value);
    if (parts === null) return "EINVAL";
    const weight = safeAtou64(parts[1]);
    devices.push({ path: parts[0], weight: isErrno(weight) ? 0n : weight });
    return isErrno(weight) ? weight : undefined;
  },
  write(cgroup, put) {
    for (const { path, weight } of cgroup.blockIoDeviceWeights.toReversed()) {
      put(`${path} ${weight}`, "blockio-device-weight");
    }
    return undefined;
  },
};

/** `device bytes`. A new device has no limit the other way, and 0 this way should the amount be refused. */
const bandwidth = (key: string, field: "readBps" | "writeBps"): CGroupRow => ({
  key,
  read({ blockIoBandwidths: devices }, value) {
    const parts = deviceAndValue(value);
    if (parts === null) return "EINVAL";
    const [path, amountText] = parts;
    const device = entryOf(devices, path, () => ({ path, readBps: UNSET_64, writeBps: UNSET_64, [field]: 0n }));
    const amount = safeAtou64(amountText);
    if (isErrno(amount)) return amount;
    device[field] = amount;
    return undefined;
  },
});

/** Keys that are read as `block-io-…` and written as `blockio-…`: what is written cannot be read back. */
export const blockIoDevices: readonly CGroupRow[] = [
  blockIoDeviceWeights,
  {
    ...bandwidth("block-io-read-bandwidth", "readBps"),
    write(cgroup, put) {
      for (const { path, readBps, writeBps } of newestFirst(cgroup.blockIoBandwidths)) {
        if (readBps !== UNSET_64) put(`${path} ${readBps}`, "blockio-read-bandwidth");
        if (writeBps !== UNSET_64) put(`${path} ${writeBps}`, "blockio-write-bandwidth");
      }
      return undefined;
    },
  },
  bandwidth("block-io-write-bandwidth", "writeBps"),
];

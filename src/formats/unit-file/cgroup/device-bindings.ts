import { Severity } from "../../../core/diagnostics.js";
import type { Binding, Bindings } from "../../../directives/assignment.js";
import { cgroupDevicePolicy } from "../../../directives/enums.js";
import { ListIndex } from "../../../directives/list-index.js";
import { bool, enumeration } from "../../../directives/values.js";
import { Extract, WHITESPACE, WordReader } from "../../../text/extract-word.js";
import { parseSize } from "../../../text/numbers.js";
import { pathStartsWith } from "../../../text/path.js";
import { parseSec } from "../../../time/timespan.js";
import type { UnitAssignment } from "../unit.js";
import { checkedPath, resolvePath, resolvePathText } from "../values.js";
import {
  type CGroupSettings,
  type DeviceAllow,
  type DeviceBandwidth,
  type DeviceIOLimit,
  type IOLimitKind,
  UNSET,
} from "./settings.js";
import { parseBlockIOWeight, parseIOWeight } from "./weights.js";

type CGroupBinding = Binding<CGroupSettings, UnitAssignment>;

const ANY_PATH = 0;
const RIGHTS = "rwm";

const pathOf = ({ path }: { readonly path: string }): string => path;
const allowedDevices = new ListIndex<DeviceAllow>(pathOf);
const limitedDevices = new ListIndex<DeviceIOLimit>(pathOf);
const bandwidthDevices = new ListIndex<DeviceBandwidth>(pathOf);

/** The entries of lists that have a limit of one kind, so that resetting it time and again does not walk over all. */
class Limited<Entry> {
  readonly #entries = new WeakMap<readonly Entry[], Entry[]>();

  note(list: readonly Entry[], entry: Entry): void {
    const known = this.#entries.get(list);
    if (known === undefined) this.#entries.set(list, [entry]);
    else known.push(entry);
  }

  /** All that were noted since they were last taken. */
  take(list: readonly Entry[]): readonly Entry[] {
    const known = this.#entries.get(list) ?? [];
    this.#entries.delete(list);
    return known;
  }
}

/** The device and the text behind it, both of which must be there; `null` after a report. */
function deviceAndRest(value: string, at: UnitAssignment): { readonly path: string; readonly rest: string } | null {
  const words = new WordReader(value);
  const word = words.next(WHITESPACE, Extract.UNQUOTE);
  if (word === null || words.restIsEmpty) {
    at.warn("unit-file.device-setting-incomplete", value);
    return null;
  }
  const path = resolvePath(at, word, ANY_PATH);
  return path === null ? null : { path, rest: words.rest };
}

const isDeviceNode = (path: string): boolean =>
  pathStartsWith(path, "/dev") || pathStartsWith(path, "/run/systemd/inaccessible");

/** A device node or group with access rights; the last assignment for a device counts. Origin: config_parse_device_allow() at 257. */
const deviceAllow: CGroupBinding = (settings, value, at) => {
  if (value === "") {
    settings.deviceAllow = [];
    return undefined;
  }
  const words = new WordReader(value);
  const word = words.next(WHITESPACE, Extract.UNQUOTE);
  if (word === null) return at.warn("unit-file.device-setting-incomplete", value);
  let path = resolvePathText(at, word);
  if (path === null) return undefined;
  if (!path.startsWith("block-") && !path.startsWith("char-")) {
    path = checkedPath(at, path, ANY_PATH);
    if (path === null) return undefined;
    if (!isDeviceNode(path)) return at.warn("unit-file.not-device-node", path);
  }
  const rights = words.restIsEmpty ? RIGHTS : words.rest;
  for (const right of rights) if (!RIGHTS.includes(right)) return at.warn("unit-file.bad-device-rights", rights);
  const entry = { path, read: rights.includes("r"), write: rights.includes("w"), mknod: rights.includes("m") };
  const known = allowedDevices.find(settings.deviceAllow, path);
  if (known >= 0) settings.deviceAllow[known] = entry;
  else settings.deviceAllow.push(entry);
  return undefined;
};

const ioDeviceWeight: CGroupBinding = (settings, value, at) => {
  if (value === "") {
    settings.ioDeviceWeights = [];
    return undefined;
  }
  const device = deviceAndRest(value, at);
  if (device === null) return undefined;
  const weight = parseIOWeight(device.rest);
  if (weight === null) return at.warn("unit-file.bad-weight", device.rest);
  settings.ioDeviceWeights.push({ path: device.path, weight });
  return undefined;
};

const ioDeviceLatency: CGroupBinding = (settings, value, at) => {
  if (value === "") {
    settings.ioDeviceLatencies = [];
    return undefined;
  }
  const device = deviceAndRest(value, at);
  if (device === null) return undefined;
  const targetUsec = parseSec(device.rest);
  if (typeof targetUsec === "string") return at.warn("value.not-timespan", device.rest);
  settings.ioDeviceLatencies.push({ path: device.path, targetUsec });
  return undefined;
};

/** An amount to the base 1000, not 0; `null` when it is none. */
function parseAmount(text: string): bigint | null {
  const amount = parseSize(text, 1000);
  return typeof amount === "string" || amount === 0n ? null : amount;
}

const newLimits = (): Record<IOLimitKind, bigint> => ({
  IOReadBandwidthMax: UNSET,
  IOWriteBandwidthMax: UNSET,
  IOReadIOPSMax: UNSET,
  IOWriteIOPSMax: UNSET,
});

/** Bytes or operations per second of a device. Origin: config_parse_io_limit() at 257. */
function ioLimit(kind: IOLimitKind): CGroupBinding {
  const limited = new Limited<DeviceIOLimit>();
  return (settings, value, at) => {
    const list = settings.ioDeviceLimits;
    if (value === "") {
      for (const device of limited.take(list)) device.limits[kind] = UNSET;
      return undefined;
    }
    const device = deviceAndRest(value, at);
    if (device === null) return undefined;
    const amount = device.rest === "infinity" ? UNSET : parseAmount(device.rest);
    if (amount === null) return at.warn("unit-file.bad-io-limit", device.rest);
    let entry = list[limitedDevices.find(list, device.path)];
    if (entry === undefined) {
      entry = { path: device.path, limits: newLimits() };
      list.push(entry);
    }
    entry.limits[kind] = amount;
    limited.note(list, entry);
    return undefined;
  };
}

/** Says that the IO… directives have taken the place of the BlockIO… ones. */
function blockIO(binding: CGroupBinding): CGroupBinding {
  return (settings, value, at) => {
    at.report(Severity.warning, "unit-file.superseded", { value, instead: "IO…" });
    return binding(settings, value, at);
  };
}

const blockIODeviceWeight: CGroupBinding = (settings, value, at) => {
  if (value === "") {
    settings.blockIODeviceWeights = [];
    return undefined;
  }
  const device = deviceAndRest(value, at);
  if (device === null) return undefined;
  const weight = parseBlockIOWeight(device.rest);
  if (weight === null) return at.warn("unit-file.bad-weight", device.rest);
  settings.blockIODeviceWeights.push({ path: device.path, weight });
  return undefined;
};

function blockIOBandwidth(field: "readBps" | "writeBps"): CGroupBinding {
  const limited = new Limited<DeviceBandwidth>();
  return (settings, value, at) => {
    const list = settings.blockIOBandwidths;
    if (value === "") {
      for (const device of limited.take(list)) device[field] = UNSET;
      return undefined;
    }
    const device = deviceAndRest(value, at);
    if (device === null) return undefined;
    const amount = parseAmount(device.rest);
    if (amount === null) return at.warn("unit-file.bad-io-limit", device.rest);
    let entry = list[bandwidthDevices.find(list, device.path)];
    if (entry === undefined) {
      entry = { path: device.path, readBps: UNSET, writeBps: UNSET };
      list.push(entry);
    }
    entry[field] = amount;
    limited.note(list, entry);
    return undefined;
  };
}

/** Directives about single devices. */
export const cgroupDeviceBindings: Bindings<CGroupSettings, UnitAssignment> = {
  DeviceAllow: deviceAllow,
  DevicePolicy: enumeration("devicePolicy", cgroupDevicePolicy),
  IOAccounting: bool("ioAccounting"),
  IODeviceWeight: ioDeviceWeight,
  IOReadBandwidthMax: ioLimit("IOReadBandwidthMax"),
  IOWriteBandwidthMax: ioLimit("IOWriteBandwidthMax"),
  IOReadIOPSMax: ioLimit("IOReadIOPSMax"),
  IOWriteIOPSMax: ioLimit("IOWriteIOPSMax"),
  IODeviceLatencyTargetSec: ioDeviceLatency,
  BlockIOAccounting: bool("blockIOAccounting"),
  BlockIODeviceWeight: blockIO(blockIODeviceWeight),
  BlockIOReadBandwidth: blockIO(blockIOBandwidth("readBps")),
  BlockIOWriteBandwidth: blockIO(blockIOBandwidth("writeBps")),
};

import { Severity } from "../../core/diagnostics.js";
import { cgroupController } from "../../directives/enums.js";
import { EnumTable } from "../../text/enum-table.js";
import { splitWords } from "../../text/extract-word.js";
import { isErrno, parseBoolean, safeAtou64 } from "../../text/numbers.js";
import { pathKey } from "../../text/path.js";
import { ALL_CONTROLLERS, type CGroupRuntime, newCGroupRuntime, type Unit } from "./model.js";
import type { StateReader } from "./reader.js";
import {
  bpfLinkItems,
  bpfProgramItems,
  cgroupTypes,
  ioAccountingMetrics,
  ipAccountingMetrics,
  memoryAccountingMetrics,
} from "./tables.js";
import type { StateWriter } from "./writer.js";

const ROOT_SLICE = "-.slice";
const NOTHING = 0;
const NONE = 0n;
const controllers = new EnumTable(cgroupController);

/** Controllers by name as a mask; unknown ones do not count. `null` when malformed. Origin: cg_mask_from_string() at 257. */
function readMask(text: string): number | null {
  const words = splitWords(text);
  if (words === null) return null;
  let mask = 0;
  for (const word of words) {
    const index = controllers.indexOf(word);
    if (index >= 0) mask |= 1 << index;
  }
  return mask;
}

const formatMask = (mask: number): string => cgroupController.filter((_, index) => (mask >> index) & 1).join(" ");

/** What is known of the unit's control group; reading any item about it brings it into being. */
function runtimeOf(unit: Unit): CGroupRuntime {
  unit.cgroup ??= newCGroupRuntime();
  return unit.cgroup;
}

type Read = (reader: StateReader, unit: Unit, key: string, value: string) => void;

/** A 64-bit number that is part of the runtime, which is there even when the number is not. */
const counter =
  (put: (runtime: CGroupRuntime, value: bigint) => void): Read =>
  (reader, unit, key, value) => {
    const runtime = runtimeOf(unit);
    const number = safeAtou64(value);
    if (isErrno(number)) reader.badValue(unit, key, value);
    else put(runtime, number);
  };

/** A 64-bit number that brings the runtime into being only when it is one. */
const metric =
  (put: (runtime: CGroupRuntime, value: bigint) => void): Read =>
  (reader, unit, key, value) => {
    const number = safeAtou64(value);
    if (isErrno(number)) reader.badValue(unit, key, value);
    else put(runtimeOf(unit), number);
  };

const mask =
  (member: "realizedMask" | "enabledMask" | "invalidatedMask"): Read =>
  (reader, unit, key, value) => {
    const runtime = runtimeOf(unit);
    const controllersRead = readMask(value);
    if (controllersRead === null) reader.badValue(unit, key, value);
    else runtime[member] = controllersRead;
  };

/**
 * The path of the control group: all that was known of another one is dropped, and no two units have the same. It is
 * watched from then on, which fails where nothing watches control groups.
 * Origin: unit_set_cgroup_path(), unit_watch_cgroup() at 257.
 */
const path: Read = (reader, unit, _key, value) => {
  if (unit.cgroup?.path !== value) {
    const owners = reader.cgroupOwners;
    if (typeof unit.cgroup?.path === "string") owners.delete(pathKey(unit.cgroup.path));
    unit.cgroup = newCGroupRuntime();
    const key = pathKey(value);
    if (owners.has(key)) reader.debug("manager-serialize.cgroup-taken", { unit: unit.name, value });
    else {
      owners.set(key, unit);
      unit.cgroup.path = value;
    }
  }
  if (unit.cgroup.path !== null && unit.name !== ROOT_SLICE) {
    reader.report("manager-serialize.cgroup-not-watched", Severity.err, { unit: unit.name, value });
  }
};

const realized: Read = (reader, unit, key, value) => {
  const runtime = runtimeOf(unit);
  const flag = parseBoolean(value);
  if (flag === null) reader.badValue(unit, key, value);
  else runtime.realized = flag;
};

/** Items about the control group of a unit. Origin: cgroup_runtime_deserialize_one() at 257. */
const cgroupItems = new Map<string, Read>([
  [
    "cpu-usage-base",
    counter((runtime, value) => {
      runtime.cpuUsageBase = value;
    }),
  ],
  [
    "cpuacct-usage-base",
    counter((runtime, value) => {
      runtime.cpuUsageBase = value;
    }),
  ],
  [
    "cpu-usage-last",
    counter((runtime, value) => {
      runtime.cpuUsageLast = value;
    }),
  ],
  [
    "managed-oom-kill-last",
    counter((runtime, value) => {
      runtime.managedOomKillLast = value;
    }),
  ],
  [
    "oom-kill-last",
    counter((runtime, value) => {
      runtime.oomKillLast = value;
    }),
  ],
  ["cgroup", path],
  [
    "cgroup-id",
    counter((runtime, value) => {
      runtime.id = value;
    }),
  ],
  ["cgroup-realized", realized],
  ["cgroup-realized-mask", mask("realizedMask")],
  ["cgroup-enabled-mask", mask("enabledMask")],
  ["cgroup-invalidated-mask", mask("invalidatedMask")],
  ...bpfProgramItems.map((key): [string, Read] => [key, (_reader, unit) => void runtimeOf(unit)]),
  ...bpfLinkItems.map((key): [string, Read] => [key, (reader, _unit, _key, value) => reader.descriptor(value)]),
  ...memoryAccountingMetrics.map((key): [string, Read] => [
    key,
    metric((runtime, value) => void runtime.memoryLast.set(key, value)),
  ]),
  ...ipAccountingMetrics.map((key): [string, Read] => [
    key,
    metric((runtime, value) => void runtime.ipExtra.set(key, value)),
  ]),
  ...ioAccountingMetrics.flatMap((name, index): [string, Read][] => [
    [
      `io-accounting-${name}-base`,
      metric((runtime, value) => {
        runtime.ioBase[index] = value;
      }),
    ],
    [
      `io-accounting-${name}-last`,
      metric((runtime, value) => {
        runtime.ioLast[index] = value;
      }),
    ],
  ]),
]);

export const cgroupItemKeys: readonly string[] = [...cgroupItems.keys()];

/** Reads an item when it is about the control group; false when it is not, or the unit has none. */
export function readCGroupItem(reader: StateReader, unit: Unit, key: string, value: string): boolean {
  if (!cgroupTypes.has(unit.type)) return false;
  const read = cgroupItems.get(key);
  if (read === undefined) return false;
  read(reader, unit, key, value);
  return true;
}

/** What was set up before the state was written is set up anew. Origin: unit_invalidate_cgroup() at 257. */
export function invalidateCGroup({ cgroup }: Unit): void {
  if (cgroup?.realized === true) cgroup.invalidatedMask = ALL_CONTROLLERS;
}

function writeMask(writer: StateWriter, key: string, value: number): void {
  if (value !== NOTHING) writer.item(key, formatMask(value));
}

/**
 * Writes what is known of a control group. Numbers of memory are those of a group that is gone.
 * Origin: cgroup_runtime_serialize() at 257.
 */
export function writeCGroup(runtime: CGroupRuntime, writer: StateWriter): void {
  writer.item("cgroup", runtime.path);
  if (runtime.id !== NONE) writer.number("cgroup-id", runtime.id);
  writer.boolean("cgroup-realized", runtime.realized);
  writeMask(writer, "cgroup-realized-mask", runtime.realizedMask);
  writeMask(writer, "cgroup-enabled-mask", runtime.enabledMask);
  writeMask(writer, "cgroup-invalidated-mask", runtime.invalidatedMask);
  writer.number("cpu-usage-base", runtime.cpuUsageBase);
  writer.usec("cpu-usage-last", runtime.cpuUsageLast ?? NEVER);
  if (runtime.managedOomKillLast !== NONE) writer.number("managed-oom-kill-last", runtime.managedOomKillLast);
  if (runtime.oomKillLast !== NONE) writer.number("oom-kill-last", runtime.oomKillLast);
  for (const key of memoryAccountingMetrics) {
    const last = runtime.memoryLast.get(key);
    if (last !== undefined && runtime.path === null) writer.usec(key, last);
  }
  for (const [index, name] of ioAccountingMetrics.entries()) {
    writer.number(`io-accounting-${name}-base`, runtime.ioBase[index]!);
    writer.usec(`io-accounting-${name}-last`, runtime.ioLast[index] ?? NEVER);
  }
}

/** The largest number stands for none at all, and is not written. */
const NEVER = 0xffff_ffff_ffff_ffffn;

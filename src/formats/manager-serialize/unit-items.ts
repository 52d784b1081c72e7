import { Severity } from "../../core/diagnostics.js";
import { parseId128 } from "../../journal/id128.js";
import { EnumTable } from "../../text/enum-table.js";
import { WordReader } from "../../text/extract-word.js";
import { parseUid } from "../../text/numbers.js";
import type { UnitType } from "../../text/unit-name.js";
import { invalidateCGroup, readCGroupItem, writeCGroup } from "./cgroup.js";
import type { Item } from "./items/item.js";
import {
  automountItems,
  deviceItems,
  mountItems,
  pathItems,
  scopeItems,
  sliceItems,
  socketItems,
  swapItems,
  targetItems,
  timerItems,
} from "./items/others.js";
import { serviceItems } from "./items/service.js";
import { readJob, refuseOldJob, writeJob } from "./job.js";
import type { Unit } from "./model.js";
import { type StateReader, splitItem } from "./reader.js";
import { readRuntimeItem } from "./runtimes.js";
import { cgroupTypes, exportedSettings, freezerStates, unitMarkers, unitTimestamps } from "./tables.js";
import type { UnitDetails } from "./unit-details.js";
import type { StateWriter } from "./writer.js";

type ReadItem = (reader: StateReader, unit: Unit, key: string, value: string) => void;
type TypeItem = Item<UnitDetails>;

/** Items by type; which details go with which items is what the type says. */
const itemsOfType: Readonly<Record<UnitType, readonly TypeItem[]>> = {
  service: serviceItems as readonly TypeItem[],
  socket: socketItems as readonly TypeItem[],
  target: targetItems as readonly TypeItem[],
  device: deviceItems as readonly TypeItem[],
  mount: mountItems as readonly TypeItem[],
  automount: automountItems as readonly TypeItem[],
  swap: swapItems as readonly TypeItem[],
  timer: timerItems as readonly TypeItem[],
  path: pathItems as readonly TypeItem[],
  slice: sliceItems as readonly TypeItem[],
  scope: scopeItems as readonly TypeItem[],
};

const byKey = (items: readonly TypeItem[]): ReadonlyMap<string, TypeItem> =>
  new Map(items.map((item) => [item.key, item]));
const itemsByKey = new Map(Object.entries(itemsOfType).map(([type, items]) => [type as UnitType, byKey(items)]));

/** Keys of the items that only units of a type have. */
export const typeItemKeys = (type: UnitType): readonly string[] => itemsOfType[type].map(({ key }) => key);

const freezers = new EnumTable(freezerStates);
const markers = new EnumTable(unitMarkers);

const flag =
  (member: "conditionResult" | "assertResult" | "transient" | "inAudit" | "debugInvocation"): ReadItem =>
  (reader, unit, key, value) => {
    unit[member] = reader.boolean(unit, key, value) ?? unit[member];
  };

/** A user or group that the unit runs as; the first one stays. Origin: unit_ref_uid_gid() at 257. */
const reference =
  (member: "referencedUid" | "referencedGid"): ReadItem =>
  (reader, unit, key, value) => {
    const id = parseUid(value);
    if (typeof id === "string") {
      reader.badValue(unit, key, value);
      return;
    }
    if (unit[member] !== null && unit[member] !== id) {
      reader.report("manager-serialize.already-referenced", Severity.warning, { unit: unit.name, key, value });
      return;
    }
    unit[member] = id;
    if (cgroupTypes.has(unit.type)) reader.openFirewall();
  };

const NULL_ID = "0".repeat(32);

/** No two units have the same id, but for none at all. Origin: unit_set_invocation_id() at 257. */
const invocationId: ReadItem = (reader, unit, key, value) => {
  const id = parseId128(value);
  if (id === null) {
    reader.badValue(unit, key, value);
    return;
  }
  const { invocations } = reader;
  if (unit.invocationId === id || (unit.invocationId === null && id === NULL_ID)) return;
  if (unit.invocationId !== null) invocations.delete(unit.invocationId);
  const isTaken = invocations.has(id);
  unit.invocationId = isTaken || id === NULL_ID ? null : id;
  if (isTaken) reader.report("manager-serialize.invocation-taken", Severity.warning, { unit: unit.name, value: id });
  else if (id !== NULL_ID) invocations.add(id);
};

const readMarkers: ReadItem = (reader, unit, key, value) => {
  const words = new WordReader(value);
  for (let word = words.next(); word !== null; word = words.next()) {
    if (markers.has(word)) unit.markers.add(word);
    else reader.debug("manager-serialize.unknown-word", { unit: unit.name, key, value: word });
  }
  if (words.failed) reader.badValue(unit, key, value);
};

/** Items that all units have. Origin: unit_deserialize_state() at 257. */
const commonItems = new Map<string, ReadItem>([
  ...unitTimestamps.map((name): [string, ReadItem] => [
    `${name}-timestamp`,
    (reader, unit, _key, value) => {
      const timestamp = reader.dualTimestamp(value);
      if (timestamp !== null) unit.timestamps.set(name, timestamp);
    },
  ]),
  [
    "start-ratelimit",
    (reader, unit, key, value) => {
      unit.startRateLimit = reader.rateLimit(key, value, unit.startRateLimit);
    },
  ],
  [
    "auto-start-stop-ratelimit",
    (reader, unit, key, value) => {
      unit.autoStartStopRateLimit = reader.rateLimit(key, value, unit.autoStartStopRateLimit);
    },
  ],
  ["condition-result", flag("conditionResult")],
  ["assert-result", flag("assertResult")],
  ["transient", flag("transient")],
  ["in-audit", flag("inAudit")],
  ["debug-invocation", flag("debugInvocation")],
  ...exportedSettings.map((name): [string, ReadItem] => [
    `exported-${name}`,
    (reader, unit, key, value) => {
      const isExported = reader.boolean(unit, key, value);
      if (isExported === true) unit.exported.add(name);
      else if (isExported === false) unit.exported.delete(name);
    },
  ]),
  ["ref-uid", reference("referencedUid")],
  ["ref-gid", reference("referencedGid")],
  ["ref", (_reader, unit, _key, value) => void unit.references.push(value)],
  ["invocation-id", invocationId],
  [
    "freezer-state",
    (reader, unit, key, value) => {
      if (freezers.has(value)) unit.freezerState = value;
      else reader.badValue(unit, key, value);
    },
  ],
  ["markers", readMarkers],
]);

export const commonItemKeys: readonly string[] = ["job", ...commonItems.keys()];

function readItem(reader: StateReader, unit: Unit, key: string, value: string): void {
  const read = commonItems.get(key);
  if (read !== undefined) {
    read(reader, unit, key, value);
    return;
  }
  if (readCGroupItem(reader, unit, key, value) || readRuntimeItem(reader, unit, key, value)) return;
  const item = itemsByKey.get(unit.type)!.get(key);
  if (item?.read === undefined) reader.debug("manager-serialize.unknown-key", { unit: unit.name, key });
  else item.read(unit.details, value, reader, unit);
}

/** Reads the block of a unit up to its empty line; false when a job in it cannot be installed. */
export function readUnit(reader: StateReader, unit: Unit): boolean {
  for (let line = reader.lines.nextOfBlock(); line !== null; line = reader.lines.nextOfBlock()) {
    const [key, value] = splitItem(line);
    if (key !== "job") readItem(reader, unit, key, value);
    else if (value !== "") refuseOldJob(reader, unit, value);
    else if (!readJob(reader, unit)) return false;
  }
  if (reader.lines.tooLong) return false;
  invalidateCGroup(unit);
  return true;
}

/** Writes a unit as a block of its own. Its jobs are not handed to another root folder. Origin: unit_serialize_state() at 257. */
export function writeUnit(unit: Unit, switchingRoot: boolean, writer: StateWriter): void {
  writer.lines.push(unit.name);
  for (const item of itemsOfType[unit.type]) item.write?.(unit.details, writer);
  for (const name of unitTimestamps) writer.dualTimestamp(`${name}-timestamp`, unit.timestamps.get(name) ?? null);
  writer.rateLimit("start-ratelimit", unit.startRateLimit);
  writer.rateLimit("auto-start-stop-ratelimit", unit.autoStartStopRateLimit);
  if (unit.hasTimestamp("condition")) writer.boolean("condition-result", unit.conditionResult);
  if (unit.hasTimestamp("assert")) writer.boolean("assert-result", unit.assertResult);
  writer.boolean("transient", unit.transient);
  writer.boolean("in-audit", unit.inAudit);
  writer.boolean("debug-invocation", unit.debugInvocation);
  for (const name of exportedSettings) writer.boolean(`exported-${name}`, unit.exported.has(name));
  if (unit.cgroup !== null) writeCGroup(unit.cgroup, writer);
  if (unit.referencedUid !== null) writer.number("ref-uid", unit.referencedUid);
  if (unit.referencedGid !== null) writer.number("ref-gid", unit.referencedGid);
  writer.item("invocation-id", unit.invocationId);
  writer.item("freezer-state", unit.freezerState);
  if (unit.markers.size > 0) writer.item("markers", unitMarkers.filter((name) => unit.markers.has(name)).join(" "));
  if (!switchingRoot) for (const job of [unit.job, unit.nopJob]) if (job !== null) writeJob(job, writer);
  writer.end();
}

import { Severity } from "../../core/diagnostics.js";
import { EnumTable } from "../../text/enum-table.js";
import { isErrno, parseBoolean, safeAtou32 } from "../../text/numbers.js";
import { type ActivationDetails, type Job, newJob, type Unit } from "./model.js";
import { type StateReader, splitItem } from "./reader.js";
import { installableJobTypes, jobStates, jobTypes } from "./tables.js";
import type { StateWriter } from "./writer.js";

const types = new EnumTable(jobTypes);
const states = new EnumTable(jobStates);
const DETAILS = "activation-details";
const UNIT_TYPE = "activation-details-unit-type";
const UNIT_NAME = "activation-details-unit-name";
const PATH = "activation-details-path-path";
const LAST_TRIGGER = "activation-details-timer-last-trigger";
const NOP = "nop";
const NO_ID = 0;
const FIRST_ID = 1;
const LAST_ID = 0xffff_ffff;
const NEVER = { realtime: 0n, monotonic: 0n } as const;

type ReadItem = (reader: StateReader, job: Job, key: string, value: string) => void;

const badValue = (reader: StateReader, key: string, value: string): void =>
  reader.debug("manager-serialize.bad-job-value", { key, value });

/** A flag that stays once it is set. */
const flag =
  (member: "irreversible" | "sentDbusNewSignal" | "ignoreOrder"): ReadItem =>
  (reader, job, key, value) => {
    const set = parseBoolean(value);
    if (set === null) badValue(reader, key, value);
    else job[member] ||= set;
  };

const usec =
  (member: "begin" | "beginRunning"): ReadItem =>
  (reader, job, _key, value) => {
    job[member] = reader.usec(value) ?? job[member];
  };

const jobItems = new Map<string, ReadItem>([
  [
    "job-id",
    (reader, job, key, value) => {
      const id = safeAtou32(value);
      if (isErrno(id)) badValue(reader, key, value);
      else job.id = id;
    },
  ],
  [
    "job-type",
    (reader, job, key, value) => {
      const type = types.parse(value);
      if (type === null || !installableJobTypes.has(type)) badValue(reader, key, value);
      else job.type = type;
    },
  ],
  [
    "job-state",
    (reader, job, key, value) => {
      const state = states.parse(value);
      if (state === null) badValue(reader, key, value);
      else job.state = state;
    },
  ],
  ["job-irreversible", flag("irreversible")],
  ["job-sent-dbus-new-signal", flag("sentDbusNewSignal")],
  ["job-ignore-order", flag("ignoreOrder")],
  ["job-begin", usec("begin")],
  ["job-begin-running", usec("beginRunning")],
  ["subscribed", (_reader, job, _key, value) => void job.subscribed.push(value)],
]);

export const jobItemKeys: readonly string[] = [...jobItems.keys(), UNIT_TYPE, UNIT_NAME, PATH, LAST_TRIGGER];

/** What started the job: first the type of the unit, then more of it. Origin: activation_details_deserialize() at 257. */
function readActivation(reader: StateReader, job: Job, key: string, value: string): boolean {
  const { activation } = job;
  if (activation === null) {
    if (key !== UNIT_TYPE || (value !== "path" && value !== "timer")) return false;
    job.activation = { unitType: value, unitName: null, path: null, lastTrigger: NEVER };
    return true;
  }
  if (key === UNIT_NAME) {
    activation.unitName = value;
    return true;
  }
  if (activation.unitType === "path") {
    if (key !== PATH) return false;
    activation.path = value;
    return true;
  }
  if (key !== LAST_TRIGGER) return false;
  const timestamp = reader.dualTimestamp(value);
  if (timestamp === null) return false;
  activation.lastTrigger = timestamp;
  return true;
}

/** An id that no job has; ids start again behind the last one. Origin: manager_get_new_job_id() at 257. */
function newJobId(reader: StateReader): number {
  const { state, jobIds } = reader;
  for (;;) {
    const id = state.currentJobId;
    state.currentJobId = id === LAST_ID ? FIRST_ID : id + 1;
    if (!jobIds.has(id)) return id;
  }
}

/** Installs a job at its unit; false, reported, when it cannot be. Origin: job_install_deserialized() at 257. */
function installJob(reader: StateReader, unit: Unit, job: Job): boolean {
  if (job.type === null) {
    reader.debug("manager-serialize.job-without-type", { unit: unit.name });
    return false;
  }
  const isNop = job.type === NOP;
  if ((isNop ? unit.nopJob : unit.job) !== null) {
    reader.debug("manager-serialize.job-exists", { unit: unit.name });
    return false;
  }
  if (job.id === NO_ID) job.id = newJobId(reader);
  if (reader.jobIds.has(job.id)) {
    reader.debug("manager-serialize.job-id-taken", { unit: unit.name, id: job.id });
    return false;
  }
  reader.jobIds.add(job.id);
  if (isNop) unit.nopJob = job;
  else unit.job = job;
  reader.debug("manager-serialize.job-installed", { unit: unit.name, type: job.type, id: job.id });
  return true;
}

/** Reads the block of a job up to its empty line; false when the job cannot be installed. Origin: job_deserialize() at 257. */
export function readJob(reader: StateReader, unit: Unit): boolean {
  const job = newJob();
  for (let line = reader.lines.nextOfBlock(); line !== null; line = reader.lines.nextOfBlock()) {
    const [key, value] = splitItem(line);
    const read = jobItems.get(key);
    if (read !== undefined) read(reader, job, key, value);
    else if (!key.startsWith(DETAILS)) reader.debug("manager-serialize.unknown-job-key", { key });
    else if (!readActivation(reader, job, key, value)) badValue(reader, key, value);
  }
  if (reader.lines.tooLong) return false;
  return installJob(reader, unit, job);
}

/** A job of versions before 44, which is a value rather than a block. */
export function refuseOldJob(reader: StateReader, unit: Unit, value: string): void {
  reader.report("manager-serialize.old-job", Severity.warning, { unit: unit.name, value });
}

function writeActivation(activation: ActivationDetails, writer: StateWriter): void {
  writer.item(UNIT_TYPE, activation.unitType);
  writer.item(UNIT_NAME, activation.unitName);
  if (activation.unitType === "path") writer.item(PATH, activation.path);
  else writer.dualTimestamp(LAST_TRIGGER, activation.lastTrigger);
}

/** Writes a job as a block of its own. Origin: job_serialize() at 257. */
export function writeJob(job: Job, writer: StateWriter): void {
  writer.lines.push("job");
  writer.number("job-id", job.id);
  writer.item("job-type", job.type);
  writer.item("job-state", job.state);
  writer.boolean("job-irreversible", job.irreversible);
  writer.boolean("job-sent-dbus-new-signal", job.sentDbusNewSignal);
  writer.boolean("job-ignore-order", job.ignoreOrder);
  if (job.begin > NEVER.realtime) writer.usec("job-begin", job.begin);
  if (job.beginRunning > NEVER.realtime) writer.usec("job-begin-running", job.beginRunning);
  if (job.activation !== null) writeActivation(job.activation, writer);
  writer.end();
}

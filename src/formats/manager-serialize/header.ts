import { Severity } from "../../core/diagnostics.js";
import { missingDescriptor } from "../../serialize/values.js";
import { EnumTable } from "../../text/enum-table.js";
import { cunescape } from "../../text/escape.js";
import { readWords, WordReader } from "../../text/extract-word.js";
import { isErrno, parseBoolean, parseUid, safeAtou, safeAtou32 } from "../../text/numbers.js";
import { parseLogLevel } from "../../text/syslog.js";
import { USEC_INFINITY, type Usec } from "../../time/usec.js";
import type { ManagerState } from "./model.js";
import { type StateReader, splitItem } from "./reader.js";
import { readRuntime, writeRuntimes } from "./runtimes.js";
import {
  logTargets,
  managerTimestamps,
  objectives,
  retiredItems,
  showStatusModes,
  type Watchdog,
  watchdogs,
} from "./tables.js";
import type { StateWriter } from "./writer.js";

type ReadItem = (reader: StateReader, value: string, key: string) => void;

const NOT_FOUND = -1;
const ROOT = 0;
const OFF = 0n;
const SPACE = " ";
const SOCKET_FIELD = "varlink-server-socket-fd=";

const statusModes = new EnumTable(showStatusModes);
const targets = new EnumTable(logTargets);
const objectiveTable = new EnumTable(objectives);

/** The item keeps what it had; systemd says so at notice level. */
const skip = (reader: StateReader, key: string, value: string): void =>
  reader.report("manager-serialize.bad-header-value", Severity.notice, { key, value });

const number =
  (put: (state: ManagerState, value: number) => void): ReadItem =>
  (reader, value, key) => {
    const parsed = safeAtou32(value);
    if (isErrno(parsed)) skip(reader, key, value);
    else put(reader.state, parsed);
  };

const flag =
  (put: (state: ManagerState, value: boolean) => void): ReadItem =>
  (reader, value, key) => {
    const parsed = parseBoolean(value);
    if (parsed === null) skip(reader, key, value);
    else put(reader.state, parsed);
  };

/** A mode, or a boolean for all or nothing. Origin: show_status_from_string(), manager_override_show_status() at 257. */
const showStatus: ReadItem = (reader, value, key) => {
  const flagRead = parseBoolean(value);
  const mode = statusModes.parse(value) ?? (flagRead === null ? null : flagRead ? "yes" : "no");
  if (mode === null) skip(reader, key, value);
  else if (mode !== reader.state.showStatus) {
    reader.state.showStatus = mode;
    reader.debug("manager-serialize.showing-status", { mode });
  }
};

/** Setting the time-out that rules while the system runs opens the watchdog device, which is not there. Origin: manager_override_watchdog() at 257. */
const watchdog =
  (name: Watchdog): ReadItem =>
  (reader, value, key) => {
    const usec = reader.usec(value);
    if (usec === null) {
      skip(reader, key, value);
      return;
    }
    const { state } = reader;
    if (state.watchdog(name) === usec) return;
    state.watchdogs.set(name, usec);
    if (name === "runtime" && usec !== OFF && usec !== USEC_INFINITY) reader.debug("manager-serialize.no-watchdog", {});
  };

/** Adds an assignment in the place of one to the same name. Origin: deserialize_environment() at 257. */
const environment: ReadItem = (reader, value) => {
  const assignment = cunescape(value);
  const equals = assignment === null ? NOT_FOUND : assignment.indexOf("=");
  if (assignment === null || equals === NOT_FOUND) {
    const code = assignment === null ? "manager-serialize.bad-escape" : "manager-serialize.no-assignment";
    reader.report(code, Severity.err, { value });
    reader.report("manager-serialize.environment-skipped", Severity.notice, { value });
    return;
  }
  const name = assignment.slice(0, equals);
  const place = reader.environmentPlaces.get(name);
  if (place !== undefined) reader.state.environment[place] = assignment;
  else reader.environmentPlaces.set(name, reader.state.environment.push(assignment) - 1);
};

/** Two descriptors, of which the first is not there already. Origin: deserialize_fd_many() at 257. */
const descriptorPair: ReadItem = (reader, value, key) => {
  const word = new WordReader(value).next();
  if (word !== null) reader.descriptor(word);
  reader.report("manager-serialize.descriptors-missing", Severity.warning, { key, value });
};

/** A user of `DynamicUser=` and the descriptors that hold the name, which were never passed along. Origin: dynamic_user_deserialize_one() at 257. */
const dynamicUser: ReadItem = (reader, value) => {
  const words = new WordReader(value);
  const [, first, second] = readWords(words, 3) ?? [];
  if (typeof first === "string" && typeof second === "string" && words.restIsEmpty) reader.descriptor(first);
};

const destroyIpc =
  (member: "destroyIpcUids" | "destroyIpcGids"): ReadItem =>
  (reader, value) => {
    const id = parseUid(value);
    if (typeof id === "number" && id !== ROOT) reader.state[member].add(id);
  };

/** `<address> varlink-server-socket-fd=<descriptor>`, which was never passed along. Origin: varlink_server_deserialize_one() at 257. */
const varlinkSocket: ReadItem = (reader, value) => {
  const space = value.indexOf(SPACE);
  if (space !== NOT_FOUND && value.startsWith(SOCKET_FIELD, space + 1)) {
    const start = space + 1 + SOCKET_FIELD.length;
    const end = value.indexOf(SPACE, start);
    const descriptor = value.slice(start, end === NOT_FOUND ? value.length : end);
    if (missingDescriptor(descriptor) === "never-passed") {
      reader.debug("serialize.descriptor-never-passed", { value: descriptor });
    }
  }
  reader.debug("manager-serialize.varlink-socket", { value });
};

const sum = (a: number, b: number): number => (a + b) >>> 0;

/** Items of the header. Origin: manager_deserialize() at 257. */
const headerItems = new Map<string, ReadItem>([
  [
    "current-job-id",
    number((state, value) => {
      state.currentJobId = Math.max(state.currentJobId, value);
    }),
  ],
  [
    "n-installed-jobs",
    number((state, value) => {
      state.installedJobs = sum(state.installedJobs, value);
    }),
  ],
  [
    "n-failed-jobs",
    number((state, value) => {
      state.failedJobs = sum(state.failedJobs, value);
    }),
  ],
  [
    "taint-logged",
    flag((state, value) => {
      state.taintLogged ||= value;
    }),
  ],
  [
    "service-watchdogs",
    flag((state, value) => {
      state.serviceWatchdogs = value;
    }),
  ],
  ["show-status-overridden", showStatus],
  [
    "log-level-override",
    (reader, value, key) => {
      const level = parseLogLevel(value);
      if (isErrno(level)) skip(reader, key, value);
      else reader.overrideLogLevel(level);
    },
  ],
  [
    "log-target-override",
    (reader, value, key) => {
      const target = targets.parse(value);
      if (target === null) skip(reader, key, value);
      else reader.overrideLogTarget(target);
    },
  ],
  ...watchdogs.map((name): [string, ReadItem] => [`${name}-watchdog-overridden`, watchdog(name)]),
  [
    "pretimeout-watchdog-governor-overridden",
    (reader, value) => {
      reader.state.pretimeoutGovernor = value;
    },
  ],
  ["env", environment],
  ["notify-fd", (reader, value) => reader.descriptor(value)],
  [
    "notify-socket",
    (reader, value) => {
      reader.state.notifySocket = value;
    },
  ],
  ["cgroups-agent-fd", (reader, value) => reader.descriptor(value)],
  ["user-lookup", descriptorPair],
  ["handoff-timestamp-fds", descriptorPair],
  ["dynamic-user", dynamicUser],
  ["destroy-ipc-uid", destroyIpc("destroyIpcUids")],
  ["destroy-ipc-gid", destroyIpc("destroyIpcGids")],
  ["exec-runtime", readRuntime],
  ["subscribed", (reader, value) => void reader.state.subscribed.push(value)],
  ["varlink-server-socket-address", varlinkSocket],
  [
    "dump-ratelimit",
    (reader, value, key) => {
      reader.state.dumpRateLimit = reader.rateLimit(key, value, reader.state.dumpRateLimit);
    },
  ],
  [
    "reload-reexec-ratelimit",
    (reader, value, key) => {
      reader.state.reloadRateLimit = reader.rateLimit(key, value, reader.state.reloadRateLimit);
    },
  ],
  [
    "soft-reboots-count",
    (reader, value, key) => {
      const count = safeAtou(value);
      if (isErrno(count)) skip(reader, key, value);
      else reader.state.softReboots = count;
    },
  ],
  [
    "previous-objective",
    (reader, value, key) => {
      if (objectiveTable.has(value)) reader.state.previousObjective = value;
      else skip(reader, key, value);
    },
  ],
  ...managerTimestamps.map((name): [string, ReadItem] => [
    `${name}-timestamp`,
    (reader, value) => {
      const timestamp = reader.dualTimestamp(value);
      if (timestamp !== null) reader.state.timestamps.set(name, timestamp);
    },
  ]),
]);

export const headerItemKeys: readonly string[] = [...headerItems.keys()];

/** Reads the header up to its empty line. A line without `=`, and one that nobody knows, is reported and skipped. */
export function readHeader(reader: StateReader): void {
  for (let line = reader.lines.nextOfBlock(); line !== null; line = reader.lines.nextOfBlock()) {
    const [key, value] = splitItem(line);
    const read = line.length > key.length ? headerItems.get(key) : undefined;
    if (read !== undefined) read(reader, value, key);
    else if (!retiredItems.some((item) => (line as string).startsWith(item))) {
      reader.report("manager-serialize.unknown-header", Severity.notice, { line });
    }
  }
}

/** Writes the header. The environment of clients is not handed to another root folder. Origin: manager_serialize() at 257. */
export function writeHeader(state: ManagerState, switchingRoot: boolean, writer: StateWriter): void {
  writer.number("current-job-id", state.currentJobId);
  writer.number("n-installed-jobs", state.installedJobs);
  writer.number("n-failed-jobs", state.failedJobs);
  writer.boolean("taint-logged", state.taintLogged);
  writer.boolean("service-watchdogs", state.serviceWatchdogs);
  writer.item("show-status-overridden", state.showStatus);
  if (state.logLevel !== null) writer.number("log-level-override", state.logLevel);
  writer.item("log-target-override", state.logTarget);
  for (const name of watchdogs) writer.usec(`${name}-watchdog-overridden`, state.watchdog(name) as Usec);
  writer.item("pretimeout-watchdog-governor-overridden", state.pretimeoutGovernor);
  writer.number("soft-reboots-count", state.softReboots);
  for (const name of managerTimestamps) writer.dualTimestamp(`${name}-timestamp`, state.timestamps.get(name) ?? null);
  if (!switchingRoot) writer.list("env", state.environment);
  writer.rateLimit("dump-ratelimit", state.dumpRateLimit);
  writer.rateLimit("reload-reexec-ratelimit", state.reloadRateLimit);
  for (const uid of state.destroyIpcUids) writer.number("destroy-ipc-uid", uid);
  for (const gid of state.destroyIpcGids) writer.number("destroy-ipc-gid", gid);
  writeRuntimes(state.runtimes, writer);
  writer.end();
}

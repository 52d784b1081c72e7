import { Severity } from "../../../core/diagnostics.js";
import { notifyAccess, serviceExecCommand } from "../../../directives/enums.js";
import { unitSubstates } from "../../../directives/unit-substates.js";
import { isTimestampSet, readPid } from "../../../serialize/values.js";
import { EnumTable } from "../../../text/enum-table.js";
import { Extract, readWords, WHITESPACE, WordReader } from "../../../text/extract-word.js";
import { isErrno, safeAtoi, safeAtou } from "../../../text/numbers.js";
import { unitNameType } from "../../../text/unit-name.js";
import type { Unit } from "../model.js";
import type { StateReader } from "../reader.js";
import { resultWords } from "../tables.js";
import { type ExecStatus, newExecStatus, type ServiceDetails } from "../unit-details.js";
import { loadUnit } from "../units.js";
import { type Item, ItemsOf } from "./item.js";

const items = new ItemsOf<ServiceDetails>();
const execCommands = new EnumTable(serviceExecCommand);
const COMMAND_FLAGS = Extract.CUNESCAPE | Extract.UNQUOTE;
const SEPARATOR = " ";
const NO_MORE_PROCESS = 0;

/** What the words of a serialised command say, `null` when they are none. */
function readCommand(text: string): { readonly isLast: boolean } | null {
  const words = new WordReader(text);
  const [kind, index, path, first] = readWords(words, 4, WHITESPACE, COMMAND_FLAGS) ?? [];
  if (typeof kind !== "string" || !execCommands.has(kind) || typeof index !== "string") return null;
  if (isErrno(safeAtou(index)) || typeof path !== "string" || typeof first !== "string") return null;
  while (words.next(WHITESPACE, COMMAND_FLAGS) !== null);
  return words.failed ? null : { isLast: index.startsWith("+") };
}

/**
 * The command that was running: `<kind> <index> <path> <argv>…`, the index with `+` for the last of its kind. As no unit
 * file is read there is no such command any more. Origin: service_deserialize_exec_command() at 257.
 */
const command = (key: string): Item<ServiceDetails> => ({
  key,
  read(_details, value, reader, unit) {
    const read = readCommand(value);
    if (read === null) reader.badValue(unit, key, value);
    else {
      const level = read.isLast ? Severity.debug : Severity.warning;
      reader.report("manager-serialize.command-vanished", level, { unit: unit.name });
    }
  },
});

/** Makes a process the main one; what is known of the one before is forgotten. Origin: service_set_main_pidref() at 257. */
const mainProcess: Item<ServiceDetails> = {
  key: "main-pid",
  read(details, value, reader, unit) {
    if (details.mainProcess !== null) return;
    const process = reader.process(value);
    if (process === null) return;
    if (!reader.isForeign(process)) {
      reader.forget(process);
      return;
    }
    details.mainStatus = newExecStatus(process.pid);
    details.mainProcess = process;
    details.mainPidKnown = true;
    reader.report("manager-serialize.foreign-process", Severity.warning, { unit: unit.name, pid: process.pid });
  },
  write: (details, writer) => {
    if (details.mainPidKnown) writer.process("main-pid", details.mainProcess);
  },
};

const acceptSocket: Item<ServiceDetails> = {
  key: "accept-socket",
  read(details, value, reader, unit) {
    if (unitNameType(value) !== "socket") {
      reader.debug("manager-serialize.not-a-socket-unit", { unit: unit.name, value });
    } else if (loadUnit(reader, value) === null) reader.badValue(unit, "accept-socket", value);
    else details.acceptSocket = value;
  },
  write: (details, writer) => void writer.item("accept-socket", details.acceptSocket),
};

/** A descriptor with a name behind it: the words count before the descriptor does. */
const namedDescriptor = (key: string, atMost: number): Item<ServiceDetails> => ({
  key,
  read(_details, value, reader, unit) {
    const words = readWords(new WordReader(value), atMost, SEPARATOR, COMMAND_FLAGS);
    const [descriptor, name] = words ?? [];
    if (typeof descriptor !== "string" || typeof name !== "string") reader.badValue(unit, key, value);
    else reader.descriptor(descriptor);
  },
});

const statusNumber = (key: string, member: "code" | "status"): Item<ServiceDetails> => ({
  key,
  read(details, value, reader, unit) {
    const number = safeAtoi(value);
    if (isErrno(number)) reader.badValue(unit, key, value);
    else details.mainStatus[member] = number;
  },
});

const statusTime = (key: string, member: "start" | "exit" | "handoff"): Item<ServiceDetails> => ({
  key,
  read(details, value, reader) {
    const timestamp = reader.dualTimestamp(value);
    if (timestamp !== null) details.mainStatus[member] = timestamp;
  },
});

function readMainStatusPid(details: ServiceDetails, value: string, reader: StateReader, unit: Unit): void {
  const pid = readPid(value);
  if (pid === null) reader.badValue(unit, "main-exec-status-pid", value);
  else details.mainStatus.pid = pid;
}

const hasEnded = ({ exit }: ExecStatus): boolean => exit !== null && isTimestampSet(exit);

/** Items of a service, in the order in which they are written. Origin: service_serialize(), service_deserialize_item() at 257. */
export const serviceItems: readonly Item<ServiceDetails>[] = [
  items.state(unitSubstates.service, "state", "restoredState"),
  items.result("result", resultWords.service, "result"),
  items.result("reload-result", resultWords.service, "reloadResult"),
  items.result("live-mount-result", resultWords.service, "liveMountResult"),
  items.process("control-pid", "controlProcess"),
  mainProcess,
  items.boolean("main-pid-known", "mainPidKnown"),
  items.boolean("bus-name-good", "busNameGood"),
  items.unsigned("n-restarts", "restarts"),
  items.boolean("forbid-restart", "forbidRestart"),
  command("control-command"),
  command("main-command"),
  items.descriptor("stdin-fd"),
  items.descriptor("stdout-fd"),
  items.descriptor("stderr-fd"),
  items.descriptor("exec-fd"),
  acceptSocket,
  items.descriptor("socket-fd"),
  namedDescriptor("fd-store-fd", 3),
  namedDescriptor("extra-fd", 2),
  {
    key: "main-exec-status-pid",
    read: readMainStatusPid,
    write({ mainStatus }, writer) {
      if (mainStatus.pid === NO_MORE_PROCESS) return;
      writer.number("main-exec-status-pid", mainStatus.pid);
      writer.dualTimestamp("main-exec-status-start", mainStatus.start);
      writer.dualTimestamp("main-exec-status-exit", mainStatus.exit);
      writer.dualTimestamp("main-exec-status-handoff", mainStatus.handoff);
      if (!hasEnded(mainStatus)) return;
      writer.number("main-exec-status-code", mainStatus.code);
      writer.number("main-exec-status-status", mainStatus.status);
    },
  },
  statusTime("main-exec-status-start", "start"),
  statusTime("main-exec-status-exit", "exit"),
  statusTime("main-exec-status-handoff", "handoff"),
  statusNumber("main-exec-status-code", "code"),
  statusNumber("main-exec-status-status", "status"),
  items.word("notify-access-override", notifyAccess, "notifyAccess"),
  items.escaped("status-text", "statusText"),
  items.signed("status-errno", "statusErrno"),
  items.text("status-bus-error", "statusBusError"),
  items.text("status-varlink-error", "statusVarlinkError"),
  items.dualTimestamp("watchdog-timestamp", "watchdogTimestamp"),
  items.usec("watchdog-original-usec", "watchdogOriginal"),
  items.optionalUsec("watchdog-override-usec", "watchdogOverride"),
  items.usec("reload-begin-usec", "reloadBegin"),
];

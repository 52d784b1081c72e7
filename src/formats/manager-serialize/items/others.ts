import { Severity } from "../../../core/diagnostics.js";
import { mountExecCommand, pathType, socketExecCommand, swapExecCommand } from "../../../directives/enums.js";
import { ListIndex } from "../../../directives/list-index.js";
import { unitSubstates } from "../../../directives/unit-substates.js";
import { isTimestampSet } from "../../../serialize/values.js";
import { EnumTable } from "../../../text/enum-table.js";
import { cunescape } from "../../../text/escape.js";
import { splitWords, WordReader } from "../../../text/extract-word.js";
import { isErrno, safeAtou, safeAtou64 } from "../../../text/numbers.js";
import { Scanner } from "../../../text/scanf.js";
import { deviceSources, resultWords } from "../tables.js";
import type {
  AutomountDetails,
  DeviceDetails,
  MountDetails,
  PathDetails,
  PlainDetails,
  ScopeDetails,
  SocketDetails,
  SwapDetails,
  TimerDetails,
} from "../unit-details.js";
import { type Item, ItemsOf } from "./item.js";

const ofSocket = new ItemsOf<SocketDetails>();

/** A listening descriptor and what it listens at: the descriptor was never passed along. */
const port = (key: string): Item<SocketDetails> => ({
  key,
  read(_details, value, reader, unit) {
    const word = new WordReader(value).next();
    if (word !== null && safeAtou(word) === LARGEST_DESCRIPTOR) {
      reader.debug("serialize.descriptor-never-passed", { value: word });
    }
    reader.badValue(unit, key, word ?? value);
  },
});
/** The number that no descriptor has. Origin: fdset_contains() at 257. */
const LARGEST_DESCRIPTOR = 0x7fff_ffff;

/** Origin: socket_serialize(), socket_deserialize_item() at 257. */
export const socketItems: readonly Item<SocketDetails>[] = [
  ofSocket.state(unitSubstates.socket, "state", "restoredState"),
  ofSocket.result("result", resultWords.socket, "result"),
  ofSocket.unsigned("n-accepted", "accepted", true),
  ofSocket.unsigned("n-refused", "refused", true),
  ofSocket.process("control-pid", "controlProcess"),
  ofSocket.word("control-command", socketExecCommand, "controlCommand"),
  port("netlink"),
  port("socket"),
  port("special"),
  port("mqueue"),
  port("ffs"),
  port("fifo"),
  ofSocket.rateLimit("trigger-ratelimit", "triggerLimit"),
];

const ofMount = new ItemsOf<MountDetails>();

/** Origin: mount_serialize(), mount_deserialize_item() at 257. */
export const mountItems: readonly Item<MountDetails>[] = [
  ofMount.state(unitSubstates.mount, "state", "restoredState"),
  ofMount.result("result", resultWords.mount, "result"),
  ofMount.result("reload-result", resultWords.mount, "reloadResult"),
  ofMount.unsigned("n-retry-umount", "unmountRetries"),
  ofMount.process("control-pid", "controlProcess"),
  ofMount.word("control-command", mountExecCommand, "controlCommand"),
];

const ofSwap = new ItemsOf<SwapDetails>();

/** Origin: swap_serialize(), swap_deserialize_item() at 257. */
export const swapItems: readonly Item<SwapDetails>[] = [
  ofSwap.state(unitSubstates.swap, "state", "restoredState"),
  ofSwap.result("result", resultWords.swap, "result"),
  ofSwap.process("control-pid", "controlProcess"),
  ofSwap.word("control-command", swapExecCommand, "controlCommand"),
];

const ofAutomount = new ItemsOf<AutomountDetails>();

const token = (key: string, member: "tokens" | "expireTokens"): Item<AutomountDetails> => ({
  key,
  read(details, value, reader, unit) {
    const number = safeAtou(value);
    if (isErrno(number)) reader.badValue(unit, key, value);
    else details[member].add(number);
  },
  write(details, writer) {
    for (const number of details[member]) writer.number(key, number);
  },
});

/** Origin: automount_serialize(), automount_deserialize_item() at 257. */
export const automountItems: readonly Item<AutomountDetails>[] = [
  ofAutomount.state(unitSubstates.automount, "state", "restoredState"),
  ofAutomount.result("result", resultWords.automount, "result"),
  {
    key: "dev-id",
    read(details, value, reader, unit) {
      const id = safeAtou64(value);
      if (isErrno(id)) reader.badValue(unit, "dev-id", value);
      else details.deviceId = id;
    },
    write: ({ deviceId }, writer) => writer.number("dev-id", deviceId),
  },
  token("token", "tokens"),
  token("expire-token", "expireTokens"),
  ofAutomount.descriptor("pipe-fd"),
];

const ofTimer = new ItemsOf<TimerDetails>();
const NEVER = 0n;

/** The time of the wall clock is written when either clock has one. Origin: timer_serialize() at 257. */
export const timerItems: readonly Item<TimerDetails>[] = [
  ofTimer.state(unitSubstates.timer, "state", "restoredState"),
  ofTimer.result("result", resultWords.timer, "result"),
  {
    ...ofTimer.usec("last-trigger-realtime", "lastTriggerRealtime"),
    write({ lastTriggerRealtime: realtime, lastTriggerMonotonic: monotonic }, writer) {
      if (isTimestampSet({ realtime, monotonic })) writer.usec("last-trigger-realtime", realtime);
    },
  },
  {
    ...ofTimer.usec("last-trigger-monotonic", "lastTriggerMonotonic"),
    write({ lastTriggerMonotonic: monotonic }, writer) {
      if (monotonic > NEVER) writer.usec("last-trigger-monotonic", monotonic);
    },
  },
];

const ofPath = new ItemsOf<PathDetails>();
const pathTypes = new EnumTable(pathType);

/** Origin: path_serialize(), path_deserialize_item() at 257. */
export const pathItems: readonly Item<PathDetails>[] = [
  ofPath.state(unitSubstates.path, "state", "restoredState"),
  ofPath.result("result", resultWords.path, "result"),
  {
    // `<type> <existed> <path>`: says of a configured path whether it was there. As no unit file is read none is configured.
    key: "path-spec",
    read(_details, value, reader, unit) {
      const scanner = new Scanner(value);
      const type = scanner.word();
      if (type === null || scanner.integer() === null) {
        reader.badValue(unit, "path-spec", value);
        return;
      }
      scanner.space();
      if (pathTypes.has(type) && cunescape(value.slice(scanner.position)) !== null) return;
      reader.report("manager-serialize.bad-value", Severity.warning, { unit: unit.name, key: "path-spec", value });
    },
  },
  ofPath.rateLimit("trigger-ratelimit", "triggerLimit"),
];

const ofScope = new ItemsOf<ScopeDetails>();
const knownProcesses = new ListIndex<ScopeDetails["processes"][number]>(({ pid }) => pid);

/** Origin: scope_serialize(), scope_deserialize_item() at 257. */
export const scopeItems: readonly Item<ScopeDetails>[] = [
  ofScope.state(unitSubstates.scope, "state", "restoredState"),
  ofScope.boolean("was-abandoned", "wasAbandoned"),
  ofScope.text("controller", "controller"),
  {
    // Whoever watches a process keeps a descriptor of its own; the one that was opened while reading goes.
    key: "pids",
    read({ processes }, value, reader) {
      const found = reader.process(value);
      if (found === null) return;
      if (knownProcesses.find(processes, found.pid) < 0) {
        processes.push({ pid: found.pid, descriptor: reader.state.descriptors.open() });
      }
      reader.forget(found);
    },
    write({ processes }, writer) {
      for (const process of processes) writer.process("pids", process);
    },
  },
];

const ofPlain = new ItemsOf<PlainDetails>();
const plainItems = (words: readonly string[]): readonly Item<PlainDetails>[] => [
  ofPlain.state(words, "state", "restoredState"),
];

/** Origin: slice_serialize(), target_serialize() at 257. */
export const sliceItems = plainItems(unitSubstates.slice);
export const targetItems = plainItems(unitSubstates.target);

const ofDevice = new ItemsOf<DeviceDetails>();
const sources = new EnumTable(deviceSources);

/** What the device was known from is taken up later, so that it is not written. Origin: device_serialize(), device_deserialize_item() at 257. */
export const deviceItems: readonly Item<DeviceDetails>[] = [
  {
    key: "sysfs",
    read(details, value) {
      details.restoredSysfs ??= value;
    },
  },
  {
    key: "path",
    read(details, value) {
      details.path ??= value;
    },
    write: ({ path }, writer) => void writer.item("path", path),
  },
  ofDevice.state(unitSubstates.device, "state", "restoredState"),
  {
    key: "found",
    read(details, value, reader, unit) {
      const words = splitWords(value, ",");
      if (words === null || !words.every((word) => sources.has(word))) reader.badValue(unit, "found", value);
      else details.restoredFound = words;
    },
  },
];

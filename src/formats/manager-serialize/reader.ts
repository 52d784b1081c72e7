import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import { DescriptorTable } from "../../serialize/descriptors.js";
import { SerializedLines } from "../../serialize/lines.js";
import {
  type DualTimestamp,
  missingDescriptorReports,
  type ProcessReference,
  type RateLimit,
  readDualTimestamp,
  readPid,
  readRateLimit,
} from "../../serialize/values.js";
import { WordReader } from "../../text/extract-word.js";
import { parseBoolean, safeAtou64 } from "../../text/numbers.js";
import type { Usec } from "../../time/usec.js";
import type { managerSerializeDiagnostics } from "./diagnostics.js";
import { ManagerState, type Unit } from "./model.js";
import type { LogTarget } from "./tables.js";

type Code = keyof typeof managerSerializeDiagnostics;

export interface ParseManagerStateOptions {
  /** Log level and target that are overridden from the start; what the input says replaces them. */
  readonly logLevel?: number;
  readonly logTarget?: LogTarget;
  /** Which processes there are; none, unless said otherwise. */
  readonly hasProcess?: (pid: number) => boolean;
  /** The lowest descriptor number that is free; 3, unless said otherwise. */
  readonly firstDescriptor?: number;
}

const FIRST_DESCRIPTOR = 3;
const DEBUG: number = Severity.debug;
const FIRST_FOREIGN_PID = 2;
const NOT_FOUND = -1;

/** Reads a state line by line; what the items of header, units and jobs have in common. */
export class StateReader {
  readonly state: ManagerState;
  readonly lines: SerializedLines;
  readonly diagnostics: Diagnostic[] = [];
  /** Which unit has a control group, by the path of it. */
  readonly cgroupOwners = new Map<string, Unit>();
  /** Where in the environment each name is assigned. */
  readonly environmentPlaces = new Map<string, number>();
  /** Invocation ids that units have. */
  readonly invocations = new Set<string>();
  /** Ids of the jobs that are installed. */
  readonly jobIds = new Set<number>();
  /** Reports above this level are not made: the input may lower it. */
  #maxLevel = DEBUG;
  #silent = false;
  #hasFirewall = false;
  readonly #hasProcess: (pid: number) => boolean;

  constructor(bytes: Uint8Array, options: ParseManagerStateOptions) {
    this.lines = new SerializedLines(bytes);
    this.state = new ManagerState(new DescriptorTable(options.firstDescriptor ?? FIRST_DESCRIPTOR));
    this.#hasProcess = options.hasProcess ?? (() => false);
    if (options.logLevel !== undefined) this.overrideLogLevel(options.logLevel);
    if (options.logTarget !== undefined) this.overrideLogTarget(options.logTarget);
  }

  overrideLogLevel(level: number): void {
    this.state.logLevel = level;
    this.#maxLevel = level;
  }

  overrideLogTarget(target: LogTarget): void {
    this.state.logTarget = target;
    this.#silent = target === "null";
  }

  report(code: Code, level: Severity, params: Diagnostic["params"]): void {
    if (level > this.#maxLevel || this.#silent) return;
    const { line, start, end } = this.lines;
    this.diagnostics.push({ code, level, line, span: { start, end }, params });
  }

  debug(code: Code, params: Diagnostic["params"]): void {
    this.report(code, Severity.debug, params);
  }

  /** The value of an item does not fit, which is reported at debug level. */
  badValue(unit: Unit, key: string, value: string): void {
    this.debug("manager-serialize.bad-value", { unit: unit.name, key, value });
  }

  /** A number of microseconds; `null` after a report. Origin: deserialize_usec() at 257. */
  usec(value: string): Usec | null {
    const usec = safeAtou64(value);
    if (typeof usec === "bigint") return usec;
    this.debug("serialize.bad-usec", { value });
    return null;
  }

  dualTimestamp(value: string): DualTimestamp | null {
    const timestamp = readDualTimestamp(value);
    if (timestamp === "unreadable") this.debug("serialize.bad-dual-timestamp", { value });
    return typeof timestamp === "string" ? null : timestamp;
  }

  rateLimit(key: string, value: string, configured: RateLimit): RateLimit {
    const limit = readRateLimit(value, configured);
    if (limit === null) this.report("manager-serialize.bad-rate-limit", Severity.notice, { key, value });
    return limit ?? configured;
  }

  boolean(unit: Unit, key: string, value: string): boolean | null {
    const flag = parseBoolean(value);
    if (flag === null) this.badValue(unit, key, value);
    return flag;
  }

  /** Looks for a descriptor that was passed along: there is none, which is reported as systemd does. */
  descriptor(value: string): void {
    for (const code of missingDescriptorReports(value)) this.debug(code, { value });
  }

  /** `<pid>`, or `@<descriptor>:<pid>`, which needs the descriptor. Origin: deserialize_pidref() at 257. */
  process(value: string): ProcessReference | null {
    if (value.startsWith("@")) {
      const words = new WordReader(value, 1);
      const descriptor = words.next(":");
      if (descriptor === null) this.debug("serialize.bad-pid", { value });
      else if (words.next(":") === null && words.failed) this.debug("serialize.bad-pid", { value });
      else this.descriptor(descriptor);
      return null;
    }
    const pid = readPid(value);
    if (pid === null) {
      this.debug("serialize.bad-pid", { value });
      return null;
    }
    if (!this.#hasProcess(pid)) {
      this.debug("manager-serialize.process-gone", { pid });
      this.debug("manager-serialize.process-unusable", { pid });
      return null;
    }
    return { pid, descriptor: this.state.descriptors.open() };
  }

  /** Lets go of a process. */
  forget(process: ProcessReference | null): void {
    if (process !== null && process.descriptor !== null) this.state.descriptors.close(process.descriptor);
  }

  /** Whether a process can be the main process of a service. */
  isForeign(process: ProcessReference): boolean {
    return process.pid >= FIRST_FOREIGN_PID;
  }

  /** The first reference to a user or group makes the manager look for the firewall, which takes a descriptor. */
  openFirewall(): void {
    if (this.#hasFirewall) return;
    this.#hasFirewall = true;
    this.state.descriptors.open();
    this.debug("manager-serialize.firewall", {});
  }
}

/** A line `key=value` taken apart; without `=` it is all key. */
export function splitItem(line: string): readonly [key: string, value: string] {
  const equals = line.indexOf("=");
  return equals === NOT_FOUND ? [line, ""] : [line.slice(0, equals), line.slice(equals + 1)];
}

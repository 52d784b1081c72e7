import { applyChanges, type Change, changesBetween } from "../../core/changes.js";
import { renderDiagnostic } from "../../core/diagnostics.js";
import type { Json } from "../../core/json.js";
import { latin1 } from "../../core/utf8.js";
import { hasRawBytes } from "../../text/raw-bytes.js";
import { managerSerializeDiagnostics } from "./diagnostics.js";
import { managerStateLines } from "./format.js";
import { type ManagerStateFile, type ParseManagerStateOptions, parseManagerState } from "./parse.js";
import { INPUT_MAX } from "./tables.js";

/** Process ids up to here are taken to be there: those of the first processes of a system. */
const LAST_EARLY_PROCESS = 8;
/** Descriptors below this were open in the process that recorded the golden cases. */
const FIRST_DESCRIPTOR = 5;

/** The world in which the fuzz target reads a state: all of the log is shown, and a few processes are there. */
export const targetOptions: ParseManagerStateOptions = {
  logLevel: 7,
  logTarget: "console-prefixed",
  hasProcess: (pid) => pid <= LAST_EARLY_PROCESS,
  firstDescriptor: FIRST_DESCRIPTOR,
};

/** What the fuzz target does with an input: reads it and writes it in both ways. `null` when it is too long. */
export type ManagerSerializeOutcome = {
  readonly file: ManagerStateFile;
  readonly switchingRoot: readonly string[];
  readonly reload: readonly string[];
} | null;

export function runManagerSerialize(input: Uint8Array): ManagerSerializeOutcome {
  if (input.length > INPUT_MAX) return null;
  const file = parseManagerState(input, targetOptions);
  // The copies that are handed over the first time stay open.
  const descriptors = file.state.descriptors.copy();
  const switchingRoot = managerStateLines(file.state, { switchingRoot: true, descriptors });
  const reload = managerStateLines(file.state, { descriptors });
  return { file, switchingRoot, reload };
}

const END = "";
const NOT_FOUND = -1;

/** The header of a state of which nothing was read: lines up to the empty one. */
const baseline = ((): readonly string[] => {
  const lines = runManagerSerialize(new Uint8Array())!.reload;
  return lines.slice(0, lines.indexOf(END));
})();

const FROM_CLOCK = new Set([
  "state-change-timestamp",
  "inactive-exit-timestamp",
  "active-enter-timestamp",
  "active-exit-timestamp",
  "inactive-enter-timestamp",
  "condition-timestamp",
  "assert-timestamp",
  "main-exec-status-start",
  "invocation-id",
]);

/** Whether a line was recorded: what a clock or chance may have made up was, where the input has the value. */
function isRecorded(line: string, input: string): boolean {
  const equals = line.indexOf("=");
  return equals === NOT_FOUND || !FROM_CLOCK.has(line.slice(0, equals)) || input.includes(line.slice(equals + 1));
}

/** Units by name; the lines of a job are indented below the line that opens it. */
function unitsOf(lines: readonly string[], input: string): Record<string, string[]> {
  const units: Record<string, string[]> = Object.create(null);
  let at = lines.indexOf(END) + 1;
  while (at < lines.length) {
    const unit: string[] = [];
    units[lines[at++]!] = unit;
    for (let inJob = false; lines[at] !== END || inJob; at++) {
      const line = lines[at]!;
      if (line === END) inJob = false;
      else if (isRecorded(line, input)) unit.push(inJob ? `  ${line}` : line);
      inJob ||= line === "job";
    }
    at++;
  }
  return units;
}

function observeText(lines: readonly string[], input: string): Json {
  if (lines.some(hasRawBytes)) return { result: 0, text_base64_host_lines_kept: null };
  const header = lines.slice(0, lines.indexOf(END));
  return { result: 0, header_changes: changesBetween(baseline, header) as Json, units: unitsOf(lines, input) };
}

export function observeManagerSerialize(input: Uint8Array): Json {
  const outcome = runManagerSerialize(input);
  if (outcome === null) return { ignored: true };
  const { file, switchingRoot, reload } = outcome;
  const text = latin1(input);
  const first = observeText(switchingRoot, text);
  const second = observeText(reload, text);
  return {
    deserialize: file.error ?? 0,
    diagnostics: file.diagnostics.map((diagnostic) => ({
      level: diagnostic.level,
      message: renderDiagnostic(diagnostic, managerSerializeDiagnostics),
    })),
    serialize_switching_root: first,
    serialize_reload: JSON.stringify(first) === JSON.stringify(second) ? "same" : second,
  };
}

const isObject = (value: unknown): value is Record<string, Json> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function expandHeader(text: Json | undefined): Json {
  if (!isObject(text) || text.header_changes === undefined) return text ?? null;
  const { header_changes: changes, ...rest } = text;
  return { ...rest, header: applyChanges(baseline, changes as unknown as readonly Change[]) };
}

/** Turns recorded changes into the whole header, so that different ways to describe a change compare equal. */
export function expandManagerSerialize(expect: Json): Json {
  if (!isObject(expect) || !Object.hasOwn(expect, "serialize_switching_root")) return expect;
  return {
    ...expect,
    serialize_switching_root: expandHeader(expect.serialize_switching_root),
    serialize_reload: expandHeader(expect.serialize_reload),
  };
}

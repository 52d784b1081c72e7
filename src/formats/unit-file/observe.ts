import { CR, LF, NUL } from "../../core/ascii.js";
import { toBase64 } from "../../core/bytes.js";
import { applyChanges, type Change, changesBetween } from "../../core/changes.js";
import { renderDiagnostic } from "../../core/diagnostics.js";
import type { Json } from "../../core/json.js";
import { isValidUnicode, latin1 } from "../../core/utf8.js";
import { skipLineEnd } from "../../text/lines.js";
import { encodeRaw } from "../../text/raw-bytes.js";
import { unitFileDiagnostics } from "./diagnostics.js";
import { dumpUnit } from "./dump.js";
import { parseUnitFile, type UnitFile } from "./parse.js";
import { Unit } from "./unit.js";
import { isUnitType, type UnitType, unitTypes } from "./unit-types.js";

/** Longest first line, in bytes. Origin: LINE_MAX in systemd 257's fuzz-unit-file. */
const TYPE_LINE_MAX = 2048;

/** Longest input. Origin: systemd 257's fuzz-unit-file. */
export const UNIT_FILE_INPUT_MAX = 65_536;

/** What the fuzz target does with an input: `null` when its first line is no unit type. */
export type UnitFileOutcome = { readonly file: UnitFile; readonly dump: readonly string[] } | null;

/** The first line names the unit type, the rest is the unit file; everything is parsed and dumped. */
export function runUnitFile(input: Uint8Array): UnitFileOutcome {
  if (input.length > UNIT_FILE_INPUT_MAX) return null;
  let end = 0;
  while (end < input.length && input[end] !== LF && input[end] !== CR && input[end] !== NUL) end++;
  if (end >= TYPE_LINE_MAX) return null;
  const type = latin1(input, 0, end);
  if (!isUnitType(type)) return null;
  const file = parseUnitFile(input, { type, start: skipLineEnd(input, end) });
  return { file, dump: dumpUnit(file.unit) };
}

const baselines: ReadonlyMap<UnitType, readonly string[]> = new Map(
  unitTypes.map((type) => [type, dumpUnit(new Unit(type, `a.${type}`))]),
);

/** The dump of an empty unit. */
export const baselineDump = (type: UnitType): readonly string[] => baselines.get(type)!;

/** A line as it is recorded: text where it is UTF-8, else its bytes in base64. */
const recorded = (line: string): Json => (isValidUnicode(line) ? line : { base64: toBase64(encodeRaw(line)) });

/** How the dump of a unit differs from that of an empty one. */
const dumpChanges = (type: UnitType, dump: readonly string[]): Json =>
  changesBetween(baselineDump(type), dump).map(([start, end, lines]) => [start, end, lines.map(recorded)]);

export function observeUnitFile(input: Uint8Array): Json {
  const outcome = runUnitFile(input);
  if (outcome === null) return { rejected: true };
  const { file, dump } = outcome;
  const { type } = file.unit;
  return {
    rejected: false,
    type,
    result: file.result,
    diagnostics: file.diagnostics.map((diagnostic) => ({
      line: diagnostic.line,
      level: diagnostic.level,
      message: renderDiagnostic(diagnostic, unitFileDiagnostics),
    })),
    dump_changes: file.unit.changedCGroup?.dependsOnMachine === true ? null : dumpChanges(type, dump),
  };
}

/**
 * Turns recorded changes into the whole dump, so that different ways to describe a change compare equal. A dump that was
 * not recorded is left out.
 */
export function expandUnitFileDump(expect: Json): Json {
  if (typeof expect !== "object" || expect === null || Array.isArray(expect)) return expect;
  const { dump_changes: changes, ...rest } = expect as { type?: string; dump_changes?: readonly Change[] | null };
  if (changes === undefined || changes === null || rest.type === undefined || !isUnitType(rest.type)) return rest;
  return { ...rest, dump_changes: applyChanges(baselineDump(rest.type), changes) };
}

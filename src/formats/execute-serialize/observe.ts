import { toBase64 } from "../../core/bytes.js";
import { applyChanges, type Change, changesBetween } from "../../core/changes.js";
import { renderDiagnostic } from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";
import type { Json } from "../../core/json.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { hasRawBytes } from "../../text/raw-bytes.js";
import { executeSerializeDiagnostics } from "./diagnostics.js";
import { encodeLines, textOfLines, type WrittenExecution, writeExecution } from "./format.js";
import { type ExecutionFile, parseExecution, parseWrittenExecution } from "./parse.js";

/** Longest input. Origin: systemd 257's fuzz-execute-serialize. */
export const EXECUTE_SERIALIZE_INPUT_MAX = 131_072;

/** What the fuzz target does with an input: reads it, writes it, reads and writes that again. `null` for one that is too long. */
export type ExecuteSerializeOutcome = {
  readonly first: ExecutionFile;
  readonly written: WrittenExecution;
  readonly second: ExecutionFile;
  readonly rewritten: WrittenExecution;
} | null;

export function runExecuteSerialize(input: Uint8Array): ExecuteSerializeOutcome {
  if (input.length > EXECUTE_SERIALIZE_INPUT_MAX) return null;
  const first = parseExecution(input);
  const written = writeExecution(first.execution);
  const second = parseWrittenExecution(textOfLines(written.lines));
  return { first, written, second, rewritten: writeExecution(second.execution) };
}

const BASELINE_INPUT =
  "\n\nexec-parameters-runtime-scope=system\nexec-parameters-invocation-id-string=0123456789abcdef0123456789abcdef\n";

/** The lines of an execution of which only scope and id are known. */
export const baselineLines: readonly string[] = writeExecution(
  parseExecution(encodeUtf8(BASELINE_INPUT)).execution,
).lines;

const result = (error: Errno | null): Json => error ?? 0;

/** Whether two lists of lines are the same. */
export function sameLines(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The lines as a reader of the text counts them: a path may hold line feeds. */
const textLines = (lines: readonly string[]): readonly string[] =>
  lines.some((line) => line.includes("\n")) ? lines.join("\n").split("\n") : lines;

export function observeExecuteSerialize(input: Uint8Array): Json {
  const outcome = runExecuteSerialize(input);
  if (outcome === null) return { rejected: true };
  const { first, written, second, rewritten } = outcome;
  const isText = !written.lines.some(hasRawBytes);
  return {
    deserialize: result(first.error),
    diagnostics: first.diagnostics.map((diagnostic) => ({
      level: diagnostic.level,
      message: renderDiagnostic(diagnostic, executeSerializeDiagnostics),
    })),
    serialize: result(written.error),
    ...(isText
      ? {
          text_changes: changesBetween(baselineLines, textLines(written.lines)) as Json,
          deserialize_again: result(second.error),
          round_trip_equal: sameLines(written.lines, rewritten.lines),
        }
      : { text_base64: toBase64(encodeLines(written.lines)) }),
  };
}

/** Turns recorded changes into the whole text, so that different ways to describe a change compare equal. */
export function expandText(expect: Json): Json {
  if (typeof expect !== "object" || expect === null || Array.isArray(expect)) return expect;
  const { text_changes: changes, ...rest } = expect as { text_changes?: readonly Change[] };
  return changes === undefined ? rest : { ...rest, text_changes: applyChanges(baselineLines, changes) };
}

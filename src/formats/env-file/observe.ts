import { LF } from "../../core/ascii.js";
import { renderDiagnostic } from "../../core/diagnostics.js";
import type { Json } from "../../core/json.js";
import { decodeUtf8, encodeUtf8, fromLatin1 } from "../../core/utf8.js";
import { EnvFileFailure } from "../../text/env-file.js";
import { diagnostics, toDiagnostic } from "./diagnostics.js";
import { run } from "./run.js";

/** A logged message is cut off behind so many bytes. */
const MESSAGE_MAX = 2047;
/** Bytes of the message that are neither key nor value. */
const MESSAGE_FRAME = "-".repeat(31);

/** Lines that logging a value takes: its line breaks break the message too, and lines without anything are left out. */
function loggedLines({ part, key, value }: EnvFileFailure): number {
  if (part !== "value") return 1;
  const message = encodeUtf8(`${MESSAGE_FRAME}${key}${decodeUtf8(fromLatin1(value))}-`).subarray(0, MESSAGE_MAX);
  let lines = 0;
  let previous = LF;
  for (const byte of message) {
    if (byte !== LF && previous === LF) lines++;
    previous = byte;
  }
  return lines;
}

/** The one report of a refused file, as the golden cases write it: a line of the message each, only the first with its place. */
function reports(failure: EnvFileFailure): Json {
  if (failure.part === "file") return [];
  const diagnostic = toDiagnostic(failure);
  const { level, line } = diagnostic;
  const message = renderDiagnostic(diagnostic, diagnostics);
  const rest = Array.from({ length: loggedLines(failure) - 1 }, () => ({ level, message: "" }));
  return [{ level, line, message }, ...rest];
}

/** The outcome in the shape of a golden case. */
export function observe(input: Uint8Array): Json {
  const outcome = run(input);
  if (outcome === null) return { ignored: true };
  if (outcome instanceof EnvFileFailure) {
    const refused: Json = { result: outcome.errno, diagnostics: reports(outcome) };
    return { load: refused, pairs: refused };
  }
  return {
    load: { result: "ok", assignments: outcome.assignments, diagnostics: [] },
    pairs: { result: "ok", pairs: outcome.pairs.map(({ key, value }) => [key, value]), diagnostics: [] },
  };
}

import { renderDiagnostic } from "../../core/diagnostics.js";
import type { Json } from "../../core/json.js";
import { diagnostics, toDiagnostic, type VarlinkIdlCode, VarlinkIdlError } from "./diagnostics.js";
import { run } from "./run.js";

/** What systemd reports with the place at which its parser stood. */
const syntaxCodes: ReadonlySet<VarlinkIdlCode> = new Set([
  "varlink-idl.unexpected-end",
  "varlink-idl.bad-token",
  "varlink-idl.unexpected-token",
  "varlink-idl.bad-comment",
  "varlink-idl.too-deep",
  "varlink-idl.enum-with-types",
  "varlink-idl.struct-without-types",
  "varlink-idl.empty-type",
]);

/** Reports as the golden cases write them: only their number and the position that they start with are compared. */
function reports(error: VarlinkIdlError | null): Json {
  if (error === null) return [];
  const text = renderDiagnostic(toDiagnostic(error), diagnostics);
  return [{ message: syntaxCodes.has(error.code) ? `${error.line}:${error.column}: ${text}` : text }];
}

/** The outcome in the shape of a golden case. */
export function observe(input: Uint8Array): Json {
  const { parsed, report } = run(input);
  if (parsed === null) return { ignored: true };
  const { line, column } = parsed;
  if (parsed instanceof VarlinkIdlError) return { parse: parsed.errno, line, column, diagnostics: reports(parsed) };
  const { formatted, inconsistency, reparsed, reformatSame } = report!;
  return {
    parse: "ok",
    line,
    column,
    diagnostics: [],
    formatted,
    consistent: inconsistency?.errno ?? "ok",
    consistent_diagnostics: reports(inconsistency),
    reparse: reparsed instanceof VarlinkIdlError ? reparsed.errno : "ok",
    reformat_same: reformatSame,
  };
}

/** The `line:column:` that a message starts with. */
const POSITION = /^\d+:\d+:/;

/** Leaves of each message the position that it starts with: the wording is not compared. */
export function normalize(expect: Json): Json {
  const positions = (list: Json | undefined): Json =>
    Array.isArray(list)
      ? list.map(({ message }) => (typeof message === "string" ? (POSITION.exec(message)?.[0] ?? "") : ""))
      : null;
  if (typeof expect !== "object" || expect === null || Array.isArray(expect)) return expect;
  const fields = expect as Readonly<Record<string, Json>>;
  const normalized: Record<string, Json> = { ...fields };
  for (const name of ["diagnostics", "consistent_diagnostics"]) {
    if (fields[name] !== undefined) normalized[name] = positions(fields[name]);
  }
  return normalized;
}

import { defineFormat } from "../../core/format.js";
import { jsonDiagnostic, jsonDiagnostics } from "../../json/diagnostics.js";
import { JsonError } from "../../json/parse.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { observe } from "./observe.js";
import { type JsonOutcome, run } from "./run.js";
import { seeds } from "./seeds.js";

/** systemd has no limit; this one keeps an execution of the target short. */
const MAX_LENGTH = 65_536;

export const definition = defineFormat<JsonOutcome>({
  slug: "json",
  title: "JSON with exact 64-bit integers, sorting and normal form",
  kind: "text",
  maxLen: MAX_LENGTH,
  diagnostics: jsonDiagnostics,
  laws,
  run,
  observe,
  // Only cases that are small on purpose record where each value was found.
  optionalFields: ["pretty_source"],
  inspect(input) {
    const { parsed, report } = run(input);
    if (!(parsed instanceof JsonError)) return { value: report, diagnostics: [], error: null };
    return { value: null, diagnostics: [jsonDiagnostic(parsed)], error: parsed.errno };
  },
  dictionary,
  seeds,
});

import { defineFormat } from "../../core/format.js";
import { checkConsistency } from "./consistency.js";
import { diagnostics, toDiagnostic, VarlinkIdlError } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { normalize, observe } from "./observe.js";
import { parseVarlinkIdl } from "./parse.js";
import { run, type VarlinkIdlOutcome } from "./run.js";
import { seeds } from "./seeds.js";
import { LENGTH_MAX } from "./tables.js";

export const definition = defineFormat<VarlinkIdlOutcome>({
  slug: "varlink-idl",
  title: "varlink interface definitions: typed model, consistency check, formatter",
  kind: "text",
  maxLen: LENGTH_MAX,
  diagnostics,
  laws,
  run,
  observe,
  normalize,
  inspect(input) {
    const { parsed, report } = run(input);
    if (parsed === null) return { value: null, diagnostics: [], error: "E2BIG" };
    if (parsed instanceof VarlinkIdlError) {
      return { value: null, diagnostics: [toDiagnostic(parsed)], error: parsed.errno };
    }
    const { inconsistency } = report!;
    return {
      value: parsed.interface,
      diagnostics: inconsistency === null ? [] : [toDiagnostic(inconsistency)],
      error: null,
    };
  },
  diagnose(input) {
    const parsed = parseVarlinkIdl(input);
    const wrong = parsed instanceof VarlinkIdlError ? parsed : checkConsistency(parsed.interface);
    return { diagnostics: wrong === null ? [] : [toDiagnostic(wrong)], error: wrong?.errno ?? null };
  },
  dictionary,
  seeds,
});

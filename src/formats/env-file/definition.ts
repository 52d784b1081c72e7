import { defineFormat } from "../../core/format.js";
import { EnvFileFailure, readEnvFile } from "../../text/env-file.js";
import { diagnostics, toDiagnostic } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { observe } from "./observe.js";
import { type EnvFileOutcome, LENGTH_MAX, run } from "./run.js";
import { seeds } from "./seeds.js";

export const definition = defineFormat<EnvFileOutcome>({
  slug: "env-file",
  title: "environment files: os-release, EnvironmentFile=",
  kind: "text",
  maxLen: LENGTH_MAX,
  diagnostics,
  laws,
  run,
  observe,
  inspect(input) {
    const outcome = run(input);
    if (outcome === null) return { value: null, diagnostics: [], error: "E2BIG" };
    if (!(outcome instanceof EnvFileFailure)) return { value: outcome.pairs, diagnostics: [], error: null };
    return { value: null, diagnostics: [toDiagnostic(outcome)], error: outcome.errno };
  },
  diagnose(input) {
    const entries = readEnvFile(input);
    if (!(entries instanceof EnvFileFailure)) return { diagnostics: [], error: null };
    return { diagnostics: [toDiagnostic(entries)], error: entries.errno };
  },
  dictionary,
  seeds,
});

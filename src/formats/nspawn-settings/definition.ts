import { defineFormat } from "../../core/format.js";
import { directiveHint } from "../../directives/hints.js";
import { nspawnTable } from "../../directives/tables/nspawn.js";
import { nspawnDiagnostics } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { type NspawnOutcome, observe, run } from "./observe.js";
import { parseNspawnSettings } from "./parse.js";
import { seeds } from "./seeds.js";
import { INPUT_MAX } from "./tables.js";

export const definition = defineFormat<NspawnOutcome>({
  slug: "nspawn-settings",
  title: ".nspawn files: settings of containers (systemd.nspawn(5))",
  kind: "text",
  maxLen: INPUT_MAX,
  diagnostics: nspawnDiagnostics,
  laws,
  run,
  observe,
  inspect(input) {
    const { result, settings, diagnostics } = parseNspawnSettings(input);
    return { value: settings, diagnostics, error: result === 0 ? null : result };
  },
  hint: (diagnostic) => directiveHint(diagnostic, nspawnTable),
  dictionary,
  seeds,
});

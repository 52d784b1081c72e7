import { defineFormat } from "../../core/format.js";
import { wordHint } from "../../text/word-hint.js";
import { choices } from "./choices.js";
import { ociDiagnostics } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { type OciOutcome, observe, run } from "./observe.js";
import { parseOciBundle } from "./parse.js";
import { seeds } from "./seeds.js";
import { INPUT_MAX } from "./tables.js";

export const definition = defineFormat<OciOutcome>({
  slug: "nspawn-oci",
  title: "OCI runtime bundles (config.json), as systemd-nspawn takes them",
  kind: "text",
  maxLen: INPUT_MAX,
  diagnostics: ociDiagnostics,
  laws,
  run,
  observe,
  inspect(input) {
    const { result, settings, diagnostics } = parseOciBundle(input);
    return { value: settings, diagnostics, error: result === 0 ? null : result };
  },
  hint: (diagnostic) => wordHint(diagnostic, choices),
  dictionary,
  seeds,
});

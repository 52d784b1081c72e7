import { defineFormat } from "../../core/format.js";
import { wordHint } from "../../text/word-hint.js";
import { choices } from "./choices.js";
import { udevRulesDiagnostics } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { observe } from "./observe.js";
import { parseUdevRules } from "./parse.js";
import { run, type UdevRulesOutcome } from "./run.js";
import { seeds } from "./seeds.js";
import { INPUT_MAX } from "./tables.js";
import { verifyUdevRules } from "./verify.js";

export const definition = defineFormat<UdevRulesOutcome>({
  slug: "udev-rules",
  title: "udev rules: what is done with a device, and when",
  kind: "text",
  maxLen: INPUT_MAX,
  diagnostics: udevRulesDiagnostics,
  laws,
  run,
  observe,
  inspect(input) {
    const { diagnostics, errno, lines } = parseUdevRules(input);
    return { value: errno === null ? lines : null, diagnostics, error: errno };
  },
  diagnose(input) {
    const { diagnostics, errno } = verifyUdevRules(input);
    return { diagnostics, error: errno };
  },
  hint: (diagnostic) => wordHint(diagnostic, choices),
  dictionary,
  seeds,
});

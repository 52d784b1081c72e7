import { defineFormat } from "../../core/format.js";
import { diagnostics } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { observe, type RunOutcome, run } from "./observe.js";
import { parse } from "./parse.js";
import { seeds } from "./seeds.js";
import { LENGTH_MAX } from "./tables.js";

export const definition = defineFormat<RunOutcome>({
  slug: "systemctl-parse-argv",
  title: "command lines of systemctl, halt, poweroff, reboot, shutdown, telinit and runlevel",
  kind: "binary",
  maxLen: LENGTH_MAX,
  diagnostics,
  laws,
  run,
  observe,
  inspect(input) {
    const line = parse(input);
    if (line === null) return { value: null, diagnostics: [], error: null };
    const { personality, outcome, settings, remaining, diagnostics: reports } = line;
    const error = outcome.kind === "refused" ? outcome.errno : null;
    return {
      value: error === null ? { personality, outcome, settings, remaining } : null,
      diagnostics: reports,
      error,
    };
  },
  dictionary,
  seeds,
});

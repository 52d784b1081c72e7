import { defineFormat } from "../../core/format.js";
import { diagnostics } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { observe } from "./observe.js";
import { run, type StreamOutcome } from "./run.js";
import { seeds } from "./seeds.js";
import { LENGTH_MAX } from "./tables.js";

export const definition = defineFormat<StreamOutcome>({
  slug: "journald-stream",
  title: "standard output of services, as streamed to the journal daemon",
  kind: "text",
  maxLen: LENGTH_MAX,
  diagnostics,
  laws,
  run,
  observe,
  inspect(input) {
    const { parsed } = run(input);
    if (parsed === null) return { value: null, diagnostics: [], error: "EINVAL" };
    const { header, lines, atEnd, diagnostics: reports, alive } = parsed;
    const value = alive ? { header, lines: atEnd.line === null ? lines : [...lines, atEnd.line] } : null;
    return { value, diagnostics: [...reports, ...atEnd.diagnostics], error: alive ? null : "EINVAL" };
  },
  dictionary,
  seeds,
});

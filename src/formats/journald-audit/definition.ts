import { defineFormat } from "../../core/format.js";
import { diagnostics } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { observe } from "./observe.js";
import { type AuditOutcome, run } from "./run.js";
import { seeds } from "./seeds.js";
import { LENGTH_MAX } from "./tables.js";

export const definition = defineFormat<AuditOutcome>({
  slug: "journald-audit",
  title: "audit records of the kernel as the journal daemon reads them",
  kind: "text",
  maxLen: LENGTH_MAX,
  diagnostics,
  laws,
  run,
  observe,
  inspect(input) {
    const { record, diagnostics: reports } = run(input);
    return { value: record, diagnostics: reports, error: record === null ? "EINVAL" : null };
  },
  dictionary,
  seeds,
});

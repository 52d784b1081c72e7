import { defineFormat } from "../../core/format.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { observe } from "./observe.js";
import { parseKmsg } from "./parse.js";
import { type KmsgOutcome, run } from "./run.js";
import { seeds } from "./seeds.js";
import { LENGTH_MAX } from "./tables.js";

export const definition = defineFormat<KmsgOutcome>({
  slug: "journald-kmsg",
  title: "records of the kernel log (/dev/kmsg) as the journal daemon reads them",
  kind: "text",
  maxLen: LENGTH_MAX,
  diagnostics: {},
  laws,
  run,
  observe,
  inspect(input) {
    const value = parseKmsg(input);
    return { value, diagnostics: [], error: value === null ? "EINVAL" : null };
  },
  dictionary,
  seeds,
});

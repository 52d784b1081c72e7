import { defineFormat } from "../../core/format.js";
import { diagnostics } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { observe } from "./observe.js";
import { type NativeOutcome, run } from "./run.js";
import { seeds } from "./seeds.js";
import { LENGTH_MAX } from "./tables.js";

export const definition = defineFormat<NativeOutcome>({
  slug: "journald-native-fd",
  title: "entries in the native journal protocol, as passed in a file",
  kind: "binary",
  maxLen: LENGTH_MAX,
  diagnostics,
  laws,
  run,
  observe,
  inspect(input) {
    const { entries, diagnostics: reports } = run(input);
    return { value: entries, diagnostics: reports, error: null };
  },
  dictionary,
  seeds,
});

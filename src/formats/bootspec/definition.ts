import { defineFormat } from "../../core/format.js";
import { diagnostics } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { observe } from "./observe.js";
import { type BootspecOutcome, run } from "./run.js";
import { seeds } from "./seeds.js";
import { LENGTH_MAX } from "./tables.js";

export const definition = defineFormat<BootspecOutcome>({
  slug: "bootspec",
  title: "boot loader entries and loader.conf, in the JSON wrapper of the fuzz entry point",
  kind: "text",
  maxLen: LENGTH_MAX,
  diagnostics,
  laws,
  run,
  observe,
  inspect(input) {
    const { refused, dispatch, menu, reports } = run(input);
    const error = refused === "ignored" ? "E2BIG" : (refused ?? dispatch);
    return { value: menu, diagnostics: reports.map(({ diagnostic }) => diagnostic), error };
  },
  dictionary,
  seeds,
});

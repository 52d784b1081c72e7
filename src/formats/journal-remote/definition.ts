import { defineFormat } from "../../core/format.js";
import { diagnostics } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { observe } from "./observe.js";
import { parseExport } from "./parse.js";
import { type RemoteOutcome, run } from "./run.js";
import { seeds } from "./seeds.js";
import { LENGTH_MAX } from "./tables.js";

export const definition = defineFormat<RemoteOutcome>({
  slug: "journal-remote",
  title: "journal export streams as systemd-journal-remote reads them",
  kind: "binary",
  maxLen: LENGTH_MAX,
  diagnostics,
  laws,
  run,
  observe,
  inspect(input) {
    const { entries, diagnostics: reports, error } = parseExport(input);
    return { value: entries, diagnostics: reports, error };
  },
  dictionary,
  seeds,
});

import { defineFormat } from "../../core/format.js";
import { diagnostics } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { observe } from "./observe.js";
import { fileLanguage, parseCatalog } from "./parse.js";
import { type CatalogOutcome, run } from "./run.js";
import { seeds } from "./seeds.js";

/** systemd has no limit; this one keeps an execution of the target short. */
const MAX_LENGTH = 65_536;

export const definition = defineFormat<CatalogOutcome>({
  slug: "catalog",
  title: "message catalog sources: texts by message id and language",
  kind: "text",
  maxLen: MAX_LENGTH,
  diagnostics,
  laws,
  run,
  observe,
  // Recorded for small cases only.
  optionalFields: ["named_de"],
  inspect(input) {
    const { catalog, errno, diagnostics: reports } = run(input).plain;
    return { value: [...catalog.entries()], diagnostics: reports, error: errno };
  },
  diagnose(input, { name }) {
    const { diagnostics: reports, errno } = parseCatalog(input, fileLanguage(name));
    return { diagnostics: reports, error: errno };
  },
  dictionary,
  seeds,
});

import { renderDiagnostic } from "../../core/diagnostics.js";
import { bytesToJson, type Json } from "../../core/json.js";
import { fromLatin1 } from "../../core/utf8.js";
import { diagnostics } from "./diagnostics.js";
import type { CatalogResult } from "./parse.js";
import { run } from "./run.js";

const observeResult = ({
  catalog,
  errno,
  diagnostics: reports,
}: CatalogResult): { readonly [field: string]: Json } => ({
  result: errno ?? "ok",
  entries: [...catalog.entries()].map(({ id, language, text }) => ({
    id,
    language: bytesToJson(fromLatin1(language)),
    text: bytesToJson(text),
  })),
  diagnostics: reports.map((report) => ({
    level: report.level,
    line: report.line,
    message: renderDiagnostic(report, diagnostics),
  })),
});

/** The outcome in the shape of a golden case. */
export function observe(input: Uint8Array): Json {
  const { plain, german } = run(input);
  return { ...observeResult(plain), named_de: observeResult(german) };
}

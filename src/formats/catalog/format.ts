import { joinBytes } from "../../core/bytes.js";
import { encodeUtf8, fromLatin1 } from "../../core/utf8.js";
import type { CatalogEntry } from "./catalog.js";

const LINE_FEED = encodeUtf8("\n");

/** Writes entries as a source file, an empty line between them. Reading gives the same entries back. */
export function formatCatalog(entries: Iterable<CatalogEntry>): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const { id, language, text } of entries) {
    if (parts.length > 0) parts.push(LINE_FEED);
    parts.push(fromLatin1(`-- ${id}${language === "" ? "" : ` ${language}`}\n`), text);
  }
  return joinBytes(parts);
}

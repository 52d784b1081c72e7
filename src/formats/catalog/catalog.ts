import { COLON, isWhitespace, LF } from "../../core/ascii.js";
import { indexOfByte } from "../../core/bytes.js";
import { decodeUtf8, fromLatin1 } from "../../core/utf8.js";

/** The text for one message id in one language. Texts stay bytes: nothing says that they are UTF-8. */
export interface CatalogEntry {
  /** 32 lower-case hexadecimal digits. */
  readonly id: string;
  /** Language tag, one code unit per byte; empty for none. */
  readonly language: string;
  /** Header lines, then an empty line and the body where there is one; each line with its line feed. */
  readonly text: Uint8Array;
}

/** Entries as they are gathered; a text is kept in parts as long as others may come before it. */
interface Item {
  readonly id: string;
  readonly language: string;
  /** Header blocks, the last one first. One code unit per byte, as everywhere here. */
  readonly headers: string[];
  body: string;
}

/** Behind the headers of a text: at its first empty line, or its end. */
export function bodyStart(text: string): number {
  if (text.startsWith("\n")) return 0;
  const empty = text.indexOf("\n\n");
  return empty < 0 ? text.length : empty + 1;
}

/**
 * A message catalog: texts by message id and language.
 *
 * Adding an entry again puts its headers before those already there, and its body in the place of the other if it has one.
 */
export class Catalog {
  readonly #items = new Map<string, Item>();

  /** Adds a text, one code unit per byte, that ends with a line feed. */
  add(id: string, language: string, text: string): void {
    const split = bodyStart(text);
    const key = `${id}${language}`;
    const known = this.#items.get(key);
    if (known === undefined) {
      this.#items.set(key, { id, language, headers: [text.slice(0, split)], body: text.slice(split) });
      return;
    }
    known.headers.push(text.slice(0, split));
    if (split < text.length) known.body = text.slice(split);
  }

  get size(): number {
    return this.#items.size;
  }

  /** All entries, in the order in which each was first added. */
  *entries(): Iterable<CatalogEntry> {
    for (const item of this.#items.values()) yield entryOf(item);
  }

  /**
   * The text for a message id, for a locale as in `LC_MESSAGES`: its language and territory, then its language alone, then
   * the entry without a language. Origin: find_id() at 257.
   */
  lookup(id: string, locale = ""): CatalogEntry | undefined {
    const item = localeLanguages(locale)
      .map((language) => this.#items.get(`${id}${language}`))
      .find((found) => found !== undefined);
    return item === undefined ? undefined : entryOf(item);
  }
}

function localeLanguages(locale: string): string[] {
  const end = locale.search(/[.@]/);
  const full = end < 0 ? locale : locale.slice(0, end);
  const territory = full.indexOf("_");
  return [full, ...(territory < 0 ? [] : [full.slice(0, territory)]), ""];
}

const entryOf = ({ id, language, headers, body }: Item): CatalogEntry => ({
  id,
  language,
  text: fromLatin1([...headers].reverse().join("") + body),
});

/** The headers of a text, `Subject: …` for one, in their order; lines without a colon are left out. */
export function catalogHeaders({ text }: Pick<CatalogEntry, "text">): [name: string, value: string][] {
  const headers: [string, string][] = [];
  for (let start = 0; start < text.length && text[start] !== LF; ) {
    const end = indexOfByte(text, LF, start, text.length);
    const colon = indexOfByte(text, COLON, start, end);
    let value = colon + 1;
    while (value < end && isWhitespace(text[value]!)) value++;
    if (colon < end) headers.push([decodeUtf8(text, start, colon), decodeUtf8(text, value, end)]);
    start = end + 1;
  }
  return headers;
}

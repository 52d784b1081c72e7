import { HASH, hexValue, isWhitespace, MINUS, SEMICOLON, SPACE } from "../../core/ascii.js";
import { type Diagnostic, type DiagnosticParameter, Severity } from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";
import { latin1 } from "../../core/utf8.js";
import { LineReader, type LONG_LINE_MAX, longLine } from "../../text/lines.js";
import { Catalog } from "./catalog.js";
import type { CatalogCode } from "./diagnostics.js";

/** Bytes that a language may have. Origin: CatalogItem at 257. */
export const LANGUAGE_MIN = 2;
export const LANGUAGE_MAX = 31;

/** What stands before the id in the first line of an entry: two hyphens and a space. */
const MARK_LENGTH = 3;
const ID_DIGITS = 32;
const ID_END = MARK_LENGTH + ID_DIGITS;

export interface CatalogResult {
  /** What was complete before an error. */
  readonly catalog: Catalog;
  readonly errno: Errno | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The language that a file's name gives to all its entries: that of `systemd.de.catalog` is `de`. Empty for none. Origin:
 * catalog_file_lang() at 257.
 */
export function fileLanguage(path: string): string {
  if (!path.endsWith(".catalog")) return "";
  const stem = path.slice(path.lastIndexOf("/") + 1, -".catalog".length);
  const dot = stem.lastIndexOf(".");
  const language = dot < 0 ? "" : stem.slice(dot + 1);
  return language.length <= LANGUAGE_MAX ? language : "";
}

/**
 * Parses a message catalog source: entries start, behind an empty line or at the file's start, with `-- `, a message id and
 * perhaps a language; what follows is their text, without comments (`#`, `;` at the start of a line), each run of empty
 * lines folded to one, none at the end.
 *
 * `EINVAL` for text before the first id, an entry without text, a language of less than 2 or more than 31 bytes; `ENOBUFS`
 * for a line above {@link LONG_LINE_MAX}. Entries that were complete by then stay. `defaultLanguage` is that of entries
 * that name none. Linear time. Origin: systemd.io/CATALOG, catalog_import_file() at 257.
 */
export function parseCatalog(bytes: Uint8Array, defaultLanguage = ""): CatalogResult {
  return new Parser(bytes, defaultLanguage).parse();
}

class Parser {
  readonly #catalog = new Catalog();
  readonly #diagnostics: Diagnostic[] = [];
  readonly #lines: LineReader;
  #id: string | null = null;
  #language: string;
  #text = "";

  constructor(
    readonly bytes: Uint8Array,
    readonly defaultLanguage: string,
  ) {
    this.#lines = new LineReader(bytes);
    this.#language = defaultLanguage;
  }

  parse(): CatalogResult {
    return { catalog: this.#catalog, errno: this.#readAll(), diagnostics: this.#diagnostics };
  }

  #readAll(): Errno | null {
    const { bytes } = this;
    const lines = this.#lines;
    let afterEmpty = true;
    while (lines.next()) {
      const { start, end } = lines;
      if (start === end) {
        afterEmpty = true;
        continue;
      }
      const first = bytes[start]!;
      if (first === HASH || first === SEMICOLON) continue;
      const marked = afterEmpty && this.#isMarked();
      const id = marked ? readId(bytes, start + MARK_LENGTH) : null;
      if (id !== null) {
        if (!this.#startEntry(id)) return "EINVAL";
      } else {
        if (this.#id === null) return this.#refuse("catalog.text-before-id");
        // systemd cuts a line that might have started an entry off where the id would have ended.
        const content = latin1(bytes, start, marked ? start + ID_END : end);
        this.#text += afterEmpty ? `\n${content}\n` : `${content}\n`;
      }
      afterEmpty = false;
    }
    if (lines.tooLong) {
      this.#diagnostics.push(longLine("catalog.line-too-long" satisfies CatalogCode, lines));
      return "ENOBUFS";
    }
    return this.#finishEntry() ? null : "EINVAL";
  }

  /** Whether the current line has the shape of an entry's first line. */
  #isMarked(): boolean {
    const { bytes } = this;
    const { start, end } = this.#lines;
    if (end - start < ID_END || bytes[start] !== MINUS || bytes[start + 1] !== MINUS || bytes[start + 2] !== SPACE)
      return false;
    return end - start === ID_END || bytes[start + ID_END] === SPACE;
  }

  #startEntry(id: string): boolean {
    if (!this.#finishEntry()) return false;
    const { start, end } = this.#lines;
    this.#language = this.defaultLanguage;
    if (end - start > ID_END && !this.#readLanguage(start + ID_END, end)) return false;
    this.#id = id;
    this.#text = "";
    return true;
  }

  #finishEntry(): boolean {
    if (this.#id === null) return true;
    if (this.#text === "") {
      this.#refuse("catalog.no-text");
      return false;
    }
    this.#catalog.add(this.#id, this.#language, this.#text);
    return true;
  }

  #readLanguage(from: number, to: number): boolean {
    const { bytes, defaultLanguage } = this;
    let start = from;
    let end = to;
    while (start < end && isWhitespace(bytes[start]!)) start++;
    while (end > start && isWhitespace(bytes[end - 1]!)) end--;
    if (end - start < LANGUAGE_MIN) {
      this.#report(Severity.err, "catalog.language-too-short", { limit: LANGUAGE_MIN });
      return false;
    }
    if (end - start > LANGUAGE_MAX) {
      this.#report(Severity.err, "catalog.language-too-long", { limit: LANGUAGE_MAX });
      return false;
    }
    this.#language = latin1(bytes, start, end);
    if (defaultLanguage !== "") {
      const same = this.#language === defaultLanguage;
      this.#report(Severity.warning, same ? "catalog.language-unneeded" : "catalog.language-differs");
    }
    return true;
  }

  #refuse(code: CatalogCode): Errno {
    this.#report(Severity.err, code);
    return "EINVAL";
  }

  #report(level: Severity, code: CatalogCode, params: Readonly<Record<string, DiagnosticParameter>> = {}): void {
    const { line, start, end } = this.#lines;
    this.#diagnostics.push({ code, level, line, span: { start, end }, params });
  }
}

/** 32 hexadecimal digits in lower case, or `null`. */
function readId(bytes: Uint8Array, start: number): string | null {
  for (let i = start; i < start + ID_DIGITS; i++) if (hexValue(bytes[i]!) < 0) return null;
  return latin1(bytes, start, start + ID_DIGITS).toLowerCase();
}

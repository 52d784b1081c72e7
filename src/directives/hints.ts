import type { Diagnostic, DiagnosticParameter } from "../core/diagnostics.js";
import type { Hint } from "../core/format.js";
import { nearestWord } from "../text/nearest.js";
import type { Directive, DirectiveTable } from "./directive-table.js";
import { samplesOf } from "./value-types.js";

/** Up to this many words are listed where none is near. */
const LISTED_WORDS = 12;
const LISTED_SECTIONS = 4;

const UNREAD = "unread";
const UNKNOWN_KEY = "ini.unknown-key";
const UNKNOWN_SECTION = "ini.unknown-section";

const textOf = (value: DiagnosticParameter | undefined): string | null => (typeof value === "string" ? value : null);

const didYouMean = (shown: string, wrong: string, right: string): Hint => ({
  text: `did you mean ${shown}?`,
  fix: { wrong, right },
});

/** Suggestions for the diagnostics of one dialect, out of its table. */
class DirectiveHints {
  constructor(
    readonly table: DirectiveTable,
    /** Sections that a file of this kind may have. */
    readonly sections: readonly string[],
  ) {}

  /** Sections that the reader knows. */
  static of(table: DirectiveTable): readonly string[] {
    return [...table.sections].filter(([, rows]) => rows.some(({ status }) => status !== UNREAD)).map(([name]) => name);
  }

  #rows(section: string): readonly Directive[] {
    return this.table.sections.get(section) ?? [];
  }

  /** Sections other than the given one that know a key. */
  #sectionsOf(key: string, section: string | null): readonly string[] {
    return this.sections.filter((name) => name !== section && this.table.lookup(name, key) !== undefined);
  }

  key(section: string, key: string): Hint | null {
    const near = nearestWord(
      key,
      this.#rows(section).map(({ name }) => name),
    );
    const elsewhere = this.#sectionsOf(key, section);
    if (elsewhere.length > 0) {
      const shown = elsewhere.slice(0, LISTED_SECTIONS).map((name) => `[${name}]`);
      const more = elsewhere.length > shown.length ? " and others" : "";
      return { text: `${key}= belongs in ${shown.join(", ")}${more}` };
    }
    if (near !== null) return didYouMean(`${near}=`, key, near);
    for (const other of this.sections) {
      if (other === section) continue;
      const found = nearestWord(
        key,
        this.#rows(other).map(({ name }) => name),
      );
      if (found !== null) return { text: `did you mean ${found}= in [${other}]?` };
    }
    return null;
  }

  section(section: string): Hint | null {
    const near = nearestWord(section, this.sections);
    if (near !== null) return didYouMean(`[${near}]`, section, near);
    if (this.sections.length > LISTED_WORDS) return null;
    return { text: `this file has the sections ${this.sections.map((name) => `[${name}]`).join(", ")}` };
  }

  value(section: string | null, key: string, value: string): Hint | null {
    const row = section === null ? undefined : this.table.lookup(section, key);
    if (row === undefined || row.type === null) return null;
    const { words } = samplesOf(row.type, row.variant);
    if (words === undefined || words.includes(value)) return null;
    const near = nearestWord(value, words);
    if (near !== null) return didYouMean(near, value, near);
    return words.length > LISTED_WORDS ? null : { text: `one of ${words.join(", ")}` };
  }
}

/**
 * What the author may have meant: the nearest key, section or word, or the section that a key belongs in.
 *
 * @param sections those that a file of this kind may have; all of the table otherwise
 */
export function directiveHint(
  { code, params }: Diagnostic,
  table: DirectiveTable,
  sections: readonly string[] = DirectiveHints.of(table),
): Hint | null {
  const hints = new DirectiveHints(table, sections);
  const section = textOf(params.section);
  const key = textOf(params.key);
  if (code === UNKNOWN_SECTION) return section === null ? null : hints.section(section);
  if (key === null) return null;
  if (code === UNKNOWN_KEY) return section === null ? null : hints.key(section, key);
  const value = textOf(params.value);
  return value === null ? null : hints.value(section, key, value);
}

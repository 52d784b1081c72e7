import { type Diagnostic, type DiagnosticParameter, Severity } from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";
import {
  type LongOption,
  type OptionArgument,
  OptionReader,
  OptionTable,
  type ShortOption,
  type WordSource,
} from "../../text/getopt.js";
import { rawLength } from "../../text/raw-bytes.js";
import type { Usec } from "../../time/usec.js";
import type { Code } from "./diagnostics.js";
import type { Shown } from "./lists.js";
import type { Settings } from "./settings.js";
import type { Personality } from "./tables.js";

/** What a command line comes to: something to act on, something that was only shown, or a mistake. */
export type Outcome =
  | { readonly kind: "act" }
  | { readonly kind: "show"; readonly shown: Shown }
  | { readonly kind: "refused"; readonly errno: Errno };

/** Kinds of outcomes: comparisons with literals are traced while fuzzing, which pays for the input only. */
export const ACTS = "act";
export const SHOWS = "show";
export const REFUSED = "refused";
const END = "end";
const FAULT = "fault";

export const ACT: Outcome = { kind: ACTS };

export const show = (shown: Shown): Outcome => ({ kind: "show", shown });

/** A command line while it is read. */
export class Reading {
  readonly diagnostics: Diagnostic[] = [];
  /** Index of the word that reports are about; `null` when they are about the whole. */
  at: number | null = null;

  constructor(
    readonly personality: Personality,
    readonly words: WordSource,
    readonly settings: Settings,
    readonly now: Usec,
  ) {}

  /** The program's name. */
  get program(): string {
    return this.words.at(0)!;
  }

  /** Where the word that reports are about lies in the words with a NUL behind each. */
  #span(at: number): { readonly start: number; readonly end: number } {
    let start = 0;
    for (let i = 0; i < at; i++) start += rawLength(this.words.at(i)!) + 1;
    return { start, end: start + rawLength(this.words.at(at)!) };
  }

  report(code: Code, level: Severity, params: Readonly<Record<string, DiagnosticParameter>> = {}): void {
    const place = this.at === null ? {} : { span: this.#span(this.at) };
    this.diagnostics.push({ code, level, line: null, ...place, params });
  }

  /** Reports an error, which is the end. */
  refuse(errno: Errno, code: Code, params: Readonly<Record<string, DiagnosticParameter>> = {}): Outcome {
    this.report(code, Severity.err, params);
    return { kind: "refused", errno };
  }
}

/** An option of a program: its names, and what it does. What `apply` returns ends the reading. */
export interface Option {
  readonly name: string | null;
  readonly letter: string | null;
  readonly argument: OptionArgument;
  readonly apply: (reading: Reading, argument: string) => Outcome | undefined;
}

/** An option without an argument. */
export const flag = (name: string | null, letter: string | null, set: (settings: Settings) => void): Option => ({
  name,
  letter,
  argument: "none",
  apply: ({ settings }) => {
    set(settings);
    return undefined;
  },
});

/** An option without an argument that ends the reading. */
export const shows = (name: string, letter: string | null, shown: Shown): Option => ({
  name,
  letter,
  argument: "none",
  apply: () => show(shown),
});

/** The options of a program in the order in which it lists them. */
export function optionTable(options: readonly Option[]): OptionTable<Option> {
  const long: LongOption<Option>[] = [];
  const short: ShortOption<Option>[] = [];
  for (const option of options) {
    const { name, letter, argument } = option;
    if (name !== null) long.push({ name, argument, value: option });
    if (letter !== null) short.push({ letter, argument, value: option });
  }
  return new OptionTable(long, short);
}

/** What a personality makes of a command line, and the words that it leaves to what is done then. */
export interface Result {
  readonly outcome: Outcome;
  readonly remaining: readonly string[];
}

/** Applies options as they come, until one ends the reading; the words that are no options when none did. */
export function readOptions(reading: Reading, table: OptionTable<Option>): readonly string[] | Result {
  const reader = new OptionReader(table, reading.words);
  for (;;) {
    const found = reader.next();
    if (found.kind === END) {
      reading.at = null;
      return reader.remaining;
    }
    reading.at = reader.at;
    if (found.kind === FAULT) {
      const { fault, option, candidates } = found;
      const params = { program: reading.program, option, candidates };
      return { outcome: reading.refuse("EINVAL", `getopt.${fault}`, params), remaining: [] };
    }
    const outcome = found.value.apply(reading, found.argument ?? "");
    if (outcome !== undefined) return { outcome, remaining: outcome.kind === ACTS ? reader.unread : [] };
  }
}

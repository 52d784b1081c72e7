import type { DiagnosticTable } from "../core/diagnostics.js";

/** Whether an option takes an argument: never, always, or only in its own word (`-oX`, `--option=X`). */
export type OptionArgument = "none" | "required" | "optional";

/** A long option, and what {@link OptionReader.next} gives for it. Options that mean the same have the same value. */
export interface LongOption<Value> {
  readonly name: string;
  readonly argument: OptionArgument;
  readonly value: Value;
}

/** A short option. */
export interface ShortOption<Value> {
  readonly letter: string;
  readonly argument: OptionArgument;
  readonly value: Value;
}

/**
 * What becomes of words that are no options: `permute` goes on behind them and keeps them for the end, `stop` (a leading `+` in the
 * C library's short option string) ends at the first.
 */
export type WordOrder = "permute" | "stop";

/** What is wrong with an option. */
export type OptionFault =
  | "ambiguous"
  | "unknown-long"
  | "unknown-short"
  | "argument-refused"
  | "argument-missing-long"
  | "argument-missing-short";

/** Texts of the faults; the parameters are `program`, `option` and, where several are meant, `candidates`. */
export const getoptDiagnostics = {
  "getopt.ambiguous": {
    message: "{program}: {option} can be any of {candidates}",
    help: "Long options may be shortened as long as only one option starts like that.",
  },
  "getopt.unknown-long": { message: "{program}: there is no option {option}" },
  "getopt.unknown-short": { message: "{program}: there is no option {option}" },
  "getopt.argument-refused": { message: "{program}: {option} takes no argument" },
  "getopt.argument-missing-long": { message: "{program}: {option} needs an argument" },
  "getopt.argument-missing-short": { message: "{program}: {option} needs an argument" },
} as const satisfies DiagnosticTable;

/** Words that are looked at one by one: an array of them, or what makes them when they are asked for. */
export interface WordSource {
  readonly length: number;
  /** The word of an index from 0 on. */
  at(index: number): string | undefined;
}

const DASH = "-";
/** Names of constants where words and options are told apart: comparisons with literals are traced while fuzzing. */
const NOWHERE = -1;
const STOP = "stop";
const NONE = "none";
const REQUIRED = "required";
const OPTIONAL = "optional";
const TERMINATOR = "--";
const EQUALS = "=";
const COLON = ":";
const SEMICOLON = ";";

/** The options of a program, made once. Long options are told in this order where a name can mean several. */
export class OptionTable<Value> {
  readonly #byName = new Map<string, LongOption<Value>>();
  readonly #byLetter = new Map<string, ShortOption<Value>>();

  constructor(
    readonly long: readonly LongOption<Value>[],
    readonly short: readonly ShortOption<Value>[],
    readonly order: WordOrder = "permute",
  ) {
    for (const option of long) this.#byName.set(option.name, option);
    for (const option of short) this.#byLetter.set(option.letter, option);
  }

  /** `:` and `;` are never options, whatever the table says. */
  letter(letter: string): ShortOption<Value> | undefined {
    return letter === COLON || letter === SEMICOLON ? undefined : this.#byLetter.get(letter);
  }

  /** The options that a long name can mean: the one of this name, or all that start with it. */
  candidates(name: string): readonly LongOption<Value>[] {
    const exact = this.#byName.get(name);
    return exact === undefined ? this.long.filter((option) => option.name.startsWith(name)) : [exact];
  }
}

/** What a call of {@link OptionReader.next} found. */
export type Found<Value> =
  | { readonly kind: "option"; readonly value: Value; readonly argument: string | null }
  | { readonly kind: "fault"; readonly fault: OptionFault; readonly option: string; readonly candidates: string }
  | { readonly kind: "end" };

const END: Found<never> = { kind: "end" };

/**
 * Reads the options of a command line one at a time, as the GNU C library's getopt_long(3) does.
 *
 * Words that start with `-` and have more behind it are options, `--` ends them. `-abc` are the short options a, b and c; the
 * rest of the word, or else the next word, is the argument of one that needs it. `--name`, `--name=argument` and, where it
 * needs one, `--name argument` are long options; a name may be cut where only one option starts like that, or where all
 * that do mean the same. After a fault reading can go on. Each word is looked at once.
 */
export class OptionReader<Value> {
  /** Index of the word that the last call looked at. */
  at: number;
  readonly #words: WordSource;
  readonly #table: OptionTable<Value>;
  /** Index of the next word that was not looked at. */
  #next: number;
  /** A word of short options, and where the next of them stands in it. */
  #cluster = "";
  #clusterAt = 0;
  readonly #others: string[] = [];

  /** @param start index of the first word behind the program's name. */
  constructor(table: OptionTable<Value>, words: WordSource, start = 1) {
    this.#table = table;
    this.#words = words;
    this.#next = start;
    this.at = start;
  }

  /** The words that are no options: those passed over so far, and all that were not looked at. */
  get remaining(): readonly string[] {
    return [...this.#others, ...this.unread];
  }

  /** The words that were not looked at. */
  get unread(): readonly string[] {
    const words: string[] = [];
    for (let i = this.#next; i < this.#words.length; i++) words.push(this.#words.at(i)!);
    return words;
  }

  next(): Found<Value> {
    if (this.#clusterAt < this.#cluster.length) return this.#shortOption();
    for (; this.#next < this.#words.length; this.#next++) {
      const word = this.#words.at(this.#next)!;
      if (word.length > DASH.length && word.startsWith(DASH)) {
        this.at = this.#next++;
        if (word === TERMINATOR) return END;
        if (word.startsWith(TERMINATOR)) return this.#longOption(word);
        this.#cluster = word;
        this.#clusterAt = DASH.length;
        return this.#shortOption();
      }
      if (this.#table.order === STOP) return END;
      this.#others.push(word);
    }
    return END;
  }

  #fault(fault: OptionFault, option: string, candidates = ""): Found<Value> {
    return { kind: "fault", fault, option, candidates };
  }

  #longOption(word: string): Found<Value> {
    const equals = word.indexOf(EQUALS);
    const cut = equals === NOWHERE ? word.length : equals;
    const candidates = this.#table.candidates(word.slice(TERMINATOR.length, cut));
    const option = candidates[0];
    if (option === undefined) return this.#fault("unknown-long", word);
    const { value, argument } = option;
    if (!candidates.every((other) => other.value === value && other.argument === argument)) {
      return this.#fault("ambiguous", word, candidates.map(({ name }) => `--${name}`).join(" "));
    }
    if (equals !== NOWHERE) {
      if (argument === NONE) return this.#fault("argument-refused", `--${option.name}`);
      return { kind: "option", value, argument: word.slice(equals + 1) };
    }
    if (argument !== REQUIRED) return { kind: "option", value, argument: null };
    if (this.#next >= this.#words.length) return this.#fault("argument-missing-long", `--${option.name}`);
    return { kind: "option", value, argument: this.#words.at(this.#next++)! };
  }

  #shortOption(): Found<Value> {
    const cluster = this.#cluster;
    const letter = cluster.charAt(this.#clusterAt++);
    const option = this.#table.letter(letter);
    if (option === undefined) return this.#fault("unknown-short", `-${letter}`);
    const { value } = option;
    if (option.argument === NONE) return { kind: "option", value, argument: null };
    const rest = cluster.slice(this.#clusterAt);
    this.#clusterAt = cluster.length;
    if (rest !== "") return { kind: "option", value, argument: rest };
    if (option.argument === OPTIONAL) return { kind: "option", value, argument: null };
    if (this.#next >= this.#words.length) return this.#fault("argument-missing-short", `-${letter}`);
    return { kind: "option", value, argument: this.#words.at(this.#next++)! };
  }
}

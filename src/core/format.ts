import type { Diagnostic, DiagnosticTable } from "./diagnostics.js";
import type { Json } from "./json.js";

/** What a golden case hands a format besides its input: `params`, and fields of `expect` that describe the world. */
export type Given = Readonly<Record<string, unknown>>;

/** A committed seed: `name` says what it shows and becomes the file name. */
export interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A dictionary token: text (UTF-8) or raw bytes. */
export type DictionaryEntry = string | Uint8Array;

/** A broken law: always a finding. */
export class LawViolation extends Error {
  override readonly name = "LawViolation";
  constructor(
    readonly law: string,
    message: string,
  ) {
    super(`${law}: ${message}`);
  }
}

/** Something that holds for every input. Unit tests, property tests and the fuzz target call the same laws. */
export interface Law<Outcome> {
  /** kebab-case, stable: part of a finding's signature. */
  readonly name: string;
  /** Throws {@link LawViolation} when it does not hold for this input and what {@link FormatDefinition.run} made of it. */
  check(input: Uint8Array, outcome: Outcome): void;
}

/** Everything that the engine, the conformance runner, the generators and the CLI need to know of one format. */
export interface FormatDefinition<Outcome = unknown> {
  /** systemd's fuzzer name without `fuzz-`. */
  readonly slug: string;
  /** One line for `sdfuzz list`. */
  readonly title: string;
  readonly kind: "text" | "binary";
  /** libFuzzer's `-max_len`: the entry point ignores longer inputs. */
  readonly maxLen: number;
  /** Texts of every code that the format's diagnostics can carry, shared building blocks included. */
  readonly diagnostics: DiagnosticTable;
  readonly laws: readonly Law<Outcome>[];
  /** Computes everything that a golden case records, short of making it JSON. Never throws on any bytes. */
  run(input: Uint8Array, given?: Given): Outcome;
  /** The same in the shape of a golden case's `expect`. */
  observe(input: Uint8Array, given?: Given): Json;
  /** Members of a recorded `expect` that are given to `observe` rather than compared. */
  readonly givenFields?: readonly string[];
  /** Members of an observation that only some cases record: compared where they are recorded. */
  readonly optionalFields?: readonly string[];
  /** Brings a recorded `expect` and an observed one to the form in which they compare equal (baseline changes applied, say). */
  normalize?(expect: Json): Json;
  /**
   * Typed result for `sdfuzz parse`, with the diagnostics that belong to it. `fileName` is the base name of the file, for
   * formats whose files say by their name what they are; absent for standard input.
   */
  inspect(input: Uint8Array, fileName?: string): Inspection;
  /** What is wrong with a file, where `inspect` takes something else than the file's content or does not know it by its name. */
  diagnose?(input: Uint8Array, file: SourceFile): Diagnosis;
  /** What the author of a file may have meant where a diagnostic is; `null` when nothing suggests itself. */
  hint?(diagnostic: Diagnostic, file: SourceFile): Hint | null;
  dictionary(): Iterable<DictionaryEntry>;
  seeds(): Iterable<Seed>;
}

/** What is said about an input. */
export interface Diagnosis {
  readonly diagnostics: readonly Diagnostic[];
  /** An errno name when the input was refused as a whole. */
  readonly error: string | null;
}

/** What `sdfuzz parse` shows. */
export interface Inspection extends Diagnosis {
  /** Typed result; made JSON by `toJson`. `null` when the input was refused as a whole. */
  readonly value: unknown;
}

/** How a file is known to a format. */
export interface SourceFile {
  /** Name of its kind (`src/formats/file-kinds.ts`): `service`, `network`, … */
  readonly kind: string;
  /** Base name; of a drop-in that of the file that it belongs to: `foo.service` for `foo.service.d/bar.conf`. */
  readonly name: string;
  /** Whether it is a drop-in: a piece of a file, that need not be whole by itself. */
  readonly isDropIn: boolean;
}

/** A suggestion. */
export interface Hint {
  /** What is shown: `did you mean Restart=?` */
  readonly text: string;
  /** The word in the source that is in question, and the one that may stand in its place. */
  readonly fix?: { readonly wrong: string; readonly right: string };
}

/** Identity that fixes the type parameter. */
export function defineFormat<Outcome>(definition: FormatDefinition<Outcome>): FormatDefinition<Outcome> {
  return definition;
}

/** Runs every law of a format over one input; throws the first {@link LawViolation}. */
export function checkLaws<Outcome>(definition: FormatDefinition<Outcome>, input: Uint8Array, outcome: Outcome): void {
  for (const law of definition.laws) law.check(input, outcome);
}

import { checkLaws, type FormatDefinition } from "../core/format.js";
import { configureEngine } from "./harness.js";

/** A function that libFuzzer calls once per input. */
export type EntryPoint = (data: Uint8Array) => void;

export interface TargetOptions<Entries extends Readonly<Record<string, EntryPoint>>> {
  /** systemd's fuzzer name: `fuzz-unit-file`. Names the default corpus and dictionary. */
  readonly name: `fuzz-${string}`;
  // biome-ignore lint/suspicious/noExplicitAny: outcomes differ by format; they go from run to the laws unopened
  readonly format: FormatDefinition<any>;
  /** libFuzzer's `-max_len` unless the user sets it; the format's own limit when absent. */
  readonly maxLen?: number;
  /** Seed folder, absolute or relative to the package root; `corpora/<name>` when absent. */
  readonly corpus?: string;
  /** Dictionary, absolute or relative to the package root; `dictionaries/<name>.dict` when absent. */
  readonly dictionary?: string;
  /**
   * Further entry points for `--fuzzEntryPoint`, which get the Buffer that Jazzer makes (its `FuzzedDataProvider` wants
   * one); `fuzz` is always there and takes raw bytes.
   */
  readonly entryPoints?: Entries;
}

/**
 * Defines a Jazzer.js fuzz target over a format: `fuzz` computes everything that a golden case records and checks the
 * format's laws. Loading the module also completes the engine's options (see {@link configureEngine}).
 */
export function defineTarget<Entries extends Readonly<Record<string, EntryPoint>> = Record<never, EntryPoint>>(
  options: TargetOptions<Entries>,
): Entries & { readonly fuzz: EntryPoint } {
  const { format } = options;
  const maxLen = options.maxLen ?? format.maxLen;
  configureEngine({
    name: options.name,
    maxLen,
    corpus: options.corpus ?? `corpora/${options.name}`,
    dictionary: options.dictionary ?? `dictionaries/${options.name}.dict`,
  });
  const fuzz: EntryPoint = (data) => {
    if (data.length > maxLen) return;
    // Jazzer hands over a Buffer, whose slice() and subarray() behave and cost otherwise than those of other callers' bytes.
    const input = new Uint8Array(data.buffer, data.byteOffset, data.length);
    checkLaws(format, input, format.run(input));
  };
  return { ...(options.entryPoints as Entries), fuzz };
}

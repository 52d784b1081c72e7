import { type Diagnostic, type DiagnosticParameter, Severity, type Span } from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";
import type { FieldOf } from "../../directives/assignment.js";
import { CpuSet, parseCpuSet } from "../../directives/cpu-set.js";
import {
  formatImagePolicy,
  type ImagePolicy,
  ImagePolicyFailure,
  parseImagePolicy,
} from "../../directives/image-policy.js";
import { missingDescriptorReports } from "../../serialize/values.js";
import { cunescape, xescape } from "../../text/escape.js";
import { WHITESPACE, WordReader } from "../../text/extract-word.js";
import { isErrno, parseBoolean, safeAtoi, safeAtou, safeAtou64, yesNo } from "../../text/numbers.js";
import { USEC_INFINITY, type Usec } from "../../time/usec.js";
import type { executeSerializeDiagnostics } from "./diagnostics.js";
import type { EncodedBytes } from "./model.js";

/** What reading a value ends in: the error that ends the whole read, or the early end of the block. */
export type Refusal = Errno | "end-of-block" | undefined;

type Code = keyof typeof executeSerializeDiagnostics;

/** Where reports about the line in hand go. */
export class Log {
  readonly diagnostics: Diagnostic[] = [];
  line = 0;
  /** The line's place in the input. */
  start = 0;
  end = 0;

  report(level: Severity, code: Code, params: Readonly<Record<string, DiagnosticParameter>>): void {
    const span: Span = { start: this.start, end: this.end };
    this.diagnostics.push({ code, level, line: this.line, span, params });
  }
}

/** Takes the value of a line that is written; the key is the row's own unless another is named. */
export type Put = (value: string, key?: string) => void;

/**
 * One key of a block, in the order in which keys are written.
 *
 * A key is written as `key=value`. One that ends in `-` is open: the name of a member, `=` and a value follow it, and
 * all of that is what `read` gets.
 */
export interface Row<Block> {
  readonly key: string;
  readonly read: (block: Block, value: string, log: Log) => Refusal;
  /** What is written, nothing where the key is only read. An error ends the text here. */
  readonly write?: (block: Block, put: Put) => Errno | undefined;
}

/** The values of a field whose type the caller's `field` guarantees. */
const get = <Block, Value>(block: Block, field: keyof Block): Value => block[field] as Value;
const set = <Block, Value>(block: Block, field: keyof Block, value: Value): undefined => {
  block[field] = value as Block[keyof Block];
};

/** Text as it stands, the last one counts; written once it was set. */
export const text = <Block>(key: string, field: FieldOf<Block, string | null>): Row<Block> => ({
  key,
  read: (block, value) => set(block, field, value),
  write(block, put) {
    const value: string | null = get(block, field);
    if (value !== null) put(value);
    return undefined;
  },
});

/** Text with `\xHH` for white space, control characters, backslashes and what is not ASCII; any C escape is read. */
export const escapedText = <Block>(key: string, field: FieldOf<Block, string | null>): Row<Block> => ({
  key,
  read(block, value) {
    const plain = cunescape(value);
    return plain === null ? "EINVAL" : set(block, field, plain);
  },
  write(block, put) {
    const value: string | null = get(block, field);
    if (value !== null) put(xescape(value, " "));
    return undefined;
  },
});

/** A list, one line for each member, escaped as {@link escapedText} is. */
export const escapedList = <Block>(key: string, field: FieldOf<Block, string[]>): Row<Block> => ({
  key,
  read(block, value) {
    const plain = cunescape(value);
    if (plain === null) return "EINVAL";
    get<Block, string[]>(block, field).push(plain);
    return undefined;
  },
  write(block, put) {
    for (const member of get<Block, string[]>(block, field)) put(xescape(member, " "));
    return undefined;
  },
});

/** A list, one line for each member as it stands. */
export const rawList = <Block>(key: string, field: FieldOf<Block, string[]>): Row<Block> => ({
  key,
  read(block, value) {
    get<Block, string[]>(block, field).push(value);
    return undefined;
  },
  write(block, put) {
    for (const member of get<Block, string[]>(block, field)) put(member);
    return undefined;
  },
});

/** A set of texts, one line for each member as it stands. */
export const rawSet = <Block>(key: string, field: FieldOf<Block, Set<string>>): Row<Block> => ({
  key,
  read(block, value) {
    get<Block, Set<string>>(block, field).add(value);
    return undefined;
  },
  write(block, put) {
    for (const member of get<Block, Set<string>>(block, field)) put(member);
    return undefined;
  },
});

/** A boolean; `no` is not written unless `always`. */
export const flag = <Block>(key: string, field: FieldOf<Block, boolean>, always = false): Row<Block> => ({
  key,
  read(block, value) {
    const parsed = parseBoolean(value);
    return parsed === null ? "EINVAL" : set(block, field, parsed);
  },
  write(block, put) {
    const value: boolean = get(block, field);
    if (value || always) put(yesNo(value));
    return undefined;
  },
});

const never = (): boolean => false;

/** A signed 32-bit number; not written where `omit` holds. */
export const int = <Block>(
  key: string,
  field: FieldOf<Block, number>,
  omit: (value: number) => boolean = never,
): Row<Block> => ({
  key,
  read(block, value) {
    const number = safeAtoi(value);
    return isErrno(number) ? number : set(block, field, number);
  },
  write(block, put) {
    const value: number = get(block, field);
    if (!omit(value)) put(String(value));
    return undefined;
  },
});

const NOTHING = 0;
const LOST = "lost";
const isNegative = (value: number): boolean => value < NOTHING;

/** A number of which 0 says no, more says yes, and a negative one says nothing and is not written. */
export const tristate = <Block>(key: string, field: FieldOf<Block, number>): Row<Block> => int(key, field, isNegative);

/** A signed 32-bit number that may be absent. */
export const optionalInt = <Block>(key: string, field: FieldOf<Block, number | null>): Row<Block> => ({
  key,
  read(block, value) {
    const number = safeAtoi(value);
    return isErrno(number) ? number : set(block, field, number);
  },
  write(block, put) {
    const value: number | null = get(block, field);
    if (value !== null) put(String(value));
    return undefined;
  },
});

/** An unsigned 32-bit number; not written where it is `omitted`. */
export const unsigned = <Block>(key: string, field: FieldOf<Block, number>, omitted?: number): Row<Block> => ({
  key,
  read(block, value) {
    const number = safeAtou(value);
    return isErrno(number) ? number : set(block, field, number);
  },
  write(block, put) {
    const value: number = get(block, field);
    if (value !== omitted) put(String(value));
    return undefined;
  },
});

/** An unsigned 64-bit number; not written where it is `omitted`. */
export const unsigned64 = <Block>(key: string, field: FieldOf<Block, bigint>, omitted?: bigint): Row<Block> => ({
  key,
  read(block, value) {
    const number = safeAtou64(value);
    return isErrno(number) ? number : set(block, field, number);
  },
  write(block, put) {
    const value: bigint = get(block, field);
    if (value !== omitted) put(value.toString());
    return undefined;
  },
});

/** Microseconds as a bare number; a bad one is reported. Origin: deserialize_usec() at 257. */
export function readUsec(value: string, log: Log): Usec | "EINVAL" | "ERANGE" {
  const number = safeAtou64(value);
  if (isErrno(number)) log.report(Severity.debug, "serialize.bad-usec", { value });
  return number;
}

/** A time, not written where it is infinite or `omitted`. */
export const usec = <Block>(
  key: string,
  field: FieldOf<Block, bigint>,
  omitted: bigint = USEC_INFINITY,
): Row<Block> => ({
  key,
  read(block, value, log) {
    const number = readUsec(value, log);
    return isErrno(number) ? number : set(block, field, number);
  },
  write(block, put) {
    const value: Usec = get(block, field);
    if (value !== USEC_INFINITY && value !== omitted) put(value.toString());
    return undefined;
  },
});

interface EnumerationOptions<Word> {
  /** What a boolean that says yes stands for; one that says no is then the first word. */
  readonly yes?: Word;
  /** The value from before stays where a word is unknown; else the field is empty afterwards. */
  readonly keep?: boolean;
}

/** A word of an enumeration. After an unknown one nothing is left to be written. */
export const enumeration = <Block, Word extends string>(
  key: string,
  field: FieldOf<Block, Word | null>,
  words: readonly Word[],
  { yes, keep = false }: EnumerationOptions<NoInfer<Word>> = {},
): Row<Block> => ({
  key,
  read(block, value) {
    let word: Word | null = words.find((candidate) => candidate === value) ?? null;
    if (word === null && yes !== undefined) {
      const truth = parseBoolean(value);
      if (truth !== null) word = truth ? yes : words[0]!;
    }
    if (word !== null || !keep) set(block, field, word);
    return word === null ? "EINVAL" : undefined;
  },
  write(block, put) {
    const value: Word | null = get(block, field);
    if (value !== null) put(value);
    return undefined;
  },
});

/** CPU or node numbers and ranges; once there is a set, no other is taken. `always` writes an empty text for no set. */
export const cpuSet = <Block>(key: string, field: FieldOf<Block, CpuSet | null>, always = false): Row<Block> => ({
  key,
  read(block, value) {
    if (get(block, field) !== null) return "EINVAL";
    const numbers = parseCpuSet(value);
    return numbers === null || numbers instanceof CpuSet ? set(block, field, numbers) : numbers;
  },
  write(block, put) {
    const value: CpuSet | null = get(block, field);
    if (value !== null) put(value.toString());
    else if (always) put("");
    return undefined;
  },
});

/** An image policy, in full; it can be given once only. */
export const imagePolicy = <Block>(key: string, field: FieldOf<Block, ImagePolicy | null>): Row<Block> => ({
  key,
  read(block, value, log) {
    if (get(block, field) !== null) return "EINVAL";
    const policy = parseImagePolicy(value);
    if (!(policy instanceof ImagePolicyFailure)) return set(block, field, policy);
    const { errno, fault, part } = policy;
    if (fault !== "malformed") log.report(Severity.debug, "execute-serialize.bad-image-policy", { value: part, fault });
    return errno;
  },
  write(block, put) {
    const value: ImagePolicy | null = get(block, field);
    if (value !== null) put(formatImagePolicy(value));
    return undefined;
  },
});

/**
 * Bytes in an encoding, the last ones count; none at all are not written. Text that is none behind bytes leaves a state
 * that cannot be written: the bytes are gone, their number is not.
 */
export const bytes = <Block>(
  key: string,
  field: FieldOf<Block, EncodedBytes>,
  decode: (value: string) => Uint8Array | Errno,
  encode: (value: Uint8Array) => string,
): Row<Block> => ({
  key,
  read(block, value) {
    const decoded = decode(value);
    if (typeof decoded !== "string") return set(block, field, decoded);
    const before: EncodedBytes = get(block, field);
    set(block, field, before === null || before.length === NOTHING ? null : LOST);
    return decoded;
  },
  write(block, put) {
    const value: EncodedBytes = get(block, field);
    if (value === LOST) return "EINVAL";
    if (value !== null && value.length > NOTHING) put(encode(value));
    return undefined;
  },
});

/** Bytes in an encoding that can be given once only; none at all are not written. */
export const bytesOnce = <Block>(
  key: string,
  field: FieldOf<Block, Uint8Array | null>,
  decode: (value: string) => Uint8Array | Errno,
  encode: (value: Uint8Array) => string,
): Row<Block> => ({
  key,
  read(block, value) {
    if (get(block, field) !== null) return "EINVAL";
    const decoded = decode(value);
    return typeof decoded === "string" ? decoded : set(block, field, decoded);
  },
  write(block, put) {
    const value: Uint8Array | null = get(block, field);
    if (value !== null && value.length > NOTHING) put(encode(value));
    return undefined;
  },
});

/**
 * Says why a file descriptor cannot be had: its number is none, or none was passed under it, which is so for every
 * number where no descriptors come with the text. Origin: deserialize_fd() at 257.
 */
export function missDescriptor(value: string, log: Log): void {
  for (const code of missingDescriptorReports(value)) log.report(Severity.debug, code, { value });
}

/** Up to `count` descriptors; the first that is not to be had ends them. Origin: deserialize_fd_many() at 257. */
export function parseDescriptors(value: string, count: number, log: Log): void {
  const word = count > 0 ? new WordReader(value).next(WHITESPACE, 0) : null;
  if (word !== null) missDescriptor(word, log);
}

/** A file descriptor. None is ever passed, so nothing is kept and nothing written. */
export const descriptor = <Block>(key: string): Row<Block> => ({
  key,
  read(_block, value, log) {
    missDescriptor(value, log);
    return undefined;
  },
});

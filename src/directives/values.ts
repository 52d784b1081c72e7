import { BACKSLASH, DEL, DOUBLE_QUOTE, isControl, SINGLE_QUOTE } from "../core/ascii.js";
import { Severity } from "../core/diagnostics.js";
import { EnumTable } from "../text/enum-table.js";
import { Extract, splitWords } from "../text/extract-word.js";
import {
  type ParsedBig,
  parseBoolean,
  parseMode,
  parseSize,
  safeAtod,
  safeAtoi,
  safeAtoi64,
  safeAtou,
  safeAtou8,
  safeAtou16,
  safeAtou64,
} from "../text/numbers.js";
import { parseRlimit, type Rlimit, type RlimitResource } from "../text/rlimit.js";
import { parseSignal } from "../text/signal.js";
import { parseLogFacility, parseLogLevel } from "../text/syslog.js";
import { parseNsec, parseSec, parseSecDefInfinity, parseSecFix0 } from "../time/timespan.js";
import type { Nsec, Usec } from "../time/usec.js";
import type { Assignment, Binding, FieldOf } from "./assignment.js";

/**
 * Value parsers that every INI dialect shares, as factories: each takes the setting that it fills and gives a
 * {@link Binding}. A value that is refused is reported at warning level and leaves the setting as it was.
 *
 * Origin: the config_parse_*() functions of systemd's conf-parser at 257.
 */

/** Stores a value whose type the caller's `FieldOf` has checked. */
export function assign<Settings>(settings: Settings, field: string, value: unknown): void {
  (settings as Record<string, unknown>)[field] = value;
}

/** A name, because comparisons with literals are traced while fuzzing. */
const STRING = "string";

/** A binding for values that a parser turns into a number, or into the reason why not. */
function parsed<Settings, Value extends number | bigint>(
  field: string,
  code: string,
  parse: (text: string) => Value | string,
): Binding<Settings> {
  return (settings, value, at) => {
    const result = parse(value);
    if (typeof result === STRING) return at.warn(code, value);
    assign(settings, field, result);
    return undefined;
  };
}

/**
 * A boolean: `1 yes y true t on` or `0 no n false f off`, ignoring case. With `fatal`, a bad value is an error that ends
 * the file (`ENOEXEC`). Origin: config_parse_bool().
 */
export function bool<Settings>(field: FieldOf<Settings, boolean>, fatal = false): Binding<Settings> {
  return (settings, value, at) => {
    const result = parseBoolean(value);
    if (result === null) {
      if (!fatal) return at.warn("value.not-boolean", value);
      at.report(Severity.err, "value.not-boolean", { value });
      return "ENOEXEC";
    }
    assign(settings, field, result);
    return undefined;
  };
}

/** A boolean, or `null` (no opinion) for an empty value. Origin: config_parse_tristate(). */
export function tristate<Settings>(field: FieldOf<Settings, boolean | null>): Binding<Settings> {
  return (settings, value, at) => {
    const result = parseBoolean(value);
    if (result === null && value !== "") return at.warn("value.not-boolean", value);
    assign(settings, field, result);
    return undefined;
  };
}

/** Signed 32-bit integer. Origin: config_parse_int(). */
export const int = <Settings>(field: FieldOf<Settings, number>): Binding<Settings> =>
  parsed<Settings, number>(field, "value.not-integer", safeAtoi);

/** Unsigned 32-bit integer. Origin: config_parse_unsigned(), config_parse_uint32(). */
export const unsigned = <Settings>(field: FieldOf<Settings, number>): Binding<Settings> =>
  parsed<Settings, number>(field, "value.not-unsigned", safeAtou);

/** Unsigned 8-bit integer. Origin: config_parse_uint8(). */
export const uint8 = <Settings>(field: FieldOf<Settings, number>): Binding<Settings> =>
  parsed<Settings, number>(field, "value.not-unsigned", safeAtou8);

/** Unsigned 16-bit integer. Origin: config_parse_uint16(). */
export const uint16 = <Settings>(field: FieldOf<Settings, number>): Binding<Settings> =>
  parsed<Settings, number>(field, "value.not-unsigned", safeAtou16);

/** Unsigned 64-bit integer. Origin: config_parse_uint64(). */
export const uint64 = <Settings>(field: FieldOf<Settings, bigint>): Binding<Settings> =>
  parsed<Settings, bigint>(field, "value.not-unsigned", safeAtou64);

/** Signed 64-bit integer. Origin: config_parse_long(). */
export const long = <Settings>(field: FieldOf<Settings, bigint>): Binding<Settings> =>
  parsed<Settings, bigint>(field, "value.not-integer", safeAtoi64);

/** Floating-point number. Origin: config_parse_double(). */
export const double = <Settings>(field: FieldOf<Settings, number>): Binding<Settings> =>
  parsed<Settings, number>(field, "value.not-number", safeAtod);

/** File mode, octal. Origin: config_parse_mode(). */
export const mode = <Settings>(field: FieldOf<Settings, number>): Binding<Settings> =>
  parsed<Settings, number>(field, "value.not-mode", parseMode);

/** Time span in microseconds. Origin: config_parse_sec(). */
export const sec = <Settings>(field: FieldOf<Settings, Usec>): Binding<Settings> =>
  parsed<Settings, bigint>(field, "value.not-timespan", parseSec);

/** Time span in microseconds where an empty value means infinity. Origin: config_parse_sec_def_infinity(). */
export const secDefInfinity = <Settings>(field: FieldOf<Settings, Usec>): Binding<Settings> =>
  parsed<Settings, bigint>(field, "value.not-timespan", parseSecDefInfinity);

/** Time span in microseconds where zero means infinity. Origin: config_parse_sec_fix_0(). */
export const secFix0 = <Settings>(field: FieldOf<Settings, Usec>): Binding<Settings> =>
  parsed<Settings, bigint>(field, "value.not-timespan", parseSecFix0);

/** Time span in nanoseconds. Origin: config_parse_nsec(). */
export const nsec = <Settings>(field: FieldOf<Settings, Nsec>): Binding<Settings> =>
  parsed<Settings, bigint>(field, "value.not-timespan", parseNsec);

/** Signal by name or number. Origin: config_parse_signal(). */
export const signal = <Settings>(field: FieldOf<Settings, number>): Binding<Settings> =>
  parsed<Settings, number>(field, "value.not-signal", parseSignal);

/** Syslog level by name or number. Origin: config_parse_log_level(). */
export const syslogLevel = <Settings>(field: FieldOf<Settings, number>): Binding<Settings> =>
  parsed<Settings, number>(field, "value.not-syslog-level", parseLogLevel);

/** Syslog facility by name or number. Origin: config_parse_log_facility(). */
export const syslogFacility = <Settings>(field: FieldOf<Settings, number>): Binding<Settings> =>
  parsed<Settings, number>(field, "value.not-syslog-facility", parseLogFacility);

/** Limits by resource; what was not set is missing. */
export type ResourceLimits = Map<RlimitResource, Rlimit>;

/** `<limit>` or `<soft>:<hard>` of one resource. Origin: config_parse_rlimit(). */
export function resourceLimit<Settings>(
  field: FieldOf<Settings, ResourceLimits>,
  resource: RlimitResource,
): Binding<Settings> {
  return (settings, value, at) => {
    const limit = parseRlimit(resource, value);
    if (typeof limit === STRING) {
      return at.warn(limit === "EILSEQ" ? "value.soft-above-hard" : "value.not-resource-limit", value);
    }
    (settings[field] as unknown as ResourceLimits).set(resource, limit as Rlimit);
    return undefined;
  };
}

const parseIecSize = (text: string): ParsedBig => parseSize(text, 1024);
const parseSiSize = (text: string): ParsedBig => parseSize(text, 1000);

/** Size in bytes, suffixes to the base 1024. Origin: config_parse_iec_size(), config_parse_iec_uint64(). */
export const iecSize = <Settings>(field: FieldOf<Settings, bigint>): Binding<Settings> =>
  parsed<Settings, bigint>(field, "value.not-size", parseIecSize);

/** Amount, suffixes to the base 1000. Origin: config_parse_si_uint64(). */
export const siSize = <Settings>(field: FieldOf<Settings, bigint>): Binding<Settings> =>
  parsed<Settings, bigint>(field, "value.not-size", parseSiSize);

export interface StringOptions {
  /** Refuse control characters, quotes and backslashes. */
  readonly safe?: boolean;
  /** Refuse what is not ASCII. */
  readonly ascii?: boolean;
}

/** Whether a text has no control character, quote or backslash. Origin: string_is_safe(). */
export function isSafeText(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (isControl(c) || c === DOUBLE_QUOTE || c === SINGLE_QUOTE || c === BACKSLASH) return false;
  }
  return true;
}

/** Whether every character is ASCII. Origin: ascii_is_valid(). */
export function isAsciiText(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > DEL) return false;
  return true;
}

/** Any text; an empty value resets to `null`. Origin: config_parse_string(). */
export function string<Settings>(
  field: FieldOf<Settings, string | null>,
  options: StringOptions = {},
): Binding<Settings> {
  const { safe = false, ascii = false } = options;
  return (settings, value, at) => {
    if (safe && !isSafeText(value)) return at.warn("value.unsafe-characters", value);
    if (ascii && !isAsciiText(value)) return at.warn("value.not-ascii", value);
    assign(settings, field, value === "" ? null : value);
    return undefined;
  };
}

/**
 * Words, appended to what earlier assignments gave; an empty value resets. Origin:
 * config_parse_strv().
 */
export function strv<Settings>(field: FieldOf<Settings, string[]>): Binding<Settings> {
  return (settings, value, at) => {
    if (value === "") {
      assign(settings, field, []);
      return undefined;
    }
    const words = splitWords(value, undefined, Extract.UNQUOTE | Extract.RETAIN_ESCAPE);
    if (words === null) return at.warn("value.bad-syntax", value);
    const list = settings[field] as unknown as string[];
    for (const word of words) list.push(word);
    return undefined;
  };
}

export interface EnumOptions<Value> {
  /** What a "yes" (in any spelling) stands for; "no" is then the first value of the table. */
  readonly yes?: Value;
  /** What an empty value stands for, `null` for no value; without it an empty value is refused. */
  readonly empty?: Value | null;
}

/**
 * One of the words of a table, exactly spelled. With `yes`, any boolean word is taken too.
 * Origin: DEFINE_CONFIG_PARSE_ENUM(), DEFINE_CONFIG_PARSE_ENUM_WITH_DEFAULT(), DEFINE_STRING_TABLE_LOOKUP_WITH_BOOLEAN().
 */
export function enumeration<Settings, const Value extends string>(
  field: FieldOf<Settings, Value>,
  table: readonly Value[],
  options: EnumOptions<NoInfer<Value>> = {},
): Binding<Settings> {
  const parse = enumParser(table, options.yes);
  const { empty } = options;
  return (settings, value, at) => {
    const result = value === "" && empty !== undefined ? empty : parse(value);
    if (result === undefined) return at.warn("value.unknown-keyword", value);
    assign(settings, field, result);
    return undefined;
  };
}

/** The look-up of {@link enumeration} by itself. */
export function enumParser<const Value extends string>(
  table: readonly Value[],
  yes?: NoInfer<Value>,
): (text: string) => Value | undefined {
  const words = new EnumTable(table);
  const no = table[0]!;
  return (text) => {
    const flag = yes === undefined ? null : parseBoolean(text);
    return flag === null ? (words.parse(text) ?? undefined) : flag ? yes : no;
  };
}

/** Why a directive is known but does nothing. */
export type Retired = "disabled-at-compile-time" | "legacy" | "experimental";

/**
 * A directive without effect: at debug level when the feature was not built in, at info level when support is gone.
 * Origin: config_parse_warn_compat().
 */
export function retired<Settings, At extends Assignment = Assignment>(why: Retired): Binding<Settings, At> {
  const level = why === "disabled-at-compile-time" ? Severity.debug : Severity.info;
  const code = why === "disabled-at-compile-time" ? "value.not-built-in" : "value.support-removed";
  return (_settings, value, at) => {
    at.report(level, code, { value });
    return undefined;
  };
}

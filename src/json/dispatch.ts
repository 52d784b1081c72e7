import { type Diagnostic, type DiagnosticTable, Severity } from "../core/diagnostics.js";
import type { Errno } from "../core/errno.js";
import {
  isNegative,
  JsonArray,
  JsonBoolean,
  JsonInteger,
  JsonObject,
  JsonReal,
  JsonString,
  type JsonType,
  JsonUnsigned,
  type JsonVariant,
} from "./variant.js";

/** Types that a field may ask for: `number` is any of the three kinds of number. */
export type JsonFieldType = Exclude<JsonType, "null" | "real"> | "number";

const INT64_MAX = 2n ** 63n - 1n;
const INT64_FIRST = -(2 ** 63);
const INT64_END = 2 ** 63;
const UINT64_END = 2 ** 64;
const ZERO = 0;

/**
 * A number as a signed 64-bit one; `null` when that would change it, and for what is no number. Origin: sd_json_variant_has_type,
 * sd_json_variant_integer.
 */
export function asInteger(variant: JsonVariant): bigint | null {
  if (variant instanceof JsonInteger) return variant.value;
  if (variant instanceof JsonUnsigned) return variant.value <= INT64_MAX ? variant.value : null;
  if (!(variant instanceof JsonReal)) return null;
  const { value } = variant;
  return Number.isInteger(value) && value >= INT64_FIRST && value < INT64_END ? BigInt(value) : null;
}

/** A number as an unsigned 64-bit one, as {@link asInteger}. Origin: sd_json_variant_is_unsigned, sd_json_variant_unsigned. */
export function asUnsigned(variant: JsonVariant): bigint | null {
  if (variant instanceof JsonUnsigned) return variant.value;
  if (variant instanceof JsonInteger) return isNegative(variant) ? null : variant.value;
  if (!(variant instanceof JsonReal)) return null;
  const { value } = variant;
  return Number.isInteger(value) && value >= ZERO && value < UINT64_END ? BigInt(value) : null;
}

const isNumber = (variant: JsonVariant): boolean =>
  variant instanceof JsonUnsigned || variant instanceof JsonInteger || variant instanceof JsonReal;

/** The element texts of an array; `null` when one is no string. Origin: sd_json_variant_strv. */
export function asStrings({ elements }: JsonArray): string[] | null {
  const texts: string[] = [];
  for (const element of elements) {
    if (!(element instanceof JsonString)) return null;
    texts.push(element.value);
  }
  return texts;
}

/** Reports of {@link dispatchFields}. `{key}` is the field's name, `{column}` where its value starts. */
export const dispatchDiagnostics = {
  "json.not-object": { message: "an object is expected here" },
  "json.wrong-type": { message: "{key} is of type {type} where {expected} is expected" },
  "json.duplicate-field": { message: "{key} is given twice" },
  "json.missing-field": { message: "{key} is missing" },
  "json.unexpected-field": { message: "{key} is no field that can stand here" },
} as const satisfies DiagnosticTable;

/** Where reports about JSON values go. Origin: json_log(), whose level is debug unless the caller wants to be told. */
export class JsonReports {
  constructor(
    readonly diagnostics: Diagnostic[],
    readonly level: Severity = Severity.debug,
  ) {}

  /** Reports something about the place of a value. */
  add(variant: JsonVariant, code: string, params: Diagnostic["params"] = {}, level: Severity = this.level): void {
    const { line, column } = variant;
    this.diagnostics.push({ code, level, line, params: { column, ...params } });
  }

  /** Reports why a value is refused; gives the errno back. */
  refuse(variant: JsonVariant, errno: Errno, code: string, params: Diagnostic["params"] = {}): Errno {
    this.add(variant, code, params);
    return errno;
  }
}

/** The field that a reader works on. */
export interface JsonFieldPlace {
  readonly name: string;
  readonly variant: JsonVariant;
  readonly reports: JsonReports;
}

export interface JsonFieldOptions {
  /** An object without the field is refused. */
  readonly mandatory?: boolean;
  /** A value that is refused is passed over. */
  readonly permissive?: boolean;
}

/** Takes the value of a field into `target`; an errno refuses it. */
export type TakeField<Target, Value> = (target: Target, value: Value, place: JsonFieldPlace) => Errno | undefined;

/** A field that an object may have. */
export interface JsonField<Target> extends JsonFieldOptions {
  readonly type: JsonFieldType;
  /** What `take` gets; `null` when the value is not of the field's type. */
  readonly convert: (variant: JsonVariant) => unknown;
  readonly take: TakeField<Target, unknown>;
}

/** A constructor of fields of one type. */
const fieldOf =
  <Value>(type: JsonFieldType, convert: (variant: JsonVariant) => Value | null) =>
  <Target>(take: TakeField<Target, Value>, options: JsonFieldOptions = {}): JsonField<Target> => ({
    ...options,
    type,
    convert,
    take: take as TakeField<Target, unknown>,
  });

/** Constructors of fields by type. Whole numbers are taken from every kind of number that has the same value. */
export const jsonField = {
  boolean: fieldOf("boolean", (variant) => (variant instanceof JsonBoolean ? variant.value : null)),
  string: fieldOf("string", (variant) => (variant instanceof JsonString ? variant.value : null)),
  unsigned: fieldOf("unsigned", asUnsigned),
  integer: fieldOf("integer", asInteger),
  number: fieldOf("number", (variant) => (isNumber(variant) ? variant : null)),
  array: fieldOf("array", (variant) => (variant instanceof JsonArray ? variant : null)),
  object: fieldOf("object", (variant) => (variant instanceof JsonObject ? variant : null)),
};

/** Fields of one kind of object, by name. */
export class JsonFields<Target> {
  readonly byName: ReadonlyMap<string, JsonField<Target>>;
  readonly mandatory: readonly string[];

  constructor(fields: Readonly<Record<string, JsonField<Target>>>) {
    this.byName = new Map(Object.entries(fields));
    this.mandatory = Object.keys(fields).filter((name) => fields[name]!.mandatory === true);
  }
}

/**
 * Reads the fields of an object in their order; `EINVAL` for what is no object, a value of another type and an unknown
 * field, `ENOTUNIQ` for a second one of a name, `ENXIO` for a missing one. Gives the number of fields that were read.
 * Origin: sd_json_dispatch_full.
 */
export function dispatchFields<Target>(
  variant: JsonVariant,
  fields: JsonFields<Target>,
  target: Target,
  reports: JsonReports,
): Errno | number {
  if (!(variant instanceof JsonObject)) return reports.refuse(variant, "EINVAL", "json.not-object");
  const seen = new Set<string>();
  let read = 0;
  for (let i = 0; i < variant.keys.length; i++) {
    const name = variant.keys[i]!.value;
    const value = variant.values[i]!;
    const field = fields.byName.get(name);
    if (field === undefined) return reports.refuse(value, "EINVAL", "json.unexpected-field", { key: name });
    const errno = takeField(field, target, { name, variant: value, reports }, seen);
    if (errno === undefined) read++;
    else if (field.permissive !== true) return errno;
  }
  for (const name of fields.mandatory) {
    if (!seen.has(name)) return reports.refuse(variant, "ENXIO", "json.missing-field", { key: name });
  }
  return read;
}

function takeField<Target>(
  field: JsonField<Target>,
  target: Target,
  place: JsonFieldPlace,
  seen: Set<string>,
): Errno | undefined {
  const { name, variant, reports } = place;
  const value = field.convert(variant);
  if (value === null) {
    const { type } = variant;
    return reports.refuse(variant, "EINVAL", "json.wrong-type", { key: name, type, expected: field.type });
  }
  if (seen.has(name)) return reports.refuse(variant, "ENOTUNIQ", "json.duplicate-field", { key: name });
  seen.add(name);
  return field.take(target, value, place);
}

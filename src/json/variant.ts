import { compareCodePoints } from "../core/utf8.js";

/** Containers may be nested this deep below one container. Origin: `DEPTH_MAX` of sd-json at 257. */
export const JSON_DEPTH_MAX = 2048;

const INT64_MIN = -(2n ** 63n);
const UINT64_LIMIT = 2n ** 64n;

/** Names of the types, as sd-json prints them. */
export type JsonType = "null" | "boolean" | "integer" | "unsigned" | "real" | "string" | "array" | "object";

/** A JSON value as sd-json models it. Values never change; what derives another value shares their members. */
export type JsonVariant =
  | JsonNull
  | JsonBoolean
  | JsonInteger
  | JsonUnsigned
  | JsonReal
  | JsonString
  | JsonArray
  | JsonObject;

/** What every value carries besides its content. The classes share no base: each keeps a shape of its own, which is fast. */
interface Described {
  readonly type: JsonType;
  /** 1-based line in the text that the value was read from; 0 when it was not read from text. */
  readonly line: number;
  /** 1-based column, in characters; 0 when the value was not read from text. */
  readonly column: number;
  /** Whether the value must not be shown: the writer hides it on request. */
  readonly sensitive: boolean;
}

export class JsonNull implements Described {
  readonly type = "null";
  readonly sensitive = false;
  constructor(
    readonly line = 0,
    readonly column = 0,
  ) {}
}

export class JsonBoolean implements Described {
  readonly type = "boolean";
  readonly sensitive = false;
  constructor(
    readonly value: boolean,
    readonly line = 0,
    readonly column = 0,
  ) {}
}

/** A whole number of the signed 64-bit type: what is written with a minus sign. */
export class JsonInteger implements Described {
  readonly type = "integer";
  constructor(
    /** A number where it is a safe integer, else a bigint. */
    readonly exact: number | bigint,
    readonly line = 0,
    readonly column = 0,
    readonly sensitive = false,
  ) {}

  get value(): bigint {
    return BigInt(this.exact);
  }
}

/** A whole number of the unsigned 64-bit type. */
export class JsonUnsigned implements Described {
  readonly type = "unsigned";
  constructor(
    /** A number where it is a safe integer, else a bigint. */
    readonly exact: number | bigint,
    readonly line = 0,
    readonly column = 0,
    readonly sensitive = false,
  ) {}

  get value(): bigint {
    return BigInt(this.exact);
  }
}

/** A finite real number; zero has no sign. */
export class JsonReal implements Described {
  readonly type = "real";
  constructor(
    readonly value: number,
    readonly line = 0,
    readonly column = 0,
    readonly sensitive = false,
  ) {}
}

export class JsonString implements Described {
  readonly type = "string";
  constructor(
    readonly value: string,
    readonly line = 0,
    readonly column = 0,
    readonly sensitive = false,
  ) {}
}

export class JsonArray implements Described {
  readonly type = "array";
  /** Compact text, kept by the writer once it was made: values never change. */
  compact: string | null = null;
  constructor(
    readonly elements: readonly JsonVariant[],
    /** How deep containers are nested below this one. */
    readonly depth: number,
    /** Whether every value inside counts as normalized. */
    readonly normalized: boolean,
    readonly line = 0,
    readonly column = 0,
    readonly sensitive = false,
  ) {}
}

/** Members in the order in which they were written; a key may repeat. */
export class JsonObject implements Described {
  readonly type = "object";
  /** Compact text, kept by the writer once it was made: values never change. */
  compact: string | null = null;
  constructor(
    readonly keys: readonly JsonString[],
    readonly values: readonly JsonVariant[],
    readonly depth: number,
    /** Whether the keys ascend and every value inside counts as normalized. */
    readonly normalized: boolean,
    /** Whether the keys ascend bytewise, none repeated. */
    readonly sorted: boolean,
    readonly line = 0,
    readonly column = 0,
    readonly sensitive = false,
  ) {}

  /** The value of the first member of that name, or `undefined`. */
  get(name: string): JsonVariant | undefined {
    for (let i = 0; i < this.keys.length; i++) if (this.keys[i]!.value === name) return this.values[i];
    return undefined;
  }
}

/** Whether a real is a whole number of either 64-bit type. */
function isWhole(value: number): boolean {
  return Number.isInteger(value) && value >= INT64_FIRST && value < UINT64_END;
}

const INT64_FIRST = -(2 ** 63);
const UINT64_END = 2 ** 64;

/** Members that an array has, or keys and values that an object has; 0 for everything else. */
export function elementCount(variant: JsonVariant): number {
  if (variant instanceof JsonArray) return variant.elements.length;
  return variant instanceof JsonObject ? 2 * variant.keys.length : 0;
}

/** Whether the keys of an object ascend, none repeated. Everything that is no object counts as sorted. */
export function isSorted(variant: JsonVariant): boolean {
  return !(variant instanceof JsonObject) || variant.sorted;
}

/**
 * Whether a value is in normal form: keys ascend at every level, and no real is inside that is no 64-bit whole number.
 * Origin: sd_json_variant_is_normalized.
 */
export function isNormalized(variant: JsonVariant): boolean {
  if (variant instanceof JsonArray || variant instanceof JsonObject) return variant.normalized;
  return !(variant instanceof JsonReal) || isWhole(variant.value);
}

/** Whether a value is null or an object without members. */
export function isBlankObject(variant: JsonVariant): boolean {
  return variant instanceof JsonNull || (variant instanceof JsonObject && !variant.keys.length);
}

/** Whether a value is null or an array without elements. */
export function isBlankArray(variant: JsonVariant): boolean {
  return variant instanceof JsonNull || (variant instanceof JsonArray && !variant.elements.length);
}

/** Whether a number is below zero; false for everything that is no number. */
export function isNegative(variant: JsonVariant): boolean {
  if (variant instanceof JsonInteger) return variant.exact < 0;
  return variant instanceof JsonReal && variant.value < 0;
}

/**
 * A number as a double: 0 for a whole number that has no exact double, and for everything that is no number. Origin:
 * sd_json_variant_real.
 */
export function realValue(variant: JsonVariant): number {
  if (variant instanceof JsonReal) return variant.value;
  if (!(variant instanceof JsonInteger || variant instanceof JsonUnsigned)) return 0;
  const real = Number(variant.exact);
  return BigInt(real) === variant.value ? real : 0;
}

/**
 * An array of the given elements; null when that nests deeper than {@link JSON_DEPTH_MAX}.
 *
 * `embedded` says that the elements were members of another container before: sd-json forgets that those were normalized.
 */
export function newArray(elements: readonly JsonVariant[], line = 0, column = 0, embedded = false): JsonArray | null {
  if (!elements.length) return new JsonArray(elements, 0, true, line, column);
  const members = new MemberSummary(embedded);
  for (const element of elements) members.add(element);
  if (members.depth > JSON_DEPTH_MAX) return null;
  return new JsonArray(elements, members.depth, members.normalized, line, column);
}

/** An object of the given members, which may repeat a key; null and `embedded` as with {@link newArray}. */
export function newObject(
  keys: readonly JsonString[],
  values: readonly JsonVariant[],
  line = 0,
  column = 0,
  embedded = false,
): JsonObject | null {
  const members = new MemberSummary(embedded);
  let sorted = true;
  let previous: string | null = null;
  for (const key of keys) {
    if (sorted && previous !== null && !isBefore(previous, key.value)) sorted = false;
    previous = key.value;
  }
  for (const value of values) members.add(value);
  if (members.depth > JSON_DEPTH_MAX) return null;
  return new JsonObject(keys, values, members.depth, members.normalized && sorted, sorted, line, column);
}

const isBefore = (a: string, b: string): boolean => compareCodePoints(a, b) < 0;

/** What a container keeps of its members. */
class MemberSummary {
  /** 0 without members, else one more than the deepest. */
  depth = 0;
  normalized = true;

  constructor(readonly embedded: boolean) {}

  add(member: JsonVariant): void {
    let below = 0;
    let normalized = true;
    if (member instanceof JsonArray || member instanceof JsonObject) {
      below = member.depth;
      normalized = member.normalized && (!this.embedded || !below);
    } else if (member instanceof JsonReal) normalized = isWhole(member.value);
    if (below >= this.depth) this.depth = below + 1;
    if (!normalized) this.normalized = false;
  }
}

/** A signed 64-bit number. Throws `TypeError` outside that range. */
export function newInteger(value: bigint): JsonInteger {
  if (value < INT64_MIN || value >= -INT64_MIN) throw new TypeError(`${value} is not a signed 64-bit number`);
  return new JsonInteger(narrow(value));
}

/** An unsigned 64-bit number. Throws `TypeError` outside that range. */
export function newUnsigned(value: bigint): JsonUnsigned {
  if (value < 0n || value >= UINT64_LIMIT) throw new TypeError(`${value} is not an unsigned 64-bit number`);
  return new JsonUnsigned(narrow(value));
}

/** A real number; null for infinities and NaN, as JSON has none. */
export function newReal(value: number, line = 0, column = 0): JsonReal | JsonNull {
  if (!Number.isFinite(value)) return new JsonNull(line, column);
  return new JsonReal(value === 0 ? 0 : value, line, column);
}

function narrow(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/**
 * The same value, marked as sensitive. Values that exist once in sd-json (null, booleans, zero, the empty string, empty
 * containers) cannot be marked and are returned as they are. Origin: sd_json_variant_sensitive.
 */
export function markSensitive(variant: JsonVariant): JsonVariant {
  const { line, column } = variant;
  switch (variant.type) {
    case "null":
    case "boolean":
      return variant;
    case "integer":
      return variant.exact === 0 ? variant : new JsonInteger(variant.exact, line, column, true);
    case "unsigned":
      return variant.exact === 0 ? variant : new JsonUnsigned(variant.exact, line, column, true);
    case "real":
      return variant.value === 0 ? variant : new JsonReal(variant.value, line, column, true);
    case "string":
      return variant.value === "" ? variant : new JsonString(variant.value, line, column, true);
    case "array": {
      const { elements, depth, normalized } = variant;
      return elements.length === 0 ? variant : new JsonArray(elements, depth, normalized, line, column, true);
    }
    case "object": {
      const { keys, values, depth, normalized, sorted } = variant;
      return keys.length === 0 ? variant : new JsonObject(keys, values, depth, normalized, sorted, line, column, true);
    }
  }
}

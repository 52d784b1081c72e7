import type { Errno } from "../core/errno.js";
import { compareCodePoints } from "../core/utf8.js";
import {
  elementCount,
  isBlankArray,
  isBlankObject,
  isNormalized,
  isSorted,
  JsonArray,
  JsonBoolean,
  JsonInteger,
  JsonNull,
  JsonObject,
  JsonReal,
  JsonString,
  JsonUnsigned,
  type JsonVariant,
  markSensitive,
  newArray,
  newObject,
} from "./variant.js";

type Member = readonly [key: JsonString, value: JsonVariant];

const byKey = (a: Member, b: Member): number => compareCodePoints(a[0].value, b[0].value);

/** What is derived from a sensitive value is sensitive too. */
function inherit(from: JsonVariant, made: JsonVariant | null): JsonVariant | Errno {
  if (made === null) return "ELNRNG";
  return from.sensitive ? markSensitive(made) : made;
}

function objectOf(members: readonly Member[], embedded: boolean): JsonObject | null {
  return newObject(
    members.map((member) => member[0]),
    members.map((member) => member[1]),
    0,
    0,
    embedded,
  );
}

const membersOf = (object: JsonObject): Member[] => object.keys.map((key, i) => [key, object.values[i]!]);

/**
 * Sorts the members of an object by key, bytewise; nested objects stay as they are. A value that is sorted already is
 * returned itself.
 *
 * `ENOTUNIQ` when a key repeats. The nested containers of the new object no longer count as normalized. Origin:
 * sd_json_variant_sort.
 */
export function sortJson(variant: JsonVariant): JsonVariant | Errno {
  if (!(variant instanceof JsonObject) || isSorted(variant)) return variant;
  const sorted = objectOf(membersOf(variant).sort(byKey), true);
  return sorted?.sorted === false ? "ENOTUNIQ" : inherit(variant, sorted);
}

export interface JsonNormalization {
  /** The value in normal form: the given one when nothing had to be done, or when `errno` is set. */
  readonly value: JsonVariant;
  /** `ENOTUNIQ` when a key repeats in some object, `EMEDIUMTYPE` for a real that is no 64-bit whole number. */
  readonly errno: Errno | null;
  /**
   * Whether systemd would have ordered some array by the memory addresses of its elements, which no one can foretell.
   * Such an array keeps its order here.
   */
  readonly addressOrder: boolean;
}

/**
 * Brings a value to normal form: members sorted by key at every level. Once there is anything to do, every array is
 * reordered on the way too, as if it were a list of pairs sorted by their first members; strings compare bytewise, other
 * scalars stay in place. Origin: sd_json_variant_normalize.
 */
export function normalizeJson(variant: JsonVariant): JsonNormalization {
  if (isNormalized(variant)) return { value: variant, errno: null, addressOrder: false };
  const normalizer = new Normalizer();
  const value = normalizer.normalize(variant);
  if (typeof value === "string") return { value: variant, errno: value, addressOrder: false };
  return { value, errno: null, addressOrder: normalizer.addressOrder };
}

class Normalizer {
  addressOrder = false;

  normalize(variant: JsonVariant): JsonVariant | Errno {
    if (!(variant instanceof JsonArray) && !(variant instanceof JsonObject))
      return isNormalized(variant) ? variant : "EMEDIUMTYPE";
    if (elementCount(variant) === 0) return variant;
    const values: JsonVariant[] = [];
    for (const member of variant instanceof JsonArray ? variant.elements : variant.values) {
      const value = this.normalize(member);
      if (typeof value === "string") return value;
      values.push(value);
    }
    const made =
      variant instanceof JsonArray
        ? newArray(this.#orderPairs(values))
        : objectOf(values.map((value, i): Member => [variant.keys[i]!, value]).sort(byKey), false);
    return made?.normalized === false ? "ENOTUNIQ" : inherit(variant, made);
  }

  #orderPairs(elements: JsonVariant[]): readonly JsonVariant[] {
    const count = elements.length >> 1;
    if (count < 2) return elements;
    const pairs: Member[] = [];
    let strings = 0;
    let containers = 0;
    for (let i = 0; i < 2 * count; i += 2) {
      const first = elements[i]!;
      if (first instanceof JsonArray || first instanceof JsonObject) containers++;
      if (!(first instanceof JsonString)) continue;
      strings++;
      pairs.push([first, elements[i + 1]!]);
    }
    if (containers > 0 || (strings > 0 && strings < count)) this.addressOrder = true;
    if (strings < count) return elements;
    const ordered = pairs.sort(byKey).flat();
    return elements.length > 2 * count ? [...ordered, elements[2 * count]!] : ordered;
  }
}

/**
 * Sets a member: earlier ones of that name go, the new one comes last. Null counts as an empty object.
 *
 * `EINVAL` for anything else that is no object, `ELNRNG` when the value nests too deep. Origin: sd_json_variant_set_field.
 */
export function setField(variant: JsonVariant, name: string, value: JsonVariant): JsonVariant | Errno {
  const member: Member = [new JsonString(name), value];
  if (isBlankObject(variant)) return inherit(variant, objectOf([member], false));
  if (!(variant instanceof JsonObject)) return "EINVAL";
  const kept = membersOf(variant).filter(([key]) => key.value !== name);
  return inherit(variant, objectOf([...kept, member], true));
}

/**
 * Removes the members of the given names. An object without any of them, and null, is returned itself.
 *
 * `EINVAL` for anything else that is no object. Origin: sd_json_variant_filter.
 */
export function filterFields(variant: JsonVariant, names: Iterable<string>): JsonVariant | Errno {
  if (isBlankObject(variant)) return variant;
  if (!(variant instanceof JsonObject)) return "EINVAL";
  const removed = new Set(names);
  const kept = membersOf(variant).filter(([key]) => !removed.has(key.value));
  return kept.length === variant.keys.length ? variant : inherit(variant, objectOf(kept, true));
}

/**
 * Adds the members of `other` behind those of `variant` whose names `other` does not have. Null counts as an empty
 * object; when `other` is empty the value is returned itself.
 *
 * `EINVAL` when either is anything else that is no object. Origin: sd_json_variant_merge_object.
 */
export function mergeObjects(variant: JsonVariant, other: JsonVariant): JsonVariant | Errno {
  const blank = isBlankObject(variant);
  if (!blank && !(variant instanceof JsonObject)) return "EINVAL";
  if (isBlankObject(other)) return variant;
  if (!(other instanceof JsonObject)) return "EINVAL";
  if (blank || !(variant instanceof JsonObject)) return other;
  const overridden = new Set(other.keys.map((key) => key.value));
  const kept = membersOf(variant).filter(([key]) => !overridden.has(key.value));
  return inherit(other.sensitive ? other : variant, objectOf([...kept, ...membersOf(other)], true));
}

/**
 * An array with one more element at its end. Null counts as an empty array.
 *
 * `EINVAL` for anything else that is no array, `ELNRNG` when the element nests too deep. Origin:
 * sd_json_variant_append_array.
 */
export function appendElement(variant: JsonVariant, element: JsonVariant): JsonVariant | Errno {
  if (isBlankArray(variant)) return inherit(variant, newArray([element]));
  if (!(variant instanceof JsonArray)) return "EINVAL";
  return inherit(variant, newArray([...variant.elements, element], 0, 0, true));
}

/**
 * Whether two values are the same: members in any order, numbers by their value whatever their type. Origin:
 * sd_json_variant_equal.
 */
export function equalJson(a: JsonVariant, b: JsonVariant): boolean {
  if (a === b) return true;
  if (a instanceof JsonArray) return b instanceof JsonArray && equalElements(a, b);
  if (a instanceof JsonObject) return b instanceof JsonObject && equalMembers(a, b);
  if (a instanceof JsonString) return b instanceof JsonString && a.value === b.value;
  if (a instanceof JsonBoolean) return b instanceof JsonBoolean && a.value === b.value;
  if (a instanceof JsonNull) return b instanceof JsonNull;
  const left = numberOf(a);
  const right = numberOf(b);
  return right !== null && left !== null && left >= right && left <= right;
}

/** A number and a bigint compare exactly, so either will do. */
function numberOf(variant: JsonVariant): number | bigint | null {
  if (variant instanceof JsonInteger || variant instanceof JsonUnsigned) return variant.exact;
  return variant instanceof JsonReal ? variant.value : null;
}

function equalElements(a: JsonArray, b: JsonArray): boolean {
  if (a.elements.length !== b.elements.length) return false;
  for (let i = 0; i < a.elements.length; i++) if (!equalJson(a.elements[i]!, b.elements[i]!)) return false;
  return true;
}

function equalMembers(a: JsonObject, b: JsonObject): boolean {
  if (a.keys.length !== b.keys.length) return false;
  const theirs = new Map<string, JsonVariant>();
  for (let i = b.keys.length - 1; i >= 0; i--) theirs.set(b.keys[i]!.value, b.values[i]!);
  for (let i = 0; i < a.keys.length; i++) {
    const other = theirs.get(a.keys[i]!.value);
    if (other === undefined || !equalJson(a.values[i]!, other)) return false;
  }
  return true;
}

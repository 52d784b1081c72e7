import { toBase64 } from "./bytes.js";
import { decodeUtf8, isWellFormedUtf8 } from "./utf8.js";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Bytes as the golden cases write them: a string where they are well-formed UTF-8, else `{"b64": …}`. */
export function bytesToJson(bytes: Uint8Array): Json {
  return isWellFormedUtf8(bytes) ? decodeUtf8(bytes) : { b64: toBase64(bytes) };
}

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** A number as it is where a double holds it, else in decimal. */
export const exactNumber = (value: bigint): number | string => (value <= MAX_SAFE ? Number(value) : value.toString());

/**
 * Makes any typed result fit for JSON: bigints become decimal strings, bytes as {@link bytesToJson}, maps become
 * objects, sets arrays, an object with a `toJSON` what that gives; `undefined` members are left out.
 */
export function toJson(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (value instanceof Uint8Array) return bytesToJson(value);
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === "object" && hasToJson(value)) return toJson(value.toJSON());
  if (value instanceof Set) return [...value].map(toJson);
  const entries: Iterable<[string, unknown]> = value instanceof Map ? value.entries() : Object.entries(value);
  const object: Record<string, Json> = Object.create(null);
  for (const [key, member] of entries) if (member !== undefined) object[String(key)] = toJson(member);
  return object;
}

const hasToJson = (value: object): value is { toJSON(): unknown } =>
  "toJSON" in value && typeof value.toJSON === "function";

import { InvariantError } from "../../core/diagnostics.js";
import { fromLatin1 } from "../../core/utf8.js";

/** Highest argument that a rule can name (D-Bus specification, "Match Rules"). */
export const ARGUMENT_MAX = 63;
const ARGUMENTS = ARGUMENT_MAX + 1;

/**
 * Keys of match rules as numbers, in the order in which systemd sorts the components of a rule. The four families of
 * argument keys take 64 numbers each.
 * Origin: D-Bus specification, "Match Rules"; `enum bus_match_node_type`.
 */
export const MatchKey = {
  sender: 0,
  type: 1,
  destination: 2,
  interface: 3,
  member: 4,
  path: 5,
  pathNamespace: 6,
  argument: 7,
  argumentPath: 7 + ARGUMENTS,
  argumentNamespace: 7 + 2 * ARGUMENTS,
  argumentHas: 7 + 3 * ARGUMENTS,
} as const;

const KEY_COUNT = MatchKey.argumentHas + ARGUMENTS;

const fixedNames = ["sender", "type", "destination", "interface", "member", "path", "path_namespace"] as const;
const suffixes = ["", "path", "namespace", "has"] as const;

/** Names of the keys by number. */
export const keyNames: readonly string[] = [
  ...fixedNames,
  ...suffixes.flatMap((suffix) => Array.from({ length: ARGUMENTS }, (_, index) => `arg${index}${suffix}`)),
];

const keyBytes: readonly Uint8Array[] = keyNames.map(fromLatin1);

/** Hash of no bytes. */
export const KEY_HASH_START = 7;
const HASH_FACTOR = 31;
const HASH_MASK = 0xffffff;

/** Hash of the bytes hashed so far and one more. */
export const keyHash = (hash: number, byte: number): number => (Math.imul(hash, HASH_FACTOR) + byte) & HASH_MASK;

const keysByHash: ReadonlyMap<number, number> = new Map(
  keyBytes.map((name, key) => [name.reduce(keyHash, KEY_HASH_START), key]),
);
if (keysByHash.size !== KEY_COUNT) throw new InvariantError("two keys have the same hash");

/** The key whose name is `[start, end)` of the bytes, which have this hash; `undefined` when there is none. */
export function keyAt(hash: number, bytes: Uint8Array, start: number, end: number): number | undefined {
  const key = keysByHash.get(hash);
  const name = key === undefined ? undefined : keyBytes[key]!;
  if (name === undefined || name.length !== end - start) return undefined;
  for (let i = 0; i < name.length; i++) if (bytes[start + i] !== name[i]) return undefined;
  return key;
}

/** How the value of a rule is compared with what the message has. */
export type Comparison = "equal" | "in-path-namespace" | "path-prefix" | "in-namespace" | "has";

/** What a key stands for. */
export interface KeyRow {
  readonly comparison: Comparison;
  /** Argument of the message, or `null` for keys that look at the header. */
  readonly argument: number | null;
  /** Whether systemd keeps the values of this key in a hash table, whose order is undefined (`BUS_MATCH_CAN_HASH`). */
  readonly hashed: boolean;
}

const comparisons: readonly Comparison[] = ["equal", "path-prefix", "in-namespace", "has"];

function rowOf(key: number): KeyRow {
  if (key === MatchKey.pathNamespace) return { comparison: "in-path-namespace", argument: null, hashed: false };
  if (key < MatchKey.argument) return { comparison: "equal", argument: null, hashed: key !== MatchKey.sender };
  const comparison = comparisons[Math.floor((key - MatchKey.argument) / ARGUMENTS)]!;
  const argument = (key - MatchKey.argument) % ARGUMENTS;
  return { comparison, argument, hashed: comparison === "equal" || comparison === "has" };
}

/** The keys by number. */
export const keyRows: readonly KeyRow[] = Array.from({ length: KEY_COUNT }, (_, key) => rowOf(key));

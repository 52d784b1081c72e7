import { isWhitespace } from "../core/ascii.js";
import { EnumTable } from "../text/enum-table.js";
import { Extract, WordReader } from "../text/extract-word.js";
import { partitionDesignator } from "./enums.js";

export type PartitionDesignator = (typeof partitionDesignator)[number];

/** How a partition may be used, in the order in which systemd prints the flags. Origin: systemd.image-policy(7). */
export const partitionPolicyFlags = [
  "verity",
  "signed",
  "encrypted",
  "unprotected",
  "unused",
  "absent",
  "read-only-on",
  "read-only-off",
  "growfs-off",
  "growfs-on",
] as const;
export type PartitionPolicyFlag = (typeof partitionPolicyFlags)[number];

const OPEN = ["verity", "signed", "encrypted", "unprotected", "unused", "absent"] as const;
const IGNORE = ["unused", "absent"] as const;

/** Words that stand for several flags. Origin: systemd.image-policy(7). */
const flagGroups: ReadonlyMap<string, readonly PartitionPolicyFlag[]> = new Map<string, readonly PartitionPolicyFlag[]>(
  [
    ["open", OPEN],
    ["ignore", IGNORE],
  ],
);

/** Every word that a rule may name. */
export const partitionPolicyWords: readonly string[] = [...partitionPolicyFlags, ...flagGroups.keys()];

/** What an image may hold, by partition. */
export interface ImagePolicy {
  readonly partitions: ReadonlyMap<PartitionDesignator, ReadonlySet<PartitionPolicyFlag>>;
  /** For partitions that are not named. */
  readonly fallback: ReadonlySet<PartitionPolicyFlag>;
}

/** What is wrong with a policy; `malformed` is a backslash with nothing behind it. */
export type ImagePolicyFault =
  | "malformed"
  | "no-equals"
  | "repeated-partition"
  | "unknown-partition"
  | "unknown-flag"
  | "bad-flags";

/** A policy that was refused. */
export class ImagePolicyFailure {
  constructor(
    readonly errno: "ENOTUNIQ" | "EBADSLT" | "EBADRQC" | "EINVAL",
    readonly fault: ImagePolicyFault,
    /** The part of the policy that is wrong. */
    readonly part: string,
  ) {}
}

const designators = new EnumTable(partitionDesignator);
const flagWords = new EnumTable(partitionPolicyFlags);

const SPLIT = Extract.DONT_COALESCE_SEPARATORS;
const DASH = "-";

const policyForAll = (...flags: readonly PartitionPolicyFlag[]): ImagePolicy => ({
  partitions: new Map(),
  fallback: new Set(flags),
});

/** Policies that are written as one character, and the empty one. */
const shorthands: ReadonlyMap<string, ImagePolicy> = new Map([
  ["", policyForAll(...IGNORE)],
  [DASH, policyForAll(...IGNORE)],
  ["*", policyForAll(...OPEN)],
  ["~", policyForAll("absent")],
]);

function trim(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isWhitespace(text.charCodeAt(from))) from++;
  while (to > from && isWhitespace(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

function parseFlags(text: string): ReadonlySet<PartitionPolicyFlag> | ImagePolicyFailure {
  const flags = new Set<PartitionPolicyFlag>();
  if (text === "" || text === DASH) return flags;
  const words = new WordReader(text);
  for (let word = words.next("+", SPLIT); word !== null; word = words.next("+", SPLIT)) {
    const name = trim(word);
    const group = flagGroups.get(name);
    const flag = flagWords.parse(name);
    if (group !== undefined) for (const member of group) flags.add(member);
    else if (flag !== null) flags.add(flag);
    else return new ImagePolicyFailure("EBADRQC", "unknown-flag", text);
  }
  return words.failed ? new ImagePolicyFailure("EINVAL", "bad-flags", text) : flags;
}

/**
 * `root=verity+signed:home=encrypted:=ignore`, or `*`, `-`, `~`. White space around names, flags and their list does not count.
 * Origin: systemd.image-policy(7), image_policy_from_string() at 257.
 */
export function parseImagePolicy(text: string): ImagePolicy | ImagePolicyFailure {
  const known = shorthands.get(text);
  if (known !== undefined) return known;
  const partitions = new Map<PartitionDesignator, ReadonlySet<PartitionPolicyFlag>>();
  let fallback: ReadonlySet<PartitionPolicyFlag> | null = null;
  const rules = new WordReader(text);
  for (let rule = rules.next(":", SPLIT); rule !== null; rule = rules.next(":", SPLIT)) {
    const parts = new WordReader(rule);
    const word = parts.next("=", SPLIT);
    if (word === null) return new ImagePolicyFailure("EINVAL", "malformed", rule);
    if (parts.ended) return new ImagePolicyFailure("EINVAL", "no-equals", rule);
    const name = trim(word);
    const designator = designators.parse(name);
    if (name === "" ? fallback !== null : designator !== null && partitions.has(designator)) {
      return new ImagePolicyFailure("ENOTUNIQ", "repeated-partition", name);
    }
    if (name !== "" && designator === null) return new ImagePolicyFailure("EBADSLT", "unknown-partition", name);
    const flags = parseFlags(trim(parts.rest));
    if (flags instanceof ImagePolicyFailure) return flags;
    if (designator === null) fallback = flags;
    else partitions.set(designator, flags);
  }
  if (rules.failed) return new ImagePolicyFailure("EINVAL", "malformed", text);
  return { partitions, fallback: fallback ?? new Set(IGNORE) };
}

const formatFlags = (flags: ReadonlySet<PartitionPolicyFlag>): string =>
  flags.size === 0 ? DASH : partitionPolicyFlags.filter((flag) => flags.has(flag)).join("+");

/** Every rule in full, partitions in systemd's order, the one for all others last. Origin: image_policy_to_string() at 257. */
export function formatImagePolicy({ partitions, fallback }: ImagePolicy): string {
  const rules = partitionDesignator.flatMap((name) => {
    const flags = partitions.get(name);
    return flags === undefined ? [] : [`${name}=${formatFlags(flags)}`];
  });
  return [...rules, `=${formatFlags(fallback)}`].join(":");
}

import { isWhitespace } from "../../../core/ascii.js";
import { Severity } from "../../../core/diagnostics.js";
import type { Errno } from "../../../core/errno.js";
import type { Assignment, Binding, FieldOf } from "../../../directives/assignment.js";
import { partitionDesignator } from "../../../directives/enums.js";
import { assign } from "../../../directives/values.js";
import { EnumTable } from "../../../text/enum-table.js";
import { Extract, WordReader } from "../../../text/extract-word.js";

export type PartitionDesignator = (typeof partitionDesignator)[number];

/** How a partition may be used. Origin: systemd.image-policy(7). */
export const partitionPolicyFlags = [
  "verity",
  "signed",
  "encrypted",
  "unprotected",
  "unused",
  "absent",
  "open",
  "ignore",
  "read-only-off",
  "read-only-on",
  "growfs-off",
  "growfs-on",
] as const;
export type PartitionPolicyFlag = (typeof partitionPolicyFlags)[number];

/** What an image may hold, by partition. */
export interface ImagePolicy {
  readonly partitions: ReadonlyMap<PartitionDesignator, ReadonlySet<PartitionPolicyFlag>>;
  /** For partitions that are not named; `null` leaves them to the caller. */
  readonly fallback: ReadonlySet<PartitionPolicyFlag> | null;
}

/** `ENOTUNIQ` a partition twice, `EBADSLT` an unknown one, `EBADRQC` an unknown flag, `EBADMSG` a rule without flags. */
export type ImagePolicyErrno = "ENOTUNIQ" | "EBADSLT" | "EBADRQC" | "EBADMSG" | "EINVAL";

const designators = new EnumTable(partitionDesignator);
const flagWords = new EnumTable(partitionPolicyFlags);

const SPLIT = Extract.DONT_COALESCE_SEPARATORS;

const shorthand = (...flags: PartitionPolicyFlag[]): ImagePolicy => ({
  partitions: new Map(),
  fallback: new Set(flags),
});

/** Policies that are written as one character, and the empty one. */
const shorthands = new Map<string, ImagePolicy>([
  ["*", shorthand("open", "verity", "signed", "encrypted", "unprotected", "unused", "absent")],
  ["-", shorthand("unused", "absent")],
  ["~", shorthand("absent")],
]);

function trim(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isWhitespace(text.charCodeAt(from))) from++;
  while (to > from && isWhitespace(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

function parseFlags(text: string): ReadonlySet<PartitionPolicyFlag> | ImagePolicyErrno {
  const flags = new Set<PartitionPolicyFlag>();
  if (text === "" || text === "-") return flags;
  const words = new WordReader(text);
  for (let word = words.next("+", SPLIT); word !== null; word = words.next("+", SPLIT)) {
    const flag = flagWords.parse(trim(word));
    if (flag === null) return "EBADRQC";
    flags.add(flag);
  }
  return words.failed ? "EINVAL" : flags;
}

/**
 * `root=verity+signed:home=encrypted:=ignore`, or `*`, `-`, `~`. Origin: systemd.image-policy(7), image_policy_from_string() at 257.
 */
export function parseImagePolicy(text: string): ImagePolicy | ImagePolicyErrno {
  const known = shorthands.get(text);
  if (known !== undefined) return known;
  const partitions = new Map<PartitionDesignator, ReadonlySet<PartitionPolicyFlag>>();
  let fallback: ReadonlySet<PartitionPolicyFlag> | null = null;
  const rules = new WordReader(text);
  for (let rule = rules.next(":", SPLIT); rule !== null; rule = rules.next(":", SPLIT)) {
    const parts = new WordReader(rule);
    const name = parts.next("=", SPLIT);
    if (name === null) return "EINVAL";
    if (parts.ended) return "EBADMSG";
    const flags = parseFlags(parts.rest);
    if (typeof flags === "string") return flags;
    if (name === "") {
      if (fallback !== null) return "ENOTUNIQ";
      fallback = flags;
      continue;
    }
    const designator = designators.parse(name);
    if (designator === null) return "EBADSLT";
    if (partitions.has(designator)) return "ENOTUNIQ";
    partitions.set(designator, flags);
  }
  return rules.failed ? "EINVAL" : { partitions, fallback };
}

const codes = {
  ENOTUNIQ: "unit-file.image-policy-repeats",
  EBADSLT: "unit-file.image-policy-unknown-partition",
  EBADRQC: "unit-file.image-policy-unknown-flag",
  EBADMSG: "unit-file.bad-image-policy",
  EINVAL: "unit-file.bad-image-policy",
} as const;

/** An image policy; a bad one is an error that ends the file. Origin: config_parse_image_policy() at 257. */
export function imagePolicy<Settings>(field: FieldOf<Settings, ImagePolicy | null>): Binding<Settings> {
  return (settings: Settings, value: string, at: Assignment): Errno | undefined => {
    const policy = value === "" ? null : parseImagePolicy(value);
    if (typeof policy === "string") {
      at.report(Severity.err, codes[policy], { value });
      return policy;
    }
    assign(settings, field, policy);
    return undefined;
  };
}

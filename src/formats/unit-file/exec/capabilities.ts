import type { Binding } from "../../../directives/assignment.js";
import { parseCapabilitySet } from "../../../text/capabilities.js";
import { Extract, WHITESPACE, WordReader } from "../../../text/extract-word.js";
import { UINT64_MAX } from "../../../text/numbers.js";
import type { UnitAssignment } from "../unit.js";
import type { ExecSettings } from "./settings.js";

/** A set of every number that a capability could have; as bounding set it restricts nothing. Origin: CAP_MASK_UNSET at 257. */
const EVERYTHING = UINT64_MAX;

/**
 * Capabilities, or after `~` all but these; later assignments add or take away. An empty list replaces what was set.
 * Origin: config_parse_capability_set() at 257.
 */
export function capabilitySet(
  field: "capabilityBoundingSet" | "ambientCapabilities",
): Binding<ExecSettings, UnitAssignment> {
  return (exec, value, at) => {
    const invert = value.startsWith("~");
    const mask = parseCapabilitySet(invert ? value.slice(1) : value);
    if (mask === null) return at.warn("value.bad-syntax", value);
    const before = exec[field];
    const untouched = before === null || (field === "ambientCapabilities" && before === 0n);
    let set: bigint;
    if (mask === 0n || untouched) set = invert ? EVERYTHING & ~mask : mask;
    else set = invert ? before & ~mask : before | mask;
    if (field === "ambientCapabilities") exec.ambientCapabilities = set;
    else exec.capabilityBoundingSet = set === EVERYTHING ? null : set;
    return undefined;
  };
}

/** Secure bits in the order in which they are printed. Origin: systemd.exec(5) SecureBits=, secure_bits_to_string_alloc() at 257. */
const printedSecureBits = [
  "keep-caps",
  "keep-caps-locked",
  "no-setuid-fixup",
  "no-setuid-fixup-locked",
  "noroot",
  "noroot-locked",
] as const;

/** Words of SecureBits=; others are passed over. Each assignment replaces the one before. Origin: config_parse_exec_secure_bits() at 257. */
export const secureBits: Binding<ExecSettings, UnitAssignment> = (exec, value) => {
  const words = new WordReader(value);
  const given = new Set<string>();
  for (
    let word = words.next(WHITESPACE, Extract.UNQUOTE);
    word !== null;
    word = words.next(WHITESPACE, Extract.UNQUOTE)
  ) {
    given.add(word);
  }
  exec.secureBits = printedSecureBits.filter((name) => given.has(name));
  return undefined;
};

import type { Binding } from "../../../directives/assignment.js";
import { capabilityNames } from "../../../text/capability-names.js";
import { EnumTable } from "../../../text/enum-table.js";
import { Extract, WHITESPACE, WordReader } from "../../../text/extract-word.js";
import { asciiLower, isErrno, safeAtoi } from "../../../text/numbers.js";
import type { UnitAssignment } from "../unit.js";
import type { ExecSettings } from "./settings.js";

/** Largest number that a capability may have. Origin: CAP_LIMIT at 257. */
const CAPABILITY_LIMIT = 62;

const capabilities = new EnumTable(capabilityNames);
/** The capabilities that the kernel has, as a mask. */
const ALL_CAPABILITIES = (1n << BigInt(capabilityNames.length)) - 1n;

/** Capabilities by name (in any case) or number to a mask; what is unknown is passed over. `null` when malformed. Origin: capability_set_from_string() at 257. */
export function parseCapabilitySet(text: string): bigint | null {
  const words = new WordReader(text);
  let mask = 0n;
  for (;;) {
    const word = words.next(WHITESPACE, Extract.UNQUOTE | Extract.RELAX);
    if (word === null) return words.failed ? null : mask;
    const number = safeAtoi(word);
    const capability = isErrno(number) ? capabilities.indexOf(asciiLower(word)) : number;
    if (capability >= 0 && capability <= CAPABILITY_LIMIT) mask |= 1n << BigInt(capability);
  }
}

/** The names of a set in the order of their numbers, separated by spaces. Origin: capability_set_to_string() at 257. */
export function formatCapabilitySet(mask: bigint): string {
  let text = "";
  for (let i = 0; i < capabilityNames.length; i++) {
    if (((mask >> BigInt(i)) & 1n) !== 0n) text += text === "" ? capabilityNames[i]! : ` ${capabilityNames[i]!}`;
  }
  return text;
}

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
    if (mask === 0n || untouched) exec[field] = invert ? ALL_CAPABILITIES & ~mask : mask;
    else exec[field] = invert ? before & ~mask : before | mask;
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

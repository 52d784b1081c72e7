import { asciiLower } from "./ascii-case.js";
import { capabilityNames } from "./capability-names.js";
import { EnumTable } from "./enum-table.js";
import { Extract, WHITESPACE, WordReader } from "./extract-word.js";
import { isErrno, safeAtoi } from "./numbers.js";

/** Largest number that a capability may have. Origin: CAP_LIMIT at 257. */
const CAPABILITY_LIMIT = 62;

const capabilities = new EnumTable(capabilityNames);

/** The number of a capability from its name (in any case) or number, or -1. Origin: capability_from_name() at 257. */
export function parseCapability(text: string): number {
  const number = safeAtoi(text);
  if (isErrno(number)) return capabilities.indexOf(asciiLower(text));
  return number >= 0 && number <= CAPABILITY_LIMIT ? number : -1;
}

/** Capabilities by name (in any case) or number to a mask; what is unknown is passed over. `null` when malformed. Origin: capability_set_from_string() at 257. */
export function parseCapabilitySet(text: string): bigint | null {
  const words = new WordReader(text);
  let mask = 0n;
  for (;;) {
    const word = words.next(WHITESPACE, Extract.UNQUOTE | Extract.RELAX);
    if (word === null) return words.failed ? null : mask;
    const capability = parseCapability(word);
    if (capability >= 0) mask |= 1n << BigInt(capability);
  }
}

const HALF = 32;

/** The numbers of a set, ascending. */
export function capabilityNumbers(mask: bigint): number[] {
  const numbers: number[] = [];
  for (let half = 0; half <= HALF; half += HALF) {
    const bits = Number((mask >> BigInt(half)) & 0xffff_ffffn);
    for (let rest = bits >>> 0; rest; rest = (rest & (rest - 1)) >>> 0)
      numbers.push(half + 31 - Math.clz32(rest & -rest));
  }
  return numbers;
}

/** The names of a set in the order of their numbers; numbers that have no name are left out. */
function namesOfCapabilities(mask: bigint): string[] {
  const names: string[] = [];
  for (const number of capabilityNumbers(mask)) {
    const name = capabilityNames[number];
    if (name !== undefined) names.push(name);
  }
  return names;
}

/** The names of a set in the order of their numbers, separated by spaces. Origin: capability_set_to_string() at 257. */
export const formatCapabilitySet = (mask: bigint): string => namesOfCapabilities(mask).join(" ");

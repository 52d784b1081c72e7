import { hexValue } from "../../../core/ascii.js";
import type { duidType } from "../../../directives/enums.js";
import { NumberNames } from "../../../text/enum-table.js";
import { WordReader } from "../../../text/extract-word.js";
import { isErrno, safeAtou16 } from "../../../text/numbers.js";
import { parseTimestamp } from "../../../time/timestamp.js";
import type { Usec } from "../../../time/usec.js";
import type { NetworkBinding } from "../assignment.js";

/** Identifier of a machine towards DHCP servers. Origin: RFC 8415 section 11. */
export class Duid {
  /** `null` for what the manager says. */
  type: number | null = null;
  data: Uint8Array = new Uint8Array(0);
  /** Time that is part of the type with link-layer address and time. */
  timeUsec: Usec = 0n;
}

const DUID_LINK_LAYER_TIME = 1;
/** Origin: RFC 8415 section 11. */
const duidTypes = new NumberNames<(typeof duidType)[number]>({
  "link-layer-time": DUID_LINK_LAYER_TIME,
  vendor: 2,
  "link-layer": 3,
  uuid: 4,
});

/** Longest identifier without its type. Origin: RFC 8415 section 11.1. */
const DUID_DATA_MAX = 128;
const NONE = 0;

/**
 * Identifiers that a key sets. One for DHCPv4 also sets that for DHCPv6, as if the value had been given twice: bad
 * values are reported twice.
 */
export type DuidsOf<Settings> = (settings: Settings) => readonly Duid[];

/** `<type>[:<time>]`, the type by name or number. Origin: config_parse_duid_type() at 257. */
export function duidTypeOf<Settings>(duidsOf: DuidsOf<Settings>): NetworkBinding<Settings> {
  return (settings, value, at) => {
    const words = new WordReader(value);
    const name = words.next(":", 0);
    const named = name === null ? NONE : duidTypes.numberOf(name);
    const type = name === null ? "EINVAL" : named > NONE ? named : safeAtou16(name);
    const hasTime = !isErrno(type) && !words.restIsEmpty;
    // What is left open in a time is that of the moment; of a value that is checked only the beginning of time will do.
    const time = hasTime && type === DUID_LINK_LAYER_TIME ? parseTimestamp(words.rest, 0n) : null;
    for (const duid of duidsOf(settings)) {
      if (isErrno(type) || (hasTime && time === null)) at.warn("network-parser.not-duid-type", value);
      else if (typeof time === "string") at.warn("network-parser.not-timestamp", words.rest);
      else {
        duid.type = type;
        if (time !== null) duid.timeUsec = time;
      }
    }
    return undefined;
  };
}

const LONGEST_BYTE = 2;

/** Bytes in hexadecimal joined by colons, or `null`. Origin: config_parse_duid_rawdata() at 257. */
export function parseDuidData(text: string): Uint8Array | null {
  const words = new WordReader(text);
  const bytes: number[] = [];
  for (;;) {
    const word = words.next(":", 0);
    if (word === null) break;
    if (bytes.length >= DUID_DATA_MAX || word.length > LONGEST_BYTE || !word) return null;
    let byte = 0;
    for (let i = 0; i < word.length; i++) {
      const digit = hexValue(word.charCodeAt(i));
      if (digit < NONE) return null;
      byte = byte * 16 + digit;
    }
    bytes.push(byte);
  }
  return words.failed ? null : new Uint8Array(bytes);
}

/** Origin: config_parse_duid_rawdata() at 257. */
export function duidData<Settings>(duidsOf: DuidsOf<Settings>): NetworkBinding<Settings> {
  return (settings, value, at) => {
    const data = parseDuidData(value);
    for (const duid of duidsOf(settings)) {
      if (data === null) at.warn("network-parser.not-duid-data", value);
      else duid.data = data;
    }
    return undefined;
  };
}

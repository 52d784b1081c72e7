import { COLON, DIGIT_0, DIGIT_9, DOT, hexValue } from "../core/ascii.js";

/** An IP address: 4 bytes (IPv4) or 16 bytes (IPv6), network byte order. */
export type InAddr = Uint8Array;

export const IPV4_LENGTH = 4;
export const IPV6_LENGTH = 16;

// Comparisons with literals are traced by the fuzzer, which is slow in loops over characters.
const ZERO = 0;
const LAST_FIELD = 3;
const BYTE_MAX = 255;
const GROUPS = 8;
const GROUP_DIGITS = 4;

/**
 * Reads a dotted quad as inet_pton(3) does: four decimal numbers up to 255, no leading zero, nothing else.
 * Writes to `into` at `at`; false leaves it in any state.
 */
function readIpv4(text: string, start: number, end: number, into: Uint8Array, at: number): boolean {
  let field = 0;
  let digits = 0;
  let value = 0;
  for (let i = start; i <= end; i++) {
    const c = i < end ? text.charCodeAt(i) : DOT;
    if (c === DOT) {
      if (digits === ZERO || field > LAST_FIELD) return false;
      into[at + field++] = value;
      digits = 0;
      value = 0;
    } else if (c >= DIGIT_0 && c <= DIGIT_9) {
      if (digits > ZERO && value === ZERO) return false;
      value = value * 10 + (c - DIGIT_0);
      if (value > BYTE_MAX) return false;
      digits++;
    } else return false;
  }
  return field === IPV4_LENGTH;
}

/** `192.0.2.1` to 4 bytes, or `null`. Accepts exactly what inet_pton(3) does. */
export function parseIpv4(text: string): InAddr | null {
  if (text.length < 7 || text.length > 15) return null;
  const bytes = new Uint8Array(IPV4_LENGTH);
  return readIpv4(text, 0, text.length, bytes, 0) ? bytes : null;
}

/** `2001:db8::1` or `::ffff:192.0.2.1` to 16 bytes, or `null`. Accepts exactly what inet_pton(3) does; no zone. */
export function parseIpv6(text: string): InAddr | null {
  const length = text.length;
  if (length < 2 || length > 45) return null;
  const bytes = new Uint8Array(IPV6_LENGTH);
  let filled = 0;
  let gap = -1;
  let i = 0;
  if (text.charCodeAt(0) === COLON) {
    if (text.charCodeAt(1) !== COLON) return null;
    i = 1;
  }
  let groupStart = i;
  let digits = 0;
  let value = 0;
  while (i < length) {
    const c = text.charCodeAt(i);
    const digit = hexValue(c);
    if (digit >= ZERO) {
      if (++digits > GROUP_DIGITS) return null;
      value = (value << 4) | digit;
      i++;
      continue;
    }
    if (c === COLON) {
      i++;
      groupStart = i;
      if (digits === ZERO) {
        if (gap >= ZERO) return null;
        gap = filled;
        continue;
      }
      if (i === length || filled + 2 > IPV6_LENGTH) return null;
      bytes[filled++] = value >> 8;
      bytes[filled++] = value & 0xff;
      digits = 0;
      value = 0;
      continue;
    }
    if (c === DOT && filled + 4 <= IPV6_LENGTH && readIpv4(text, groupStart, length, bytes, filled)) {
      filled += 4;
      digits = 0;
      break;
    }
    return null;
  }
  if (digits > ZERO) {
    if (filled + 2 > IPV6_LENGTH) return null;
    bytes[filled++] = value >> 8;
    bytes[filled++] = value & 0xff;
  }
  if (gap >= ZERO) {
    if (filled === IPV6_LENGTH) return null;
    const tail = filled - gap;
    bytes.copyWithin(IPV6_LENGTH - tail, gap, filled);
    bytes.fill(0, gap, IPV6_LENGTH - tail);
    return bytes;
  }
  return filled === IPV6_LENGTH ? bytes : null;
}

/** Either family; a text with a colon is IPv6. `null` when it is neither. */
export function parseInAddr(text: string): InAddr | null {
  return text.includes(":") ? parseIpv6(text) : parseIpv4(text);
}

/** 4 bytes as a dotted quad. */
export function formatIpv4(bytes: Uint8Array, at = 0): string {
  return `${bytes[at]}.${bytes[at + 1]}.${bytes[at + 2]}.${bytes[at + 3]}`;
}

/** 16 bytes as inet_ntop(3) of glibc prints them: RFC 5952, with a dotted quad for mapped and compatible addresses. */
export function formatIpv6(bytes: Uint8Array, at = 0): string {
  let bestStart = -1;
  let bestLength = 1;
  let runStart = -1;
  for (let group = 0; group <= GROUPS; group++) {
    const zero = group < GROUPS && bytes[at + 2 * group] === ZERO && bytes[at + 2 * group + 1] === ZERO;
    if (zero) {
      if (runStart < ZERO) runStart = group;
    } else if (runStart >= ZERO) {
      if (group - runStart > bestLength) {
        bestStart = runStart;
        bestLength = group - runStart;
      }
      runStart = -1;
    }
  }
  const mapped = bestStart === 0 && bestLength === 5 && bytes[at + 10] === 0xff && bytes[at + 11] === 0xff;
  const compatible = bestStart === 0 && bestLength === 6;
  if (mapped) return `::ffff:${formatIpv4(bytes, at + 12)}`;
  if (compatible) return `::${formatIpv4(bytes, at + 12)}`;
  let text = "";
  for (let group = 0; group < GROUPS; group++) {
    if (group === bestStart) {
      text += "::";
      group += bestLength - 1;
      continue;
    }
    if (text && !text.endsWith(":")) text += ":";
    text += ((bytes[at + 2 * group]! << 8) | bytes[at + 2 * group + 1]!).toString(16);
  }
  return text;
}

/** Text of a 4-byte or 16-byte address; any other length is caller misuse (`TypeError`). */
export function formatInAddr(bytes: InAddr): string {
  if (bytes.length === IPV4_LENGTH) return formatIpv4(bytes);
  if (bytes.length === IPV6_LENGTH) return formatIpv6(bytes);
  throw new TypeError(`an IP address has 4 or 16 bytes, not ${bytes.length}`);
}

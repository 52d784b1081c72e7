import { BACKSLASH, DIGIT_0, DIGIT_9, DOT, isAlphanumeric, isControl, MINUS, UNDERSCORE } from "../core/ascii.js";
import { encodeUtf8, latin1 } from "../core/utf8.js";

/**
 * A domain name as text: labels joined by dots, without the final dot; the root is the empty string.
 *
 * Letters, digits, `-` and `_` stand for themselves, a dot or backslash inside a label has a backslash before it, every
 * other byte is `\DDD` (three decimal digits). So any wire name has one text and the text is ASCII: two names are the
 * same when their texts are, and equal in the sense of DNS when they are so ignoring case.
 */
export type DnsName = string;

/** The root domain. */
export const DNS_ROOT: DnsName = "";

/** Bytes in a label (RFC 1035 section 2.3.4). */
export const DNS_LABEL_MAX = 63;
/** Bytes of a name in wire form, length bytes and the root label included (RFC 1035 section 2.3.4). */
export const DNS_WIRE_NAME_MAX = 255;
/** Room for the text of any wire name: every byte as `\DDD`, a dot per label. */
export const DNS_NAME_TEXT_MAX = 4 * DNS_WIRE_NAME_MAX;

const EMPTY = 0;
const DECIMAL = 0;
const PLAIN = 1;
const QUOTED = 2;
const NON_ASCII = 0x80;
const MAX_BYTE = 0xff;

const labelClasses = new Uint8Array(256);
for (let c = 0; c < NON_ASCII; c++)
  labelClasses[c] = isAlphanumeric(c) || c === MINUS || c === UNDERSCORE ? PLAIN : DECIMAL;
labelClasses[DOT] = QUOTED;
labelClasses[BACKSLASH] = QUOTED;

/** Writes the text of the label `bytes[start..end)` into `into` at `at`; returns where the text ends. */
export function escapeLabel(bytes: Uint8Array, start: number, end: number, into: Uint8Array, at: number): number {
  let to = at;
  for (let i = start; i < end; i++) {
    const c = bytes[i]!;
    const kind = labelClasses[c]!;
    if (kind === PLAIN) into[to++] = c;
    else {
      into[to++] = BACKSLASH;
      if (kind === QUOTED) into[to++] = c;
      else {
        const tens = (c / 10) | 0;
        const hundreds = (tens / 10) | 0;
        into[to++] = DIGIT_0 + hundreds;
        into[to++] = DIGIT_0 + tens - hundreds * 10;
        into[to++] = DIGIT_0 + c - tens * 10;
      }
    }
  }
  return to;
}

/** What {@link encodeDnsName} filled: the wire form of the last name, and where each label's text starts. */
export const encodedName = {
  wire: new Uint8Array(DNS_WIRE_NAME_MAX),
  /** Text offsets of the labels. */
  textStarts: new Uint16Array(DNS_WIRE_NAME_MAX),
  /** Wire offsets of the labels' length bytes. */
  wireStarts: new Uint8Array(DNS_WIRE_NAME_MAX),
  labels: 0,
};

/**
 * Encodes a name into {@link encodedName} without allocating; returns the length of its wire form, or -1.
 *
 * Accepts what {@link parseDnsName} does.
 */
export function encodeDnsName(name: string): number {
  const { wire, textStarts, wireStarts } = encodedName;
  const length = name.length;
  encodedName.labels = 0;
  let i = name === "." ? 1 : 0;
  let at = 0;
  while (i < length) {
    const lengthAt = at++;
    textStarts[encodedName.labels] = i;
    wireStarts[encodedName.labels++] = lengthAt;
    for (; i < length; i++) {
      let c = name.charCodeAt(i);
      if (c === DOT) break;
      if (c === BACKSLASH) {
        c = name.charCodeAt(++i);
        if (c >= DIGIT_0 && c <= DIGIT_9) {
          const tens = name.charCodeAt(i + 1) - DIGIT_0;
          const ones = name.charCodeAt(i + 2) - DIGIT_0;
          if (!(tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9)) return -1;
          c = (c - DIGIT_0) * 100 + tens * 10 + ones;
          i += 2;
        } else if (c !== DOT && c !== BACKSLASH) return -1;
      } else if (isControl(c)) return -1;
      // The root label needs one byte more: 254 is the last offset a label may reach.
      if (c > MAX_BYTE || at >= DNS_WIRE_NAME_MAX - 1) return -1;
      wire[at++] = c;
    }
    const size = at - lengthAt - 1;
    if (size === EMPTY || size > DNS_LABEL_MAX) return -1;
    wire[lengthAt] = size;
    i++;
  }
  wire[at++] = 0;
  return at;
}

/**
 * The wire form of a name given as text, or `null`.
 *
 * Accepts an optional final dot, `.` alone for the root, escapes as {@link DnsName} has them, and any other byte but
 * control characters as it is (UTF-8 for what is not ASCII; no IDNA). Refuses empty labels, labels above 63 bytes,
 * names above 255 bytes on the wire, and malformed escapes.
 * Origin: RFC 1035 section 5.1, RFC 4343 section 2.1, dns_name_to_wire_format() and dns_label_unescape() at 257.
 */
export function parseDnsName(text: string): Uint8Array | null {
  const length = encodeDnsName(isAsciiText(text) ? text : latin1(encodeUtf8(text)));
  return length < 0 ? null : encodedName.wire.slice(0, length);
}

function isAsciiText(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= NON_ASCII) return false;
  return true;
}

const textBuffer = new Uint8Array(DNS_NAME_TEXT_MAX);

/**
 * Reads an uncompressed wire name at `start`: its text and the offset behind it, or `null` when it is cut short, has a
 * label type other than the plain one (so any compression pointer), or is longer than 255 bytes.
 */
export function readWireName(
  bytes: Uint8Array,
  start = 0,
  end: number = bytes.length,
): { readonly name: DnsName; readonly end: number } | null {
  let at = start;
  let length = 0;
  for (;;) {
    if (at >= end) return null;
    const size = bytes[at++]!;
    if (size === 0) break;
    if (size > DNS_LABEL_MAX || at + size > end || at + size - start >= DNS_WIRE_NAME_MAX) return null;
    if (length > 0) textBuffer[length++] = DOT;
    length = escapeLabel(bytes, at, at + size, textBuffer, length);
    at += size;
  }
  return { name: latin1(textBuffer, 0, length), end: at };
}

/** The one text of a name: parsed and written again. `null` when {@link parseDnsName} refuses it. */
export function normalizeDnsName(text: string): DnsName | null {
  const wire = parseDnsName(text);
  return wire === null ? null : readWireName(wire)!.name;
}

/** Whether two normalized names are the same to DNS: ASCII case does not count (RFC 4343). */
export function dnsNameEqual(a: DnsName, b: DnsName): boolean {
  return a === b || (a.length === b.length && a.toLowerCase() === b.toLowerCase());
}

/** Whether a normalized name is `suffix` or below it. Every name is below the root. */
export function dnsNameEndsWith(name: DnsName, suffix: DnsName): boolean {
  if (suffix === DNS_ROOT) return true;
  const from = name.length - suffix.length;
  if (from < 0 || !dnsNameEqual(name.slice(from), suffix)) return false;
  if (from === 0) return true;
  return name.charCodeAt(from - 1) === DOT && !isEscaped(name, from - 1);
}

/** Whether the character at `at` is behind an odd number of backslashes. */
function isEscaped(name: DnsName, at: number): boolean {
  let backslashes = 0;
  while (at - backslashes > 0 && name.charCodeAt(at - backslashes - 1) === BACKSLASH) backslashes++;
  return backslashes % 2 === 1;
}

/** The labels of a normalized name, still escaped. */
export function dnsNameLabels(name: DnsName): readonly string[] {
  const labels: string[] = [];
  let start = 0;
  for (let i = 0; i < name.length; i++) {
    const c = name.charCodeAt(i);
    if (c === BACKSLASH) i++;
    else if (c === DOT) {
      labels.push(name.slice(start, i));
      start = i + 1;
    }
  }
  if (name !== DNS_ROOT) labels.push(name.slice(start));
  return labels;
}

/** A normalized name for people: the root as a single dot. */
export function displayDnsName(name: DnsName): string {
  return name === DNS_ROOT ? "." : name;
}

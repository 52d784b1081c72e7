import { toBase64 } from "../core/bytes.js";
import { cescape, decescape, octescape } from "../text/escape.js";

/** The text of each byte value, so that a long string is one look-up a byte. */
type EscapeTable = readonly string[];

const BACKSLASH = "\\";
const tableOf = (textOf: (byte: Uint8Array) => string): EscapeTable =>
  Array.from({ length: 256 }, (_, byte) => textOf(Uint8Array.of(byte)));

const octalTable = tableOf(octescape);
const cTable = tableOf(cescape);
const svcParamTable = tableOf((byte) => decescape(byte, ' ,"'));
const txtTable = tableOf((byte) => decescape(byte, '"'));
const txtTextTable = txtTable.map((text) => (text === "\\092" ? BACKSLASH : text));

function escapeWith(table: EscapeTable, bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let i = start; i < end; i++) text += table[bytes[i]!]!;
  return text;
}

/** Octal escapes for control and non-ASCII bytes, quotes and backslashes: JSON of TXT and CAA, text of CAA. */
export function octalText(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return escapeWith(octalTable, bytes, start, end);
}

/** C escapes: the identifiers of an `alpn` parameter. */
export function cText(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return escapeWith(cTable, bytes, start, end);
}

/** Decimal escapes for control and non-ASCII bytes and for space, comma, quote and backslash: values of SVCB parameters. */
export function svcParamText(bytes: Uint8Array): string {
  return escapeWith(svcParamTable, bytes, 0, bytes.length);
}

/** Decimal escapes for control and non-ASCII bytes and for quotes (a backslash stays): strings of TXT records. */
export function txtText(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return escapeWith(txtTextTable, bytes, start, end);
}

const BASE32_HEX = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
const BASE32_BITS = 5;

/** base32hex without padding (RFC 4648 section 7), as NSEC3 records print hashed names (RFC 5155 section 3.3). */
export function toBase32Hex(bytes: Uint8Array): string {
  let text = "";
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= BASE32_BITS; bits -= BASE32_BITS) text += BASE32_HEX[(held >> (bits - BASE32_BITS)) & 31]!;
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + BASE32_HEX[(held << (BASE32_BITS - bits)) & 31]! : text;
}

/** Columns of the terminal that records are printed for. */
const COLUMNS = 80;
/** Columns that a continuation line is indented by. */
export const CONTINUATION = "\n        ";
const INDENT = CONTINUATION.length - 1;

/**
 * `prefix` with base64 behind it, wrapped at 80 columns: beside the prefix where that is at most
 * half a line, else on lines of their own. Nothing is appended for no bytes. Origin: base64_append() at 257.
 */
export function appendBase64(prefix: string, bytes: Uint8Array): string {
  if (bytes.length === 0) return prefix;
  const beside = prefix.length <= COLUMNS / 2;
  const indent = beside ? prefix.length + 1 : INDENT;
  const width = COLUMNS - indent;
  const lineBreak = beside ? `\n${" ".repeat(indent)}` : CONTINUATION;
  const base64 = toBase64(bytes);
  let text = beside ? `${prefix} ` : prefix + lineBreak;
  for (let i = 0; i < base64.length; i += width) {
    if (i > 0) text += lineBreak;
    text += base64.slice(i, i + width);
  }
  return text;
}

import { COLON, DIGIT_0, isAlpha, isDigit, isWhitespace, NUL, SPACE } from "../../core/ascii.js";
import { indexOfByte } from "../../core/bytes.js";
import { parseIdentifier } from "../../journal/identifier.js";
import { prefixLength, prefixValue, USER_INFO } from "../../journal/priority.js";

/** A message in the syslog format of RFC 3164, as programs send it to the local socket. All parts are views into the datagram. */
export interface SyslogMessage {
  /** Facility times eight plus level, 0–999; 14 (user, info) where the message gives none. */
  readonly priority: number;
  readonly identifier: Uint8Array | null;
  /** What stands in brackets behind the identifier, not checked to be a number. */
  readonly pid: Uint8Array | null;
  /** `Mmm dd hh:mm:ss ` with the space behind it; digits and letters are not checked to be a date. */
  readonly timestamp: Uint8Array | null;
  readonly message: Uint8Array;
  /** The whole datagram, where the parts above do not give it back: without a timestamp, or when it was trimmed. */
  readonly raw: Uint8Array | null;
}

/** Kinds of characters in a timestamp, and the timestamp in these kinds. Origin: RFC 3164 section 4.1.2. */
const LETTER = 1;
const BLANK = 2;
const DIGIT_OR_BLANK = 3;
const DIGIT = 4;
const SEPARATOR = 5;
const kindOfCharacter: Readonly<Record<string, number>> = {
  M: LETTER,
  _: BLANK,
  d: DIGIT_OR_BLANK,
  0: DIGIT,
  ":": SEPARATOR,
};
const timestampKinds = Uint8Array.from("MMM_d0_d0:d0:d0_", (kind) => kindOfCharacter[kind]!);

/** Which bytes are of a kind: the bit of each kind. */
const bitsOfByte = new Uint8Array(256);
for (let c = 0; c < bitsOfByte.length; c++) {
  let bits = 0;
  if (isAlpha(c)) bits |= 1 << LETTER;
  if (c === SPACE) bits |= (1 << BLANK) | (1 << DIGIT_OR_BLANK);
  if (c >= DIGIT_0 && isDigit(c)) bits |= (1 << DIGIT) | (1 << DIGIT_OR_BLANK);
  if (c === COLON) bits |= 1 << SEPARATOR;
  bitsOfByte[c] = bits;
}

/** Whether a timestamp stands at `start`. Origin: syslog_skip_timestamp() at 257. */
function hasTimestamp(bytes: Uint8Array, start: number, end: number): boolean {
  const { length } = timestampKinds;
  if (end - start < length) return false;
  for (let i = 0; i < length; i++) if (!((bitsOfByte[bytes[start + i]!]! >> timestampKinds[i]!) & 1)) return false;
  return true;
}

/**
 * Reads one datagram: `<priority>Mmm dd hh:mm:ss identifier[pid]: message`, every part but the message optional.
 *
 * White space around it and NUL bytes behind it are trimmed; the text ends at the first NUL byte. Nothing is refused:
 * what does not look like a part belongs to the message. `null` for an empty datagram.
 * Origin: RFC 3164, manager_process_syslog_message() at 257.
 */
export function parseSyslog(datagram: Uint8Array): SyslogMessage | null {
  const { length } = datagram;
  if (!length) return null;
  let start = 0;
  while (start < length && isWhitespace(datagram[start]!)) start++;
  let trimmed = length;
  while (trimmed > start && (isWhitespace(datagram[trimmed - 1]!) || datagram[trimmed - 1] === NUL)) trimmed--;
  const end = indexOfByte(datagram, NUL, start, trimmed);
  const whole = !start && end === length;
  let at = start;
  let priority = USER_INFO;
  const prefix = prefixLength(datagram, at, end);
  if (prefix) {
    priority = prefixValue(datagram, at, prefix);
    at += prefix;
  }
  let timestamp: Uint8Array | null = null;
  if (hasTimestamp(datagram, at, end)) {
    timestamp = datagram.subarray(at, at + timestampKinds.length);
    at += timestampKinds.length;
  }
  const head = parseIdentifier(datagram, at, end);
  return {
    priority,
    identifier: head === null ? null : head.identifier,
    pid: head === null ? null : head.pid,
    timestamp,
    message: datagram.subarray(head === null ? at : head.end, end),
    raw: whole && timestamp !== null ? null : datagram,
  };
}

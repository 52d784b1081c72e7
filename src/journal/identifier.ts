import { BRACKET_CLOSE, BRACKET_OPEN, COLON, isWhitespace } from "../core/ascii.js";

/** What stands before the text of a syslog message: `identifier[pid]: `. */
export class IdentifierPrefix {
  constructor(
    readonly identifier: Uint8Array,
    /** What stands in the brackets, not checked; `null` without brackets. */
    readonly pid: Uint8Array | null,
    /** Offset of the text: behind the colon and one white space. */
    readonly end: number,
  ) {}
}

/**
 * The identifier at the start of a text, or `null`: the first word, when it ends with a colon. The last bracket pair before
 * the colon holds a process id; both may be empty. White space before it and one character behind it are left out.
 * Origin: RFC 3164 section 4.1.3, syslog_parse_identifier() at 257.
 */
export function parseIdentifier(bytes: Uint8Array, start: number, end: number): IdentifierPrefix | null {
  let first = start;
  while (first < end && isWhitespace(bytes[first]!)) first++;
  let after = first;
  while (after < end && !isWhitespace(bytes[after]!)) after++;
  const colon = after - 1;
  if (colon < first || bytes[colon] !== COLON) return null;
  const textStart = after < end ? after + 1 : after;
  if (colon > first && bytes[colon - 1] === BRACKET_CLOSE) {
    const open = bytes.lastIndexOf(BRACKET_OPEN, colon - 1);
    if (open >= first) {
      return new IdentifierPrefix(bytes.subarray(first, open), bytes.subarray(open + 1, colon - 1), textStart);
    }
  }
  return new IdentifierPrefix(bytes.subarray(first, colon), null, textStart);
}

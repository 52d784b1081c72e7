import { BRACKET_CLOSE, BRACKET_OPEN, COLON, DOT, isWhitespace, NUL, SPACE } from "../../core/ascii.js";
import { concatBytes } from "../../core/bytes.js";
import { fromLatin1 } from "../../core/utf8.js";
import type { SyslogMessage } from "./parse.js";

const NOTHING = new Uint8Array(0);
const OPEN = Uint8Array.of(BRACKET_OPEN);
const CLOSE = Uint8Array.of(BRACKET_CLOSE);
const END_OF_IDENTIFIER = Uint8Array.of(COLON);
const SEPARATOR = Uint8Array.of(COLON, SPACE);
/** Ends the text before the end of the datagram, so that white space before it is not trimmed. */
const END_OF_TEXT = Uint8Array.of(NUL, DOT);

/** The datagram of a message: reading it gives the same parts. `raw` is not used. */
export function formatSyslog(parts: SyslogMessage): Uint8Array {
  const { priority, timestamp, identifier, pid, message } = parts;
  const datagram = concatBytes(
    fromLatin1(`<${priority}>`),
    timestamp ?? NOTHING,
    identifier ?? NOTHING,
    pid === null ? NOTHING : OPEN,
    pid ?? NOTHING,
    pid === null ? NOTHING : CLOSE,
    identifier === null ? NOTHING : message.length > 0 ? SEPARATOR : END_OF_IDENTIFIER,
    message,
  );
  return isWhitespace(datagram[datagram.length - 1]!) ? concatBytes(datagram, END_OF_TEXT) : datagram;
}

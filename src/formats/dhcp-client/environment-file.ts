import { BACKSLASH, EQUALS, HASH, isWhitespace, LF, SEMICOLON } from "../../core/ascii.js";
import { decodeUtf8, isValidUtf8, latin1 } from "../../core/utf8.js";

export type EnvironmentAssignments = ReadonlyMap<string, string>;

/** temporary */
export function readEnvironmentFile(bytes: Uint8Array): EnvironmentAssignments | null {
  if (!isValidUtf8(bytes)) return null;
  const assignments = new Map<string, string>();
  const end = bytes.length;
  const value = new Uint8Array(end);
  let at = 0;
  while (at < end) {
    let lineEnd = bytes.indexOf(LF, at);
    if (lineEnd < 0) lineEnd = end;
    const first = bytes[at]!;
    const equals = bytes.indexOf(EQUALS, at);
    if (first !== HASH && first !== SEMICOLON && equals > at && equals < lineEnd) {
      let i = equals + 1;
      while (i < lineEnd && isWhitespace(bytes[i]!)) i++;
      let length = 0;
      let kept = 0;
      for (; i < lineEnd; i++) {
        let c = bytes[i]!;
        const escaped = c === BACKSLASH && i + 1 < lineEnd;
        if (escaped) c = bytes[++i]!;
        value[length++] = c;
        if (escaped || !isWhitespace(c)) kept = length;
      }
      assignments.set(latin1(bytes, at, equals), decodeUtf8(value, 0, kept));
    }
    at = lineEnd + 1;
  }
  return assignments;
}

import { CR, EQUALS, HT, LF, SPACE } from "../core/ascii.js";
import { latin1 } from "../core/utf8.js";
import { type NetConditionKind, netConditionKinds } from "./net-match.js";

const kinds: ReadonlySet<string> = new Set<NetConditionKind>(netConditionKinds);
const LONGEST_KIND = Math.max(...netConditionKinds.map((kind) => kind.length));

const isBlank = (c: number | undefined): boolean => c === SPACE || c === HT;

/**
 * Whether a line, in whatever section, assigns to one of the tests of the machine that [Match] knows. What such a file
 * gives may depend on the machine that reads it. Linear.
 */
export function namesNetCondition(bytes: Uint8Array): boolean {
  let at = 0;
  while (at < bytes.length) {
    let start = at;
    while (isBlank(bytes[start])) start++;
    let equals = start;
    while (equals < bytes.length && bytes[equals] !== EQUALS && bytes[equals] !== LF && bytes[equals] !== CR) equals++;
    let end = equals;
    while (end > start && isBlank(bytes[end - 1])) end--;
    if (bytes[equals] === EQUALS && end - start <= LONGEST_KIND && kinds.has(latin1(bytes, start, end))) return true;
    at = equals;
    while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at++;
    at++;
  }
  return false;
}

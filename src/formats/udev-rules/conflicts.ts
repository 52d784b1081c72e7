import { Severity } from "../../core/diagnostics.js";
import type { UdevMatchToken, UdevRuleLine, UdevRuleToken } from "./model.js";
import { isMatchOperator, MATCH, NOT_EMPTY, opposite } from "./operators.js";
import type { RulesContext } from "./rule-line.js";

/** Two tokens by their places; the first pair is the one that a walk over all pairs meets first. */
interface TokenPair {
  readonly first: number;
  readonly second: number;
}

const precedes = (a: TokenPair, b: TokenPair): boolean =>
  a.first !== b.first ? a.first < b.first : a.second < b.second;

const earlier = (a: TokenPair | null, b: TokenPair | null): TokenPair | null =>
  a === null || (b !== null && precedes(b, a)) ? b : a;

/** Stands between the parts of keys: no text of a rule has it. */
const SEPARATOR = "\0";

const NOTHING = "";
const EMPTY = "empty";
const PLAIN = "plain";
const GLOB = "glob";
const SUBSYSTEM = "subsystem";

const isMatch = (token: UdevRuleToken): token is UdevMatchToken => "match" in token;

/** Whether a match compares in the ordinary way: with the case of letters, and with the white space at the end of an attribute. */
const isOrdinary = ({ nocase, stripTrailing }: UdevMatchToken): boolean => !nocase && !stripTrailing;

/** What a token compares or assigns, and how, but for its values and its operator. */
function subject(token: UdevRuleToken): string {
  const parts: unknown[] = [token.type];
  if ("attr" in token) parts.push(token.attr);
  if ("mode" in token) parts.push(token.mode);
  if ("nocase" in token) parts.push(token.nocase);
  if (isMatch(token)) parts.push(token.match, token.stripTrailing);
  return parts.join(SEPARATOR);
}

/**
 * Everything of a token but its operator. The order of alternatives does not count, nor does how "empty" or "a subsystem" was
 * written where the match is an ordinary one. Case always counts.
 */
function identity(token: UdevRuleToken): string {
  const parts: unknown[] = [subject(token)];
  if (isMatch(token)) {
    if (!isOrdinary(token) && token.match === EMPTY) parts.push(token.value);
    else if (!isOrdinary(token) || token.match !== SUBSYSTEM) parts.push(...[...new Set(token.values)].sort());
  } else if ("value" in token) {
    const notEmpty = isMatchOperator(token.op) && token.value === NOT_EMPTY;
    parts.push(notEmpty ? NOTHING : token.value);
  }
  if ("id" in token) parts.push(token.id);
  if ("number" in token) parts.push(token.number);
  return parts.join(SEPARATOR);
}

/** The first two equal tokens whose operators are the same, and the first two of which one is `==` and the other `!=`. */
function findEqual(tokens: readonly UdevRuleToken[]): { duplicate: TokenPair | null; conflict: TokenPair | null } {
  const next = new Map<string, number>();
  let duplicate: TokenPair | null = null;
  let conflict: TokenPair | null = null;
  for (let first = tokens.length - 1; first >= 0; first--) {
    const token = tokens[first]!;
    const key = identity(token);
    const same = next.get(token.op + key);
    if (same !== undefined) duplicate = { first, second: same };
    const other = isMatchOperator(token.op) ? next.get(opposite(token.op) + key) : undefined;
    if (other !== undefined) conflict = { first, second: other };
    next.set(token.op + key, first);
  }
  return { duplicate, conflict };
}

const WILDCARD = /[*?[]/;

/** What a pattern starts with, up to its first wildcard. */
function literalPrefix(pattern: string): string {
  const wildcard = pattern.search(WILDCARD);
  return wildcard < 0 ? pattern : pattern.slice(0, wildcard);
}

/**
 * Texts, and which of them can stand for the same value: equal ones, or for the beginnings of patterns also those of which one
 * begins with the other. Sorted, all that begin with a text follow it.
 */
class Overlaps {
  readonly #texts: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  /** The longest other text that each begins with, or -1; and the place behind the last that begins with each. */
  readonly #parents: Int32Array;
  readonly #ends: Int32Array;

  constructor(texts: Iterable<string>, prefixes: boolean) {
    const sorted = [...new Set(texts)].sort();
    this.#texts = sorted;
    this.#places = new Map(sorted.map((text, place) => [text, place]));
    this.#parents = new Int32Array(sorted.length).fill(-1);
    this.#ends = Int32Array.from(sorted, (_, place) => place + 1);
    if (!prefixes) return;
    const open: number[] = [];
    for (let place = 0; place <= sorted.length; place++) {
      while (open.length > 0) {
        const top = open[open.length - 1]!;
        if (place < sorted.length && sorted[place]!.startsWith(sorted[top]!)) break;
        this.#ends[top] = place;
        open.pop();
      }
      if (place < sorted.length) {
        if (open.length > 0) this.#parents[place] = open[open.length - 1]!;
        open.push(place);
      }
    }
  }

  get size(): number {
    return this.#texts.length;
  }

  place(text: string): number {
    return this.#places.get(text)!;
  }

  /** Calls for the place of every text that overlaps the one at `place`. */
  visit(place: number, found: (other: number) => void): void {
    for (let above = this.#parents[place]!; above >= 0; above = this.#parents[above]!) found(above);
    for (let below = place; below < this.#ends[place]!; below++) found(below);
  }
}

/** The first two of some matches of one subject, all by `==`, that have no value in common. */
function findDisjoint(
  places: readonly number[],
  texts: readonly (readonly string[])[],
  prefixes: boolean,
): TokenPair | null {
  const overlaps = new Overlaps(texts.flat(), prefixes);
  const holders: number[][] = Array.from({ length: overlaps.size }, () => []);
  texts.forEach((list, member) => {
    for (const text of new Set(list)) holders[overlaps.place(text)]!.push(member);
  });
  const met = new Int32Array(texts.length).fill(-1);
  for (let member = 0; member + 1 < texts.length; member++) {
    let meets = 0;
    for (const text of new Set(texts[member]!)) {
      overlaps.visit(overlaps.place(text), (other) => {
        for (const holder of holders[other]!) {
          if (holder <= member || met[holder] === member) continue;
          met[holder] = member;
          meets++;
        }
      });
    }
    if (meets === texts.length - 1 - member) continue;
    let second = member + 1;
    while (met[second] === member) second++;
    return { first: places[member]!, second: places[second]! };
  }
  return null;
}

/** The first two matches that ask for different values of the same thing. */
function findContradiction(tokens: readonly UdevRuleToken[]): TokenPair | null {
  const bySubject = new Map<string, number[]>();
  tokens.forEach((token, place) => {
    if (!isMatch(token) || token.op !== MATCH || !isOrdinary(token)) return;
    if (token.match !== PLAIN && token.match !== GLOB) return;
    const key = subject(token);
    const places = bySubject.get(key);
    if (places === undefined) bySubject.set(key, [place]);
    else places.push(place);
  });
  let found: TokenPair | null = null;
  for (const places of bySubject.values()) {
    if (places.length < 2) continue;
    const matches = places.map((place) => tokens[place] as UdevMatchToken);
    const prefixes = matches[0]!.match === GLOB;
    const texts = matches.map(({ values }) => (prefixes ? values.map(literalPrefix) : values));
    found = earlier(found, findDisjoint(places, texts, prefixes));
  }
  return found;
}

/** The tokens of a rule that have another of their kind, which stands beside them; the others can be compared with none. */
const comparable = (tokens: readonly UdevRuleToken[]): readonly UdevRuleToken[] =>
  tokens.filter(({ type }, i) => type === tokens[i - 1]?.type || type === tokens[i + 1]?.type);

/**
 * Reports tokens of a rule that say the same twice, and matches that are never true together: `==` and `!=` of one value, or
 * two `==` of one thing without a value in common (not where case or the white space at the end of an attribute is
 * ignored). One report of each, in the order in which a walk over all pairs of tokens
 * meets them. Tokens are not compared pair by pair. Origin: udevadm verify at 257.
 */
export function checkConflicts(context: RulesContext, rule: UdevRuleLine): void {
  const tokens = comparable(rule.tokens);
  const equal = findEqual(tokens);
  const conflict = earlier(equal.conflict, findContradiction(tokens));
  const { duplicate } = equal;
  const reportConflict = (): void => context.reportLine(rule, Severity.err, "udev-rules.conflict");
  const conflictFirst = conflict !== null && duplicate !== null && precedes(conflict, duplicate);
  if (conflictFirst) reportConflict();
  if (duplicate !== null) context.reportLine(rule, Severity.warning, "udev-rules.duplicate");
  if (conflict !== null && !conflictFirst) reportConflict();
}

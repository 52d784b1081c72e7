import { asciiLower } from "./ascii-case.js";

/** Words longer than this are not compared: nobody mistypes one of them for a name that we know. */
const LONGEST = 64;
/** Most edits that still look like a slip, and how many characters a word needs for each. */
const MOST_EDITS = 3;
const LENGTH_PER_EDIT = 3;

/**
 * Edits (insert, drop, replace a character, swap two neighbours) from one word to another; `limit + 1` when it takes more than
 * `limit`. Only the diagonal band that the limit leaves is computed: `limit` times the length.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  const far = limit + 1;
  let beforeLast = new Array<number>(b.length + 1).fill(far);
  let last = Array.from({ length: b.length + 1 }, (_, j) => Math.min(j, far));
  for (let i = 1; i <= a.length; i++) {
    const row = new Array<number>(b.length + 1).fill(far);
    if (i <= limit) row[0] = i;
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    let best = row[0]!;
    for (let j = from; j <= to; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let edits = Math.min(last[j - 1]! + (same ? 0 : 1), last[j]! + 1, row[j - 1]! + 1);
      const swapped =
        i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      if (swapped) edits = Math.min(edits, beforeLast[j - 2]! + 1);
      row[j] = Math.min(edits, far);
      if (row[j]! < best) best = row[j]!;
    }
    if (best > limit) return far;
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}

/**
 * The known word that a mistyped one is most like, the first of equals; `null` when none is near. Case counts less than a letter.
 */
export function nearestWord(word: string, known: Iterable<string>): string | null {
  if (word.length === 0 || word.length > LONGEST) return null;
  const folded = asciiLower(word);
  let limit = Math.min(MOST_EDITS, Math.floor(word.length / LENGTH_PER_EDIT));
  let nearest: string | null = null;
  for (const candidate of known) {
    if (candidate.length > LONGEST || candidate === word) continue;
    const edits = editDistance(folded, asciiLower(candidate), limit);
    if (edits > limit || (nearest !== null && edits === limit)) continue;
    nearest = candidate;
    limit = edits;
    if (edits === 0) break;
  }
  return nearest;
}

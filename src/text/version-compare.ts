import { CARET, DIGIT_0, DOT, isAlpha, isDigit, MINUS, TILDE } from "../core/ascii.js";

const EQUAL = 0;
const ASCII_MAX = 0x7f;

const isPart = (c: number): boolean =>
  isAlpha(c) || isDigit(c) || c === TILDE || c === MINUS || c === CARET || c === DOT;

/** Marks that order versions where one has them, in this order: pre-release, release, patch, and the dot between numbers. */
const marksBehindEnd = [MINUS, CARET, DOT] as const;

/** `-1`, `0` or `1`: which of two versions lacks the mark that the other has. */
const withoutMark = (a: number, b: number, mark: number): number => Number(a !== mark) - Number(b !== mark);

/** Where one version has ended, what is left of the other counts by its next byte: as a signed number, so that text beyond ASCII is older. */
const charSign = (c: number): number => (Number.isNaN(c) ? 0 : c > ASCII_MAX ? -1 : 1);

function runEnd(text: string, start: number, belongs: (c: number) => boolean): number {
  let at = start;
  while (at < text.length && belongs(text.charCodeAt(at))) at++;
  return at;
}

const isZero = (c: number): boolean => c === DIGIT_0;

/** Compares two runs of digits as numbers. */
function compareDigits(a: string, aStart: number, aEnd: number, b: string, bStart: number, bEnd: number): number {
  const aFirst = Math.min(runEnd(a, aStart, isZero), aEnd);
  const bFirst = Math.min(runEnd(b, bStart, isZero), bEnd);
  const difference = aEnd - aFirst - (bEnd - bFirst);
  for (let i = 0; difference === EQUAL && i < aEnd - aFirst; i++) {
    const step = a.charCodeAt(aFirst + i) - b.charCodeAt(bFirst + i);
    if (step !== EQUAL) return step;
  }
  return difference;
}

/** Compares two runs of letters; a longer one with the same start is newer. */
function compareLetters(a: string, aStart: number, aEnd: number, b: string, bStart: number, bEnd: number): number {
  const length = Math.min(aEnd - aStart, bEnd - bStart);
  for (let i = 0; i < length; i++) {
    const step = a.charCodeAt(aStart + i) - b.charCodeAt(bStart + i);
    if (step !== EQUAL) return step;
  }
  return aEnd - aStart - (bEnd - bStart);
}

/**
 * Order of two versions: negative, zero or positive. Numbers compare as numbers, letters by their code, `~` comes before the
 * end of a version, `-`, `^` and `.` behind it; other characters separate. Linear.
 * Origin: UAPI.10 Version Format Specification, strverscmp_improved() at 257.
 */
export function compareVersions(a: string, b: string): number {
  let i = 0;
  let j = 0;
  for (;;) {
    while (i < a.length && !isPart(a.charCodeAt(i))) i++;
    while (j < b.length && !isPart(b.charCodeAt(j))) j++;
    let left = a.charCodeAt(i);
    let right = b.charCodeAt(j);
    if (left === TILDE || right === TILDE) {
      const order = withoutMark(left, right, TILDE);
      if (order !== EQUAL) return order;
      left = a.charCodeAt(++i);
      right = b.charCodeAt(++j);
    }
    if (i >= a.length || j >= b.length) return charSign(left) - charSign(right);
    for (const mark of marksBehindEnd) {
      if (left !== mark && right !== mark) continue;
      // The one that has the mark is older: more of a version follows behind the other's.
      const order = withoutMark(left, right, mark);
      if (order !== EQUAL) return order;
      left = a.charCodeAt(++i);
      right = b.charCodeAt(++j);
    }
    const digits = isDigit(left) || isDigit(right);
    const iEnd = runEnd(a, i, digits ? isDigit : isAlpha);
    const jEnd = runEnd(b, j, digits ? isDigit : isAlpha);
    if (digits && (iEnd === i) !== (jEnd === j)) return iEnd === i ? -1 : 1;
    const order = digits ? compareDigits(a, i, iEnd, b, j, jEnd) : compareLetters(a, i, iEnd, b, j, jEnd);
    if (order !== EQUAL) return order;
    i = iEnd;
    j = jEnd;
  }
}

import { BRACE_CLOSE, BRACE_OPEN, DOLLAR, PERCENT } from "../../core/ascii.js";
import { isErrno, safeAtou } from "../../text/numbers.js";
import { rawLength } from "../../text/raw-bytes.js";
import type { UdevSubstitution } from "./model.js";
import { ATTRIBUTE_SIZE, type SubstitutionArgument, substitutions } from "./tables.js";

const byLetter: ReadonlyMap<string, SubstitutionArgument> = new Map(
  substitutions.map(({ letter, argument }) => [letter, argument]),
);

/** Why a text cannot be expanded, and at which character (from 1). */
export interface BadSubstitution {
  readonly offset: number;
  readonly reason: "unknown substitution" | "argument missing" | "not a number";
}

/** How a text is expanded. Origin: rule_get_substitution_type() at 257. */
export function substitutionKind(text: string): UdevSubstitution {
  if (text.startsWith("[")) return "subsys";
  return text.includes("%") || text.includes("$") ? "format" : "plain";
}

/** `<number>`, perhaps with a plus behind it: which words of a result. */
function isWordNumber(text: string): boolean {
  return !isErrno(safeAtou(text.endsWith("+") ? text.slice(0, -1) : text));
}

/** Where the name of a substitution ends, whose `$` (long) or `%` stands before `at`, and what its argument is. */
function nameEnd(
  text: string,
  at: number,
  long: boolean,
): { readonly end: number; readonly argument: SubstitutionArgument } | null {
  if (!long) {
    const argument = byLetter.get(text.charAt(at));
    return argument === undefined ? null : { end: at + 1, argument };
  }
  for (const { name, argument } of substitutions) {
    if (text.startsWith(name, at)) return { end: at + name.length, argument };
  }
  return null;
}

/** Whether an argument is too long to be kept. */
const isTooLong = (text: string): boolean => text.length * 3 >= ATTRIBUTE_SIZE && rawLength(text) >= ATTRIBUTE_SIZE;

/**
 * Looks for the first substitution of a text that cannot be expanded; `null` when all can.
 *
 * `$name`, `%letter`, each with `{argument}` behind it or not; `$$` and `%%` stand for themselves. A name is the first of
 * the table that fits, so that `$devpathology` is `$devpath` with text behind it. Attributes and properties need an
 * argument, a result's is a number. Linear time. Origin: udev(7), udev_check_format() at 257.
 */
export function findBadSubstitution(text: string): BadSubstitution | null {
  if (!text.includes("$") && !text.includes("%")) return null;
  const lastBrace = text.lastIndexOf("}");
  let at = 0;
  while (at < text.length) {
    const mark = text.charCodeAt(at);
    if (mark !== DOLLAR && mark !== PERCENT) {
      at++;
      continue;
    }
    if (text.charCodeAt(at + 1) === mark) {
      at += 2;
      continue;
    }
    const offset = at + 1;
    const name = nameEnd(text, offset, mark === DOLLAR);
    if (name === null) return { offset, reason: "unknown substitution" };
    let argument = "";
    at = name.end;
    if (text.charCodeAt(at) === BRACE_OPEN) {
      if (lastBrace < at) return { offset, reason: "unknown substitution" };
      let close = at + 1;
      while (text.charCodeAt(close) !== BRACE_CLOSE) close++;
      argument = text.slice(at + 1, close);
      if (argument === "" || isTooLong(argument)) return { offset, reason: "unknown substitution" };
      at = close + 1;
    }
    if (name.argument === "required" && argument === "") return { offset, reason: "argument missing" };
    if (name.argument === "number" && argument !== "" && !isWordNumber(argument))
      return { offset, reason: "not a number" };
  }
  return null;
}

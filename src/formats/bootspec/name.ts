import { DIGIT_0, isDigit, MINUS, PLUS } from "../../core/ascii.js";
import { asciiLower } from "../../text/ascii-case.js";
import { CharSet } from "../../text/char-set.js";
import { isFilenameValid } from "../../text/path.js";
import type { BootspecCode } from "./diagnostics.js";
import { ENTRY_SUFFIX, NAME_CHARACTERS, TRIES_MAX } from "./tables.js";

/** What the name of an entry's file says. */
export interface EntryName {
  /** Without the counters. */
  readonly id: string;
  readonly triesLeft: number | null;
  readonly triesDone: number | null;
}

/** Why a name is refused. */
export interface BadName {
  readonly errno: "EINVAL" | "ERANGE";
  readonly code: BootspecCode;
}

const nameCharacters = new CharSet(NAME_CHARACTERS);
const TEN = 10;
const NO_MARK = -1;
const BAD_COUNTER: BadName = { errno: "ERANGE", code: "bootspec.bad-tries" };

/** Digits that a counter was read from. */
const counter = { value: 0, end: 0 };

/** Reads digits into {@link counter}; `false` when they are too large a number. No digits leave `end` at `start`. */
function readCounter(name: string, start: number): boolean {
  let at = start;
  let value = 0;
  while (isDigit(name.charCodeAt(at))) value = Math.min(value * TEN + name.charCodeAt(at++) - DIGIT_0, TRIES_MAX + 1);
  counter.value = value;
  counter.end = at;
  return value <= TRIES_MAX;
}

/**
 * Reads the name of an entry's file: `<id>[+<left>[-<done>]].conf`.
 *
 * Letters, digits and `+-_.@`; the suffix in any case. Counters stand between the last plus and the last dot; whatever does not
 * look like them belongs to the id. A counter that is too large is found before anything else. Origin: UAPI.1 "Boot counting", boot_filename_extract_tries() at 257.
 */
export function parseEntryName(name: string): EntryName | BadName {
  const parsed = readCounters(name);
  if ("errno" in parsed) return parsed;
  const { id } = parsed;
  if (!isFilenameValid(id) || !nameCharacters.hasAll(id)) return { errno: "EINVAL", code: "bootspec.bad-entry-name" };
  if (!asciiLower(id).endsWith(ENTRY_SUFFIX)) return { errno: "EINVAL", code: "bootspec.bad-entry-suffix" };
  return parsed;
}

/** Takes the counters out of a name, whatever else it is. */
function readCounters(name: string): EntryName | BadName {
  const plain: EntryName = { id: name, triesLeft: null, triesDone: null };
  const dot = name.lastIndexOf(".");
  const plus = dot === NO_MARK ? NO_MARK : name.lastIndexOf(String.fromCharCode(PLUS), dot);
  if (plus === NO_MARK) return plain;
  if (!readCounter(name, plus + 1)) return BAD_COUNTER;
  if (counter.end === plus + 1) return plain;
  const triesLeft = counter.value;
  let { end } = counter;
  let triesDone: number | null = null;
  if (name.charCodeAt(end) === MINUS) {
    const start = end + 1;
    if (!readCounter(name, start)) return BAD_COUNTER;
    if (counter.end === start) return plain;
    triesDone = counter.value;
    ({ end } = counter);
  }
  return end === dot ? { id: name.slice(0, plus) + name.slice(dot), triesLeft, triesDone } : plain;
}

import { DIGIT_0, GREATER_THAN, isDigit, LESS_THAN } from "../core/ascii.js";
import { fromLatin1 } from "../core/utf8.js";
import { JournalField, textField } from "./field.js";

/** A priority is the facility times eight plus the level. Origin: RFC 5424 section 6.2.1, LOG_PRIMASK and LOG_FACMASK of syslog(3). */
export const LEVEL_MASK = 0x07;
export const FACILITY_MASK = 0x3f8;
const FACILITY_SHIFT = 3;
/** Most digits between `<` and `>`. */
const DIGITS_MAX = 3;
const TEN = 10;
const NONE = 0;

/** Largest priority that a prefix or a header can give. */
export const PRIORITY_MAX = 999;

/** Facility "user", level "info": for datagrams without a prefix. */
export const USER_INFO = 14;

/** The facility number of a priority. */
export const facilityOf = (priority: number): number => (priority & FACILITY_MASK) >> FACILITY_SHIFT;
/** The priority with another level. */
export const withLevel = (priority: number, level: number): number => (priority & FACILITY_MASK) | level;
/** The priority with another facility. */
export const withFacility = (priority: number, facility: number): number =>
  (priority & LEVEL_MASK) | (facility << FACILITY_SHIFT);

/**
 * Length of the `<n>` prefix at `start`: one to three digits between the brackets; 0 when there is none.
 * Origin: RFC 3164 section 4.1.1, syslog_parse_priority() at 257.
 */
export function prefixLength(bytes: Uint8Array, start: number, end: number): number {
  if (start >= end || bytes[start] !== LESS_THAN) return NONE;
  let at = start + 1;
  const last = Math.min(end, at + DIGITS_MAX);
  while (at < last && isDigit(bytes[at]!)) at++;
  return at > start + 1 && at < end && bytes[at] === GREATER_THAN ? at + 1 - start : NONE;
}

/** The number in a prefix whose length {@link prefixLength} gave. */
export function prefixValue(bytes: Uint8Array, start: number, length: number): number {
  let value = 0;
  for (let i = start + 1; i < start + length - 1; i++) value = value * TEN + bytes[i]! - DIGIT_0;
  return value;
}

const levelFields = Array.from({ length: LEVEL_MASK + 1 }, (_, level) => textField("PRIORITY", String(level)));

/** `PRIORITY=`: the level only. */
export const levelField = (priority: number): JournalField => levelFields[priority & LEVEL_MASK]!;
/** `SYSLOG_FACILITY=` with the number of the facility. */
export const facilityField = (priority: number): JournalField =>
  new JournalField("SYSLOG_FACILITY", fromLatin1(String(facilityOf(priority))));

import { COLON, DIGIT_0, DOT, isDigit, MINUS, PAREN_CLOSE, PLUS } from "../../core/ascii.js";
import { latin1 } from "../../core/utf8.js";
import { isSpace, UINT64_MAX } from "../../text/integers.js";
import { RECORD_START } from "./tables.js";

/** `audit(seconds.milliseconds:id):` at the start of a record. */
export interface AuditHead {
  readonly sourceTimeUsec: bigint;
  readonly id: bigint;
  /** Offset of what follows. */
  readonly end: number;
}

const USEC_PER_SEC = 1_000_000n;
const USEC_PER_MSEC = 1000n;
const TEN = 10;
/** Up to here the digits of a number are added up without a bigint. */
const SAFE_DIGITS = 15;
const NO_NUMBER = -1;

/** The number that {@link scanNumber} read. */
const scanned = { value: 0n };

/**
 * Reads an unsigned 64-bit number as scanf(3) does: white space, a sign, decimal digits. Negative numbers wrap around, too
 * large ones become the largest. The offset behind it, or -1.
 */
function scanNumber(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && isSpace(bytes[at]!)) at++;
  const negative = bytes[at] === MINUS;
  if (negative || bytes[at] === PLUS) at++;
  const first = at;
  let small = 0;
  while (at < bytes.length && isDigit(bytes[at]!)) small = small * TEN + bytes[at++]! - DIGIT_0;
  if (at === first) return NO_NUMBER;
  const value = at - first <= SAFE_DIGITS ? BigInt(small) : largeNumber(bytes, first, at);
  scanned.value = negative && value <= UINT64_MAX ? BigInt.asUintN(64, -value) : value;
  if (value > UINT64_MAX) scanned.value = UINT64_MAX;
  return at;
}

/** Digits that matter when a number may be too large for 64 bits: leading zeros do not, and 20 others tell. */
const DIGITS_OF_64_BITS = 21;

function largeNumber(bytes: Uint8Array, start: number, end: number): bigint {
  let first = start;
  while (first < end - 1 && bytes[first] === DIGIT_0) first++;
  return BigInt(latin1(bytes, first, Math.min(end, first + DIGITS_OF_64_BITS)));
}

/**
 * Reads the head of a record, or gives `null`. The digits behind the point are a number of milliseconds. Sums wrap around at 64 bits.
 * Origin: audit_log_start() of the kernel, process_audit_string() at 257.
 */
export function parseHead(record: Uint8Array): AuditHead | null {
  for (let i = 0; i < RECORD_START.length; i++) if (record[i] !== RECORD_START.charCodeAt(i)) return null;
  let at = scanNumber(record, RECORD_START.length);
  if (at < RECORD_START.length || record[at] !== DOT) return null;
  const seconds = scanned.value;
  const fraction = at + 1;
  at = scanNumber(record, fraction);
  if (at < fraction || record[at] !== COLON) return null;
  const sourceTimeUsec = BigInt.asUintN(64, seconds * USEC_PER_SEC + scanned.value * USEC_PER_MSEC);
  const number = at + 1;
  at = scanNumber(record, number);
  if (at < number || record[at] !== PAREN_CLOSE || record[at + 1] !== COLON) return null;
  return { sourceTimeUsec, id: scanned.value, end: at + 2 };
}

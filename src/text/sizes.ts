import { DIGIT_0, DOT, isDigit, MINUS } from "../core/ascii.js";
import {
  INT32_MAX,
  isErrno,
  type Parsed,
  type ParsedBig,
  safeAtoi,
  scan,
  scanned,
  skipBlank,
  UINT64_MAX,
} from "./integers.js";

const DECIMAL = 10;
const BINARY_BASE = 1024;
const SIZE_LETTERS = "EPTGMKB";
const iecFactors = [60n, 50n, 40n, 30n, 20n, 10n, 0n, 0n].map((shift) => 1n << shift);
const siFactors = [18n, 15n, 12n, 9n, 6n, 3n, 0n, 0n].map((power) => 10n ** power);

/** Factors of the suffixes, and how many of each fit 64 bits. */
interface SuffixTable {
  readonly factors: readonly bigint[];
  readonly limits: readonly bigint[];
}

const suffixTable = (factors: readonly bigint[]): SuffixTable => ({
  factors,
  limits: factors.map((factor) => UINT64_MAX / factor),
});
const iecSuffixes = suffixTable(iecFactors);
const siSuffixes = suffixTable(siFactors);

/**
 * Size in bytes: numbers with the suffixes `E P T G M K B` or none, fractions allowed, several added up in falling order
 * (`1G 512M`). `base` 1024 or 1000 gives the suffixes' meaning.
 *
 * Origin: parse_size() at 257.
 */
export function parseSize(text: string, base: 1024 | 1000): ParsedBig {
  const { factors, limits } = base === BINARY_BASE ? iecSuffixes : siSuffixes;
  let total = 0n;
  let firstSuffix = 0;
  let at = 0;
  do {
    at = skipBlank(text, at);
    const sign = text.charCodeAt(at);
    const whole = scan(text, at, DECIMAL);
    if (!scanned.digits) return "EINVAL";
    if (whole > UINT64_MAX || sign === MINUS) return "ERANGE";
    at = scanned.end;
    let fraction = 0;
    if (text.charCodeAt(at) === DOT) {
      at++;
      if (isDigit(text.charCodeAt(at))) {
        const from = at;
        const digits = scan(text, at, DECIMAL);
        if (digits > UINT64_MAX) return "ERANGE";
        at = scanned.end;
        fraction = Number(digits);
        for (let i = from; i < at; i++) fraction /= 10;
      }
    }
    at = skipBlank(text, at);
    const letter = at < text.length ? SIZE_LETTERS.indexOf(text.charAt(at)) : -1;
    const suffix = letter >= firstSuffix ? letter : SIZE_LETTERS.length;
    if (suffix < firstSuffix) return "EINVAL";
    const factor = factors[suffix]!;
    const wide = BigInt(whole);
    const hasFraction = !!fraction;
    if ((hasFraction ? wide + 1n : wide) > limits[suffix]!) return "ERANGE";
    total += wide * factor;
    if (hasFraction) total += BigInt(Math.trunc(fraction * Number(factor)));
    if (total > UINT64_MAX) return "ERANGE";
    if (suffix < SIZE_LETTERS.length) at++;
    firstSuffix = suffix + 1;
  } while (at < text.length);
  return total;
}

/** A size as systemd prints it with IEC suffixes, one decimal: `1.5G`. Origin: format_bytes() at 257. */
export function formatBytes(size: bigint): string {
  if (size === UINT64_MAX) return "infinity";
  for (let i = 0; i < 6; i++) {
    const factor = iecFactors[i]!;
    if (size < factor) continue;
    const next = iecFactors[i + 1]!;
    const remainder = i === 5 ? (size * 10n) / factor : ((size / next) * 10n) / (factor / next);
    const tenth = remainder % 10n;
    return `${size / factor}${tenth === 0n ? "" : `.${tenth}`}${SIZE_LETTERS[i]!}`;
  }
  return `${size}B`;
}

/** Number before `symbol`, not negative. */
function partsWhole(text: string, symbol: string): Parsed {
  if (!text.endsWith(symbol)) return "EINVAL";
  const value = safeAtoi(text.slice(0, text.length - symbol.length));
  return typeof value === "number" && value < 0 ? "ERANGE" : value;
}

/** Number with up to `places` decimals before `symbol`, in units of the last place. */
function partsDecimal(text: string, symbol: string, places: 1 | 2): Parsed {
  if (!text.endsWith(symbol)) return "EINVAL";
  const end = text.length - symbol.length;
  const dot = text.indexOf(".");
  const scale = 10 ** places;
  let fraction = 0;
  if (dot >= 0 && dot < end) {
    const digits = end - dot - 1;
    if (digits < 1 || digits > places) return "EINVAL";
    for (let i = dot + 1; i < end; i++) {
      const c = text.charCodeAt(i);
      if (!isDigit(c)) return "EINVAL";
      fraction = fraction * 10 + (c - DIGIT_0);
    }
    fraction *= 10 ** (places - digits);
  }
  const value = safeAtoi(text.slice(0, dot >= 0 && dot < end ? dot : end));
  if (isErrno(value)) return value;
  if (value < 0 || value > Math.floor((INT32_MAX - fraction) / scale)) return "ERANGE";
  return value * scale + fraction;
}

const bounded = (value: Parsed, max: number): Parsed => (typeof value === "number" && value > max ? "ERANGE" : value);

/** `12%`, any size. Origin: parse_percent_unbounded() at 257. */
export const parsePercentUnbounded = (text: string): Parsed => partsWhole(text, "%");
/** `0%` to `100%`. */
export const parsePercent = (text: string): Parsed => bounded(parsePercentUnbounded(text), 100);

/** `12.5%` or `125‰` in thousandths. Origin: parse_permille_unbounded() at 257. */
export const parsePermilleUnbounded = (text: string): Parsed =>
  text.endsWith("‰") ? partsWhole(text, "‰") : partsDecimal(text, "%", 1);
export const parsePermille = (text: string): Parsed => bounded(parsePermilleUnbounded(text), 1000);

/** `12.55%`, `125.5‰` or `1255‱` in ten-thousandths. Origin: parse_permyriad_unbounded() at 257. */
export function parsePermyriadUnbounded(text: string): Parsed {
  if (text.endsWith("‱")) return partsWhole(text, "‱");
  return text.endsWith("‰") ? partsDecimal(text, "‰", 1) : partsDecimal(text, "%", 2);
}
export const parsePermyriad = (text: string): Parsed => bounded(parsePermyriadUnbounded(text), 10000);

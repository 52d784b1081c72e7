import * as v from "valibot";
import { parseSize } from "../../text/sizes.js";
import { parseSec } from "../../time/timespan.js";

const USEC_PER_SEC = 1_000_000;
/** Longest span that is a number of seconds with meaning: a hundred years. */
const MAX_SPAN_SEC = 100 * 366 * 86_400;

/** Seconds of a time span as systemd writes them (`10m`, `1h 30min`, `90`); `null` when it is none, or not above zero. */
export function spanSeconds(text: string): number | null {
  const usec = parseSec(text);
  if (typeof usec !== "bigint") return null;
  const seconds = Number(usec) / USEC_PER_SEC;
  return seconds > 0 && seconds <= MAX_SPAN_SEC ? seconds : null;
}

/** Bytes of a size as systemd writes them (`256M`, `1G`); `null` when it is none. */
export function sizeBytes(text: string): number | null {
  const size = parseSize(text, 1024);
  return typeof size === "bigint" && size <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(size) : null;
}

/** A time span: text, or a number of seconds. */
export const span = v.pipe(
  v.union([v.number(), v.string()], 'expected a time span such as "10m"'),
  v.rawTransform(({ dataset: { value }, addIssue, NEVER }) => {
    const seconds = spanSeconds(String(value));
    if (seconds !== null) return seconds;
    addIssue({ message: `${JSON.stringify(value)} is no time span above zero such as "10m" or "1h 30min"` });
    return NEVER;
  }),
);

/** A size: text, or a number of bytes. */
export const size = v.pipe(
  v.union([v.number(), v.string()], 'expected a size such as "256M"'),
  v.rawTransform(({ dataset: { value }, addIssue, NEVER }) => {
    const bytes = sizeBytes(String(value));
    if (bytes !== null) return bytes;
    addIssue({ message: `${JSON.stringify(value)} is no size such as "256M"` });
    return NEVER;
  }),
);

/** A whole number from `least` to `most`. */
export const whole = (least: number, most: number) =>
  v.pipe(
    v.number(`expected a whole number from ${least} to ${most}`),
    v.integer(`expected a whole number from ${least} to ${most}`),
    v.minValue(least, `expected a whole number from ${least} to ${most}`),
    v.maxValue(most, `expected a whole number from ${least} to ${most}`),
  );

/** A name that may become part of a path. */
export const pathName = v.pipe(
  v.string("expected a name"),
  v.regex(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/, "may hold letters, digits, '.', '_' and '-' only, up to 100 of them"),
);

import { civilFromDays, weekdayOfDays } from "./civil.js";
import {
  USEC_INFINITY,
  USEC_PER_DAY,
  USEC_PER_HOUR,
  USEC_PER_MINUTE,
  USEC_PER_MONTH,
  USEC_PER_MSEC,
  USEC_PER_SEC,
  USEC_PER_WEEK,
  USEC_PER_YEAR,
  USEC_TIMESTAMP_FORMATTABLE_MAX,
  type Usec,
} from "./usec.js";
import { WEEKDAY_NAMES } from "./weekdays.js";

/** How a point in time is printed; local time is UTC. Origin: `TimestampStyle`. */
export type TimestampStyle = "pretty" | "us" | "utc" | "us+utc" | "unix" | "date";

const SECONDS_PER_DAY = 86_400;
const USEC_PER_SEC_LARGE = BigInt(USEC_PER_SEC);

/** What stands for a time that is too late to be printed. */
const UNPRINTABLE: Readonly<Record<Exclude<TimestampStyle, "unix">, string>> = {
  pretty: "--- XXXX-XX-XX XX:XX:XX",
  us: "--- XXXX-XX-XX XX:XX:XX.XXXXXX",
  utc: "--- XXXX-XX-XX XX:XX:XX UTC",
  "us+utc": "--- XXXX-XX-XX XX:XX:XX.XXXXXX UTC",
  date: "--- XXXX-XX-XX",
};

const two = (value: number): string => String(value).padStart(2, "0");

/** Whether a time is one: neither zero nor infinity. Origin: `timestamp_is_set`. */
export const isTimestampSet = (usec: Usec): boolean => usec > 0n && usec !== USEC_INFINITY;

/**
 * Prints a point in time: `Tue 2023-11-14 22:13:20 UTC`, with microseconds, as `@1700000000`, or the date alone. `null` for
 * zero and infinity, which are no points in time. Origin: `format_timestamp_style`.
 */
export function formatTimestamp(usec: Usec, style: TimestampStyle): string | null {
  if (!isTimestampSet(usec)) return null;
  const seconds = usec / USEC_PER_SEC_LARGE;
  if (style === "unix") return `@${seconds}`;
  if (usec > USEC_TIMESTAMP_FORMATTABLE_MAX) return UNPRINTABLE[style];
  const second = Number(seconds);
  const days = Math.floor(second / SECONDS_PER_DAY);
  const ofDay = second - days * SECONDS_PER_DAY;
  const { year, month, day } = civilFromDays(days);
  const date = `${WEEKDAY_NAMES[weekdayOfDays(days)]} ${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
  if (style === "date") return date;
  const time = `${two(Math.floor(ofDay / 3600))}:${two(Math.floor((ofDay % 3600) / 60))}:${two(ofDay % 60)}`;
  const fraction = style === "us" || style === "us+utc" ? `.${String(usec % USEC_PER_SEC_LARGE).padStart(6, "0")}` : "";
  return `${date} ${time}${fraction} UTC`;
}

const plural = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`;

/** Two units, as long as the larger one counts. */
function formatDistance(distance: number): string {
  const whole = (unit: number): number => Math.floor(distance / unit);
  const rest = (of: number, unit: number): number => Math.floor((distance % of) / unit);
  if (distance >= USEC_PER_YEAR) {
    return `${plural(whole(USEC_PER_YEAR), "year")} ${plural(rest(USEC_PER_YEAR, USEC_PER_MONTH), "month")}`;
  }
  if (distance >= USEC_PER_MONTH) {
    return `${plural(whole(USEC_PER_MONTH), "month")} ${plural(rest(USEC_PER_MONTH, USEC_PER_DAY), "day")}`;
  }
  if (distance >= USEC_PER_WEEK) {
    return `${plural(whole(USEC_PER_WEEK), "week")} ${plural(rest(USEC_PER_WEEK, USEC_PER_DAY), "day")}`;
  }
  if (distance >= 2 * USEC_PER_DAY) return plural(whole(USEC_PER_DAY), "day");
  if (distance >= 25 * USEC_PER_HOUR) return `1 day ${rest(USEC_PER_DAY, USEC_PER_HOUR)}h`;
  if (distance >= 6 * USEC_PER_HOUR) return `${whole(USEC_PER_HOUR)}h`;
  if (distance >= USEC_PER_HOUR) return `${whole(USEC_PER_HOUR)}h ${rest(USEC_PER_HOUR, USEC_PER_MINUTE)}min`;
  if (distance >= 5 * USEC_PER_MINUTE) return `${whole(USEC_PER_MINUTE)}min`;
  if (distance >= USEC_PER_MINUTE) return `${whole(USEC_PER_MINUTE)}min ${rest(USEC_PER_MINUTE, USEC_PER_SEC)}s`;
  if (distance >= USEC_PER_SEC) return `${whole(USEC_PER_SEC)}s`;
  if (distance >= USEC_PER_MSEC) return `${whole(USEC_PER_MSEC)}ms`;
  return `${distance}us`;
}

/**
 * Prints a point in time relative to the current one: `2 weeks 1 day ago`, `5min left`, `now`. `null` for zero and infinity.
 * Origin: `format_timestamp_relative`.
 */
export function formatTimestampRelative(usec: Usec, now: Usec): string | null {
  if (!isTimestampSet(usec)) return null;
  if (usec === now) return "now";
  const distance = usec < now ? now - usec : usec - now;
  return `${formatDistance(Number(distance))}${usec < now ? " ago" : " left"}`;
}

import { isErrno, safeAtou64, scan, scanned, UINT64_MAX } from "../../text/integers.js";
import { USEC_PER_DAY, USEC_PER_HOUR, USEC_PER_MINUTE, type Usec } from "../../time/usec.js";
import { NOW, type Schedule } from "./settings.js";

const DECIMAL = 10;
const NOWHERE = -1;
const NOT_A_FIELD = -1;
const HOUR_MAX = 23;
const MINUTE_MAX = 59;
const DAY = BigInt(USEC_PER_DAY);

/** The number from `start` to `end`, as strtol(3) reads it, nothing being 0; {@link NOT_A_FIELD} when it is another text or above `max`. */
function field(text: string, start: number, end: number, max: number): number {
  const value = scan(text, start, DECIMAL);
  if (scanned.end !== end || value > max) return NOT_A_FIELD;
  return scanned.negative && value ? NOT_A_FIELD : Number(value);
}

/** The next time that a clock shows hour and minute, in UTC. */
function nextAt(hour: number, minute: number, now: Usec): Usec {
  const time = now - (now % DAY) + BigInt(hour * USEC_PER_HOUR + minute * USEC_PER_MINUTE);
  return time > now ? time : time + DAY;
}

/**
 * When shutdown(8) is to act: `now`, `+m` or `m` for a number of minutes, `hh:mm` for the next time of day, hours and minutes
 * with a sign or nothing as strtol(3) takes them. `null` for anything else. Origin: parse_shutdown_time_spec() at 257.
 */
export function parseShutdownTime(text: string, now: Usec): Schedule | null {
  if (text === "now") return NOW;
  const colon = text.indexOf(":");
  if (colon === NOWHERE) {
    const minutes = safeAtou64(text);
    if (isErrno(minutes)) return null;
    return { usec: (now + minutes * BigInt(USEC_PER_MINUTE)) & UINT64_MAX, fromClock: text };
  }
  const hour = field(text, 0, colon, HOUR_MAX);
  const minute = hour === NOT_A_FIELD ? hour : field(text, colon + 1, text.length, MINUTE_MAX);
  return minute === NOT_A_FIELD ? null : { usec: nextAt(hour, minute, now), fromClock: text };
}

import { daysFromCivil } from "./civil.js";
import { ecmascriptZoneName, isTimezone } from "./timezone-names.js";

const SECONDS_PER_DAY = 86_400;
const SECONDS_PER_HOUR = 3_600;
const SECONDS_PER_MINUTE = 60;

/** Offsets are found per stretch of time of this length, about a year, and kept. */
const STRETCH_SEC = 1 << 25;

/**
 * Within a stretch the offset is sampled at this distance, about six days: no zone changes its offset and back within
 * less, as clocks are changed for seasons and for Ramadan.
 */
const SAMPLE_SEC = 1 << 19;

/** At one end of it clocks show standard time. */
const HALF_YEAR_SEC = 182 * SECONDS_PER_DAY;

/**
 * The platform is asked about instants from here on: before the year 1 it counts years backwards, and no zone had anything but
 * its local mean time long after that.
 */
const FIRST_ASKED_SEC = daysFromCivil(1, 1, 3) * SECONDS_PER_DAY;
/** The last instant that ECMAScript's dates reach, less what clocks may show beyond it. */
const LAST_ASKED_SEC = 8_640_000_000_000 - 2 * SECONDS_PER_DAY;

/** No zone is further from UTC than this, so the instants of a wall-clock time are found this near. */
const MAX_OFFSET_SEC = 26 * SECONDS_PER_HOUR;

/** The offsets of a zone in one stretch: `offsets[i]` is valid from `starts[i]` on; the first start is the stretch's. */
interface Stretch {
  readonly starts: readonly number[];
  readonly offsets: readonly number[];
}

/** A time zone of the platform: the offset of an instant, and the instants of a wall-clock time. Times are in seconds. */
export class TimeZone {
  static readonly #zones = new Map<string, TimeZone>();

  readonly #formatter: Intl.DateTimeFormat;
  readonly #stretches = new Map<number, Stretch>();

  private constructor(name: string) {
    this.#formatter = new Intl.DateTimeFormat("en-US", {
      timeZone: ecmascriptZoneName(name),
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  }

  /** The zone of a name that {@link isTimezone} accepts; any other is caller misuse (`TypeError`). */
  static named(name: string): TimeZone {
    let zone = TimeZone.#zones.get(name);
    if (zone === undefined) {
      if (!isTimezone(name)) throw new TypeError(`${name} is no time zone`);
      zone = new TimeZone(name);
      TimeZone.#zones.set(name, zone);
    }
    return zone;
  }

  /** Seconds that the wall clock is ahead of UTC at an instant. */
  offsetAt(instant: number): number {
    const stretch = this.#stretchOf(instant);
    let i = stretch.starts.length - 1;
    while (i > 0 && stretch.starts[i]! > instant) i--;
    return stretch.offsets[i]!;
  }

  /** The first instant after `after` at which the wall clock shows `wall`, or `undefined`. */
  instantAfter(wall: number, after: number): number | undefined {
    let found: number | undefined;
    for (const offset of [this.offsetAt(wall - MAX_OFFSET_SEC), this.offsetAt(wall + MAX_OFFSET_SEC)]) {
      const instant = wall - offset;
      if (instant > after && this.offsetAt(instant) === offset && (found === undefined || instant < found))
        found = instant;
    }
    return found;
  }

  /** The wall-clock time at which the clock goes on behind the gap that `wall` lies in. */
  endOfGap(wall: number): number {
    // The clock jumps from before `wall` to behind it somewhere between these two instants.
    let before = wall - MAX_OFFSET_SEC;
    let behind = wall + MAX_OFFSET_SEC;
    while (behind - before > 1) {
      const middle = Math.floor((before + behind) / 2);
      if (middle + this.offsetAt(middle) < wall) before = middle;
      else behind = middle;
    }
    return behind + this.offsetAt(behind);
  }

  /**
   * The instant of a wall-clock time as mktime(3) of glibc finds it from a guess of UTC: of two instants the one that
   * the approach reaches first; a time in a gap is moved forward by the gap's length.
   */
  instantOf(wall: number): number {
    let previous = wall;
    let instant = wall;
    for (;;) {
      const next = wall - this.offsetAt(instant);
      if (next === instant) return instant;
      if (next === previous) return Math.max(next, instant);
      previous = instant;
      instant = next;
    }
  }

  /** The instant of a wall-clock time that shows standard time, also in summer. */
  standardInstantOf(wall: number): number {
    const offsets = [wall - HALF_YEAR_SEC, wall, wall + HALF_YEAR_SEC].map((instant) => this.offsetAt(instant));
    return wall - Math.min(...offsets);
  }

  #stretchOf(instant: number): Stretch {
    const index = Math.floor(instant / STRETCH_SEC);
    let stretch = this.#stretches.get(index);
    if (stretch === undefined) {
      stretch = this.#findOffsets(index * STRETCH_SEC);
      this.#stretches.set(index, stretch);
    }
    return stretch;
  }

  #findOffsets(start: number): Stretch {
    const starts = [start];
    const offsets = [this.#readOffset(start)];
    let at = start;
    while (at < start + STRETCH_SEC) {
      const known = offsets[offsets.length - 1]!;
      const next = Math.min(at + SAMPLE_SEC, start + STRETCH_SEC - 1);
      const offset = this.#readOffset(next);
      if (offset !== known) {
        let before = at;
        let behind = next;
        while (behind - before > 1) {
          const middle = Math.floor((before + behind) / 2);
          if (this.#readOffset(middle) === known) before = middle;
          else behind = middle;
        }
        starts.push(behind);
        offsets.push(this.#readOffset(behind));
        at = behind;
      } else at = next === at ? start + STRETCH_SEC : next;
    }
    return { starts, offsets };
  }

  /** Asks the platform. */
  #readOffset(at: number): number {
    const instant = Math.min(Math.max(at, FIRST_ASKED_SEC), LAST_ASKED_SEC);
    let year = 0;
    let month = 0;
    let day = 0;
    let hour = 0;
    let minute = 0;
    let second = 0;
    for (const { type, value } of this.#formatter.formatToParts(instant * 1000)) {
      if (type === "year") year = Number(value);
      else if (type === "month") month = Number(value);
      else if (type === "day") day = Number(value);
      else if (type === "hour") hour = Number(value);
      else if (type === "minute") minute = Number(value);
      else if (type === "second") second = Number(value);
    }
    const wall =
      daysFromCivil(year, month, day) * SECONDS_PER_DAY +
      hour * SECONDS_PER_HOUR +
      minute * SECONDS_PER_MINUTE +
      second;
    return wall - instant;
  }
}

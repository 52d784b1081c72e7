import { xescape } from "../text/escape.js";
import { LONG_LINE_MAX } from "../text/lines.js";
import { rawLength } from "../text/raw-bytes.js";
import { USEC_INFINITY, type Usec } from "../time/usec.js";
import { type DualTimestamp, isTimestampSet, type RateLimit } from "./values.js";

const MAX_BYTES_PER_UNIT = 3;

/**
 * Collects the lines `key=value` of a serialised state.
 *
 * What could not be read back is not written: `item` gives false for a line that would be too long, and the caller goes
 * on or gives up as systemd does. Origin: serialize_item() and its kin at 257.
 */
export class ItemWriter {
  readonly lines: string[] = [];

  /** Writes one item; `null` is no item. False when the line would be longer than what is read. */
  item(key: string, value: string | null): boolean {
    if (value === null) return true;
    const units = key.length + value.length + 2;
    if (units * MAX_BYTES_PER_UNIT > LONG_LINE_MAX && key.length + rawLength(value) + 2 > LONG_LINE_MAX) return false;
    this.lines.push(`${key}=${value}`);
    return true;
  }

  /** The value with `\xHH` for control and non-ASCII bytes, backslashes and spaces. */
  escaped(key: string, value: string | null): boolean {
    return value === null || this.item(key, xescape(value, " "));
  }

  /** One escaped item for each. */
  list(key: string, values: readonly string[]): boolean {
    let complete = true;
    for (const value of values) complete = this.escaped(key, value) && complete;
    return complete;
  }

  boolean(key: string, value: boolean): void {
    this.lines.push(value ? `${key}=yes` : `${key}=no`);
  }

  number(key: string, value: number | bigint): void {
    this.lines.push(`${key}=${value}`);
  }

  /** Nothing when infinite. */
  usec(key: string, value: Usec): void {
    if (value !== USEC_INFINITY) this.lines.push(`${key}=${value}`);
  }

  /** Nothing when neither clock has a time. */
  dualTimestamp(key: string, value: DualTimestamp | null): void {
    if (value !== null && isTimestampSet(value)) this.lines.push(`${key}=${value.realtime} ${value.monotonic}`);
  }

  rateLimit(key: string, { begin, interval, count, burst }: RateLimit): void {
    this.lines.push(`${key}=${begin} ${interval} ${count} ${burst}`);
  }

  /** Ends a block. */
  end(): void {
    this.lines.push("");
  }
}

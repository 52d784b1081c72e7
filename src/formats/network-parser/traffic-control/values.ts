import type { FieldOf } from "../../../directives/assignment.js";
import { bounded } from "../../../directives/bounded-values.js";
import { assign } from "../../../directives/values.js";
import { isErrno, type NumberErrno, parsePermyriad, parseSize, safeAtou16 } from "../../../text/numbers.js";
import { parseSec } from "../../../time/timespan.js";
import { USEC_INFINITY, type Usec } from "../../../time/usec.js";
import type { NetworkBinding } from "../assignment.js";

/** Bounds of a value, both included, and what an empty one stands for. */
export interface Bounds<Value> {
  readonly least?: Value;
  readonly most?: Value;
  readonly empty?: Value;
}

const HEXADECIMAL = 16;
const UINT64_MAX = 0xffff_ffff_ffff_ffffn;

/** Unsigned 32-bit number; an empty value stands for 0 where nothing else is said. */
export const number = <Settings>(
  field: FieldOf<Settings, number>,
  bounds: Bounds<number> = {},
): NetworkBinding<Settings> => bounded(field, { empty: 0, ...bounds });

/** Unsigned 32-bit number in hexadecimal. */
export const hexadecimal = <Settings>(field: FieldOf<Settings, number>): NetworkBinding<Settings> =>
  bounded(field, { empty: 0, base: HEXADECIMAL });

function amount<Settings>(
  field: FieldOf<Settings, bigint>,
  base: 1000 | 1024,
  bounds: Bounds<bigint>,
): NetworkBinding<Settings> {
  const { least = 0n, most = UINT64_MAX, empty = 0n } = bounds;
  return (settings, value, at) => {
    const result = value ? parseSize(value, base) : empty;
    if (isErrno(result) || (value && (result < least || result > most)))
      return at.warn("value.number-out-of-range", value);
    assign(settings, field, result);
    return undefined;
  };
}

/** Size in bytes, suffixes to the base 1024. */
export const size = <Settings>(
  field: FieldOf<Settings, bigint>,
  bounds: Bounds<bigint> = {},
): NetworkBinding<Settings> => amount(field, 1024, bounds);

/** Bits per second, suffixes to the base 1000. */
export const rate = <Settings>(
  field: FieldOf<Settings, bigint>,
  bounds: Bounds<bigint> = {},
): NetworkBinding<Settings> => amount(field, 1000, bounds);

/** Time span in microseconds. */
export function span<Settings>(field: FieldOf<Settings, Usec>, bounds: Bounds<Usec> = {}): NetworkBinding<Settings> {
  const { least = 0n, most = USEC_INFINITY, empty = 0n } = bounds;
  return (settings, value, at) => {
    const result = value ? parseSec(value) : empty;
    if (typeof result === "string") return at.warn("value.not-timespan", value);
    if (value && (result < least || result > most)) return at.warn("value.number-out-of-range", value);
    assign(settings, field, result);
    return undefined;
  };
}

/** Share in ten-thousandths, written as `1.5%`. */
export function share<Settings>(field: FieldOf<Settings, number>): NetworkBinding<Settings> {
  return (settings, value, at) => {
    const result = value ? parsePermyriad(value) : 0;
    if (isErrno(result)) return at.warn("value.not-share", value);
    assign(settings, field, result);
    return undefined;
  };
}

/** Places in the hierarchy that have names. Origin: linux/pkt_sched.h, TC_H_*. */
export const Place = { UNSPECIFIED: 0, ROOT: 0xffff_ffff, CLSACT: 0xffff_fff1 } as const;

const MINOR_BITS = 0x1_0000;

/** `<major>:<minor>`, both hexadecimal, as one 32-bit number. Origin: parse_handle() at 257. */
export function parseHandle(text: string): number | NumberErrno {
  const colon = text.indexOf(":");
  if (colon < 0) return "EINVAL";
  const major = safeAtou16(text.slice(0, colon), HEXADECIMAL);
  const minor = safeAtou16(text.slice(colon + 1), HEXADECIMAL);
  if (isErrno(major)) return major;
  return isErrno(minor) ? minor : major * MINOR_BITS + minor;
}

/** The number `<major>:` stands for, or why it is none. Origin: config_parse_qdisc_handle() at 257. */
export function parseMajor(text: string): number | NumberErrno {
  const major = safeAtou16(text, HEXADECIMAL);
  return isErrno(major) ? major : major * MINOR_BITS;
}

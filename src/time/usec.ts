/** Microseconds since the epoch, or a span of them: systemd's `usec_t`, an unsigned 64-bit number. */
export type Usec = bigint;

/** Nanoseconds: systemd's `nsec_t`, an unsigned 64-bit number. */
export type Nsec = bigint;

/** No time at all, or for ever: the largest `usec_t`. */
export const USEC_INFINITY: Usec = 0xffff_ffff_ffff_ffffn;

/** The largest `nsec_t`. */
export const NSEC_INFINITY: Nsec = 0xffff_ffff_ffff_ffffn;

export const USEC_PER_MSEC = 1_000;
export const USEC_PER_SEC = 1_000_000;
export const USEC_PER_MINUTE = 60 * USEC_PER_SEC;
export const USEC_PER_HOUR = 60 * USEC_PER_MINUTE;
export const USEC_PER_DAY = 24 * USEC_PER_HOUR;
export const USEC_PER_WEEK = 7 * USEC_PER_DAY;
/** 30.4375 days: a twelfth of {@link USEC_PER_YEAR}. */
export const USEC_PER_MONTH = 2_629_800 * USEC_PER_SEC;
/** 365.25 days. */
export const USEC_PER_YEAR = 31_557_600 * USEC_PER_SEC;
export const NSEC_PER_USEC = 1_000;

/**
 * The last time that systemd prints: 9999-12-30 23:59:59 UTC, a day before the end of year 9999 so that it has four digits
 * in every zone. Origin: time-util.h `USEC_TIMESTAMP_FORMATTABLE_MAX`.
 */
export const USEC_TIMESTAMP_FORMATTABLE_MAX: Usec = 253_402_214_399_000_000n;

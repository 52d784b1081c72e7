export * from "./calendar/index.js";
export {
  formatTimespan,
  parseNsec,
  parseSec,
  parseSecDefInfinity,
  parseSecFix0,
  parseTime,
  type TimeErrno,
} from "./timespan.js";
export { parseTimestamp } from "./timestamp.js";
export { formatTimestamp, formatTimestampRelative, isTimestampSet, type TimestampStyle } from "./timestamp-format.js";
export { TimeZone } from "./timezone.js";
export { isTimezone, timezoneNames } from "./timezone-names.js";
export { NSEC_INFINITY, type Nsec, USEC_INFINITY, type Usec } from "./usec.js";

export { type CalendarErrno, type CalendarFailure, type CalendarFault, COMPONENTS_MAX } from "./expression.js";
export {
  type ElapseErrno,
  type ElapseList,
  elapsesAfter,
  listUtcElapses,
  matchesCalendarSpec,
  matchesWallClock,
  nextElapse,
} from "./next.js";
export { CALENDAR_KEYWORDS, parseCalendarSpec, readCalendarSpec } from "./parse.js";
export {
  ALL_WEEKDAYS,
  type CalendarChain,
  type CalendarComponent,
  type CalendarSpec,
  formatCalendarSpec,
  isSameCalendarSpec,
  MAX_YEAR,
  MIN_YEAR,
  NO_STOP,
  type WeekdaySet,
} from "./spec.js";

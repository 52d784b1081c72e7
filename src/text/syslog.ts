import { EnumTable } from "./enum-table.js";
import { isErrno, type Parsed, parseUnsigned } from "./numbers.js";

/** Syslog levels in the order of their numbers. Origin: RFC 5424 section 6.2.1, syslog(3). */
export const logLevelNames = ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"] as const;

/** Syslog facilities by number; 12 to 15 have no name. Origin: RFC 5424 section 6.2.1, syslog(3). */
export const logFacilityNames = [
  "kern",
  "user",
  "mail",
  "daemon",
  "auth",
  "syslog",
  "lpr",
  "news",
  "uucp",
  "cron",
  "authpriv",
  "ftp",
  "",
  "",
  "",
  "",
  "local0",
  "local1",
  "local2",
  "local3",
  "local4",
  "local5",
  "local6",
  "local7",
] as const;

const LOG_LEVEL_MAX = 7;
const LOG_FACILITY_MAX = 127;

const levels = new EnumTable(logLevelNames);
const facilities = new EnumTable(logFacilityNames);

/** A level by name or number, 0–7. Origin: log_level_from_string() at 257. */
export function parseLogLevel(text: string): Parsed {
  const level = levels.indexOf(text);
  return level >= 0 ? level : fallback(text, LOG_LEVEL_MAX);
}

/** A facility by name or number, 0–127. Origin: log_facility_unshifted_from_string() at 257. */
export function parseLogFacility(text: string): Parsed {
  const facility = text === "" ? -1 : facilities.indexOf(text);
  return facility >= 0 ? facility : fallback(text, LOG_FACILITY_MAX);
}

function fallback(text: string, max: number): Parsed {
  const number = parseUnsigned(text, max);
  return isErrno(number) ? "EINVAL" : number;
}

/** A level's name, or its number. */
export const formatLogLevel = (level: number): string => logLevelNames[level] ?? String(level);
/** A facility's name, or its number. */
export const formatLogFacility = (facility: number): string => logFacilityNames[facility] || String(facility);

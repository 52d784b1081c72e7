import type { Binding, Bindings } from "../../../directives/assignment.js";
import { bool, isSafeText, sec, syslogFacility, syslogLevel, unsigned } from "../../../directives/values.js";
import { Extract, WHITESPACE, WordReader } from "../../../text/extract-word.js";
import { isJournalFieldValid } from "../../../text/names.js";
import { isFilenameValid, NAME_MAX } from "../../../text/path.js";
import { isRegexValid } from "../../../text/regex-syntax.js";
import { SpecifierFailure } from "../../../text/specifier.js";
import { unitInstanceIsValid } from "../../../text/unit-name.js";
import { unitFullPrintf } from "../specifiers.js";
import type { UnitAssignment } from "../unit.js";
import { resolveText, unitString } from "../values.js";
import type { ExecSettings } from "./settings.js";

type ExecBinding = Binding<ExecSettings, UnitAssignment>;

/** Words `FIELD=value` for the journal. Origin: config_parse_log_extra_fields() at 257. */
const logExtraFields: ExecBinding = (exec, value, at) => {
  if (value === "") {
    exec.logExtraFields = [];
    return undefined;
  }
  const words = new WordReader(value);
  for (;;) {
    const word = words.next(WHITESPACE, Extract.CUNESCAPE | Extract.UNQUOTE);
    if (words.failed) return at.warn("value.bad-syntax", value);
    if (word === null) return undefined;
    const field = resolveText(at, word);
    if (field === null) continue;
    const equals = field.indexOf("=");
    if (equals < 0) at.warn("unit-file.log-field-without-value", field);
    else if (!isJournalFieldValid(field.slice(0, equals), false)) at.warn("unit-file.bad-log-field", field);
    else exec.logExtraFields.push(field);
  }
};

/**
 * A regular expression that messages have to match, or, after `~`, must not match.
 * Origin: config_parse_log_filter_patterns() at 257.
 */
const logFilterPatterns: ExecBinding = (exec, value, at) => {
  if (value === "") {
    exec.logFilterAllowed.clear();
    exec.logFilterDenied.clear();
    return undefined;
  }
  const denied = value.startsWith("~");
  const pattern = denied ? value.slice(1) : value;
  if (pattern === "") return at.warn("unit-file.empty-pattern", value);
  if (isRegexValid(pattern)) (denied ? exec.logFilterDenied : exec.logFilterAllowed).add(pattern);
  return undefined;
};

/** Longest log namespace: its journal files are called by the machine id, a dot and the namespace. Origin: LOG_NAMESPACE_MAX at 257. */
const LOG_NAMESPACE_MAX = NAME_MAX - 33;

/** Origin: log_namespace_name_valid() at 257. */
const isLogNamespaceValid = (name: string): boolean =>
  isFilenameValid(name) && name.length <= LOG_NAMESPACE_MAX && unitInstanceIsValid(name) && isSafeText(name);

/** Origin: config_parse_log_namespace() at 257. */
const logNamespace: ExecBinding = (exec, value, at) => {
  if (value === "") {
    exec.logNamespace = null;
    return undefined;
  }
  const name = unitFullPrintf(at, value, NAME_MAX);
  if (name instanceof SpecifierFailure) return at.warn("unit-file.bad-specifier", value);
  if (!isLogNamespaceValid(name)) return at.warn("unit-file.bad-log-namespace", name);
  exec.logNamespace = name;
  return undefined;
};

/** What becomes of the output of a process: systemd.exec(5) "Logging and Standard Input/Output". */
export const loggingBindings: Bindings<ExecSettings, UnitAssignment> = {
  SyslogIdentifier: unitString("syslogIdentifier"),
  SyslogFacility: syslogFacility("syslogFacility"),
  SyslogLevel: syslogLevel("syslogLevel"),
  SyslogLevelPrefix: bool("syslogLevelPrefix"),
  LogLevelMax: syslogLevel("logLevelMax"),
  LogRateLimitIntervalSec: sec("logRateLimitIntervalUsec"),
  LogRateLimitBurst: unsigned("logRateLimitBurst"),
  LogExtraFields: logExtraFields,
  LogFilterPatterns: logFilterPatterns,
  LogNamespace: logNamespace,
};

import { JournalField, textField } from "../../journal/field.js";
import { facilityField, facilityOf, levelField } from "../../journal/priority.js";
import type { SyslogMessage } from "./parse.js";

const transport = textField("_TRANSPORT", "syslog");

/** The journal fields of a message, in the daemon's order; parts that are absent are left out, and facility 0. */
export function syslogFields(parsed: SyslogMessage): JournalField[] {
  const { priority, identifier, pid, timestamp, message, raw } = parsed;
  const fields = [transport, levelField(priority)];
  if (facilityOf(priority)) fields.push(facilityField(priority));
  if (identifier !== null) fields.push(new JournalField("SYSLOG_IDENTIFIER", identifier));
  if (pid !== null) fields.push(new JournalField("SYSLOG_PID", pid));
  if (timestamp !== null) fields.push(new JournalField("SYSLOG_TIMESTAMP", timestamp));
  fields.push(new JournalField("MESSAGE", message));
  if (raw !== null) fields.push(new JournalField("SYSLOG_RAW", raw));
  return fields;
}

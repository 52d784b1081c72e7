import { JournalField, textField } from "../../journal/field.js";
import { facilityField, facilityOf, levelField } from "../../journal/priority.js";
import type { KmsgRecord } from "./parse.js";

const transport = textField("_TRANSPORT", "kernel");
const kernel = textField("SYSLOG_IDENTIFIER", "kernel");

/** The journal fields of a record, in the daemon's order. What the daemon looks up about a device is not among them. */
export function kmsgFields(record: KmsgRecord): JournalField[] {
  const { priority, timestampUsec, identifier, pid, message, properties } = record;
  const time = timestampUsec.toString();
  const fields = [
    ...properties,
    textField("_SOURCE_BOOTTIME_TIMESTAMP", time),
    textField("_SOURCE_MONOTONIC_TIMESTAMP", time),
    transport,
    levelField(priority),
    facilityField(priority),
  ];
  if (!facilityOf(priority)) fields.push(kernel);
  if (identifier !== null) fields.push(new JournalField("SYSLOG_IDENTIFIER", identifier));
  if (pid !== null) fields.push(new JournalField("SYSLOG_PID", pid));
  fields.push(new JournalField("MESSAGE", message));
  return fields;
}

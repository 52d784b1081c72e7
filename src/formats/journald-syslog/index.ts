/**
 * Datagrams of the local syslog socket as systemd's journal daemon reads them (RFC 3164, systemd 257).
 *
 * `parse` gives the parts of a message, `toFields` the journal fields that they become, `format` the datagram again.
 */
export type { JournalField } from "../../journal/field.js";
export { syslogFields as toFields } from "./fields.js";
export { formatSyslog as format } from "./format.js";
export { parseSyslog as parse, type SyslogMessage } from "./parse.js";

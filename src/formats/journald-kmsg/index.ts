/**
 * Records of the kernel's log device (/dev/kmsg) as systemd's journal daemon reads them (systemd 257).
 *
 * `parse` gives the parts of a record, `toFields` the journal fields that they become, `format` the record again.
 */
export type { JournalField } from "../../journal/field.js";
export { kmsgFields as toFields } from "./fields.js";
export { formatKmsg as format } from "./format.js";
export { type KmsgRecord, parseKmsg as parse } from "./parse.js";

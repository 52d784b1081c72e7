/**
 * Records of the kernel's audit subsystem as systemd's journal daemon reads them (systemd 257).
 *
 * `parse` gives time, id and fields of a record, `toFields` all journal fields for a record type, `format` a record again.
 */
export type { JournalField } from "../../journal/field.js";
export { formatAudit as format } from "./format.js";
export { type AuditRecord, parseAudit as parse } from "./parse.js";
export { auditFields as toFields } from "./run.js";
export { auditTypeName } from "./types.js";

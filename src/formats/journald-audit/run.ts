import type { Diagnostic } from "../../core/diagnostics.js";
import type { Given } from "../../core/format.js";
import { fromLatin1 } from "../../core/utf8.js";
import { JournalField, textField } from "../../journal/field.js";
import type { JournalMessage } from "../../journal/message.js";
import { tooManyFields } from "./diagnostics.js";
import { type AuditRecord, parseAudit } from "./parse.js";
import { auditTypeName } from "./types.js";

export interface AuditOutcome {
  /** `null` for a record that was dropped. */
  readonly record: AuditRecord | null;
  readonly messages: readonly JournalMessage[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Facility "auth" with level "notice" in the fields; the message itself has the level only. */
const PRIORITY = 5;
const transport = textField("_TRANSPORT", "audit");
const facility = textField("SYSLOG_FACILITY", "4");
const identifier = textField("SYSLOG_IDENTIFIER", "audit");
const NOTHING: AuditOutcome = { record: null, messages: [], diagnostics: [] };

/** What a record's type alone tells. */
interface TypeFields {
  readonly type: number;
  readonly number: JournalField;
  readonly name: JournalField;
  /** What the message starts with. */
  readonly start: Uint8Array;
}

function makeTypeFields(type: number): TypeFields {
  const name = auditTypeName(type);
  const number = textField("_AUDIT_TYPE", String(type));
  return { type, number, name: textField("_AUDIT_TYPE_NAME", name), start: fromLatin1(`${name} `) };
}

/** The type that was asked for last. */
let recent = makeTypeFields(0);

/** The journal fields of a record of a type, in the daemon's order. */
export function auditFields(record: AuditRecord, type: number): JournalField[] {
  const { id, text } = record;
  if (recent.type !== type) recent = makeTypeFields(type);
  const { number, name, start } = recent;
  const message = new Uint8Array(start.length + text.length);
  message.set(start);
  message.set(text, start.length);
  const fields = [
    transport,
    number,
    textField("_AUDIT_ID", id.toString()),
    facility,
    identifier,
    name,
    new JournalField("MESSAGE", message),
  ];
  for (const field of record.fields) fields.push(field);
  return fields;
}

/** What the daemon makes of one record; its type is given apart, as the netlink header has it. */
export function run(input: Uint8Array, given: Given = {}): AuditOutcome {
  const record = parseAudit(input);
  if (record === null) return NOTHING;
  const { type } = given;
  const fields = auditFields(record, typeof type === "number" ? type : 0);
  return {
    record,
    messages: [{ priority: PRIORITY, fields, sourceTimeUsec: record.sourceTimeUsec }],
    diagnostics: record.truncated ? [tooManyFields] : [],
  };
}

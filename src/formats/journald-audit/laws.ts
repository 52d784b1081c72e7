import { type Law, LawViolation } from "../../core/format.js";
import { ByteWriter } from "../../core/writer.js";
import { sameFields } from "../../journal/message.js";
import { writeAudit } from "./format.js";
import { parseAudit } from "./parse.js";
import type { AuditOutcome } from "./run.js";
import { FIELDS_MAX } from "./tables.js";

const USEC_PER_MSEC = 1000n;
/** Memory for what is written, used again and again. */
const writer = new ByteWriter();

/** What is written can be read, and gives the same time, id and fields. Without a field nothing would follow the head. */
const formatReparses: Law<AuditOutcome> = {
  name: "format-reparses",
  check(_input, { record }) {
    if (record === null || !record.fields.length) return;
    writeAudit(writer.reset(), record);
    const again = parseAudit(writer.view());
    const same =
      again !== null &&
      again.sourceTimeUsec / USEC_PER_MSEC === record.sourceTimeUsec / USEC_PER_MSEC &&
      again.id === record.id &&
      sameFields(again.fields, record.fields);
    if (!same) throw new LawViolation(this.name, "a part changed on the way");
  },
};

const limitsHold: Law<AuditOutcome> = {
  name: "limits-hold",
  check(_input, { record }) {
    if (record === null) return;
    const { length } = record.fields;
    if (length > FIELDS_MAX) throw new LawViolation(this.name, `${length} fields`);
    if (record.truncated !== (length === FIELDS_MAX)) throw new LawViolation(this.name, `${length} fields, cut`);
  },
};

export const laws: readonly Law<AuditOutcome>[] = [formatReparses, limitsHold];

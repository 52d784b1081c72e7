import { type Law, LawViolation } from "../../core/format.js";
import { sameFields, sameValue } from "../../journal/message.js";
import { PRIORITY_MAX } from "../../journal/priority.js";
import { formatKmsg } from "./format.js";
import { parseKmsg } from "./parse.js";
import type { KmsgOutcome } from "./run.js";
import { CONTINUATIONS_MAX } from "./tables.js";

/** What is written can be read, and has the same parts. */
const formatReparses: Law<KmsgOutcome> = {
  name: "format-reparses",
  check(_input, { record }) {
    if (record === null) return;
    const again = parseKmsg(formatKmsg(record));
    const same =
      again !== null &&
      again.priority === record.priority &&
      again.sequence === record.sequence &&
      again.timestampUsec === record.timestampUsec &&
      sameValue(again.identifier, record.identifier) &&
      sameValue(again.pid, record.pid) &&
      sameValue(again.message, record.message) &&
      sameFields(again.properties, record.properties);
    if (!same) throw new LawViolation(this.name, "a part changed on the way");
  },
};

const limitsHold: Law<KmsgOutcome> = {
  name: "limits-hold",
  check(_input, { record }) {
    if (record === null) return;
    if (record.priority > PRIORITY_MAX) throw new LawViolation(this.name, `priority ${record.priority}`);
    const { length } = record.properties;
    if (length > CONTINUATIONS_MAX) throw new LawViolation(this.name, `${length} continuation lines`);
  },
};

export const laws: readonly Law<KmsgOutcome>[] = [formatReparses, limitsHold];

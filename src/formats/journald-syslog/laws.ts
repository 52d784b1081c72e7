import { type Law, LawViolation } from "../../core/format.js";
import { sameValue } from "../../journal/message.js";
import { PRIORITY_MAX } from "../../journal/priority.js";
import { formatSyslog } from "./format.js";
import { parseSyslog } from "./parse.js";
import type { SyslogOutcome } from "./run.js";

/** What is written can be read, and has the same parts. */
const formatReparses: Law<SyslogOutcome> = {
  name: "format-reparses",
  check(_input, { parsed }) {
    if (parsed === null) return;
    const again = parseSyslog(formatSyslog(parsed));
    const same =
      again !== null &&
      again.priority === parsed.priority &&
      sameValue(again.timestamp, parsed.timestamp) &&
      sameValue(again.identifier, parsed.identifier) &&
      sameValue(again.pid, parsed.pid) &&
      sameValue(again.message, parsed.message);
    if (!same) throw new LawViolation(this.name, "a part changed on the way");
  },
};

const partsAreConsistent: Law<SyslogOutcome> = {
  name: "parts-are-consistent",
  check(_input, { parsed }) {
    if (parsed === null) return;
    if (parsed.priority > PRIORITY_MAX) throw new LawViolation(this.name, `priority ${parsed.priority}`);
    if (parsed.pid !== null && parsed.identifier === null) throw new LawViolation(this.name, "pid without identifier");
    if (parsed.timestamp === null && parsed.raw === null)
      throw new LawViolation(this.name, "nothing keeps the datagram");
  },
};

export const laws: readonly Law<SyslogOutcome>[] = [formatReparses, partsAreConsistent];

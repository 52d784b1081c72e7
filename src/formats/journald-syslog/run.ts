import type { JournalMessage } from "../../journal/message.js";
import { syslogFields } from "./fields.js";
import { parseSyslog, type SyslogMessage } from "./parse.js";

export interface SyslogOutcome {
  /** `null` for an empty datagram. */
  readonly parsed: SyslogMessage | null;
  readonly messages: readonly JournalMessage[];
}

/** What the daemon makes of one datagram from an unknown sender. */
export function run(input: Uint8Array): SyslogOutcome {
  const parsed = parseSyslog(input);
  if (parsed === null) return { parsed, messages: [] };
  return { parsed, messages: [{ priority: parsed.priority, fields: syslogFields(parsed) }] };
}

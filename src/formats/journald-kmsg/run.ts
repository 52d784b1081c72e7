import type { JournalMessage } from "../../journal/message.js";
import { kmsgFields } from "./fields.js";
import { type KmsgRecord, parseKmsg } from "./parse.js";

export interface KmsgOutcome {
  /** `null` for a record that was dropped. */
  readonly record: KmsgRecord | null;
  readonly messages: readonly JournalMessage[];
}

/** What the daemon makes of one record when it has seen none before. */
export function run(input: Uint8Array): KmsgOutcome {
  const record = parseKmsg(input);
  if (record === null) return { record, messages: [] };
  return { record, messages: [{ priority: record.priority, fields: kmsgFields(record) }] };
}

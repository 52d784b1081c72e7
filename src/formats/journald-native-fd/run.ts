import type { Diagnostic } from "../../core/diagnostics.js";
import { textField } from "../../journal/field.js";
import type { JournalMessage } from "../../journal/message.js";
import { type NativeEntry, parseNative } from "./parse.js";

export interface NativeOutcome {
  readonly entries: readonly NativeEntry[];
  readonly messages: readonly JournalMessage[];
  readonly diagnostics: readonly Diagnostic[];
}

const transport = textField("_TRANSPORT", "journal");

function toMessage({ fields, priority, objectPid }: NativeEntry): JournalMessage {
  const all = [...fields, transport];
  return objectPid === undefined ? { priority, fields: all } : { priority, fields: all, objectPid };
}

/** What the daemon makes of a file that a sender with user id 0 passed to it. */
export function run(input: Uint8Array): NativeOutcome {
  const { entries, diagnostics } = parseNative(input);
  return { entries, messages: entries.map(toMessage), diagnostics };
}

import { JournalField, textField } from "../../journal/field.js";
import type { JournalMessage } from "../../journal/message.js";
import { facilityField, facilityOf, levelField } from "../../journal/priority.js";
import type { StreamHeader } from "./header.js";
import { type LineBreak, type ParsedStream, parseStream, type StreamLine } from "./parse.js";
import { LENGTH_MAX } from "./tables.js";

export interface StreamOutcome {
  /** `null` for an input that the entry point ignores: empty, or too long. */
  readonly parsed: ParsedStream | null;
  readonly messages: readonly JournalMessage[];
  /** What the end of the stream adds. */
  readonly messagesAtEnd: readonly JournalMessage[];
}

const transport = textField("_TRANSPORT", "stdout");
const lineBreaks: Readonly<Record<LineBreak, JournalField>> = {
  nul: textField("_LINE_BREAK", "nul"),
  "line-max": textField("_LINE_BREAK", "line-max"),
  eof: textField("_LINE_BREAK", "eof"),
};
const IGNORED: StreamOutcome = { parsed: null, messages: [], messagesAtEnd: [] };

/** The journal fields of a line, in the daemon's order; facility 0 and the stream's random id are left out. */
export function streamFields({ identifier }: StreamHeader, line: StreamLine): JournalField[] {
  const { priority, message, lineBreak } = line;
  const fields = [transport, levelField(priority)];
  if (facilityOf(priority)) fields.push(facilityField(priority));
  if (identifier !== null) fields.push(new JournalField("SYSLOG_IDENTIFIER", identifier));
  if (lineBreak !== null) fields.push(lineBreaks[lineBreak]);
  fields.push(new JournalField("MESSAGE", message));
  return fields;
}

/** What the daemon makes of a stream from a sender with user id 0. */
export function run(input: Uint8Array): StreamOutcome {
  if (!input.length || input.length > LENGTH_MAX) return IGNORED;
  const parsed = parseStream(input);
  const { header, lines, atEnd } = parsed;
  if (header === null) return { parsed, messages: [], messagesAtEnd: [] };
  const toMessage = (line: StreamLine): JournalMessage => ({
    priority: line.priority,
    fields: streamFields(header, line),
  });
  const messagesAtEnd = atEnd.line === null ? [] : [toMessage(atEnd.line)];
  return { parsed, messages: lines.map(toMessage), messagesAtEnd };
}

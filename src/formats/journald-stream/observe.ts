import type { Json } from "../../core/json.js";
import { messageToJson } from "../../journal/message.js";
import { reportsToJson } from "../../journal/report.js";
import { diagnostics as texts } from "./diagnostics.js";
import { run } from "./run.js";

/** The outcome in the shape of a golden case. */
export function observe(input: Uint8Array): Json {
  const { parsed, messages, messagesAtEnd } = run(input);
  if (parsed === null) return { ignored: true };
  const { alive, diagnostics, atEnd } = parsed;
  return {
    messages: messages.map(messageToJson),
    diagnostics: reportsToJson(diagnostics, texts),
    alive,
    messages_after_eof: messagesAtEnd.map(messageToJson),
    diagnostics_after_eof: reportsToJson(atEnd.diagnostics, texts),
  };
}

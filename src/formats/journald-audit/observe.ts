import type { Given } from "../../core/format.js";
import type { Json } from "../../core/json.js";
import { messageToJson } from "../../journal/message.js";
import { reportsToJson } from "../../journal/report.js";
import { diagnostics as texts } from "./diagnostics.js";
import { run } from "./run.js";

/** The outcome in the shape of a golden case. */
export function observe(input: Uint8Array, given?: Given): Json {
  if (input.length === 0) return { ignored: true };
  const { messages, diagnostics } = run(input, given);
  return { messages: messages.map(messageToJson), diagnostics: reportsToJson(diagnostics, texts) };
}

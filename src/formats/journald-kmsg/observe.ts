import type { Json } from "../../core/json.js";
import { messageToJson } from "../../journal/message.js";
import { run } from "./run.js";

/** The outcome in the shape of a golden case. */
export function observe(input: Uint8Array): Json {
  if (input.length === 0) return { ignored: true };
  return { messages: run(input).messages.map(messageToJson), diagnostics: [] };
}

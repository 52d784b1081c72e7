import type { Json } from "../../core/json.js";
import { messageToJson } from "../../journal/message.js";
import { run } from "./run.js";

/** The outcome in the shape of a golden case. */
export function observe(input: Uint8Array): Json {
  const { parsed, messages } = run(input);
  return parsed === null ? { ignored: true } : { messages: messages.map(messageToJson), diagnostics: [] };
}

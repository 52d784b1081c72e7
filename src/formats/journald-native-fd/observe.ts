import type { Json } from "../../core/json.js";
import { messageToJson } from "../../journal/message.js";
import { reportsToJson } from "../../journal/report.js";
import { diagnostics as texts } from "./diagnostics.js";
import { run } from "./run.js";

/** The outcome in the shape of a golden case. Reading a file has no result of its own, sealed or not. */
export function observe(input: Uint8Array): Json {
  const { messages, diagnostics } = run(input);
  return {
    messages: messages.map(messageToJson),
    diagnostics: reportsToJson(diagnostics, texts),
    result: "ok",
    unsealed_same: true,
  };
}

import type { Json } from "../../core/json.js";
import { fieldToJson } from "../../journal/message.js";
import { reportsToJson } from "../../journal/report.js";
import { diagnostics as texts } from "./diagnostics.js";
import type { ImportedEntry } from "./parse.js";
import { run } from "./run.js";

const entryToJson = ({ fields, realtimeUsec, monotonicUsec, bootId, storable }: ImportedEntry): Json => ({
  fields: fields.map(fieldToJson),
  realtime: realtimeUsec.toString(),
  monotonic: monotonicUsec.toString(),
  boot_id: bootId,
  write: storable ? "ok" : "EBADMSG",
});

/** The outcome in the shape of a golden case. A journal that only such entries were written to opens. */
export function observe(input: Uint8Array): Json {
  const { parsed, stored } = run(input);
  if (parsed === null) return { ignored: true };
  const { entries, error, bytesLost, diagnostics } = parsed;
  return {
    entries: entries.map(entryToJson),
    end: error ?? "eof",
    bytes_lost: bytesLost,
    open: "ok",
    stored_entries: stored,
    diagnostics: reportsToJson(diagnostics, texts),
  };
}

import { renderDiagnostic, Severity } from "../../core/diagnostics.js";
import { bytesToJson, type Json } from "../../core/json.js";
import { encodeRaw } from "../../text/raw-bytes.js";
import { type BootspecReport, diagnostics } from "./diagnostics.js";
import { run } from "./run.js";

const text = (value: string | null): Json => (value === null ? null : bytesToJson(encodeRaw(value)));

const LINE_ENDS = /[\n\r]+/;

/**
 * A report as systemd logs it: a line feed in a name makes a message of its own of what follows. Of the debug messages only
 * the first line is recorded.
 */
function reportToJson({ diagnostic, file }: BootspecReport): Json[] {
  const { level, line } = diagnostic;
  const place = file === null || line === null ? {} : { file, line };
  const lines = renderDiagnostic(diagnostic, diagnostics).split(LINE_ENDS);
  const messages = level === Severity.debug ? lines.slice(0, 1) : lines.filter((message) => message !== "");
  return messages.map((message) => ({ level, message, ...place }));
}

/** The outcome in the shape of a golden case. */
export function observe(input: Uint8Array): Json {
  const { refused, dispatch, configRead, entryResults, loaderRead, menu, reports } = run(input);
  if (refused === "ignored") return { ignored: true };
  const observed: Record<string, Json> = { parse: refused ?? "ok", diagnostics: reports.flatMap(reportToJson) };
  if (refused !== null) return observed;
  if (configRead) observed.config_result = "ok";
  if (entryResults !== null) observed.entry_results = entryResults;
  if (loaderRead) observed.loader_result = "ok";
  observed.dispatch = dispatch ?? "ok";
  if (menu === null) return observed;
  const { entries, defaultPattern, defaultEntry, listing } = menu;
  return {
    ...observed,
    select: "ok",
    default_entry: defaultEntry,
    selected_entry: -1,
    conf: {
      n_entries: entries.length,
      default_pattern: text(defaultPattern),
      entry_oneshot: null,
      entry_default: null,
      entry_selected: null,
    },
    ids: entries.map(({ id }) => text(id)),
    show: listing === null ? "ENOMEM" : "ok",
    show_json: listing,
  };
}

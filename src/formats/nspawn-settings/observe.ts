import { renderDiagnostic } from "../../core/diagnostics.js";
import type { Json } from "../../core/json.js";
import { NspawnSettings } from "../../nspawn/settings.js";
import { changedValues, settingValues } from "../../nspawn/values.js";
import { nspawnDiagnostics } from "./diagnostics.js";
import { type NspawnFile, parseNspawnSettings } from "./parse.js";
import { INPUT_MAX } from "./tables.js";

/** What the fuzz target makes of an input: `null` when it is too long. */
export type NspawnOutcome = NspawnFile | null;

export const run = (input: Uint8Array): NspawnOutcome => (input.length > INPUT_MAX ? null : parseNspawnSettings(input));

const baseline = settingValues(new NspawnSettings());

/** Result, reports and the settings that differ from those of an empty file; a file that is refused has none. */
export function observe(input: Uint8Array): Json {
  const file = run(input);
  if (file === null) return { ignored: true };
  const { result, settings, diagnostics } = file;
  return {
    result,
    diagnostics: diagnostics.map((diagnostic) => ({
      line: diagnostic.line,
      level: diagnostic.level,
      message: renderDiagnostic(diagnostic, nspawnDiagnostics),
    })),
    ...(settings === null ? {} : { values: changedValues(baseline, settingValues(settings)) }),
  };
}

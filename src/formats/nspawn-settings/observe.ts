import { renderDiagnostic } from "../../core/diagnostics.js";
import type { Json } from "../../core/json.js";
import { NspawnSettings } from "../../nspawn/settings.js";
import { changedValues, type SettingValues, settingValues } from "../../nspawn/values.js";
import { nspawnDiagnostics } from "./diagnostics.js";
import { type NspawnFile, parseNspawnSettings } from "./parse.js";
import { INPUT_MAX } from "./tables.js";

/** What the fuzz target does with an input: `null` when it is too long. */
export type NspawnOutcome = { readonly file: NspawnFile; readonly values: SettingValues | null } | null;

/** Reads a file, and makes the values of its settings. */
export function run(input: Uint8Array): NspawnOutcome {
  if (input.length > INPUT_MAX) return null;
  const file = parseNspawnSettings(input);
  return { file, values: file.settings === null ? null : settingValues(file.settings) };
}

const baseline = settingValues(new NspawnSettings());

export function observe(input: Uint8Array): Json {
  const outcome = run(input);
  if (outcome === null) return { ignored: true };
  const { file, values } = outcome;
  return {
    result: file.result,
    diagnostics: file.diagnostics.map((diagnostic) => ({
      line: diagnostic.line,
      level: diagnostic.level,
      message: renderDiagnostic(diagnostic, nspawnDiagnostics),
    })),
    ...(values === null ? {} : { values: changedValues(baseline, values) }),
  };
}

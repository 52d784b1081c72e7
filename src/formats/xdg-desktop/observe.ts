import { renderDiagnostic } from "../../core/diagnostics.js";
import type { Given } from "../../core/format.js";
import type { Json } from "../../core/json.js";
import { xdgDesktopDiagnostics } from "./diagnostics.js";
import { lookupIn } from "./executables.js";
import { type GeneratedUnit, generateAutostartUnit } from "./generate.js";
import { type DesktopFile, parseDesktopFile } from "./parse.js";

/** Longest input. Origin: systemd 257's fuzz-xdg-desktop. */
export const XDG_DESKTOP_INPUT_MAX = 65_536;

const UNIT_NAME = "fuzz-xdg-desktop.service";

/** Home of the user that the fuzz target runs as. */
const HOME = "/root";

/** Programs that the fuzz target's machine has. */
const usualExecutables: Readonly<Record<string, string>> = {
  "/bin/true": "/bin/true",
  "/bin/sh": "/bin/sh",
  "/usr/bin/sleep": "/usr/bin/sleep",
  true: "/usr/bin/true",
  sh: "/usr/bin/sh",
  env: "/usr/bin/env",
};

export interface XdgDesktopOutcome {
  readonly file: DesktopFile;
  readonly generated: GeneratedUnit;
}

/** Reads an entry and generates its unit; `null` when the input is too long. */
export function runXdgDesktop(input: Uint8Array, given: Given = {}): XdgDesktopOutcome | null {
  if (input.length > XDG_DESKTOP_INPUT_MAX) return null;
  const executables = (given.executables ?? {}) as Readonly<Record<string, string | null>>;
  const file = parseDesktopFile(input);
  const generated = generateAutostartUnit(file.entry, {
    sourcePath: "{file}",
    generator: "fuzz-xdg-desktop",
    findExecutable: lookupIn(executables, usualExecutables),
    home: HOME,
  });
  return { file, generated };
}

export function observeXdgDesktop(input: Uint8Array, given: Given = {}): Json {
  const outcome = runXdgDesktop(input, given);
  if (outcome === null) return { ignored: true };
  const { entry, diagnostics } = outcome.file;
  const { text } = outcome.generated;
  const parsed: Record<string, Json> = {};
  const put = (name: string, value: Json): void => {
    if (value !== null && value !== false) parsed[name] = value;
  };
  put("type", entry.type);
  put("name", entry.name);
  put("exec", entry.exec);
  put("working_directory", entry.workingDirectory);
  put("only_show_in", entry.onlyShowIn);
  put("not_show_in", entry.notShowIn);
  put("try_exec", entry.tryExec);
  put("autostart_condition", entry.autostartCondition);
  put("kde_autostart_condition", entry.kdeAutostartCondition);
  put("gnome_autostart_phase", entry.gnomeAutostartPhase);
  put("hidden", entry.hidden);
  put("systemd_skip", entry.systemdSkip);
  return {
    result: 0,
    diagnostics: [...diagnostics, ...outcome.generated.diagnostics].map((diagnostic) => ({
      line: diagnostic.line,
      level: diagnostic.level,
      message: renderDiagnostic(diagnostic, xdgDesktopDiagnostics),
    })),
    parsed,
    unit_name: text === null ? null : UNIT_NAME,
    unit: text,
  };
}

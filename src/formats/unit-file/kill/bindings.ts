import { Severity } from "../../../core/diagnostics.js";
import type { Binding, Bindings } from "../../../directives/assignment.js";
import { killMode as killModes } from "../../../directives/enums.js";
import { bool, enumParser, signal } from "../../../directives/values.js";
import type { UnitAssignment } from "../unit.js";
import type { KillSettings } from "./settings.js";

const parseKillMode = enumParser(killModes);

/** A keyword, empty for the default; `none` is reported, because it leaves processes behind. Origin: config_parse_kill_mode() at 257. */
const killMode: Binding<KillSettings, UnitAssignment> = (settings, value, at) => {
  const mode = value === "" ? "control-group" : parseKillMode(value);
  if (mode === undefined) return at.warn("value.unknown-keyword", value);
  if (mode === "none") at.report(Severity.warning, "unit-file.kill-mode-none", { value });
  settings.killMode = mode;
  return undefined;
};

/** Directives of systemd.kill(5). */
export const killBindings = {
  SendSIGKILL: bool("sendSIGKILL"),
  SendSIGHUP: bool("sendSIGHUP"),
  KillMode: killMode,
  KillSignal: signal("killSignal"),
  RestartKillSignal: signal("restartKillSignal"),
  FinalKillSignal: signal("finalKillSignal"),
  WatchdogSignal: signal("watchdogSignal"),
} satisfies Bindings<KillSettings, UnitAssignment>;

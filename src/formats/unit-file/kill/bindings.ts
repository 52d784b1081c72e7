import type { Bindings } from "../../../directives/assignment.js";
import { bool, enumeration, signal } from "../../../directives/values.js";
import type { UnitAssignment } from "../unit.js";
import type { KillMode, KillSettings } from "./settings.js";

const killModes: readonly KillMode[] = ["control-group", "process", "mixed", "none"];

/** Directives of systemd.kill(5). */
export const killBindings = {
  SendSIGKILL: bool("sendSIGKILL"),
  SendSIGHUP: bool("sendSIGHUP"),
  KillMode: enumeration("killMode", killModes, { empty: "control-group" }),
  KillSignal: signal("killSignal"),
  RestartKillSignal: signal("restartKillSignal"),
  FinalKillSignal: signal("finalKillSignal"),
  WatchdogSignal: signal("watchdogSignal"),
} satisfies Bindings<KillSettings, UnitAssignment>;

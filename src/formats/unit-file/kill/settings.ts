import type { killMode } from "../../../directives/enums.js";

export type KillMode = (typeof killMode)[number];

/** How the processes of a unit are killed. Signals are numbers of x86-64 Linux; 0 is unset. Origin: systemd.kill(5). */
export class KillSettings {
  killMode: KillMode = "control-group";
  killSignal = 15;
  /** Unset: as {@link killSignal}. */
  restartKillSignal = 0;
  finalKillSignal = 9;
  watchdogSignal = 6;
  sendSIGKILL = true;
  sendSIGHUP = false;
}

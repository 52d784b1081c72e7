import { yesNo } from "../../../text/numbers.js";
import { formatSignal } from "../../../text/signal.js";
import type { KillSettings } from "./settings.js";

/** Appends the kill settings as the unit dump has them. */
export function dumpKill(kill: KillSettings, out: string[]): void {
  out.push(
    `\tKillMode: ${kill.killMode}`,
    `\tKillSignal: SIG${formatSignal(kill.killSignal)}`,
    `\tRestartKillSignal: SIG${formatSignal(kill.restartKillSignal === 0 ? kill.killSignal : kill.restartKillSignal)}`,
    `\tFinalKillSignal: SIG${formatSignal(kill.finalKillSignal)}`,
    `\tSendSIGKILL: ${yesNo(kill.sendSIGKILL)}`,
    `\tSendSIGHUP: ${yesNo(kill.sendSIGHUP)}`,
  );
}

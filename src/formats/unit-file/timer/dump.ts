import { yesNo } from "../../../text/numbers.js";
import { formatCalendarSpec } from "../../../time/calendar/index.js";
import { formatTimespan } from "../../../time/timespan.js";
import type { TimerSettings } from "./settings.js";

/** Appends the settings of a timer as the unit dump has them; triggers that were written last come first. */
export function dumpTimer(timer: TimerSettings, out: string[]): void {
  out.push(
    "\tTimer State: dead",
    "\tResult: success",
    `\tUnit: ${timer.unit ?? "n/a"}`,
    `\tPersistent: ${yesNo(timer.persistent)}`,
    `\tWakeSystem: ${yesNo(timer.wakeSystem)}`,
    `\tAccuracy: ${formatTimespan(timer.accuracyUsec)}`,
    `\tRemainAfterElapse: ${yesNo(timer.remainAfterElapse)}`,
    `\tFixedRandomDelay: ${yesNo(timer.fixedRandomDelay)}`,
    `\tOnClockChange: ${yesNo(timer.onClockChange)}`,
    `\tOnTimeZoneChange: ${yesNo(timer.onTimezoneChange)}`,
    `\tDeferReactivation: ${yesNo(timer.deferReactivation)}`,
  );
  for (let i = timer.triggers.length - 1; i >= 0; i--) {
    const trigger = timer.triggers[i]!;
    if (trigger.base === "OnCalendar") out.push(`\tOnCalendar: ${formatCalendarSpec(trigger.spec)}`);
    else out.push(`\t${trigger.base}: ${formatTimespan(trigger.usec)}`);
  }
}

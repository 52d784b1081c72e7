import type { CalendarSpec } from "../../../time/calendar/index.js";
import type { Usec } from "../../../time/usec.js";

export const monotonicTimers = [
  "OnActiveSec",
  "OnBootSec",
  "OnStartupSec",
  "OnUnitActiveSec",
  "OnUnitInactiveSec",
] as const;

export type MonotonicTimer = (typeof monotonicTimers)[number];

/** One trigger of a timer unit. */
export type TimerTrigger =
  | { readonly base: MonotonicTimer; readonly usec: Usec }
  | { readonly base: "OnCalendar"; readonly spec: CalendarSpec };

/** Settings of the [Timer] section. Times in microseconds. Origin: systemd.timer(5). */
export class TimerSettings {
  /** In the order of the file; an empty assignment of any kind clears all. */
  triggers: TimerTrigger[] = [];
  unit: string | null = null;
  onClockChange = false;
  onTimezoneChange = false;
  persistent = false;
  wakeSystem = false;
  remainAfterElapse = true;
  fixedRandomDelay = false;
  deferReactivation = false;
  accuracyUsec: Usec = 60_000_000n;
  randomizedDelayUsec: Usec = 0n;
}

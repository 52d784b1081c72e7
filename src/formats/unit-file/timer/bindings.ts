import type { Binding, Bindings } from "../../../directives/assignment.js";
import { bool, sec } from "../../../directives/values.js";
import { parseCalendarSpec } from "../../../time/calendar/index.js";
import { parseSec } from "../../../time/timespan.js";
import { triggerUnit } from "../common/trigger-unit.js";
import type { UnitAssignment } from "../unit.js";
import { resolveText } from "../values.js";
import type { TimerSettings, TimerTrigger } from "./settings.js";

type TimerBinding = Binding<TimerSettings, UnitAssignment>;

/** A calendar expression or time span; an empty value clears the triggers of all kinds. Origin: config_parse_timer() at 257. */
function trigger(base: TimerTrigger["base"]): TimerBinding {
  return (settings, value, at) => {
    if (value === "") {
      settings.triggers = [];
      return undefined;
    }
    const text = resolveText(at, value);
    if (text === null) return undefined;
    if (base === "OnCalendar") {
      const spec = parseCalendarSpec(text);
      if (typeof spec === "string") return at.warn("unit-file.not-calendar", text);
      settings.triggers.push({ base, spec });
      return undefined;
    }
    const usec = parseSec(text);
    if (typeof usec === "string") return at.warn("value.not-timespan", text);
    settings.triggers.push({ base, usec });
    return undefined;
  };
}

/** Directives of systemd.timer(5). */
export const timerBindings: Bindings<TimerSettings, UnitAssignment> = {
  OnCalendar: trigger("OnCalendar"),
  OnActiveSec: trigger("OnActiveSec"),
  OnBootSec: trigger("OnBootSec"),
  OnStartupSec: trigger("OnStartupSec"),
  OnUnitActiveSec: trigger("OnUnitActiveSec"),
  OnUnitInactiveSec: trigger("OnUnitInactiveSec"),
  OnClockChange: bool("onClockChange"),
  OnTimezoneChange: bool("onTimezoneChange"),
  Persistent: bool("persistent"),
  WakeSystem: bool("wakeSystem"),
  RemainAfterElapse: bool("remainAfterElapse"),
  FixedRandomDelay: bool("fixedRandomDelay"),
  DeferReactivation: bool("deferReactivation"),
  AccuracySec: sec("accuracyUsec"),
  RandomizedDelaySec: sec("randomizedDelayUsec"),
  Unit: triggerUnit,
};

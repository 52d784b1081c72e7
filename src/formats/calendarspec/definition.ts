import { defineFormat } from "../../core/format.js";
import type { CalendarFailure } from "../../time/calendar/index.js";
import { diagnosticOf, diagnostics } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { type CalendarOutcome, observe, run } from "./observe.js";
import { seeds } from "./seeds.js";

/** systemd has no limit; this one leaves room for lists of the most members. */
const MAX_LENGTH = 4096;

export const definition = defineFormat<CalendarOutcome | CalendarFailure>({
  slug: "calendarspec",
  title: "Calendar event expressions: normal form and next elapses",
  kind: "text",
  maxLen: MAX_LENGTH,
  diagnostics,
  laws,
  run,
  observe,
  inspect(input) {
    const outcome = run(input);
    if ("errno" in outcome) return { value: null, diagnostics: [diagnosticOf(outcome)], error: outcome.errno };
    return { value: outcome, diagnostics: [], error: null };
  },
  dictionary,
  seeds,
});

import { type Law, LawViolation } from "../../core/format.js";
import {
  type CalendarFailure,
  type CalendarSpec,
  type ElapseList,
  formatCalendarSpec,
  isSameCalendarSpec,
  matchesCalendarSpec,
  matchesWallClock,
  nextElapse,
  parseCalendarSpec,
} from "../../time/calendar/index.js";
import type { CalendarOutcome } from "./observe.js";

type Outcome = CalendarOutcome | CalendarFailure;

/** The normal form of an expression reads back as the same value and prints as itself. */
export function checkNormalForm(spec: CalendarSpec, normalized: string): void {
  const law = "normal-form-is-fixed-point";
  const again = parseCalendarSpec(normalized);
  if (typeof again === "string") throw new LawViolation(law, `${normalized} is refused with ${again}`);
  if (!isSameCalendarSpec(spec, again)) throw new LawViolation(law, `${normalized} reads as another value`);
  const printed = formatCalendarSpec(again);
  if (printed !== normalized) throw new LawViolation(law, `${normalized} prints as ${printed}`);
}

function checkElapses(spec: CalendarSpec, { base, list }: ElapseList): void {
  let last = Number(base);
  for (const elapse of list) {
    if (elapse <= last) throw new LawViolation("elapse-is-later", `${elapse} follows ${last}`);
    if (!matchesWallClock(spec, elapse)) throw new LawViolation("elapse-matches", `${elapse} does not match`);
    last = elapse;
  }
}

/** In its own zone, too, an expression elapses strictly later than the base, at a time that matches. */
export function checkElapseInZone(spec: CalendarSpec, base: bigint): void {
  const next = nextElapse(spec, base);
  if (typeof next === "string") return;
  if (next <= base) throw new LawViolation("elapse-is-later", `${next} follows ${base} in ${spec.timezone}`);
  if (!matchesCalendarSpec(spec, next)) {
    throw new LawViolation("elapse-matches", `${next} does not match in ${spec.timezone}`);
  }
}

export const laws: readonly Law<Outcome>[] = [
  {
    name: "normal-form-is-fixed-point",
    check(_input, outcome) {
      if (!("errno" in outcome)) checkNormalForm(outcome.spec, outcome.normalized);
    },
  },
  {
    name: "elapses-are-later-and-match",
    check(_input, outcome) {
      if ("errno" in outcome) return;
      checkElapses(outcome.spec, outcome.next);
      checkElapses(outcome.spec, outcome.nextFromFixed);
      if (outcome.spec.timezone !== null) checkElapseInZone(outcome.spec, outcome.nextFromFixed.base);
    },
  },
];

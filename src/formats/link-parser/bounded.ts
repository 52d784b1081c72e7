import type { FieldOf } from "../../directives/assignment.js";
import { assign } from "../../directives/values.js";
import { isErrno, safeAtou32 } from "../../text/numbers.js";
import type { LinkBinding } from "./assignment.js";

/** A number from `least` to `most`; an empty value resets to `null`. */
export function boundedNumber<Settings>(
  field: FieldOf<Settings, number | null>,
  least: number,
  most: number,
): LinkBinding<Settings> {
  return (settings, value, at) => {
    if (value) {
      const number = safeAtou32(value);
      if (isErrno(number)) return at.warn("value.not-unsigned", value);
      if (number < least || number > most) return at.warn("value.number-out-of-range", value);
      assign(settings, field, number);
    } else assign(settings, field, null);
    return undefined;
  };
}

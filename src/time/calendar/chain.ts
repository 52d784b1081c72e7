import { type CalendarChain, type CalendarComponent, NO_STOP } from "./spec.js";

// Comparisons in the functions below are with names, not literals: see core/ascii.ts.
const NO_REPEAT = 0;
const EXACT = 0;
const SINGLE = 1;

/** Order of the normal form: by start, then stop, then step. */
const compareComponents = (a: CalendarComponent, b: CalendarComponent): number =>
  a.start - b.start || a.stop - b.stop || a.repeat - b.repeat;

/** Lets a range end at its last step, and makes one that holds a single value that value. */
function normalizeComponent(component: CalendarComponent): CalendarComponent {
  const { start, repeat } = component;
  let { stop } = component;
  if (stop > start && repeat !== NO_REPEAT) stop -= (stop - start) % repeat;
  if (stop === start) return { start, stop: NO_STOP, repeat: NO_REPEAT };
  return stop === component.stop ? component : { start, stop, repeat };
}

/** Sorts a list of components and drops duplicates. Origin: `normalize_chain`. */
export function normalizeChain(components: readonly CalendarComponent[]): CalendarChain {
  if (components.length === SINGLE) return [normalizeComponent(components[0]!)];
  const sorted = components.map(normalizeComponent).sort(compareComponents);
  const chain: CalendarComponent[] = [];
  let last: CalendarComponent | null = null;
  for (const component of sorted) {
    if (last !== null && compareComponents(last, component) === EXACT) continue;
    chain.push(component);
    last = component;
  }
  return chain;
}

/** Days that a list counted from the end of a month loses per component. */
const END_OF_MONTH_MARGIN = 3;

/**
 * Whether a normalised chain stays within `from..to` and each step can be taken at least once.
 *
 * Counted from the end of the month, a day may be at most 28, as the shortest month has no more; systemd takes the
 * margin off once more for every further component of the list. Origin: `chain_valid`.
 */
export function isValidChain(chain: CalendarChain, from: number, to: number, endOfMonth: boolean): boolean {
  if (chain === null) return true;
  let limit = to;
  for (const { start, stop, repeat } of chain) {
    if (endOfMonth) limit -= END_OF_MONTH_MARGIN;
    if (start < from || start > limit || repeat > limit - from) return false;
    if (stop !== NO_STOP) {
      if (stop < from || stop > limit || start + repeat > stop) return false;
    } else if (endOfMonth ? start - repeat < from : start + repeat > limit) return false;
  }
  return true;
}

/** No value is left. */
export const NOTHING = -1;

/**
 * The smallest value of a chain that is not below `value`, or {@link NOTHING}.
 *
 * A step without end goes on beyond the field's range: the caller carries. Origin: `find_matching_component`.
 */
export function nextInChain(chain: readonly CalendarComponent[], value: number): number {
  let best = NOTHING;
  for (let i = 0; i < chain.length; i++) {
    const { start, stop, repeat } = chain[i]!;
    // The chain is sorted: what follows starts no earlier.
    if (start >= value) return best === NOTHING || start < best ? start : best;
    if (repeat === NO_REPEAT) continue;
    const candidate = start + Math.ceil((value - start) / repeat) * repeat;
    if ((best === NOTHING || candidate < best) && (stop === NO_STOP || candidate <= stop)) best = candidate;
  }
  return best;
}

/** {@link nextInChain} for days that count from the end of a month of `length` days. */
export function nextInMonthEnd(chain: readonly CalendarComponent[], value: number, length: number): number {
  let best = NOTHING;
  for (let i = 0; i < chain.length; i++) {
    const { start, stop, repeat } = chain[i]!;
    const first = length + 1 - (stop === NO_STOP ? start : stop);
    let candidate = first;
    if (first < value) {
      if (repeat === NO_REPEAT) continue;
      candidate = first + Math.ceil((value - first) / repeat) * repeat;
      if (stop !== NO_STOP && candidate > length + 1 - start) continue;
    }
    if (best === NOTHING || candidate < best) best = candidate;
  }
  return best;
}

/** Whether `value` is reached from `first` in steps, no further than `last` where there is one. */
const isReached = (value: number, first: number, last: number, repeat: number): boolean =>
  value === first ||
  (repeat !== NO_REPEAT && value > first && (value - first) % repeat === EXACT && (last === NO_STOP || value <= last));

/** Whether a value is a member of a chain. */
export function isInChain(chain: CalendarChain, value: number): boolean {
  if (chain === null) return true;
  for (let i = 0; i < chain.length; i++) {
    const { start, stop, repeat } = chain[i]!;
    if (isReached(value, start, stop, repeat)) return true;
  }
  return false;
}

/** Whether a day is a member of a chain that counts from the end of a month of `length` days. */
export function isInMonthEnd(chain: readonly CalendarComponent[], day: number, length: number): boolean {
  for (let i = 0; i < chain.length; i++) {
    const { start, stop, repeat } = chain[i]!;
    const isOpen = stop === NO_STOP;
    if (isReached(day, length + 1 - (isOpen ? start : stop), isOpen ? NO_STOP : length + 1 - start, repeat))
      return true;
  }
  return false;
}

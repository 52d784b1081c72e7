/** Replaces lines `start` to `end` (exclusive) of a baseline by others. */
export type Change = readonly [start: number, end: number, lines: readonly string[]];

/** Applies changes that refer to the unmodified baseline, ascending and not overlapping. */
export function applyChanges(baseline: readonly string[], changes: readonly Change[]): string[] {
  const lines: string[] = [];
  let from = 0;
  for (const [start, end, replacement] of changes) {
    for (; from < Math.min(start, baseline.length); from++) lines.push(baseline[from]!);
    for (const line of replacement) lines.push(line);
    from = end;
  }
  for (; from < baseline.length; from++) lines.push(baseline[from]!);
  return lines;
}

/**
 * How `lines` differs from `baseline`: matching lines are paired greedily in order, what lies between pairs is a change.
 * Not the shortest description, but {@link applyChanges} gives the lines back. Linear in both lengths.
 */
export function changesBetween(baseline: readonly string[], lines: readonly string[]): Change[] {
  const places = new Map<string, number[]>();
  for (const [index, line] of baseline.entries()) {
    const known = places.get(line);
    if (known === undefined) places.set(line, [index]);
    else known.push(index);
  }
  const changes: Change[] = [];
  let from = 0;
  let pending: string[] = [];
  const close = (to: number): void => {
    if (to > from || pending.length > 0) changes.push([from, to, pending]);
    pending = [];
  };
  for (const line of lines) {
    const at = places.get(line)?.find((index) => index >= from);
    if (at === undefined) pending.push(line);
    else {
      close(at);
      from = at + 1;
    }
  }
  close(baseline.length);
  return changes;
}

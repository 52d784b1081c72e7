import fc from "fast-check";

/** A member of a list: a value, a range, a step, or both; mostly within the field. */
function component(min: number, max: number, hasFraction: boolean): fc.Arbitrary<string> {
  const fraction = hasFraction
    ? fc.oneof(
        { weight: 3, arbitrary: fc.constant("") },
        { weight: 1, arbitrary: fc.nat(9_999_999).map((n) => `.${n}`) },
      )
    : fc.constant("");
  const value = fc.tuple(fc.integer({ min, max }), fraction).map(([whole, rest]) => `${whole}${rest}`);
  const step = fc
    .tuple(fc.integer({ min: hasFraction ? 0 : 1, max: max - min }), fraction)
    .map(([n, f]) => `/${n}${f}`);
  const range = fc.tuple(fc.integer({ min, max }), fc.integer({ min, max })).map(([a, b]) => {
    return `${Math.min(a, b)}..${Math.max(a, b)}`;
  });
  return fc.oneof(
    value,
    range,
    fc.tuple(value, step).map(([start, repeat]) => start + repeat),
    fc.tuple(range, step).map(([both, repeat]) => both + repeat),
  );
}

function chain(min: number, max: number, hasFraction = false): fc.Arbitrary<string> {
  const list = fc.array(component(min, max, hasFraction), { minLength: 1, maxLength: 4 }).map((all) => all.join(","));
  return fc.oneof({ weight: 2, arbitrary: fc.constant("*") }, { weight: 3, arbitrary: list });
}

const weekdays = fc.constantFrom("", "", "", "Mon ", "sat,sun ", "Tue..Fri ", "Thursday, ", "Mon-Wed,Sun ");
const year = fc.oneof(fc.constantFrom("*", "*", "*", "24", "1970..2199/7", "2000/4", "2024,2030"), chain(1970, 2199));
const zone = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("", " UTC") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      " Europe/Berlin",
      " America/New_York",
      " Pacific/Apia",
      " Africa/Casablanca",
      " Asia/Gaza",
    ),
  },
);

const date = fc.oneof(
  fc.constant(""),
  fc.tuple(year, chain(1, 12), chain(1, 31)).map(([y, m, d]) => `${y}-${m}-${d} `),
  fc.tuple(year, chain(1, 12), chain(1, 12)).map(([y, m, d]) => `${y}-${m}~${d} `),
  fc.tuple(chain(1, 12), chain(1, 31)).map(([m, d]) => `${m}-${d} `),
);
const time = fc.oneof(
  fc.tuple(chain(0, 23), chain(0, 59)).map(([h, m]) => `${h}:${m}`),
  fc.tuple(chain(0, 23), chain(0, 59), chain(0, 59, true)).map(([h, m, s]) => `${h}:${m}:${s}`),
);

/** Expressions by the grammar of systemd.time(7); some are refused, for steps that cannot be taken once, say. */
export const arbitraryExpression: fc.Arbitrary<string> = fc
  .tuple(weekdays, date, time, zone)
  .map((parts) => parts.join(""));

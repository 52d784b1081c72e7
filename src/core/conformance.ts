import { fromBase64 } from "./bytes.js";
import type { FormatDefinition, Given } from "./format.js";
import type { Json } from "./json.js";

/** One line of a `cases.jsonl` file. */
export interface GoldenCase {
  readonly id: string;
  readonly source: string;
  /** base64 of the raw bytes. */
  readonly input: string;
  readonly params?: Readonly<Record<string, Json>>;
  readonly expect: { readonly [field: string]: Json };
}

export interface FieldTally {
  cases: number;
  agree: number;
}

export interface FieldDifference {
  readonly id: string;
  readonly field: string;
  readonly expected: Json;
  readonly actual: Json;
}

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A report whose wording is not compared: any object that has both a `level` and a `message`. */
const isReport = (value: { readonly [key: string]: Json }): boolean =>
  Object.hasOwn(value, "level") && Object.hasOwn(value, "message");

/** Deep equality of two JSON values, but for the `message` of diagnostics. */
export function sameObservation(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!sameObservation(a[i]!, b[i]!)) return false;
    return true;
  }
  if (!isObject(a) || !isObject(b)) return false;
  const report = isReport(a) && isReport(b);
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  for (const key of keys) {
    if (!Object.hasOwn(b, key)) return false;
    if (report && key === "message") continue;
    if (!sameObservation(a[key]!, b[key]!)) return false;
  }
  return true;
}

/** Runs one case: the fields that were compared, and those that differ. A field missing on one side differs. */
export function compareCase(
  definition: Pick<FormatDefinition, "observe" | "givenFields" | "optionalFields" | "normalize">,
  golden: GoldenCase,
): { readonly fields: readonly string[]; readonly differences: readonly FieldDifference[] } {
  const input = fromBase64(golden.input);
  if (input === null) throw new TypeError(`case ${golden.id}: input is not base64`);
  const given: Record<string, unknown> = { ...golden.params };
  for (const field of definition.givenFields ?? []) given[field] = golden.expect[field];
  const normalize = (value: Json): Json => (definition.normalize === undefined ? value : definition.normalize(value));
  const observed = definition.observe(input, given as Given);
  const expected = normalize(golden.expect);
  const actual = normalize(observed);
  if (!isObject(expected) || !isObject(actual)) {
    const agree = sameObservation(expected, actual);
    return { fields: ["expect"], differences: agree ? [] : [{ id: golden.id, field: "expect", expected, actual }] };
  }
  const skipped = new Set(definition.givenFields ?? []);
  for (const name of definition.optionalFields ?? []) if (!Object.hasOwn(expected, name)) skipped.add(name);
  const fields = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].filter((name) => !skipped.has(name));
  const differences: FieldDifference[] = [];
  for (const field of fields) {
    const here = Object.hasOwn(actual, field);
    const there = Object.hasOwn(expected, field);
    if (here && there && sameObservation(expected[field]!, actual[field]!)) continue;
    differences.push({
      id: golden.id,
      field,
      expected: there ? expected[field]! : null,
      actual: here ? actual[field]! : null,
    });
  }
  return { fields, differences };
}

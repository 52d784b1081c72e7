import type { Errno } from "../../core/errno.js";
import { formatJson } from "../../json/format.js";
import {
  appendElement,
  filterFields,
  type JsonNormalization,
  mergeObjects,
  normalizeJson,
  setField,
  sortJson,
} from "../../json/operations.js";
import { JsonError, parseJsonFile } from "../../json/parse.js";
import {
  elementCount,
  isBlankArray,
  isBlankObject,
  isNegative,
  isNormalized,
  isSorted,
  JsonArray,
  JsonBoolean,
  JsonInteger,
  JsonString,
  JsonUnsigned,
  type JsonVariant,
  markSensitive,
  realValue,
} from "../../json/variant.js";

/** One manipulation of a value: what it returned, and the value's text afterwards. */
export interface JsonStep {
  readonly step: string;
  readonly result: number | Errno;
  readonly dump: string;
}

/** What systemd's fuzz entry point does with a value that could be parsed. */
export interface JsonReport {
  readonly value: JsonVariant;
  readonly dump: string;
  readonly pretty: string;
  readonly prettySource: string;
  readonly sortedBefore: boolean;
  readonly normalizedAtParse: boolean;
  /** The sorted value, or why it cannot be sorted. */
  readonly sort: JsonVariant | Errno;
  readonly sortedAfter: boolean;
  readonly sortedDump: string | null;
  readonly normalizedBefore: boolean;
  readonly normalization: JsonNormalization;
  readonly normalizedAfter: boolean;
  readonly normalizedDump: string | null;
  /** The value after sorting and normalizing, as far as either worked. */
  readonly settled: JsonVariant;
  readonly real: number;
  readonly negative: boolean;
  readonly blankObject: boolean;
  readonly blankArray: boolean;
  readonly elements: number;
  readonly sensitiveBefore: boolean;
  readonly sensitiveAfter: boolean;
  readonly steps: readonly JsonStep[];
}

export interface JsonOutcome {
  readonly parsed: JsonVariant | JsonError;
  /** Null when the input was refused. */
  readonly report: JsonReport | null;
}

const STRV = new JsonArray([new JsonString("e-1"), new JsonString("e-2"), new JsonString("e-3")], 1, true);
const FIELDS: readonly (readonly [step: string, name: string, value: JsonVariant])[] = [
  ["set_field_string", "a", new JsonString("string-a")],
  ["set_field_integer", "b", new JsonInteger(-12345)],
  ["set_field_unsigned", "c", new JsonUnsigned(12345)],
  ["set_field_boolean", "d", new JsonBoolean(false)],
  ["set_field_strv", "e", STRV],
];
/** Names of the members that are set and removed again. */
export const FIELD_NAMES = FIELDS.map(([, name]) => name);

function manipulate(start: JsonVariant): JsonStep[] {
  const steps: JsonStep[] = [];
  let value = start;
  const take = (
    step: string,
    made: JsonVariant | Errno,
    count: (before: JsonVariant, after: JsonVariant) => number,
  ) => {
    const result = typeof made === "string" ? made : count(value, made);
    if (typeof made !== "string") value = made;
    steps.push({ step, result, dump: formatJson(value) });
  };
  for (const [step, name, field] of FIELDS) take(step, setField(value, name, field), () => 1);
  take("filter", filterFields(value, FIELD_NAMES), (before, after) => (elementCount(before) - elementCount(after)) / 2);
  take("merge_object", mergeObjects(value, value), (before, after) => (before === after ? 0 : 1));
  take("append_array", appendElement(value, value), () => 0);
  return steps;
}

function report(value: JsonVariant): JsonReport {
  const sort = sortJson(value);
  const sorted = typeof sort === "string" ? value : sort;
  const normalization = normalizeJson(sorted);
  const settled = normalization.value;
  const marked = markSensitive(settled);
  return {
    value,
    dump: formatJson(value),
    pretty: formatJson(value, { pretty: true }),
    prettySource: formatJson(value, { pretty: true, source: true }),
    sortedBefore: isSorted(value),
    normalizedAtParse: isNormalized(value),
    sort,
    sortedAfter: isSorted(sorted),
    sortedDump: typeof sort === "string" ? null : formatJson(sort),
    normalizedBefore: isNormalized(sorted),
    normalization,
    normalizedAfter: isNormalized(settled),
    normalizedDump: normalization.errno !== null ? null : formatJson(settled),
    settled,
    real: realValue(settled),
    negative: isNegative(settled),
    blankObject: isBlankObject(settled),
    blankArray: isBlankArray(settled),
    elements: elementCount(settled),
    sensitiveBefore: settled.sensitive,
    sensitiveAfter: marked.sensitive,
    steps: manipulate(marked),
  };
}

/** Parses the input as a JSON file and does with its value what systemd's `fuzz-json` does. */
export function run(input: Uint8Array): JsonOutcome {
  const parsed = parseJsonFile(input);
  return { parsed, report: parsed instanceof JsonError ? null : report(parsed) };
}

import { toHex } from "../../core/bytes.js";
import type { Json } from "../../core/json.js";
import { sha256 } from "../../core/sha256.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { formatFixed } from "../../json/number.js";
import type { JsonError } from "../../json/parse.js";
import type { JsonVariant } from "../../json/variant.js";
import { type JsonReport, run } from "./run.js";

/** Longer texts are observed by their digest. */
const LONGEST_DUMP = 5000;
const LONGEST_STEP = 800;

function characters(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) !== 0xdc00) count++;
  return count;
}

function clip(text: string, longest: number): Json {
  if (text.length <= longest || characters(text) <= longest) return text;
  const bytes = encodeUtf8(text);
  return { sha256: toHex(sha256(bytes)), bytes: bytes.length };
}

/** Whole numbers that round to 2^64: what systemd makes of them depends on the processor. */
const realIsKnown = (value: JsonVariant): boolean => value.type !== "unsigned" || Number(value.exact) < 2 ** 64;

function observeReport(report: JsonReport): Json {
  const { normalization, settled } = report;
  return {
    parse: "ok",
    type: report.value.type,
    dump: clip(report.dump, LONGEST_DUMP),
    pretty: clip(report.pretty, LONGEST_DUMP),
    pretty_source: clip(report.prettySource, LONGEST_DUMP),
    sorted_before: report.sortedBefore,
    normalized_at_parse: report.normalizedAtParse,
    sort: typeof report.sort === "string" ? report.sort : "ok",
    sorted_after: report.sortedAfter,
    ...(report.sortedDump === null ? {} : { sorted_dump: clip(report.sortedDump, LONGEST_DUMP) }),
    normalized_before: report.normalizedBefore,
    normalize: normalization.errno ?? "ok",
    normalized_after: report.normalizedAfter,
    ...(normalization.addressOrder ? { normalized_order: "undefined" } : {}),
    ...(report.normalizedDump === null || normalization.addressOrder
      ? {}
      : { normalized_dump: clip(report.normalizedDump, LONGEST_DUMP) }),
    ...(realIsKnown(settled) ? { real: formatFixed(report.real) } : {}),
    negative: report.negative,
    blank_object: report.blankObject,
    blank_array: report.blankArray,
    elements: report.elements,
    sensitive_before: report.sensitiveBefore,
    sensitive_after: report.sensitiveAfter,
    source_line: settled.line,
    source_column: settled.column,
    steps: report.steps.map(({ step, result, dump }) => ({
      step,
      result: result === 0 ? "ok" : String(result),
      dump: normalization.addressOrder ? null : clip(dump, LONGEST_STEP),
    })),
  };
}

/** The outcome in the shape of a golden case. */
export function observe(input: Uint8Array): Json {
  const { parsed, report } = run(input);
  if (report !== null) return observeReport(report);
  const error = parsed as JsonError;
  return { parse: error.errno, line: error.line, column: error.column };
}

import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import { ParseFailure } from "../../core/errno.js";
import { defineFormat, type Inspection } from "../../core/format.js";
import { isUnparsable } from "../../dns/resource-record.js";
import { diagnostics } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { type Outcome, observe, run } from "./observe.js";
import { INPUT_MAX, parse } from "./parse.js";
import { seeds } from "./seeds.js";

function inspect(input: Uint8Array): Inspection {
  const parsed = parse(input);
  if (parsed instanceof ParseFailure) {
    const malformed: Diagnostic = {
      code: "resource-record.malformed",
      level: Severity.err,
      line: null,
      span: { start: parsed.offset, end: parsed.offset },
      params: { reason: parsed.message, offset: parsed.offset },
    };
    return { value: null, diagnostics: [malformed], error: parsed.errno };
  }
  const { record, length } = parsed;
  const found: Diagnostic[] = [];
  if (isUnparsable(record)) {
    found.push({
      code: "resource-record.unknown-version",
      level: Severity.info,
      line: null,
      params: { type: record.key.type },
    });
  }
  if (length < input.length) {
    found.push({
      code: "resource-record.trailing-bytes",
      level: Severity.info,
      line: null,
      span: { start: length, end: input.length },
      params: { count: input.length - length },
    });
  }
  return { value: record, diagnostics: found, error: null };
}

export const definition = defineFormat<Outcome>({
  slug: "resource-record",
  title: "one DNS resource record in wire form",
  kind: "binary",
  maxLen: INPUT_MAX,
  diagnostics,
  laws,
  run,
  observe,
  inspect,
  dictionary,
  seeds,
});

import { type Law, LawViolation } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { formatJson } from "../../json/format.js";
import { normalizeJson, sortJson } from "../../json/operations.js";
import { JsonError, parseJson } from "../../json/parse.js";
import { isNormalized, type JsonVariant } from "../../json/variant.js";
import type { JsonOutcome } from "./run.js";

/** Indentation grows with the square of the nesting: longer pretty texts are not read back. */
const LONGEST_REREAD = 65_536;

function reread(law: string, text: string): JsonVariant {
  const again = parseJson(encodeUtf8(text));
  if (again instanceof JsonError)
    throw new LawViolation(law, `${again.errno} at ${again.line}:${again.column} of what was written`);
  return again;
}

/** Every real is written with an exponent. */
const mayHoldReal = (text: string): boolean => text.includes("e+") || text.includes("e-");

/** Whether a text cannot be read again: DEL is written as it is, but read as an escape only. */
const isUnreadable = (text: string): boolean => text.includes("\x7f");

/** The texts written for a value read back, and give the same value; reading a real loses its last digits. */
const formatReparses: Law<JsonOutcome> = {
  name: "format-reparses",
  check(_input, { report }) {
    if (report === null || isUnreadable(report.dump)) return;
    const again = formatJson(reread(this.name, report.dump));
    if (again !== report.dump && !mayHoldReal(report.dump)) {
      throw new LawViolation(this.name, "the compact text is written differently once read");
    }
    if (report.pretty.length > LONGEST_REREAD) return;
    if (formatJson(reread(this.name, report.pretty)) !== again) {
      throw new LawViolation(this.name, "the compact and the pretty text give different values");
    }
  },
};

const sortIsIdempotent: Law<JsonOutcome> = {
  name: "sort-is-idempotent",
  check(_input, { report }) {
    if (report === null || typeof report.sort === "string") return;
    if (!report.sortedAfter) throw new LawViolation(this.name, "a sorted value does not count as sorted");
    if (sortJson(report.sort) !== report.sort) throw new LawViolation(this.name, "a sorted value is sorted again");
  },
};

const normalizeIsIdempotent: Law<JsonOutcome> = {
  name: "normalize-is-idempotent",
  check(_input, { report }) {
    if (report === null || report.normalization.errno !== null) return;
    const { value } = report.normalization;
    if (!report.normalizedAfter) throw new LawViolation(this.name, "a normalized value does not count as normalized");
    if (normalizeJson(value).value !== value)
      throw new LawViolation(this.name, "a normalized value is normalized again");
    const text = report.normalizedDump;
    if (text === null || mayHoldReal(text) || isUnreadable(text)) return;
    if (!isNormalized(reread(this.name, text)))
      throw new LawViolation(this.name, "a normal form is none once it is read");
  },
};

const errorLiesInside: Law<JsonOutcome> = {
  name: "error-lies-inside",
  check(input, { parsed }) {
    if (!(parsed instanceof JsonError) || parsed.line === 0) return;
    const { offset, line, column } = parsed;
    if (offset < 0 || offset > input.length) throw new LawViolation(this.name, `offset ${offset} is outside the input`);
    if (line < 1 || column < 1 || line + column > offset + 2) {
      throw new LawViolation(this.name, `${line}:${column} cannot be at offset ${offset}`);
    }
  },
};

export const laws: readonly Law<JsonOutcome>[] = [
  formatReparses,
  sortIsIdempotent,
  normalizeIsIdempotent,
  errorLiesInside,
];

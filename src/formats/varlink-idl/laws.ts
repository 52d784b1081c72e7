import { type Law, LawViolation } from "../../core/format.js";
import { checkConsistency } from "./consistency.js";
import { VarlinkIdlError } from "./diagnostics.js";
import {
  ELEMENTARY_TYPES,
  isElementary,
  type VarlinkField,
  type VarlinkInterface,
  type VarlinkSymbol,
} from "./model.js";
import type { VarlinkIdlOutcome } from "./run.js";

const isShadowed = (name: string): boolean => ELEMENTARY_TYPES.some((elementary) => name.startsWith(elementary));

/**
 * Whether a type is used whose name starts like an elementary type: white space before it makes that possible, and is not
 * written again.
 */
function usesShadowedName(definition: VarlinkSymbol["definition"]): boolean {
  if ("values" in definition) return false;
  if ("output" in definition) return [definition.input, definition.output].some(useShadowedName);
  return useShadowedName(definition.fields);
}

const useShadowedName = (fields: readonly VarlinkField[]): boolean =>
  fields.some(({ type: { base } }) => {
    if (isElementary(base)) return false;
    return "name" in base ? isShadowed(base.name) : usesShadowedName(base);
  });

/** Whether a comment is the name of a symbol once its backslashes are gone: symbols are reordered, so that it may hide that type. */
function namesSymbolInComment({ comments, symbols }: VarlinkInterface): boolean {
  const names = new Set(symbols.map(({ name }) => name));
  const isName = (comment: string): boolean => names.has(comment.replaceAll("\\", ""));
  return comments.some(isName) || symbols.some((symbol) => symbol.comments.some(isName));
}

/** What is written can be read, and is consistent if what it was written from is. */
const formatReparses: Law<VarlinkIdlOutcome> = {
  name: "format-reparses",
  check(_input, { parsed, report }) {
    if (report === null || parsed === null || parsed instanceof VarlinkIdlError) return;
    if (parsed.interface.symbols.some(({ definition }) => usesShadowedName(definition))) return;
    if (namesSymbolInComment(parsed.interface)) return;
    const { reparsed, inconsistency } = report;
    if (reparsed instanceof VarlinkIdlError) {
      throw new LawViolation(this.name, `${reparsed.errno} at ${reparsed.line}:${reparsed.column} of what was written`);
    }
    // Symbols are reordered, so that another fault may be the first; but there is one, or none.
    if ((checkConsistency(reparsed.interface) === null) !== (inconsistency === null)) {
      throw new LawViolation(this.name, "consistency changed on the way");
    }
  },
};

/** Comments lose a level of backslashes each time they are written, and go when they are empty; nothing else changes. */
const formatIsIdempotent: Law<VarlinkIdlOutcome> = {
  name: "format-is-idempotent",
  check(_input, { report }) {
    if (report === null || report.reformatSame || report.reparsed instanceof VarlinkIdlError) return;
    const { formatted } = report;
    if (!formatted.includes("\\") && !formatted.includes("# \n")) {
      throw new LawViolation(this.name, "what was read again is formatted differently");
    }
  },
};

const errorLiesInside: Law<VarlinkIdlOutcome> = {
  name: "error-lies-inside",
  check(input, { parsed }) {
    if (parsed === null) return;
    const { line, column } = parsed;
    // A line feed behind a comment is counted twice.
    if (line < 1 || column < 1 || line + column > 2 * input.length + 2) {
      throw new LawViolation(this.name, `${line}:${column} is no place of the input`);
    }
  },
};

export const laws: readonly Law<VarlinkIdlOutcome>[] = [formatReparses, formatIsIdempotent, errorLiesInside];

import type { Diagnostic } from "../core/diagnostics.js";
import { type Law, LawViolation } from "../core/format.js";
import type { IniDocument } from "./document.js";

/** The nodes of a document follow each other without gap, so that writing them gives the file back. */
export function checkNodesCover(law: string, input: Uint8Array, document: IniDocument): void {
  let at = document.start;
  for (const node of document.nodes) {
    if (node.start !== at || node.end < node.start) throw new LawViolation(law, `gap at byte ${at}`);
    at = node.end;
  }
  if (at !== input.length) throw new LawViolation(law, `ends at byte ${at} of ${input.length}`);
}

/** Every report's span lies inside the file. */
export function checkSpansInside(
  law: string,
  input: Uint8Array,
  document: IniDocument,
  diagnostics: readonly Diagnostic[],
): void {
  for (const { code, span } of diagnostics) {
    if (span === undefined) continue;
    if (!(document.start <= span.start && span.start <= span.end && span.end <= input.length)) {
      throw new LawViolation(law, `${code} at ${span.start}..${span.end}`);
    }
  }
}

/** What a format makes of a file, as far as these laws go; `null` for an input that names no file. */
type ReadFile = {
  readonly file: { readonly document: IniDocument; readonly diagnostics: readonly Diagnostic[] };
} | null;

/** {@link checkNodesCover} as the law of a format. */
export const nodesCoverTheFile: Law<ReadFile> = {
  name: "nodes-cover-the-file",
  check(input, outcome) {
    if (outcome !== null) checkNodesCover(this.name, input, outcome.file.document);
  },
};

/** {@link checkSpansInside} as the law of a format. */
export const spansLieInside: Law<ReadFile> = {
  name: "spans-lie-inside",
  check(input, outcome) {
    if (outcome !== null) checkSpansInside(this.name, input, outcome.file.document, outcome.file.diagnostics);
  },
};

import type { Diagnostic } from "../../../src/core/diagnostics.js";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import type { LinkHost } from "../../../src/formats/link-parser/assignment.js";
import type { Link } from "../../../src/formats/link-parser/link.js";
import { type LoadedLinkFile, loadLinkFile } from "../../../src/formats/link-parser/parse.js";

/** Loads a file that matches one interface, with the given lines behind [Link]. */
export const loadLines = (lines: readonly string[], host?: LinkHost): LoadedLinkFile =>
  loadLinkFile(encodeUtf8(`[Match]\nOriginalName=eth0\n[Link]\n${lines.join("\n")}\n`), host);

/** Reports as `<line> <code>`, lines counted from the first one behind [Link]; those about no line as the code alone. */
export const reports = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics.map(({ line, code }) => (line === null ? code : `${line - 3} ${code}`));

/** Settings and reports of the given lines. */
export function read(...lines: readonly string[]): { link: Link; reports: string[] } {
  const { link, diagnostics } = loadLines(lines);
  return { link, reports: reports(diagnostics) };
}

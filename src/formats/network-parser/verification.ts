import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import type { RepeatedSection } from "../../directives/repeated-sections.js";

/** Reports of the check that follows parsing: about a section by its line, or about the file as a whole. */
export class Verification {
  readonly diagnostics: Diagnostic[] = [];

  report(level: Severity, line: number | null, code: string, params: Diagnostic["params"] = {}): void {
    this.diagnostics.push({ code, level, line, params });
  }

  /** A warning about the section on a line. */
  warnAt(line: number, code: string): void {
    this.report(Severity.warning, line, code);
  }

  /** A warning about the section on a line, which is dropped for it. */
  refuseAt(line: number, code: string): false {
    this.report(Severity.warning, line, code);
    return false;
  }

  /** A warning about the file. */
  warn(code: string, params: Diagnostic["params"] = {}): void {
    this.report(Severity.warning, null, code, params);
  }

  /** A warning that names the dropped section in its text instead of by its place. */
  refuse(section: RepeatedSection, code: string): false {
    this.report(Severity.warning, null, code, { section: section.line });
    return false;
  }

  /** Two sections are about the same thing, for which the earlier one is dropped. */
  superseded(earlier: RepeatedSection, later: RepeatedSection): void {
    this.report(Severity.warning, null, "network-parser.superseded", { section: earlier.line, other: later.line });
  }
}

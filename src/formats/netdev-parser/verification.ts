import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";
import type { RepeatedSection } from "../../directives/repeated-sections.js";
import type { NetdevHost } from "./assignment.js";

/** Reports of the check that follows parsing. */
export class Verification {
  constructor(
    readonly diagnostics: Diagnostic[],
    readonly host: NetdevHost,
  ) {}

  report(level: Severity, code: string, params: Diagnostic["params"] = {}): void {
    this.diagnostics.push({ code, level, line: null, params });
  }

  /** A warning for which the device is refused. */
  warn(code: string, params: Diagnostic["params"] = {}): Errno {
    this.report(Severity.warning, code, params);
    return "EINVAL";
  }

  /** An error for which the device is refused. */
  refuse(code: string, params: Diagnostic["params"] = {}): Errno {
    this.report(Severity.err, code, params);
    return "EINVAL";
  }

  /** An error that names the section that is dropped for it. */
  drop(section: RepeatedSection, code: string, params: Diagnostic["params"] = {}): false {
    this.report(Severity.err, code, { ...params, section: section.line });
    return false;
  }

  /** A warning on the line of the section that is dropped for it. */
  dropAt(section: RepeatedSection, code: string): false {
    this.diagnostics.push({ code, level: Severity.warning, line: section.line, params: {} });
    return false;
  }
}

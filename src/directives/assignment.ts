import { type Diagnostic, Severity } from "../core/diagnostics.js";
import type { Errno } from "../core/errno.js";
import type { IniNode } from "../ini/reader.js";

/**
 * The assignment that a value parser works on: where it stands, and where its reports go. One object serves a whole
 * file; its place moves from assignment to assignment.
 */
export class Assignment {
  section = "";
  /** Whether {@link warn} was called: sections that come several times are dropped as a whole then. */
  refused = false;
  node: IniNode = { kind: "blank", line: 0, start: 0, end: 0, name: "", value: "" };

  constructor(readonly diagnostics: Diagnostic[]) {}

  get key(): string {
    return this.node.name;
  }

  /** Adds a report about this assignment. */
  report(level: Severity, code: string, params: Diagnostic["params"] = {}): void {
    const { line, start, end, name } = this.node;
    const { section } = this;
    this.diagnostics.push({ code, level, line, span: { start, end }, params: { section, key: name, ...params } });
  }

  /** The usual report: a value that is refused, at warning level; the assignment is skipped and reading goes on. */
  warn(code: string, value: string): undefined {
    this.refused = true;
    this.report(Severity.warning, code, { value });
    return undefined;
  }

  /** A report at warning level about a value, or a part of it, that does not make the section it stands in useless. */
  remark(code: string, value: string): undefined {
    this.report(Severity.warning, code, { value });
    return undefined;
  }

  /** A report about no line in particular. */
  reportWhole(level: Severity, code: string, params: Diagnostic["params"] = {}): void {
    this.diagnostics.push({
      code,
      level,
      line: null,
      params: { section: this.section, key: this.node.name, ...params },
    });
  }
}

/**
 * A value parser bound to the setting that it fills. Bad values are reported through `at` and leave the settings as
 * they were; an errno as result ends the whole file.
 */
export type Binding<Settings, At extends Assignment = Assignment> = (
  settings: Settings,
  value: string,
  at: At,
) => Errno | undefined;

/** Bindings of one section or of a group of directives that several sections share, by key. */
export type Bindings<Settings, At extends Assignment = Assignment> = Readonly<Record<string, Binding<Settings, At>>>;

/** Keys of `Settings` whose value may be a `Value`. */
export type FieldOf<Settings, Value> = {
  [Key in keyof Settings]-?: Value extends Settings[Key] ? Key : never;
}[keyof Settings] &
  string;

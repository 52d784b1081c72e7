import type { Errno } from "../core/errno.js";
import type { Assignment, Bindings } from "./assignment.js";
import type { RepeatedSection, RepeatedSections } from "./repeated-sections.js";

/** A directive of a file: finds the settings that it belongs to and fills them. */
export type FileDirective<File, At> = (file: File, value: string, at: At) => Errno | undefined;

/** Directives of one section by key. */
export type SectionDirectives<File, At> = ReadonlyMap<string, FileDirective<File, At>>;

/** An assignment in a file whose sections may come several times. */
export interface SectionAssignment extends Assignment {
  /** Line of the header of the section that it stands in. */
  readonly sectionLine: number;
}

/** Directives about settings of which there is one set. */
export function singleSection<File, Settings, At extends Assignment>(
  bindings: Bindings<Settings, At>,
  pick: (file: File) => Settings,
): SectionDirectives<File, At> {
  const directives = new Map<string, FileDirective<File, At>>();
  for (const [key, binding] of Object.entries(bindings)) {
    directives.set(key, (file, value, at) => binding(pick(file), value, at));
  }
  return directives;
}

/** Directives about settings of which there is one set for each header; `create` makes them where there are several kinds. */
export function repeatedSection<File, Settings extends RepeatedSection, At extends SectionAssignment>(
  bindings: Bindings<Settings, At>,
  pick: (file: File) => RepeatedSections<Settings>,
  create?: (line: number) => Settings,
): SectionDirectives<File, At> {
  const directives = new Map<string, FileDirective<File, At>>();
  for (const [key, binding] of Object.entries(bindings)) {
    directives.set(key, (file, value, at) => binding(pick(file).at(at.sectionLine, create), value, at));
  }
  return directives;
}

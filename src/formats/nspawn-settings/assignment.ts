import type { Diagnostic } from "../../core/diagnostics.js";
import { Assignment, type Binding } from "../../directives/assignment.js";
import type { NspawnSettings } from "../../nspawn/settings.js";

/** An assignment of a .nspawn file. */
export class NspawnAssignment extends Assignment {
  constructor(
    diagnostics: Diagnostic[],
    /** Folder that relative source paths start at. */
    readonly currentFolder: string,
  ) {
    super(diagnostics);
  }
}

export type NspawnBinding = Binding<NspawnSettings, NspawnAssignment>;

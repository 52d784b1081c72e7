import type { Diagnostic } from "../../core/diagnostics.js";
import { Assignment, type Binding, type Bindings } from "../../directives/assignment.js";
import { type SpecifierHost, unknownHost } from "../../text/machine-specifiers.js";

/** What a file asks of the machine that reads it. */
export interface LinkHost {
  /** What specifiers stand for. */
  readonly specifiers: SpecifierHost;
  /** Text of the file that WakeOnLanPassword= names; `null` when it cannot be read. */
  readonly passwordFile: (path: string) => string | null;
  /** Text of the credential with the Wake-on-LAN password; `null` when there is none. */
  readonly passwordCredential: () => string | null;
}

/** A machine that nothing is known of, without any password. */
export const plainHost: LinkHost = {
  specifiers: unknownHost,
  passwordFile: () => null,
  passwordCredential: () => null,
};

/** An assignment in a .link file. */
export class LinkAssignment extends Assignment {
  /** Line of the header of the section that it stands in. */
  sectionLine = 0;

  constructor(
    diagnostics: Diagnostic[],
    readonly host: LinkHost,
  ) {
    super(diagnostics);
  }
}

export type LinkBinding<Settings> = Binding<Settings, LinkAssignment>;
export type LinkBindings<Settings> = Bindings<Settings, LinkAssignment>;

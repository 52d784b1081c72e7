import type { Diagnostic } from "../../core/diagnostics.js";
import { Assignment, type Binding, type Bindings } from "../../directives/assignment.js";
import type { NetCondition, NetConditionKind } from "../../directives/net-match.js";

/** What a file asks of the machine that reads it. */
export interface NetdevHost {
  /** Whether a test of [Match] holds, its negation aside. */
  readonly test: (kind: NetConditionKind, condition: NetCondition) => boolean;
  /** Content of a credential by name; `null` when there is none. */
  readonly credential: (name: string) => string | null;
  /** Content of a key file; `null` when there is none. */
  readonly keyFile: (path: string) => string | null;
}

/** A machine of which nothing is known: no test holds, no credential and no file is there. */
export const unknownHost: NetdevHost = {
  test: () => false,
  credential: () => null,
  keyFile: () => null,
};

/** An assignment in a .netdev file. */
export class NetdevAssignment extends Assignment {
  /** Line of the header of the section that it stands in. */
  sectionLine = 0;

  constructor(
    diagnostics: Diagnostic[],
    readonly host: NetdevHost,
  ) {
    super(diagnostics);
  }
}

export type NetdevBinding<Settings> = Binding<Settings, NetdevAssignment>;
export type NetdevBindings<Settings> = Bindings<Settings, NetdevAssignment>;

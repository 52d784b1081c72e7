import type { Diagnostic } from "../../core/diagnostics.js";
import { Assignment, type Binding, type Bindings } from "../../directives/assignment.js";
import type { InterfaceLookup } from "../../net/socket-address.js";
import type { Network } from "./network.js";

/** What a file asks of the machine that reads it. */
export interface NetworkHost {
  /** Index of an interface by name, for servers that are reached through one. */
  readonly interfaceIndex: InterfaceLookup;
  /** User id by name; `null` when there is no such user. */
  readonly userId: (name: string) => number | null;
}

const plainInterfaces: ReadonlyMap<string, number> = new Map([
  ["lo", 1],
  ["eth0", 2],
]);
const ROOT_UID = 0;

/** A machine with a loopback interface, one Ethernet card, and a super-user. */
export const plainHost: NetworkHost = {
  interfaceIndex: (name) => plainInterfaces.get(name) ?? null,
  userId: (name) => (name === "root" ? ROOT_UID : null),
};

/** An assignment in a .network file. */
export class NetworkAssignment extends Assignment {
  /** Line of the header of the section that it stands in. */
  sectionLine = 0;

  constructor(
    readonly network: Network,
    diagnostics: Diagnostic[],
    readonly host: NetworkHost,
  ) {
    super(diagnostics);
  }
}

export type NetworkBinding<Settings> = Binding<Settings, NetworkAssignment>;
export type NetworkBindings<Settings> = Bindings<Settings, NetworkAssignment>;

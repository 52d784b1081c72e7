import { latin1 } from "../core/utf8.js";
import { IfnameKind } from "../text/names.js";
import type { Binding, Bindings } from "./assignment.js";
import { etherAddrs, hwAddrs, matchIfnames, matchProperties, matchStrings } from "./net-values.js";

/** What a network interface must be like. A pattern that starts with `!` must not match. */
export class NetMatch {
  readonly hwAddrs = new Set<string>();
  readonly permanentHwAddrs = new Set<string>();
  path: string[] = [];
  driver: string[] = [];
  type: string[] = [];
  kind: string[] = [];
  wlanInterfaceType: string[] = [];
  ssid: string[] = [];
  readonly bssids = new Set<string>();
  name: string[] = [];
  property: string[] = [];

  /** Whether any interface matches, because nothing is asked for. Origin: net_match_is_empty() at 257. */
  get isEmpty(): boolean {
    return !(
      this.hwAddrs.size ||
      this.permanentHwAddrs.size ||
      this.path.length ||
      this.driver.length ||
      this.type.length ||
      this.kind.length ||
      this.wlanInterfaceType.length ||
      this.ssid.length ||
      this.bssids.size ||
      this.name.length ||
      this.property.length
    );
  }
}

const commonMatch: Bindings<NetMatch> = {
  MACAddress: hwAddrs("hwAddrs"),
  PermanentMACAddress: hwAddrs("permanentHwAddrs"),
  Path: matchStrings("path"),
  Driver: matchStrings("driver"),
  Type: matchStrings("type"),
  Kind: matchStrings("kind"),
  Property: matchProperties("property"),
};

/** Interface patterns in [Match] of .network files. Origin: systemd.network(5). */
export const networkMatchBindings: Bindings<NetMatch> = {
  ...commonMatch,
  WLANInterfaceType: matchStrings("wlanInterfaceType"),
  SSID: matchStrings("ssid"),
  BSSID: etherAddrs("bssids"),
  Name: matchIfnames("name", IfnameKind.ALTERNATIVE),
};

/** Interface patterns in [Match] of .link files. Origin: systemd.link(5). */
export const linkMatchBindings: Bindings<NetMatch> = {
  ...commonMatch,
  OriginalName: matchIfnames("name"),
};

/** What [Match] can ask about the machine. Origin: systemd.network(5), [Match] section. */
export const netConditionKinds = [
  "Host",
  "Virtualization",
  "KernelCommandLine",
  "KernelVersion",
  "Credential",
  "Architecture",
  "Firmware",
] as const;

export type NetConditionKind = (typeof netConditionKinds)[number];

/** A test of the machine, not of an interface. */
export interface NetCondition {
  /** `!` was before the parameter: the test is turned round. */
  readonly negate: boolean;
  readonly parameter: string;
}

/** The tests of a file: at most one of each kind, the one that was written last. */
export type NetConditions = Map<NetConditionKind, NetCondition>;

const NEGATION = "!";

function netCondition(kind: NetConditionKind): Binding<NetConditions> {
  return (conditions, value) => {
    const negate = value.startsWith(NEGATION);
    if (value) conditions.set(kind, { negate, parameter: negate ? value.slice(1) : value });
    else conditions.delete(kind);
    return undefined;
  };
}

/** Tests of the machine in [Match]; any text is taken, an empty one resets. Origin: config_parse_net_condition() at 257. */
export const netConditionBindings: Bindings<NetConditions> = Object.fromEntries(
  netConditionKinds.map((kind) => [kind, netCondition(kind)]),
);

const CONDITION_LINE = new RegExp(`(?:^|[\\n\\r\\0])[ \\t]*(?:${netConditionKinds.join("|")})[ \\t]*=`);

/** Whether a file may hold tests of the machine: a line of it begins like one, wherever it stands. */
export const mayTestMachine = (bytes: Uint8Array): boolean => CONDITION_LINE.test(latin1(bytes));

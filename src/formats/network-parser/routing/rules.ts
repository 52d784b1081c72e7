import { ifname } from "../../../directives/net-values.js";
import { invalidating, type RepeatedSection, type RepeatedSections } from "../../../directives/repeated-sections.js";
import { bool, tristate, uint8 } from "../../../directives/values.js";
import { familyOf, type InAddrPrefix, type IpFamily, parseInAddrPrefix } from "../../../net/in-addr-prefix.js";
import { ipProtocolNumbers } from "../../../net/protocol-names.js";
import { parseRouteTable, RouteTable } from "../../../net/route-table.js";
import { asciiLower } from "../../../text/ascii-case.js";
import { NumberNames } from "../../../text/enum-table.js";
import { isErrno, parseIpPortRange, parseUid, safeAtoi, safeAtou32, UINT32_MAX } from "../../../text/numbers.js";
import { Families } from "../address-families.js";
import type { NetworkBinding, NetworkBindings } from "../assignment.js";
import type { Verification } from "../verification.js";

/** What a rule does. Origin: linux/fib_rules.h. */
export const RuleAction = { TABLE: 1, GOTO: 2, NOTHING: 3, BLACKHOLE: 6, UNREACHABLE: 7, PROHIBIT: 8 } as const;

const actions = new NumberNames({
  table: RuleAction.TABLE,
  goto: RuleAction.GOTO,
  nop: RuleAction.NOTHING,
  blackhole: RuleAction.BLACKHOLE,
  unreachable: RuleAction.UNREACHABLE,
  prohibit: RuleAction.PROHIBIT,
});

/** First and last of a range of ports or user ids, both included. */
export type NumberRange = readonly [start: number, end: number];

/** Settings of one [RoutingPolicyRule] section. Origin: systemd.network(5). */
export class RuleSettings implements RepeatedSection {
  invalid = false;
  /** Family of the addresses; `null` for none in particular. */
  family: IpFamily | null = null;
  /** Bits of {@link Families} as Family= says; `null` when it does not. */
  families: Families | null = null;
  typeOfService = 0;
  action: number = RuleAction.TABLE;
  invert: boolean | null = null;
  to: InAddrPrefix | null = null;
  from: InAddrPrefix | null = null;
  incomingInterface: string | null = null;
  outgoingInterface: string | null = null;
  /** Priority of the rule to go on at; 0 for none. */
  goTo = 0;
  priority: number | null = null;
  firewallMark = 0;
  firewallMask = 0;
  suppressInterfaceGroup = -1;
  suppressPrefixLength = -1;
  table: number = RouteTable.MAIN;
  l3MasterDevice = false;
  users: NumberRange | null = null;
  /** 0 for any. */
  ipProtocol = 0;
  sourcePorts: NumberRange | null = null;
  destinationPorts: NumberRange | null = null;

  constructor(readonly line: number) {}
}

type RuleBinding = NetworkBinding<RuleSettings>;

/** A number, or what an empty value stands for. */
const numberOr =
  <Field extends "priority" | "suppressInterfaceGroup" | "suppressPrefixLength">(
    field: Field,
    empty: RuleSettings[Field],
    parse: (text: string) => number | string,
    most = UINT32_MAX,
  ): RuleBinding =>
  (settings, value, at) => {
    const number = value ? parse(value) : null;
    if (typeof number === "string" || (number !== null && (number < 0 || number > most))) {
      return at.warn("value.number-out-of-range", value);
    }
    settings[field] = number === null ? empty : (number as RuleSettings[Field]);
    return undefined;
  };

/** Origin: config_parse_routing_policy_rule_prefix() at 257. */
const prefix =
  (field: "from" | "to"): RuleBinding =>
  (settings, value, at) => {
    const parsed = value ? parseInAddrPrefix(value) : null;
    if (typeof parsed === "string") return at.warn("value.not-address-prefix", value);
    settings[field] = parsed;
    return undefined;
  };

/** Origin: config_parse_routing_policy_rule_action() at 257. */
const action: RuleBinding = (settings, value, at) => {
  const number = actions.numberOf(value);
  if (number < RuleAction.TABLE) return at.warn("value.unknown-keyword", value);
  settings.action = number;
  return undefined;
};

/** The priority of the rule to go on at; a Type= behind it overrides that. Origin: config_parse_routing_policy_rule_goto() at 257. */
const goTo: RuleBinding = (settings, value, at) => {
  const priority = safeAtou32(value);
  if (isErrno(priority) || !priority) return at.warn("value.number-out-of-range", value);
  settings.goTo = priority;
  settings.action = RuleAction.GOTO;
  return undefined;
};

const NO_MARK = 0;

/** `<mark>[/<mask>]`; the mask of no mark is not looked at. Origin: config_parse_routing_policy_rule_fwmark() at 257. */
const firewallMark: RuleBinding = (settings, value, at) => {
  const slash = value.indexOf("/");
  const mark = safeAtou32(slash < 0 ? value : value.slice(0, slash));
  const mask = mark === NO_MARK ? NO_MARK : slash < 0 ? UINT32_MAX : safeAtou32(value.slice(slash + 1));
  if (isErrno(mark) || isErrno(mask)) return at.warn("network-parser.bad-firewall-mark", value);
  settings.firewallMark = mark;
  settings.firewallMask = mask;
  return undefined;
};

/** Origin: config_parse_routing_policy_rule_table() at 257. */
const table: RuleBinding = (settings, value, at) => {
  const number = parseRouteTable(value);
  if (isErrno(number)) return at.warn("value.unknown-keyword", value);
  settings.table = number;
  return undefined;
};

const protocols = new NumberNames(ipProtocolNumbers);
const NO_PROTOCOL = 0;

/** Protocol by name, ignoring case, or by the number of one that has a name. Origin: config_parse_ip_protocol(), parse_ip_protocol() at 257. */
const ipProtocol: RuleBinding = (settings, value, at) => {
  let number: number | string = NO_PROTOCOL;
  if (value) {
    number = protocols.numberOf(asciiLower(value));
    if (number < NO_PROTOCOL) number = safeAtoi(value);
  }
  if (typeof number === "string" || protocols.nameOf(number) === null) return at.warn("value.unknown-keyword", value);
  settings.ipProtocol = number;
  return undefined;
};

/** Origin: config_parse_routing_policy_rule_port_range() at 257. */
const ports =
  (field: "sourcePorts" | "destinationPorts"): RuleBinding =>
  (settings, value, at) => {
    const range = parseIpPortRange(value);
    if (typeof range === "string") return at.warn("network-parser.not-ports", value);
    settings[field] = range;
    return undefined;
  };

const ruleFamilies = new NumberNames({ both: Families.BOTH, ipv4: Families.IPV4, ipv6: Families.IPV6 });

/** What Family= says; `null` when it says nothing. */
export const ruleFamiliesName = (families: Families | null): string | null =>
  families === null ? null : ruleFamilies.nameOf(families);

/** Origin: config_parse_routing_policy_rule_family() at 257. */
const family: RuleBinding = (settings, value, at) => {
  const families = value ? ruleFamilies.numberOf(value) : null;
  if (families !== null && families < Families.NONE) return at.warn("value.unknown-keyword", value);
  settings.families = families;
  return undefined;
};

/** `<uid>` or `<uid>-<uid>`, in order; `null` otherwise. Origin: parse_uid_range() at 257. */
export function parseUidRange(text: string): NumberRange | null {
  const hyphen = text.indexOf("-");
  const start = parseUid(hyphen < 0 ? text : text.slice(0, hyphen));
  const end = hyphen < 0 ? start : parseUid(text.slice(hyphen + 1));
  return typeof start === "string" || typeof end === "string" || start > end ? null : [start, end];
}

/** A user by name, or a range of ids. Origin: config_parse_routing_policy_rule_uid_range() at 257. */
const user: RuleBinding = (settings, value, at) => {
  const uid = at.host.userId(value);
  const range = uid === null ? parseUidRange(value) : ([uid, uid] as const);
  if (range === null) return at.warn("network-parser.not-user", value);
  settings.users = range;
  return undefined;
};

/** Longest prefix of any family. */
const PREFIX_LENGTH_MAX = 128;

/** Directives of [RoutingPolicyRule]. */
export const ruleBindings: NetworkBindings<RuleSettings> = invalidating({
  TypeOfService: uint8("typeOfService"),
  Priority: numberOr("priority", null, safeAtou32),
  GoTo: goTo,
  Table: table,
  FirewallMark: firewallMark,
  From: prefix("from"),
  To: prefix("to"),
  IncomingInterface: ifname("incomingInterface"),
  OutgoingInterface: ifname("outgoingInterface"),
  IPProtocol: ipProtocol,
  SourcePort: ports("sourcePorts"),
  DestinationPort: ports("destinationPorts"),
  InvertRule: tristate("invert"),
  L3MasterDevice: bool("l3MasterDevice"),
  Family: family,
  User: user,
  SuppressInterfaceGroup: numberOr("suppressInterfaceGroup", -1, safeAtoi),
  SuppressPrefixLength: numberOr("suppressPrefixLength", -1, safeAtoi, PREFIX_LENGTH_MAX),
  Type: action,
});

/** The family that addresses and Family= agree on. False when they do not. */
function resolveFamily(rule: RuleSettings, verification: Verification): boolean {
  const from = rule.from === null ? null : familyOf(rule.from.address);
  const to = rule.to === null ? null : familyOf(rule.to.address);
  if (from !== null && to !== null && from !== to) {
    return verification.refuseAt(rule.line, "network-parser.rule-families-differ");
  }
  rule.family = from ?? to;
  if (rule.family === null) {
    // Without an address a rule is for IPv4 unless it says otherwise; for both families it is left open.
    if (rule.families !== Families.BOTH) rule.family = rule.families === Families.IPV6 ? "ipv6" : "ipv4";
    return true;
  }
  const wanted = rule.family === "ipv6" ? Families.IPV6 : Families.IPV4;
  if (rule.families === null || rule.families === wanted) return true;
  return verification.refuseAt(rule.line, "network-parser.rule-family-conflict");
}

function checkAction(rule: RuleSettings, verification: Verification): boolean {
  if (rule.action !== RuleAction.GOTO) return true;
  if (!rule.goTo) return verification.refuseAt(rule.line, "network-parser.goto-without-target");
  if (rule.priority === null || rule.goTo > rule.priority) return true;
  return verification.refuseAt(rule.line, "network-parser.goto-backwards");
}

/** Drops rules that contradict themselves. Origin: network_drop_invalid_routing_policy_rules() at 257. */
export function dropInvalidRules(sections: RepeatedSections<RuleSettings>, verification: Verification): void {
  sections.keepIf((rule) => {
    if (!resolveFamily(rule, verification) || !checkAction(rule, verification)) return false;
    if (rule.l3MasterDevice) rule.table = RouteTable.UNSPECIFIED;
    return true;
  });
}

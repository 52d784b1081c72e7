import { activationPolicy, linkOperstate, linkRequiredAddressFamily } from "../../directives/enums.js";
import { hwAddr, mtu } from "../../directives/net-values.js";
import { bool, enumeration, tristate } from "../../directives/values.js";
import { EnumTable } from "../../text/enum-table.js";
import { INT32_MAX, INT32_MIN, parseBoolean, parseSigned } from "../../text/numbers.js";
import type { NetworkBinding, NetworkBindings } from "./assignment.js";

export type ActivationPolicy = (typeof activationPolicy)[number];
export type RequiredFamily = (typeof linkRequiredAddressFamily)[number];
export type OperationalState = (typeof linkOperstate)[number];

/** Least and greatest operational state with which a link counts as online. */
export interface OperationalStateRange {
  readonly min: OperationalState;
  readonly max: OperationalState;
}

/** Settings of [Link]. Origin: systemd.network(5). */
export class LinkSettings {
  macAddress: Uint8Array | null = null;
  /** 0 leaves it alone. */
  mtuBytes = 0;
  /** Interface group; -1 leaves it alone. */
  group = -1;
  arp: boolean | null = null;
  multicast: boolean | null = null;
  allMulticast: boolean | null = null;
  promiscuous: boolean | null = null;
  unmanaged = false;
  /** `null` until it is known whether the link is bound to others. */
  activationPolicy: ActivationPolicy | null = null;
  requiredForOnline: boolean | null = null;
  requiredOperationalState: OperationalStateRange | null = null;
  requiredFamilyForOnline: RequiredFamily = "any";
}

const operationalStates = new EnumTable(linkOperstate);
const LEAST: OperationalState = "missing";
const GREATEST: OperationalState = "routable";

/**
 * `<min>[:<max>]`, either may be missing. `null` when a state is unknown or the range is empty.
 * Origin: parse_operational_state_range() at 257.
 */
export function parseOperationalStateRange(text: string): OperationalStateRange | null {
  const colon = text.indexOf(":");
  const first = colon < 0 ? text : text.slice(0, colon);
  const second = colon < 0 ? "" : text.slice(colon + 1);
  if (!first && !second) return null;
  const min = first ? operationalStates.parse(first) : LEAST;
  const max = second ? operationalStates.parse(second) : GREATEST;
  if (min === null || max === null) return null;
  return operationalStates.indexOf(min) > operationalStates.indexOf(max) ? null : { min, max };
}

/** Origin: config_parse_required_for_online() at 257. */
const requiredForOnline: NetworkBinding<LinkSettings> = (settings, value, at) => {
  const range = value ? parseOperationalStateRange(value) : null;
  const flag = range === null ? parseBoolean(value) : true;
  if (flag === null && value) return at.warn("value.unknown-keyword", value);
  settings.requiredForOnline = value ? flag : null;
  settings.requiredOperationalState = range;
  return undefined;
};

/** Origin: config_parse_link_group() at 257. */
const group: NetworkBinding<LinkSettings> = (settings, value, at) => {
  const number = value ? parseSigned(value, INT32_MIN, INT32_MAX) : -1;
  if (typeof number === "string" || (value && number < 0)) return at.warn("value.not-unsigned", value);
  settings.group = number;
  return undefined;
};

/** Directives of [Link]. */
export const linkBindings: NetworkBindings<LinkSettings> = {
  MACAddress: hwAddr("macAddress"),
  MTUBytes: mtu("mtuBytes", "unspec"),
  Group: group,
  ARP: tristate("arp"),
  Multicast: tristate("multicast"),
  AllMulticast: tristate("allMulticast"),
  Promiscuous: tristate("promiscuous"),
  Unmanaged: bool("unmanaged"),
  ActivationPolicy: enumeration("activationPolicy", activationPolicy),
  RequiredForOnline: requiredForOnline,
  RequiredFamilyForOnline: enumeration("requiredFamilyForOnline", linkRequiredAddressFamily),
};

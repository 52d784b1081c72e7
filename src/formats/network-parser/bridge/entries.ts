import type { Assignment } from "../../../directives/assignment.js";
import { ntfFlags } from "../../../directives/enums.js";
import { parseVlanId } from "../../../directives/net-values.js";
import { invalidating, type RepeatedSection, type RepeatedSections } from "../../../directives/repeated-sections.js";
import { enumeration } from "../../../directives/values.js";
import { ETH_ALEN, isMulticastEtherAddr, parseEtherAddr } from "../../../net/hw-addr.js";
import { type InAddr, IPV4_LENGTH, parseInAddr } from "../../../net/in-addr.js";
import { isMulticastAddr } from "../../../net/in-addr-prefix.js";
import { parseIfindex } from "../../../text/bounded-numbers.js";
import { IfnameKind, isIfnameValid } from "../../../text/names.js";
import { isErrno, safeAtou32 } from "../../../text/numbers.js";
import type { NetworkBinding, NetworkBindings } from "../assignment.js";
import type { Verification } from "../verification.js";

/** Settings of one [BridgeFDB] section. Origin: systemd.network(5). */
export class ForwardingSettings implements RepeatedSection {
  invalid = false;
  macAddress: Uint8Array | null = null;
  destination: InAddr | null = null;
  vlanId = 0;
  /** VXLAN network; `null` for none. */
  vni: number | null = null;
  associatedWith: (typeof ntfFlags)[number] = "self";
  /** Name or number of an interface. */
  outgoingInterface: string | null = null;

  constructor(readonly line: number) {}
}

type ForwardingBinding = NetworkBinding<ForwardingSettings>;

/** Origin: config_parse_fdb_hwaddr() at 257. */
const macAddress: ForwardingBinding = (settings, value, at) => {
  const address = parseEtherAddr(value);
  if (address === null) return at.warn("value.not-hardware-address", value);
  settings.macAddress = address;
  return undefined;
};

/** Origin: config_parse_fdb_destination() at 257. */
const destination: ForwardingBinding = (settings, value, at) => {
  const address = parseInAddr(value);
  if (address === null) return at.warn("value.not-address", value);
  settings.destination = address;
  return undefined;
};

/** A bad identifier leaves the rest of the section in force. Origin: config_parse_fdb_vlan_id(), config_parse_mdb_vlan_id() at 257. */
function vlanId(settings: { vlanId: number }, value: string, at: Assignment): undefined {
  const id = parseVlanId(value);
  if (isErrno(id)) return at.remark("value.not-vlan-id", value);
  settings.vlanId = id;
  return undefined;
}

/** Greatest number of a VXLAN network. Origin: RFC 7348 section 5. */
const VNI_MAX = 0xff_ffff;

/** Origin: config_parse_fdb_vxlan_vni() at 257. */
const vni: ForwardingBinding = (settings, value, at) => {
  const number = safeAtou32(value);
  if (isErrno(number) || number > VNI_MAX) return at.warn("value.number-out-of-range", value);
  settings.vni = number;
  return undefined;
};

/** Origin: config_parse_fdb_interface() at 257. */
const outgoingInterface: ForwardingBinding = (settings, value, at) => {
  if (value && isErrno(parseIfindex(value)) && !isIfnameValid(value, IfnameKind.ALTERNATIVE)) {
    return at.warn("value.not-interface", value);
  }
  settings.outgoingInterface = value || null;
  return undefined;
};

/** Directives of [BridgeFDB]. */
export const forwardingBindings: NetworkBindings<ForwardingSettings> = invalidating({
  MACAddress: macAddress,
  VLANId: vlanId,
  Destination: destination,
  VNI: vni,
  AssociatedWith: enumeration("associatedWith", ntfFlags),
  OutgoingInterface: outgoingInterface,
});

/** Settings of one [BridgeMDB] section. Origin: systemd.network(5). */
export class MulticastSettings implements RepeatedSection {
  invalid = false;
  /** An Ethernet, IPv4 or IPv6 address by its length. */
  group: Uint8Array | null = null;
  vlanId = 0;

  constructor(readonly line: number) {}
}

/** Origin: config_parse_mdb_group_address() at 257. */
const group: NetworkBinding<MulticastSettings> = (settings, value, at) => {
  const address = parseEtherAddr(value) ?? parseInAddr(value);
  if (address === null) return at.warn("value.not-address", value);
  settings.group = address;
  return undefined;
};

/** Directives of [BridgeMDB]. */
export const multicastBindings: NetworkBindings<MulticastSettings> = invalidating({
  MulticastGroupAddress: group,
  VLANId: vlanId,
});

/** 224.0.0.0/24, whose packets routers do not pass on. Origin: RFC 5771 section 4. */
const isLocalMulticast = (address: InAddr): boolean => address[0] === 224 && address[1] === 0 && address[2] === 0;

/** ff02::1. Origin: RFC 4291 section 2.7.1. */
const allNodes = parseInAddr("ff02::1")!;
const isAllNodes = (address: InAddr): boolean => address.every((byte, i) => byte === allNodes[i]);

/** Why a bridge cannot keep a group, or `null`. */
function groupProblem(address: Uint8Array): string | null {
  if (address.length === ETH_ALEN) {
    return isMulticastEtherAddr(address) ? null : "network-parser.not-multicast";
  }
  if (!isMulticastAddr(address)) return "network-parser.not-multicast";
  const reserved = address.length === IPV4_LENGTH ? isLocalMulticast(address) : isAllNodes(address);
  return reserved ? "network-parser.reserved-multicast" : null;
}

/** Drops entries without a group, or with one that is none. Origin: network_drop_invalid_bridge_mdb_entries() at 257. */
export function dropInvalidMulticast(sections: RepeatedSections<MulticastSettings>, verification: Verification): void {
  sections.keepIf((settings) => {
    const problem = settings.group === null ? "network-parser.no-group" : groupProblem(settings.group);
    return problem === null || verification.refuse(settings, problem);
  });
}

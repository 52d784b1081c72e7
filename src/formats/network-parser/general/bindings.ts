import { Severity } from "../../../core/diagnostics.js";
import {
  addressFamily,
  dnsOverTlsMode,
  dnssecMode,
  ipMasqueradeAddressFamily,
  ipReversePathFilter,
  ipv4ForceIgmpVersion,
  ipv6LinkLocalAddressGenMode,
  ipv6PrivacyExtensions,
  keepConfiguration,
  lldpMode,
  lldpMulticastMode,
  radvPrefixDelegation,
  resolveSupport,
  useDomains,
} from "../../../directives/enums.js";
import { ifname, inAddr, mtu } from "../../../directives/net-values.js";
import { bool, enumeration, enumParser, int, sec, string, strv, tristate, uint8 } from "../../../directives/values.js";
import { parseIpv4 } from "../../../net/in-addr.js";
import { isLinkLocalAddr } from "../../../net/in-addr-prefix.js";
import { isIfnameValid } from "../../../text/names.js";
import { parseBoolean } from "../../../text/numbers.js";
import { parseSec } from "../../../time/timespan.js";
import { USEC_INFINITY } from "../../../time/usec.js";
import { Families, familiesByName } from "../address-families.js";
import type { NetworkBinding, NetworkBindings } from "../assignment.js";
import { dnsServers, domains, ipv6ProxyNdpAddress, negativeTrustAnchors, ntpServers } from "./names.js";
import { Advertised, type GeneralSettings, KeepConfiguration, type StackedKind, stackedKinds } from "./settings.js";

type GeneralBinding = NetworkBinding<GeneralSettings>;

/** What DHCP= was written as once. */
const oldDhcpNames: ReadonlyMap<string, Families> = new Map([
  ["none", Families.NONE],
  ["v4", Families.IPV4],
  ["v6", Families.IPV6],
  ["both", Families.BOTH],
]);

const parseAddressFamily = enumParser(addressFamily, "yes");

/** Origin: config_parse_dhcp() at 257. */
const dhcp: GeneralBinding = (settings, value, at) => {
  const name = parseAddressFamily(value);
  if (name !== undefined) settings.dhcp = familiesByName.get(name)!;
  else {
    const families = oldDhcpNames.get(value);
    if (families === undefined) return at.warn("value.unknown-keyword", value);
    at.remark("network-parser.deprecated-value", value);
    settings.dhcp = families;
  }
  return undefined;
};

/** What LinkLocalAddressing= was written as once, when IPv4 could be left to where DHCP gives no address. */
const oldLinkLocalNames: ReadonlyMap<string, Families> = new Map([
  ["fallback", Families.BOTH],
  ["fallback-ipv4", Families.IPV4],
]);

/** Origin: config_parse_link_local_address_family() at 257. */
const linkLocalAddressing: GeneralBinding = (settings, value, at) => {
  const name = parseAddressFamily(value);
  const families = name === undefined ? oldLinkLocalNames.get(value) : familiesByName.get(name);
  if (families === undefined) return at.warn("value.unknown-keyword", value);
  settings.linkLocalAddressing = families;
  return undefined;
};

/** Always told to be old; it counts only where LinkLocalAddressing= came before. Origin: config_parse_ipv4ll() at 257. */
const ipv4LinkLocal: GeneralBinding = (settings, value, at) => {
  const flag = parseBoolean(value);
  at.remark("network-parser.deprecated", value);
  if (flag === null || settings.linkLocalAddressing === null) return undefined;
  const others = settings.linkLocalAddressing & ~Families.IPV4;
  settings.linkLocalAddressing = flag ? others | Families.IPV4 : others;
  return undefined;
};

const FIRST_RESERVED = 0;
const LAST_RESERVED = 255;

/** Whether a host may choose the address for itself. Origin: RFC 3927 section 2.1, link_local_address_is_valid() at 257. */
const isIpv4LinkLocalHost = (address: Uint8Array): boolean =>
  isLinkLocalAddr(address) && address[2] !== FIRST_RESERVED && address[2] !== LAST_RESERVED;

/** Origin: config_parse_ipv4ll_address() at 257. */
const ipv4LinkLocalStart: GeneralBinding = (settings, value, at) => {
  const address = value ? parseIpv4(value) : null;
  if (value && (address === null || !isIpv4LinkLocalHost(address))) return at.warn("value.not-address", value);
  settings.ipv4LinkLocalStart = address;
  return undefined;
};

/** Origin: config_parse_stacked_netdev() at 257. */
const stacked =
  (kind: StackedKind): GeneralBinding =>
  (settings, value, at) => {
    if (!isIfnameValid(value)) return at.warn("value.not-interface-name", value);
    const known = settings.stacked.get(value);
    if (known === undefined) settings.stacked.set(value, kind);
    else if (known === kind) at.report(Severity.debug, "network-parser.device-twice", { value });
    else at.warn("network-parser.device-twice", value);
    return undefined;
  };

const parseMulticastMode = enumParser(lldpMulticastMode);

/** A boolean means the nearest bridge or nowhere. Origin: config_parse_lldp_multicast_mode() at 257. */
const emitLldp: GeneralBinding = (settings, value, at) => {
  const flag = value ? parseBoolean(value) : false;
  const mode = flag === null ? parseMulticastMode(value) : flag ? "nearest-bridge" : null;
  if (mode === undefined) return at.warn("value.unknown-keyword", value);
  settings.emitLldp = mode;
  return undefined;
};

/** Origin: config_parse_ip_forward_deprecated() at 257. */
const ipForward: GeneralBinding = (_settings, value, at) => at.remark("network-parser.deprecated", value);

const parseMasqueradeFamily = enumParser(ipMasqueradeAddressFamily);

/** Yes means IPv4 alone, for which there is a report. Origin: config_parse_ip_masquerade() at 257. */
const ipMasquerade: GeneralBinding = (settings, value, at) => {
  const flag = value ? parseBoolean(value) : false;
  if (flag === null) {
    const name = parseMasqueradeFamily(value);
    if (name === undefined) return at.warn("value.unknown-keyword", value);
    settings.ipMasquerade = familiesByName.get(name) ?? Families.BOTH;
  } else {
    if (flag) at.remark("network-parser.deprecated-value", value);
    settings.ipMasquerade = flag ? Families.IPV4 : Families.NONE;
  }
  return undefined;
};

const keepConfigurationBits: ReadonlyMap<string, number> = new Map([
  ["no", KeepConfiguration.NO],
  ["dynamic-on-stop", KeepConfiguration.DYNAMIC_ON_STOP],
  ["dynamic", KeepConfiguration.DYNAMIC],
  ["static", KeepConfiguration.STATIC],
  ["yes", KeepConfiguration.YES],
  // As these were called once.
  ["dhcp-on-stop", KeepConfiguration.DYNAMIC_ON_STOP],
  ["dhcp", KeepConfiguration.DYNAMIC],
]);
const parseKeepConfiguration = enumParser(keepConfiguration, "yes");

/** Origin: config_parse_keep_configuration() at 257. */
const keep: GeneralBinding = (settings, value, at) => {
  const bits = keepConfigurationBits.get(parseKeepConfiguration(value) ?? value);
  if (bits === undefined && value) return at.warn("value.unknown-keyword", value);
  settings.keepConfiguration = bits ?? null;
  return undefined;
};

/** Origin: config_parse_ignore_carrier_loss() at 257. */
const ignoreCarrierLoss: GeneralBinding = (settings, value, at) => {
  const flag = value ? parseBoolean(value) : null;
  const usec = value ? (flag === null ? parseSec(value) : flag ? USEC_INFINITY : 0n) : null;
  if (typeof usec === "string") return at.warn("value.not-timespan", value);
  settings.ignoreCarrierLossUsec = usec;
  return undefined;
};

/** Origin: config_parse_router_prefix_delegation() at 257. */
const sendRa: GeneralBinding = (settings, value, at) => {
  const flag = parseBoolean(value);
  if (flag === null) return at.warn("value.not-boolean", value);
  settings.sendRa = flag ? Advertised.STATIC : Advertised.NOTHING;
  return undefined;
};

const advertisedByName: ReadonlyMap<string, number> = new Map([
  ["no", Advertised.NOTHING],
  ["static", Advertised.STATIC],
  ["dhcpv6", Advertised.DHCP6],
  ["yes", Advertised.BOTH],
]);
const parseAdvertised = enumParser(radvPrefixDelegation, "yes");

/** The older key for the same. Origin: config_parse_router_prefix_delegation() at 257. */
const oldSendRa: GeneralBinding = (settings, value, at) => {
  const name = parseAdvertised(value);
  if (name === undefined) return at.warn("value.unknown-keyword", value);
  settings.sendRa = advertisedByName.get(name)!;
  return undefined;
};

/** Directives of [Network] that are not about sections of their own. */
export const generalBindings: NetworkBindings<GeneralSettings> = {
  Description: string("description"),
  KeepMaster: bool("keepMaster"),
  BatmanAdvanced: ifname("batmanAdvanced"),
  Bond: ifname("bond"),
  Bridge: ifname("bridge"),
  VRF: ifname("vrf"),
  ...Object.fromEntries(stackedKinds.map((kind) => [kind, stacked(kind)])),
  DHCP: dhcp,
  DHCPServer: bool("dhcpServer"),
  LinkLocalAddressing: linkLocalAddressing,
  IPv6LinkLocalAddressGenerationMode: enumeration("ipv6AddressGenerationMode", ipv6LinkLocalAddressGenMode),
  IPv6StableSecretAddress: inAddr("ipv6StableSecret", "ipv6"),
  IPv4LLStartAddress: ipv4LinkLocalStart,
  IPv4LLRoute: bool("ipv4LinkLocalRoute"),
  DefaultRouteOnDevice: bool("defaultRouteOnDevice"),
  LLDP: enumeration("lldp", lldpMode, { yes: "yes" }),
  EmitLLDP: emitLldp,
  Domains: domains,
  UseDomains: enumeration("useDomains", useDomains, { yes: "yes" }),
  DNS: dnsServers,
  DNSDefaultRoute: tristate("dnsDefaultRoute"),
  LLMNR: enumeration("llmnr", resolveSupport, { yes: "yes" }),
  MulticastDNS: enumeration("multicastDns", resolveSupport, { yes: "yes" }),
  DNSOverTLS: enumeration("dnsOverTls", dnsOverTlsMode, { yes: "yes" }),
  DNSSEC: enumeration("dnssec", dnssecMode, { yes: "yes" }),
  DNSSECNegativeTrustAnchors: negativeTrustAnchors,
  NTP: ntpServers,
  IPForward: ipForward,
  IPv4Forwarding: tristate("ipv4Forwarding"),
  IPv6Forwarding: tristate("ipv6Forwarding"),
  IPMasquerade: ipMasquerade,
  IPv6PrivacyExtensions: enumeration("ipv6PrivacyExtensions", ipv6PrivacyExtensions, { yes: "yes" }),
  IPv6AcceptRA: tristate("ipv6AcceptRa"),
  IPv6AcceptRouterAdvertisements: tristate("ipv6AcceptRa"),
  IPv6DuplicateAddressDetection: int("ipv6DuplicateAddressDetection"),
  IPv6HopLimit: uint8("ipv6HopLimit"),
  IPv6RetransmissionTimeSec: sec("ipv6RetransmissionTimeUsec"),
  IPv6ProxyNDP: tristate("ipv6ProxyNdp"),
  IPv6MTUBytes: mtu("ipv6MtuBytes", "ipv6"),
  IPv4AcceptLocal: tristate("ipv4AcceptLocal"),
  IPv4RouteLocalnet: tristate("ipv4RouteLocalnet"),
  ActiveSlave: bool("activeSlave"),
  PrimarySlave: bool("primarySlave"),
  IPv4ProxyARP: tristate("ipv4ProxyArp"),
  IPv4ProxyARPPrivateVLAN: tristate("ipv4ProxyArpPrivateVlan"),
  ProxyARP: tristate("ipv4ProxyArp"),
  IPv6ProxyNDPAddress: ipv6ProxyNdpAddress,
  IPv4ReversePathFilter: enumeration("ipv4ReversePathFilter", ipReversePathFilter),
  MulticastIGMPVersion: enumeration("multicastIgmpVersion", ipv4ForceIgmpVersion),
  BindCarrier: strv("bindCarrier"),
  ConfigureWithoutCarrier: bool("configureWithoutCarrier"),
  IgnoreCarrierLoss: ignoreCarrierLoss,
  KeepConfiguration: keep,
  IPv6SendRA: sendRa,
  DHCPPrefixDelegation: tristate("prefixDelegation"),
  IPv4LL: ipv4LinkLocal,
  IPv6PrefixDelegation: oldSendRa,
  DHCPv6PrefixDelegation: tristate("prefixDelegation"),
};

import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";
import { dropInvalidSrIov } from "../../directives/sr-iov.js";
import { isLinkLocalAddr, isLocalhostAddr, isNullAddr } from "../../net/in-addr-prefix.js";
import { USEC_INFINITY } from "../../time/usec.js";
import { Families } from "./address-families.js";
import { dropInvalidAddressLabels } from "./addressing/address-labels.js";
import { AddressSettings, dropInvalidAddresses, findSameAddress, verifyAddress } from "./addressing/addresses.js";
import { dropInvalidNeighbors } from "./addressing/neighbors.js";
import { dropInvalidNextHops } from "./addressing/next-hops.js";
import { dropInvalidMulticast } from "./bridge/entries.js";
import { dropInvalidStaticLeases } from "./dhcp/server.js";
import { Advertised, KeepConfiguration } from "./general/settings.js";
import type { Network } from "./network.js";
import { dropInvalidPrefixes } from "./ra/prefixes.js";
import { addDefaultRoute, addLinkLocalRoute, RouterPreference } from "./routing/routes.js";
import { dropInvalidRules } from "./routing/rules.js";
import { dropInvalidRoutes } from "./routing/verify-routes.js";
import { dropInvalidClasses, dropInvalidDisciplines } from "./traffic-control/disciplines.js";
import { Verification } from "./verification.js";

/** What {@link verifyNetwork} finds. */
export interface NetworkVerdict {
  readonly accepted: 0 | Errno;
  readonly diagnostics: readonly Diagnostic[];
}

const masters = ["batmanAdvanced", "bond", "bridge", "vrf"] as const;

/** Devices are described in other files, which are not read: none that is referred to is known. */
function resolveDevices({ general }: Network, verification: Verification): void {
  for (const master of masters) {
    const name = general[master];
    if (name === null) continue;
    verification.warn(general.keepMaster ? "network-parser.master-kept" : "network-parser.no-device", { name });
    general[master] = null;
  }
  for (const name of general.stacked.keys()) verification.warn("network-parser.no-device", { name });
  general.stacked.clear();
}

function adjustLinkLocal({ general }: Network): void {
  general.linkLocalAddressing ??= general.keepMaster ? Families.NONE : Families.IPV6;
  if (general.ipv6AddressGenerationMode === "none") general.linkLocalAddressing &= ~Families.IPV6;
  if (general.ipv6StableSecret !== null) general.ipv6AddressGenerationMode ??= "stable-privacy";
}

/** Origin: network_adjust_ndisc(), network_adjust_dhcp(), network_adjust_radv() at 257. */
function adjustIpv6(network: Network, verification: Verification): void {
  const { general, acceptRa, sendRa } = network;
  const hasLinkLocal = (general.linkLocalAddressing! & Families.IPV6) > Families.NONE;
  if (!hasLinkLocal) {
    if (general.ipv6AcceptRa) verification.warn("network-parser.accept-ra-without-link-local");
    general.ipv6AcceptRa = false;
    if (general.dhcp & Families.IPV6) {
      verification.warn("network-parser.dhcp6-without-link-local");
      general.dhcp &= ~Families.IPV6;
    }
  }
  if (acceptRa.routerAllowList.size) acceptRa.routerDenyList.clear();
  if (acceptRa.prefixAllowList.size) acceptRa.prefixDenyList.clear();
  if (acceptRa.routeAllowList.size) acceptRa.routeDenyList.clear();
  general.prefixDelegation ??= (general.sendRa & Advertised.DHCP6) > Advertised.NOTHING;
  if (!hasLinkLocal && general.sendRa) {
    verification.warn("network-parser.send-ra-without-link-local");
    general.sendRa = Advertised.NOTHING;
  }
  if (!general.sendRa) {
    sendRa.dns = [];
    sendRa.domains.clear();
  }
  if (!(general.sendRa & Advertised.STATIC)) {
    network.prefixes.clear();
    network.routePrefixes.clear();
    network.pref64Prefixes.clear();
  }
  if (general.sendRa && !sendRa.routerLifetimeUsec && sendRa.routerPreference !== RouterPreference.MEDIUM) {
    verification.report(Severity.notice, null, "network-parser.preference-without-lifetime");
  }
}

/** What follows for DHCPv4 when it is on. Origin: network_adjust_dhcp4() at 257. */
function adjustDhcp4({ general, dhcp4, link }: Network, verification: Verification): void {
  if (general.dhcp & Families.IPV4) {
    dhcp4.useGateway ??= dhcp4.useRoutes;
    if (dhcp4.anonymize && dhcp4.clientIdentifier === "duid") {
      verification.warn("network-parser.anonymous-with-duid");
      dhcp4.clientIdentifier = "mac";
    }
    dhcp4.clientIdentifier ??= dhcp4.anonymize ? "mac" : "duid";
    dhcp4.rapidCommit ??= !dhcp4.anonymize && !dhcp4.allowList.size && !dhcp4.denyList.size;
  }
  if (link.mtuBytes && dhcp4.useMtu) {
    verification.warn("network-parser.two-mtus");
    dhcp4.useMtu = false;
  }
  if (dhcp4.criticalConnection === null) return;
  if (general.keepConfiguration !== null) verification.warn("network-parser.two-keep-settings");
  else general.keepConfiguration = dhcp4.criticalConnection ? KeepConfiguration.YES : KeepConfiguration.NO;
}

const restingPolicies: ReadonlySet<string> = new Set(["down", "always-down", "manual"]);

/** Whether the link is to be up, and whether the machine waits for it. */
function adjustActivation({ general, link }: Network, verification: Verification): void {
  if (general.bindCarrier.length) {
    if (link.activationPolicy !== null && link.activationPolicy !== "bound")
      verification.warn("network-parser.bound-by-carrier");
    link.activationPolicy = "bound";
  } else if (link.activationPolicy === "bound") {
    verification.warn("network-parser.bound-to-nothing");
    link.activationPolicy = "up";
  }
  link.activationPolicy ??= "up";
  if (link.activationPolicy === "always-up") {
    const { ignoreCarrierLossUsec: usec } = general;
    if (usec !== null && usec < USEC_INFINITY) verification.warn("network-parser.always-up-loses-carrier");
    general.ignoreCarrierLossUsec = USEC_INFINITY;
  }
  general.ignoreCarrierLossUsec ??= general.configureWithoutCarrier ? USEC_INFINITY : 0n;
  if (restingPolicies.has(link.activationPolicy)) {
    const { activationPolicy: policy, requiredForOnline: required } = link;
    if (required === null || (required && policy === "always-down")) {
      verification.report(Severity.debug, null, "network-parser.not-required", { policy });
      link.requiredForOnline = false;
    } else if (required) verification.warn("network-parser.waits-for-resting", { policy });
  }
  link.requiredForOnline ??= true;
  general.keepConfiguration ??= KeepConfiguration.NO;
}

function adjustProxyNdp({ general }: Network, verification: Verification): void {
  if (general.ipv6ProxyNdp !== false || !general.ipv6ProxyNdpAddresses.size) return;
  verification.warn("network-parser.proxy-off");
  general.ipv6ProxyNdpAddresses.clear();
}

/** Whether a server can be reached at the address. */
const canServe = ({ family, address, peer }: AddressSettings): boolean =>
  family === "ipv4" &&
  (address === null || !(isLocalhostAddr(address) || isLinkLocalAddr(address))) &&
  (peer === null || isNullAddr(peer));

/**
 * The address of the DHCP server: one that is configured, or one more. False when it cannot be an address of the interface.
 * Origin: network_adjust_dhcp_server() at 257.
 */
function adjustDhcpServer(
  { general, dhcpServer, addresses }: Network,
  known: ReadonlyMap<string, AddressSettings>,
  verification: Verification,
): boolean {
  if (!general.dhcpServer) return true;
  const own = dhcpServer.serverAddress;
  if (own === null || !own.prefixLength) {
    for (const address of addresses) if (canServe(address)) return true;
    verification.warn("network-parser.server-without-address");
    general.dhcpServer = false;
    return true;
  }
  const wanted = new AddressSettings(0);
  wanted.family = "ipv4";
  wanted.address = own.address;
  wanted.prefixLength = own.prefixLength;
  if (findSameAddress(known, wanted) !== undefined) return true;
  const added = addresses.append();
  added.family = "ipv4";
  added.address = own.address;
  added.prefixLength = own.prefixLength;
  return verifyAddress(added, verification);
}

/** False when the file cannot be used. */
function dropInvalidSections(network: Network, verification: Verification): boolean {
  const { general, addresses } = network;
  const known = dropInvalidAddresses(addresses, verification);
  if (!adjustDhcpServer(network, known, verification)) return false;
  const hasAddresses = addresses.size > 0;
  const context = { dhcp: general.dhcp, acceptRa: general.ipv6AcceptRa, hasAddresses };
  dropInvalidRoutes(network.routes, context, verification);
  dropInvalidNextHops(network.nextHops, hasAddresses, verification);
  network.forwarding.keepIf(() => true);
  dropInvalidMulticast(network.multicast, verification);
  dropInvalidNeighbors(network.neighbors, verification);
  dropInvalidAddressLabels(network.addressLabels, verification);
  dropInvalidPrefixes(network.prefixes, verification);
  network.routePrefixes.keepIf(() => true);
  network.pref64Prefixes.keepIf(() => true);
  dropInvalidRules(network.rules, verification);
  dropInvalidDisciplines(network.disciplines, verification);
  dropInvalidClasses(network.classes, verification);
  dropInvalidSrIov(network.srIov, verification.diagnostics);
  dropInvalidStaticLeases(network.staticLeases, verification);
  return true;
}

/**
 * Checks what the settings of a file say together: completes them, and drops what contradicts itself. A file whose
 * [Match] asks for nothing, or whose DHCP server cannot have its address, is refused (`EINVAL`). Tests of the machine are not made.
 * Origin: network_verify() at 257.
 */
export function verifyNetwork(network: Network): NetworkVerdict {
  const verification = new Verification();
  const { general } = network;
  if (general.ipv4LinkLocalRoute) addLinkLocalRoute(network.routes);
  if (general.defaultRouteOnDevice) addDefaultRoute(network.routes);
  if (network.match.isEmpty && !network.conditions.size) {
    verification.warn("network-parser.matches-nothing");
    return { accepted: "EINVAL", diagnostics: verification.diagnostics };
  }
  resolveDevices(network, verification);
  adjustLinkLocal(network);
  adjustIpv6(network, verification);
  adjustDhcp4(network, verification);
  adjustActivation(network, verification);
  adjustProxyNdp(network, verification);
  const usable = dropInvalidSections(network, verification);
  return { accepted: usable ? 0 : "EINVAL", diagnostics: verification.diagnostics };
}

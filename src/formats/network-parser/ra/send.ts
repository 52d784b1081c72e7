import { eachWord } from "../../../directives/net-values.js";
import { bool, sec, uint8, uint16 } from "../../../directives/values.js";
import { type InAddr, parseIpv6 } from "../../../net/in-addr.js";
import { isNullAddr } from "../../../net/in-addr-prefix.js";
import { parseSec } from "../../../time/timespan.js";
import { USEC_INFINITY, USEC_PER_MSEC, USEC_PER_SEC, type Usec } from "../../../time/usec.js";
import type { NetworkBinding, NetworkBindings } from "../assignment.js";
import { RouterPreference } from "../routing/routes.js";
import { type Uplink, uplink } from "../uplink.js";

const SECOND: Usec = BigInt(USEC_PER_SEC);
const MSEC: Usec = BigInt(USEC_PER_MSEC);
const UINT32_MAX_BIG = 0xffff_ffffn;

/** Least, greatest and usual time for which a router wants to be used. Origin: RFC 8319 section 4, RFC 4861 section 6.2.1. */
const MIN_ROUTER_LIFETIME: Usec = 4n * SECOND;
const MAX_ROUTER_LIFETIME: Usec = 9000n * SECOND;
const USUAL_ROUTER_LIFETIME: Usec = 1800n * SECOND;
/** Greatest lifetime of a home agent. Origin: RFC 6275 section 7.4. */
const MAX_HOME_AGENT_LIFETIME: Usec = 65535n * SECOND;
const USUAL_DNS_LIFETIME: Usec = 3600n * SECOND;

/** Settings of [IPv6SendRA] and of the older [IPv6PrefixDelegation]. Origin: systemd.network(5). */
export class SendRaSettings {
  routerLifetimeUsec: Usec = USUAL_ROUTER_LIFETIME;
  reachableTimeUsec: Usec = 0n;
  retransmitUsec: Usec = 0n;
  managed = false;
  otherInformation = false;
  routerPreference: number = RouterPreference.MEDIUM;
  hopLimit = 0;
  emitDns = true;
  /** `null` stands for the link-local address of the router. */
  dns: (InAddr | null)[] = [];
  emitDomains = true;
  readonly domains = new Set<string>();
  dnsLifetimeUsec: Usec = USUAL_DNS_LIFETIME;
  uplink: Uplink = "auto";
  homeAgent = false;
  homeAgentLifetimeUsec: Usec = 0n;
  homeAgentPreference = 0;
}

type SendBinding = NetworkBinding<SendRaSettings>;

/** A time outside the range is moved to its end. Origin: config_parse_router_lifetime() at 257. */
const routerLifetime: SendBinding = (settings, value, at) => {
  let usec = value ? parseSec(value) : USUAL_ROUTER_LIFETIME;
  if (typeof usec === "string") return at.warn("value.not-timespan", value);
  if (usec) {
    const least = usec < MIN_ROUTER_LIFETIME ? MIN_ROUTER_LIFETIME : usec;
    const bounded = least > MAX_ROUTER_LIFETIME ? MAX_ROUTER_LIFETIME : least;
    if (bounded !== usec) at.remark("network-parser.lifetime-moved", value);
    usec = bounded;
  }
  settings.routerLifetimeUsec = usec;
  return undefined;
};

/** A time of less than 2^32 milliseconds, or endless. Origin: config_parse_router_uint32_msec_usec() at 257. */
const milliseconds =
  (field: "reachableTimeUsec" | "retransmitUsec"): SendBinding =>
  (settings, value, at) => {
    const usec = value ? parseSec(value) : 0n;
    if (typeof usec === "string") return at.warn("value.not-timespan", value);
    if (usec !== USEC_INFINITY && (usec + MSEC - 1n) / MSEC > UINT32_MAX_BIG) {
      return at.warn("value.number-out-of-range", value);
    }
    settings[field] = usec;
    return undefined;
  };

const preferences: ReadonlyMap<string, number> = new Map([
  ["high", RouterPreference.HIGH],
  ["medium", RouterPreference.MEDIUM],
  ["normal", RouterPreference.MEDIUM],
  ["default", RouterPreference.MEDIUM],
  ["low", RouterPreference.LOW],
]);

/** Origin: config_parse_router_preference() at 257. */
const routerPreference: SendBinding = (settings, value, at) => {
  const preference = preferences.get(value);
  if (preference === undefined) return at.warn("value.unknown-keyword", value);
  settings.routerPreference = preference;
  return undefined;
};

const LINK_LOCAL = "_link_local";

/** Origin: config_parse_radv_dns() at 257. */
const dns: SendBinding = (settings, value, at) => {
  if (!value) {
    settings.dns = [];
    return undefined;
  }
  return eachWord(value, 0, at, (word) => {
    if (word === LINK_LOCAL) settings.dns.push(null);
    else {
      const address = parseIpv6(word);
      if (address === null) at.warn("value.not-address", word);
      else if (isNullAddr(address)) at.warn("value.null-address", word);
      else settings.dns.push(address);
    }
  });
};

/** Any words: what is no domain name is announced as it stands. Origin: config_parse_radv_search_domains() at 257. */
const domains: SendBinding = (settings, value, at) => {
  if (!value) {
    settings.domains.clear();
    return undefined;
  }
  return eachWord(value, 0, at, (word) => settings.domains.add(word));
};

/** Origin: config_parse_router_home_agent_lifetime() at 257. */
const homeAgentLifetime: SendBinding = (settings, value, at) => {
  const usec = value ? parseSec(value) : 0n;
  if (typeof usec === "string") return at.warn("value.not-timespan", value);
  if (value && (!usec || usec > MAX_HOME_AGENT_LIFETIME)) return at.warn("value.number-out-of-range", value);
  settings.homeAgentLifetimeUsec = usec;
  return undefined;
};

/** Directives that both sections have in common. */
const commonBindings: NetworkBindings<SendRaSettings> = {
  Managed: bool("managed"),
  OtherInformation: bool("otherInformation"),
  RouterPreference: routerPreference,
  EmitDNS: bool("emitDns"),
  DNS: dns,
  EmitDomains: bool("emitDomains"),
  Domains: domains,
  DNSLifetimeSec: sec("dnsLifetimeUsec"),
};

/** Directives of [IPv6SendRA]. */
export const sendRaBindings: NetworkBindings<SendRaSettings> = {
  ...commonBindings,
  RouterLifetimeSec: routerLifetime,
  ReachableTimeSec: milliseconds("reachableTimeUsec"),
  RetransmitSec: milliseconds("retransmitUsec"),
  HopLimit: uint8("hopLimit"),
  UplinkInterface: uplink("uplink", "none"),
  HomeAgent: bool("homeAgent"),
  HomeAgentLifetimeSec: homeAgentLifetime,
  HomeAgentPreference: uint16("homeAgentPreference"),
};

/** Directives of the older [IPv6PrefixDelegation]. */
export const oldSendRaBindings: NetworkBindings<SendRaSettings> = {
  ...commonBindings,
  RouterLifetimeSec: sec("routerLifetimeUsec"),
};

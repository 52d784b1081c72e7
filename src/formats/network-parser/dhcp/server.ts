import { Severity } from "../../../core/diagnostics.js";
import { dnsName, eachWord, inAddr } from "../../../directives/net-values.js";
import { invalidating, type RepeatedSection, type RepeatedSections } from "../../../directives/repeated-sections.js";
import { bool, sec, string, tristate, unsigned } from "../../../directives/values.js";
import { ETH_ALEN, isMulticastEtherAddr, isNullHwAddr, parseEtherAddr } from "../../../net/hw-addr.js";
import { type InAddr, parseIpv4 } from "../../../net/in-addr.js";
import {
  type InAddrPrefix,
  isLinkLocalAddr,
  isLocalhostAddr,
  isNullAddr,
  parseInAddrPrefix,
} from "../../../net/in-addr-prefix.js";
import { parseSec } from "../../../time/timespan.js";
import { canNameTimezone, isTimezone } from "../../../time/timezone-names.js";
import { USEC_PER_SEC, type Usec } from "../../../time/usec.js";
import type { NetworkBinding, NetworkBindings } from "../assignment.js";
import { type Uplink, uplink } from "../uplink.js";
import type { Verification } from "../verification.js";
import { type SentOptions, sendOption } from "./options.js";

/** Addresses of servers that are handed out; `null` stands for the server's own. */
export type EmittedServers = (InAddr | null)[];

/** Settings of [DHCPServer]. Origin: systemd.network(5). */
export class DhcpServerSettings {
  serverAddress: InAddrPrefix | null = null;
  uplink: Uplink = "auto";
  relayTarget: InAddr | null = null;
  relayAgentCircuitId: string | null = null;
  relayAgentRemoteId: string | null = null;
  maxLeaseTimeUsec: Usec = 0n;
  defaultLeaseTimeUsec: Usec = 0n;
  ipv6OnlyPreferredUsec: Usec = 0n;
  emitDns = true;
  dns: EmittedServers = [];
  emitNtp = true;
  ntp: EmittedServers = [];
  emitSip = true;
  sip: EmittedServers = [];
  emitPop3 = false;
  pop3: EmittedServers = [];
  emitSmtp = false;
  smtp: EmittedServers = [];
  emitLpr = false;
  lpr: EmittedServers = [];
  emitRouter = true;
  router: InAddr | null = null;
  emitTimezone = true;
  timezone: string | null = null;
  poolOffset = 0;
  poolSize = 0;
  readonly sendVendorOptions: SentOptions = new Map();
  readonly sendOptions: SentOptions = new Map();
  bindToInterface = true;
  bootServerAddress: InAddr | null = null;
  bootServerName: string | null = null;
  bootFilename: string | null = null;
  rapidCommit = true;
  persistLeases: boolean | null = null;
}

type ServerBinding = NetworkBinding<DhcpServerSettings>;

/**
 * Address and prefix length, all bits where there is none. The all-zero address stands for one that is chosen, a length of 0
 * for no address. Origin: config_parse_dhcp_server_address() at 257.
 */
const serverAddress: ServerBinding = (settings, value, at) => {
  if (!value) {
    settings.serverAddress = null;
    return undefined;
  }
  const prefix = parseInAddrPrefix(value, "ipv4");
  if (typeof prefix === "string" || isLocalhostAddr(prefix.address) || isLinkLocalAddr(prefix.address)) {
    return at.warn("value.not-address", value);
  }
  settings.serverAddress = prefix;
  return undefined;
};

const STRING_MARK = "string:";

/** Origin: config_parse_dhcp_server_relay_agent_suboption() at 257. */
const relayAgentSuboption =
  (field: "relayAgentCircuitId" | "relayAgentRemoteId"): ServerBinding =>
  (settings, value, at) => {
    if (value && !value.startsWith(STRING_MARK)) return at.warn("value.unknown-keyword", value);
    settings[field] = value.slice(STRING_MARK.length) || null;
    return undefined;
  };

/** Least time to wait for IPv6. Origin: RFC 8925 section 3.4. */
const MIN_IPV6_ONLY_WAIT: Usec = BigInt(300 * USEC_PER_SEC);

/** Origin: config_parse_dhcp_server_ipv6_only_preferred() at 257. */
const ipv6OnlyPreferred: ServerBinding = (settings, value, at) => {
  const usec = value ? parseSec(value) : 0n;
  if (typeof usec === "string") return at.warn("value.not-timespan", value);
  if (value && usec < MIN_IPV6_ONLY_WAIT) return at.warn("value.number-out-of-range", value);
  settings.ipv6OnlyPreferredUsec = usec;
  return undefined;
};

const OWN_ADDRESS = "_server_address";

type EmittedField = "dns" | "ntp" | "sip" | "pop3" | "smtp" | "lpr";

/** Origin: config_parse_dhcp_server_emit() at 257. */
const emitted =
  (field: EmittedField): ServerBinding =>
  (settings, value, at) => {
    if (!value) {
      settings[field] = [];
      return undefined;
    }
    return eachWord(value, 0, at, (word) => {
      const address = word === OWN_ADDRESS ? null : parseIpv4(word);
      if (address === null) {
        if (word !== OWN_ADDRESS) {
          at.warn("value.not-address", word);
          return;
        }
      } else if (isNullAddr(address)) {
        at.warn("value.null-address", word);
        return;
      }
      settings[field].push(address);
    });
  };

/** A name that could be a zone's is told about twice: there is none of that name. Origin: config_parse_timezone() at 257. */
const timezone: ServerBinding = (settings, value, at) => {
  if (value && !isTimezone(value)) {
    if (canNameTimezone(value)) at.reportWhole(Severity.warning, "network-parser.no-timezone", { value });
    return at.warn("network-parser.not-timezone", value);
  }
  settings.timezone = value || null;
  return undefined;
};

/** Directives of [DHCPServer]. */
export const dhcpServerBindings: NetworkBindings<DhcpServerSettings> = {
  ServerAddress: serverAddress,
  UplinkInterface: uplink("uplink", "none"),
  RelayTarget: inAddr("relayTarget", "ipv4"),
  RelayAgentCircuitId: relayAgentSuboption("relayAgentCircuitId"),
  RelayAgentRemoteId: relayAgentSuboption("relayAgentRemoteId"),
  MaxLeaseTimeSec: sec("maxLeaseTimeUsec"),
  DefaultLeaseTimeSec: sec("defaultLeaseTimeUsec"),
  IPv6OnlyPreferredSec: ipv6OnlyPreferred,
  EmitDNS: bool("emitDns"),
  DNS: emitted("dns"),
  EmitNTP: bool("emitNtp"),
  NTP: emitted("ntp"),
  EmitSIP: bool("emitSip"),
  SIP: emitted("sip"),
  EmitPOP3: bool("emitPop3"),
  POP3: emitted("pop3"),
  EmitSMTP: bool("emitSmtp"),
  SMTP: emitted("smtp"),
  EmitLPR: bool("emitLpr"),
  LPR: emitted("lpr"),
  EmitRouter: bool("emitRouter"),
  Router: inAddr("router", "ipv4"),
  EmitTimezone: bool("emitTimezone"),
  Timezone: timezone,
  PoolOffset: unsigned("poolOffset"),
  PoolSize: unsigned("poolSize"),
  SendVendorOption: sendOption((settings) => settings.sendVendorOptions, { family: "ipv4", enterprise: false }),
  SendOption: sendOption((settings) => settings.sendOptions, { family: "ipv4", enterprise: false }),
  BindToInterface: bool("bindToInterface"),
  BootServerAddress: inAddr("bootServerAddress", "ipv4"),
  BootServerName: dnsName("bootServerName"),
  BootFilename: string("bootFilename", { safe: true, ascii: true }),
  RapidCommit: bool("rapidCommit"),
  PersistLeases: tristate("persistLeases"),
};

/** Settings of one [DHCPServerStaticLease] section. Origin: systemd.network(5). */
export class StaticLeaseSettings implements RepeatedSection {
  invalid = false;
  address: InAddr | null = null;
  macAddress: Uint8Array | null = null;

  constructor(readonly line: number) {}
}

/** Origin: config_parse_dhcp_static_lease_address() at 257. */
const leaseAddress: NetworkBinding<StaticLeaseSettings> = (lease, value, at) => {
  const address = value ? parseIpv4(value) : null;
  if (address === null) {
    if (value) return at.warn("value.not-address", value);
  } else if (isNullAddr(address)) return at.warn("value.null-address", value);
  lease.address = address;
  return undefined;
};

/** An empty value makes the lease useless without a word. Origin: config_parse_dhcp_static_lease_hwaddr() at 257. */
const leaseHwAddress: NetworkBinding<StaticLeaseSettings> = (lease, value, at) => {
  if (!value) {
    lease.macAddress = null;
    lease.invalid = true;
    return undefined;
  }
  const address = parseEtherAddr(value);
  if (address === null || address.length !== ETH_ALEN || isNullHwAddr(address) || isMulticastEtherAddr(address)) {
    return at.warn("value.not-hardware-address", value);
  }
  lease.macAddress = address;
  return undefined;
};

/** Directives of [DHCPServerStaticLease]. */
export const staticLeaseBindings: NetworkBindings<StaticLeaseSettings> = invalidating({
  Address: leaseAddress,
  MACAddress: leaseHwAddress,
});

/** Drops leases that lack a part. Origin: network_drop_invalid_static_leases() at 257. */
export function dropInvalidStaticLeases(
  sections: RepeatedSections<StaticLeaseSettings>,
  verification: Verification,
): void {
  sections.keepIf((lease) => {
    if (lease.address === null) return verification.refuse(lease, "network-parser.lease-without-address");
    if (lease.macAddress === null) return verification.refuse(lease, "network-parser.lease-without-mac-address");
    return true;
  });
}

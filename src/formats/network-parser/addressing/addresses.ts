import { isControl } from "../../../core/ascii.js";
import type { NftSet } from "../../../directives/nft-set.js";
import { nftSets } from "../../../directives/nft-set.js";
import { invalidating, type RepeatedSection, type RepeatedSections } from "../../../directives/repeated-sections.js";
import { enumParser, string, unsigned } from "../../../directives/values.js";
import type { InAddr } from "../../../net/in-addr.js";
import { formatInAddr, IPV4_LENGTH, IPV6_LENGTH, parseIpv4 } from "../../../net/in-addr.js";
import {
  familyOf,
  formatInAddrPrefix,
  type IpFamily,
  isLinkLocalAddr,
  isLocalhostAddr,
  isNullAddr,
  maskInAddr,
  parseInAddrPrefix,
} from "../../../net/in-addr-prefix.js";
import { parseBoolean } from "../../../text/numbers.js";
import { USEC_INFINITY, type Usec } from "../../../time/usec.js";
import { Families } from "../address-families.js";
import type { NetworkBinding, NetworkBindings } from "../assignment.js";
import { parseRouteScope, RouteScope } from "../routing/names.js";
import type { Verification } from "../verification.js";

/** Flags of an address as the kernel numbers them. Origin: linux/if_addr.h. */
export const AddressFlag = {
  NO_DAD: 0x02,
  HOME_ADDRESS: 0x10,
  MANAGE_TEMPORARY: 0x100,
  NO_PREFIX_ROUTE: 0x200,
  AUTO_JOIN: 0x400,
} as const;

/** Flags that IPv4 addresses cannot have. */
const IPV6_ONLY = AddressFlag.NO_DAD | AddressFlag.HOME_ADDRESS | AddressFlag.MANAGE_TEMPORARY;

/** Settings of one [Address] section, or of Address= in [Network]. Origin: systemd.network(5). */
export class AddressSettings implements RepeatedSection {
  invalid = false;
  /** `null` while neither an address nor a peer is given. */
  family: IpFamily | null = null;
  address: InAddr | null = null;
  peer: InAddr | null = null;
  prefixLength = 0;
  broadcast: InAddr | null = null;
  /** Whether there is a broadcast address; `null` for what is usual. */
  setBroadcast: boolean | null = null;
  label: string | null = null;
  /** Infinite, or 0. */
  preferredLifetimeUsec: Usec = USEC_INFINITY;
  /** Bits of {@link AddressFlag}. */
  flags = 0;
  /** `null` until the address says what is usual. */
  duplicateAddressDetection: Families | null = null;
  scope: number = RouteScope.GLOBAL;
  scopeSet = false;
  routeMetric = 0;
  netLabel: string | null = null;
  nftSets: NftSet[] = [];

  constructor(readonly line: number) {}
}

type AddressBinding = NetworkBinding<AddressSettings>;

/** An address or the peer of one; an empty value takes back both. Origin: config_parse_address() at 257. */
const address =
  (field: "address" | "peer"): AddressBinding =>
  (settings, value, at) => {
    if (!value) {
      settings.family = null;
      settings.address = null;
      settings.peer = null;
      settings.prefixLength = 0;
      return undefined;
    }
    let prefix = parseInAddrPrefix(value, null, true);
    const lengthMissing = prefix === "ENOANO";
    if (lengthMissing) prefix = parseInAddrPrefix(value);
    if (typeof prefix === "string") return at.warn("value.not-address", value);
    if (lengthMissing) at.remark("network-parser.prefix-length-missing", value);
    const family = familyOf(prefix.address);
    if (settings.family !== null && settings.family !== family) return at.warn("network-parser.other-family", value);
    settings.family = family;
    settings.prefixLength = prefix.prefixLength;
    settings[field] = prefix.address;
    return undefined;
  };

/** Origin: config_parse_broadcast() at 257. */
const broadcast: AddressBinding = (settings, value, at) => {
  const flag = value ? parseBoolean(value) : null;
  const given = value && flag === null ? parseIpv4(value) : null;
  if (value && flag === null) {
    if (given === null) return at.warn("value.not-address", value);
    if (isNullAddr(given)) return at.warn("value.null-address", value);
  }
  settings.broadcast = given;
  settings.setBroadcast = given === null ? flag : true;
  return undefined;
};

/** Room for a label with its NUL. Origin: Linux IFNAMSIZ. */
const LABEL_SIZE = 16;
const DEL = 0x7f;

/** Whether a text can label an address: up to 15 printable ASCII characters. Origin: address_label_valid() at 257. */
export function isAddressLabel(text: string): boolean {
  if (!text || text.length >= LABEL_SIZE) return false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (isControl(c) || c >= DEL) return false;
  }
  return true;
}

/** Origin: config_parse_label() at 257. */
const label: AddressBinding = (settings, value, at) => {
  if (value && !isAddressLabel(value)) return at.warn("network-parser.not-label", value);
  settings.label = value || null;
  return undefined;
};

const lifetimes: ReadonlyMap<string, Usec> = new Map([
  ["", USEC_INFINITY],
  ["forever", USEC_INFINITY],
  ["infinity", USEC_INFINITY],
  ["0", 0n],
]);

/** Origin: config_parse_address_lifetime() at 257. */
const preferredLifetime: AddressBinding = (settings, value, at) => {
  const lifetime = lifetimes.get(value);
  if (lifetime === undefined) return at.warn("value.unknown-keyword", value);
  settings.preferredLifetimeUsec = lifetime;
  return undefined;
};

/** A flag that a boolean sets, or clears where it is `inverted`; an empty value is a no. Origin: config_parse_address_flags() at 257. */
const flag =
  (bit: number, inverted = false): AddressBinding =>
  (settings, value, at) => {
    const on = value ? parseBoolean(value) : false;
    if (on === null) return at.warn("value.not-boolean", value);
    if (on === inverted) settings.flags &= ~bit;
    else settings.flags |= bit;
    return undefined;
  };

const detectionNames = ["none", "both", "ipv4", "ipv6"] as const;
const parseDetection = enumParser(detectionNames);
const detectionFamilies = {
  none: Families.NONE,
  both: Families.BOTH,
  ipv4: Families.IPV4,
  ipv6: Families.IPV6,
} as const;

/** For historical reasons yes means none, and no both. Origin: config_parse_duplicate_address_detection() at 257. */
const duplicateAddressDetection: AddressBinding = (settings, value, at) => {
  const flag = parseBoolean(value);
  if (flag !== null) {
    at.remark("network-parser.deprecated-value", value);
    settings.duplicateAddressDetection = flag ? Families.NONE : Families.BOTH;
  } else {
    const name = parseDetection(value);
    if (name === undefined && value) return at.warn("value.unknown-keyword", value);
    settings.duplicateAddressDetection = name === undefined ? null : detectionFamilies[name];
  }
  return undefined;
};

/** Origin: config_parse_address_scope() at 257. */
const scope: AddressBinding = (settings, value, at) => {
  const number = value ? parseRouteScope(value) : RouteScope.GLOBAL;
  if (number === null) return at.warn("value.unknown-keyword", value);
  settings.scope = number;
  settings.scopeSet = value.length > 0;
  return undefined;
};

/** Directives of [Address]. */
export const addressBindings: NetworkBindings<AddressSettings> = invalidating({
  Address: address("address"),
  Peer: address("peer"),
  Broadcast: broadcast,
  Label: label,
  PreferredLifetime: preferredLifetime,
  HomeAddress: flag(AddressFlag.HOME_ADDRESS),
  ManageTemporaryAddress: flag(AddressFlag.MANAGE_TEMPORARY),
  PrefixRoute: flag(AddressFlag.NO_PREFIX_ROUTE),
  AddPrefixRoute: flag(AddressFlag.NO_PREFIX_ROUTE, true),
  AutoJoin: flag(AddressFlag.AUTO_JOIN),
  DuplicateAddressDetection: duplicateAddressDetection,
  Scope: scope,
  RouteMetric: unsigned("routeMetric"),
  NetLabel: string("netLabel", { safe: true }),
  NFTSet: nftSets("nftSets", ["address", "prefix", "ifindex"]),
});

/** Shortest prefixes from which an address can be chosen. Origin: address_section_verify() at 257, RFC 4193. */
const MIN_POOL_PREFIX: Readonly<Record<IpFamily, number>> = { ipv4: 8, ipv6: 64 };
const MAX_BROADCAST_PREFIX = 30;

/** Whether the address is to be chosen from the prefix. */
const isChosen = ({ address: own }: AddressSettings): boolean => own === null || isNullAddr(own);

function adjustBroadcast(settings: AddressSettings, verification: Verification): void {
  if (settings.broadcast === null) return;
  const problem =
    settings.family === "ipv6"
      ? "network-parser.broadcast-ipv6"
      : settings.prefixLength > MAX_BROADCAST_PREFIX
        ? "network-parser.broadcast-long-prefix"
        : settings.peer !== null && !isNullAddr(settings.peer)
          ? "network-parser.broadcast-with-peer"
          : isChosen(settings)
            ? "network-parser.broadcast-without-address"
            : null;
  if (problem === null) return;
  verification.warnAt(settings.line, problem);
  settings.broadcast = null;
}

function adjustDuplicateAddressDetection(settings: AddressSettings, verification: Verification): void {
  const isIpv6 = settings.family === "ipv6";
  if (settings.duplicateAddressDetection === null) {
    settings.duplicateAddressDetection = isIpv6
      ? Families.IPV6
      : settings.address !== null && isLinkLocalAddr(settings.address)
        ? Families.IPV4
        : Families.NONE;
  } else if (settings.duplicateAddressDetection === (isIpv6 ? Families.IPV4 : Families.IPV6)) {
    verification.warnAt(settings.line, "network-parser.detection-other-family");
  }
  if (isIpv6 && !(settings.duplicateAddressDetection & Families.IPV6)) settings.flags |= AddressFlag.NO_DAD;
}

/**
 * Completes an address from what its values say together. False when it is to be dropped.
 * Origin: address_section_verify() at 257.
 */
export function verifyAddress(settings: AddressSettings, verification: Verification): boolean {
  if (settings.family === null) return verification.refuseAt(settings.line, "network-parser.no-address");
  if (isChosen(settings) && settings.prefixLength < MIN_POOL_PREFIX[settings.family]) {
    return verification.refuseAt(settings.line, "network-parser.prefix-too-short");
  }
  adjustBroadcast(settings, verification);
  if (settings.family === "ipv6" && settings.label !== null) {
    verification.warnAt(settings.line, "network-parser.label-ipv6");
    settings.label = null;
  }
  if (!settings.scopeSet && settings.address !== null) {
    if (isLocalhostAddr(settings.address)) settings.scope = RouteScope.HOST;
    else if (isLinkLocalAddr(settings.address)) settings.scope = RouteScope.LINK;
  }
  adjustDuplicateAddressDetection(settings, verification);
  if (settings.family === "ipv4" && settings.flags & IPV6_ONLY) {
    return verification.refuseAt(settings.line, "network-parser.address-flags");
  }
  return true;
}

/** The address, all-zero where it is to be chosen. */
export const addressOf = (settings: AddressSettings): InAddr =>
  settings.address ?? new Uint8Array(settings.family === "ipv6" ? IPV6_LENGTH : IPV4_LENGTH);

/**
 * What tells addresses apart for the kernel: IPv4 ones by prefix too. IPv6 ones that are to be chosen differ by their prefix
 * lengths. Origin: address_compare_func() at 257.
 */
function identity(settings: AddressSettings): string {
  const own = addressOf(settings);
  if (settings.family === "ipv6") {
    return isNullAddr(own)
      ? formatInAddrPrefix({ address: own, prefixLength: settings.prefixLength })
      : formatInAddr(own);
  }
  const network = settings.peer !== null && !isNullAddr(settings.peer) ? settings.peer : own;
  const masked = maskInAddr(network, settings.prefixLength);
  return `${formatInAddr(own)} ${formatInAddrPrefix({ address: masked, prefixLength: settings.prefixLength })}`;
}

/** Drops useless and superseded addresses; the rest is returned by {@link identity}. Origin: network_drop_invalid_addresses() at 257. */
export function dropInvalidAddresses(
  sections: RepeatedSections<AddressSettings>,
  verification: Verification,
): Map<string, AddressSettings> {
  const known = new Map<string, AddressSettings>();
  sections.keepIf((settings) => {
    if (!verifyAddress(settings, verification)) return false;
    const key = identity(settings);
    const earlier = known.get(key);
    if (earlier !== undefined) {
      verification.superseded(earlier, settings);
      sections.drop(earlier);
    }
    known.set(key, settings);
    return true;
  });
  return known;
}

/** The address among those that {@link dropInvalidAddresses} kept that is the same to the kernel. */
export const findSameAddress = (
  known: ReadonlyMap<string, AddressSettings>,
  settings: AddressSettings,
): AddressSettings | undefined => known.get(identity(settings));

import { type NftSet, nftSets } from "../../directives/nft-set.js";
import { bool, string, unsigned } from "../../directives/values.js";
import { isErrno, safeAtoux64 } from "../../text/numbers.js";
import type { NetworkBinding, NetworkBindings } from "./assignment.js";
import { type AddressTokens, addressToken } from "./ra/tokens.js";
import { type Uplink, uplink } from "./uplink.js";

/** Subnet that is chosen by itself. */
const AUTOMATIC = -1n;
const AUTO = "auto";
const INT64_MAX = 0x7fff_ffff_ffff_ffffn;
/** Origin: DHCP6PD_ROUTE_METRIC at 257. */
const USUAL_ROUTE_METRIC = 256;

/** Settings of [DHCPPrefixDelegation] and of the older [DHCPv6PrefixDelegation]. Origin: systemd.network(5). */
export class PrefixDelegationSettings {
  uplink: Uplink = "auto";
  /** -1 for one that is chosen by itself. */
  subnetId = AUTOMATIC;
  announce = true;
  assign = true;
  manageTemporaryAddress = true;
  readonly tokens: AddressTokens = new Map();
  routeMetric = USUAL_ROUTE_METRIC;
  netLabel: string | null = null;
  nftSets: NftSet[] = [];
}

/** Hexadecimal number. Origin: config_parse_dhcp_pd_subnet_id() at 257. */
const subnetId: NetworkBinding<PrefixDelegationSettings> = (settings, value, at) => {
  const id = !value || value === AUTO ? AUTOMATIC : safeAtoux64(value);
  if (isErrno(id) || id > INT64_MAX) return at.warn("network-parser.not-subnet", value);
  settings.subnetId = id;
  return undefined;
};

/** Directives of the older [DHCPv6PrefixDelegation]. */
export const oldPrefixDelegationBindings: NetworkBindings<PrefixDelegationSettings> = {
  SubnetId: subnetId,
  Announce: bool("announce"),
  Assign: bool("assign"),
  ManageTemporaryAddress: bool("manageTemporaryAddress"),
  Token: addressToken((settings) => settings.tokens),
  RouteMetric: unsigned("routeMetric"),
};

/** Directives of [DHCPPrefixDelegation]. */
export const prefixDelegationBindings: NetworkBindings<PrefixDelegationSettings> = {
  ...oldPrefixDelegationBindings,
  UplinkInterface: uplink("uplink", "self"),
  NetLabel: string("netLabel", { safe: true }),
  NFTSet: nftSets("nftSets", ["address", "prefix", "ifindex"]),
};

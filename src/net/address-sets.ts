import { IPV4_LENGTH, IPV6_LENGTH } from "./in-addr.js";
import type { InAddrPrefix } from "./in-addr-prefix.js";
import { isLocalhost } from "./localhost.js";

const prefix = (bytes: readonly number[], length: number, prefixLength: number): InAddrPrefix => {
  const address = new Uint8Array(length);
  address.set(bytes);
  return { address, prefixLength };
};

const LOOPBACK_IPV6 = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];

const localhost = [prefix([127], IPV4_LENGTH, 8), prefix(LOOPBACK_IPV6, IPV6_LENGTH, 128)];

const addressSets: ReadonlyMap<string, readonly InAddrPrefix[]> = new Map([
  ["any", [prefix([], IPV4_LENGTH, 0), prefix([], IPV6_LENGTH, 0)]],
  ["link-local", [prefix([169, 254], IPV4_LENGTH, 16), prefix([0xfe, 0x80], IPV6_LENGTH, 64)]],
  ["multicast", [prefix([224], IPV4_LENGTH, 4), prefix([0xff], IPV6_LENGTH, 8)]],
]);

/**
 * What a name for a set of addresses stands for, a prefix of either family; any name of this host is one. Origin:
 * systemd.resource-control(5), IPAddressAllow=; config_parse_in_addr_prefixes() at 257.
 */
export const addressSetOf = (name: string): readonly InAddrPrefix[] | undefined =>
  addressSets.get(name) ?? (isLocalhost(name) ? localhost : undefined);

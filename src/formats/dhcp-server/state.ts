import { u32beAt } from "../../core/bytes.js";
import { latin1 } from "../../core/utf8.js";
import type { DhcpClientId } from "../../dhcp/client-id.js";
import type { DhcpOption } from "../../dhcp/message.js";
import type { InAddr } from "../../net/in-addr.js";
import type { Usec } from "../../time/usec.js";

/** An address that belongs to one client for good. */
export interface StaticLease {
  readonly clientId: DhcpClientId;
  readonly address: InAddr;
}

/** An address that a client holds for a while. */
export interface BoundLease {
  readonly clientId: DhcpClientId;
  readonly address: InAddr;
  readonly hardwareType: number;
  /** 16 bytes, of which `hardwareAddressLength` count. */
  readonly hardwareAddress: Uint8Array;
  readonly hardwareAddressLength: number;
  /** The relay that the client is behind; 0.0.0.0 for none. */
  readonly gateway: InAddr;
  readonly hostname: string | null;
  /** When it ends, on the clock that {@link DhcpServerState} is driven with. */
  readonly expirationUsec: Usec;
}

/** What a server is set up with. */
export interface DhcpServerConfig {
  readonly address: InAddr;
  readonly prefixLength: number;
  /** First host number of the pool, and how many there are. */
  readonly poolOffset: number;
  readonly poolSize: number;
  readonly defaultLeaseTimeUsec: Usec;
  /** 0 for no limit. */
  readonly maxLeaseTimeUsec: Usec;
  readonly rapidCommit: boolean;
  readonly bindToInterface: boolean;
  readonly router: InAddr | null;
  /** Further options of every OFFER and ACK, in order. */
  readonly options: readonly DhcpOption[];
  readonly staticLeases: readonly StaticLease[];
}

/** A server's memory. Values never change: each step gives a new one. */
export interface DhcpServerState {
  readonly config: DhcpServerConfig;
  readonly staticByClientId: ReadonlyMap<string, StaticLease>;
  readonly staticAddresses: ReadonlySet<number>;
  readonly boundByClientId: ReadonlyMap<string, BoundLease>;
  readonly boundByAddress: ReadonlyMap<number, BoundLease>;
}

/** Clients in maps. */
export const clientKey = (id: DhcpClientId): string => latin1(id);

/** Addresses in maps: big-endian numbers. */
export const addressKey = (address: InAddr): number => u32beAt(address, 0);

/** 4 bytes of an {@link addressKey}. */
export function addressOfKey(key: number): InAddr {
  return Uint8Array.of(key >>> 24, key >>> 16, key >>> 8, key);
}

const IPV4_BITS = 32;

/** Addresses of a subnet between its own and the broadcast address. */
export const hostCount = (prefixLength: number): number => Math.max(2 ** (IPV4_BITS - prefixLength) - 2, 0);

/** The host bits of a prefix, as a number. */
const hostMask = (prefixLength: number): number => 2 ** (IPV4_BITS - prefixLength) - 1;

/** A key of the subnet that the server is in. */
const subnetKey = ({ address, prefixLength }: DhcpServerConfig): number => {
  const key = addressKey(address);
  return key - (key % (hostMask(prefixLength) + 1));
};

/** Whether an address is of the server's subnet, and not the server's own. */
export function isNeighborAddress(config: DhcpServerConfig, address: number): boolean {
  const first = subnetKey(config);
  const last = first + hostMask(config.prefixLength);
  return address >= first && address <= last && address !== addressKey(config.address);
}

/** What a pool over the whole subnet looks like. Origin: sd_dhcp_server_configure_pool() at 257. */
export const wholeSubnetPool = (prefixLength: number): Pick<DhcpServerConfig, "poolOffset" | "poolSize"> => ({
  poolOffset: 1,
  poolSize: hostCount(prefixLength),
});

/** The address at a place of the pool, counted round. */
export const poolAddress = (config: DhcpServerConfig, place: number): number =>
  subnetKey(config) + config.poolOffset + (place % config.poolSize);

/** A server with the given bound leases. Two leases of one client or address are a `TypeError`. */
export function newServerState(config: DhcpServerConfig, bound: Iterable<BoundLease> = []): DhcpServerState {
  const { staticLeases } = config;
  const boundByClientId = new Map<string, BoundLease>();
  const boundByAddress = new Map<number, BoundLease>();
  for (const lease of bound) {
    const client = clientKey(lease.clientId);
    const address = addressKey(lease.address);
    if (boundByClientId.has(client) || boundByAddress.has(address)) throw new TypeError("leases overlap");
    boundByClientId.set(client, lease);
    boundByAddress.set(address, lease);
  }
  return {
    config,
    staticByClientId: new Map(staticLeases.map((lease) => [clientKey(lease.clientId), lease])),
    staticAddresses: new Set(staticLeases.map((lease) => addressKey(lease.address))),
    boundByClientId,
    boundByAddress,
  };
}

/** Whether an address may be given to any client. Origin: address_is_in_pool() at 257. */
export function isInPool({ config, staticAddresses }: DhcpServerState, address: number): boolean {
  if (config.poolSize === 0 || address === addressKey(config.address)) return false;
  const first = poolAddress(config, 0);
  return address >= first && address < first + config.poolSize && !staticAddresses.has(address);
}

/** Whether an address of the pool is free. */
export const isAvailable = (state: DhcpServerState, address: number): boolean =>
  isInPool(state, address) && !state.boundByAddress.has(address);

/** The state with a lease in the place of the client's old one. */
export function withLease(state: DhcpServerState, lease: BoundLease): DhcpServerState {
  const boundByClientId = new Map(state.boundByClientId);
  const boundByAddress = new Map(state.boundByAddress);
  const client = clientKey(lease.clientId);
  const old = boundByClientId.get(client);
  if (old !== undefined) boundByAddress.delete(addressKey(old.address));
  boundByClientId.set(client, lease);
  boundByAddress.set(addressKey(lease.address), lease);
  return { ...state, boundByClientId, boundByAddress };
}

/** The state without a client's lease. */
export function withoutLease(state: DhcpServerState, lease: BoundLease): DhcpServerState {
  const boundByClientId = new Map(state.boundByClientId);
  const boundByAddress = new Map(state.boundByAddress);
  boundByClientId.delete(clientKey(lease.clientId));
  boundByAddress.delete(addressKey(lease.address));
  return { ...state, boundByClientId, boundByAddress };
}

/** The state without the leases that have ended. */
export function withoutExpired(state: DhcpServerState, nowUsec: Usec): DhcpServerState {
  let current = state;
  for (const lease of state.boundByClientId.values()) {
    if (lease.expirationUsec < nowUsec) current = withoutLease(current, lease);
  }
  return current;
}

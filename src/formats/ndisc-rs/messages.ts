import { bytesEqual, isZero, u16beAt, u32beAt } from "../../core/bytes.js";
import type { InAddr } from "../../net/in-addr.js";
import { isLinkLocal6, isMulticast6, type NdiscOption } from "./options.js";
import { findOption, type NdiscPacket, NdiscRefusal, parsePacket } from "./packet.js";
import { NdiscOptionType, NdiscType, NeighborFlag, RouterPreference } from "./tables.js";

/** What a router says of itself and its link (RFC 4861, section 4.2). */
export interface RouterAdvertisement {
  readonly hopLimit: number;
  /** The header's flags in the lowest byte, those of an extension option above. */
  readonly flags: bigint;
  /** See {@link RouterPreference}; the reserved value reads as medium. */
  readonly preference: number;
  /** Seconds for which the router is a default router. */
  readonly lifetimeSec: number;
  readonly reachableMsec: number;
  readonly retransmissionMsec: number;
  readonly senderMac: Uint8Array | null;
  readonly mtu: number | null;
  readonly captivePortal: string | null;
  readonly options: readonly NdiscOption[];
}

/** What a neighbour says of one of its addresses (RFC 4861, section 4.4). */
export interface NeighborAdvertisement {
  readonly target: InAddr;
  readonly targetMac: Uint8Array | null;
  /** Four bytes as a little-endian number, as systemd has them. */
  readonly flags: number;
  readonly isRouter: boolean;
  readonly isSolicited: boolean;
  readonly isOverride: boolean;
  readonly options: readonly NdiscOption[];
}

/** A better first hop for a destination (RFC 4861, section 4.5). */
export interface Redirect {
  readonly target: InAddr;
  readonly destination: InAddr;
  readonly targetMac: Uint8Array | null;
  /** IPv6 header of the packet that caused this. */
  readonly redirectedHeader: Uint8Array | null;
  readonly options: readonly NdiscOption[];
}

const ADDRESS_SIZE = 16;
const HOP_LIMIT_OFFSET = 4;
const FLAGS_OFFSET = 5;
const LIFETIME_OFFSET = 6;
const REACHABLE_OFFSET = 8;
const RETRANSMISSION_OFFSET = 12;
const NEIGHBOR_FLAGS_OFFSET = 4;
const TARGET_OFFSET = 8;
const DESTINATION_OFFSET = 24;
const PREFERENCE_RESERVED = 2;

const macOf = (options: readonly NdiscOption[], type: number): Uint8Array | null =>
  findOption(options, type, "link-layer-address")?.mac ?? null;

const addressAt = (header: Uint8Array, at: number): InAddr => header.subarray(at, at + ADDRESS_SIZE);

/** The packet when it is of this type, else why not. */
function packetOf(bytes: Uint8Array, type: number): NdiscPacket | NdiscRefusal {
  const packet = parsePacket(bytes);
  return packet instanceof NdiscRefusal || packet.type === type ? packet : new NdiscRefusal("type", 0);
}

/** Reads a router advertisement. Origin: `ndisc_router_parse`; RFC 4861, section 4.2, RFC 4191, section 2.2. */
export function parseRouterAdvertisement(bytes: Uint8Array): RouterAdvertisement | NdiscRefusal {
  const packet = packetOf(bytes, NdiscType.routerAdvertisement);
  if (packet instanceof NdiscRefusal) return packet;
  const { header, options } = packet;
  const flags = header[FLAGS_OFFSET]!;
  const preference = (flags >> 3) & 3;
  return {
    hopLimit: header[HOP_LIMIT_OFFSET]!,
    flags: BigInt(flags) | (findOption(options, NdiscOptionType.flagsExtension, "flags")?.flags ?? 0n),
    preference: preference === PREFERENCE_RESERVED ? RouterPreference.medium : preference,
    lifetimeSec: u16beAt(header, LIFETIME_OFFSET),
    reachableMsec: u32beAt(header, REACHABLE_OFFSET),
    retransmissionMsec: u32beAt(header, RETRANSMISSION_OFFSET),
    senderMac: macOf(options, NdiscOptionType.sourceLinkLayerAddress),
    mtu: findOption(options, NdiscOptionType.mtu, "mtu")?.mtu ?? null,
    captivePortal: findOption(options, NdiscOptionType.captivePortal, "captive-portal")?.uri ?? null,
    options,
  };
}

/**
 * Reads a neighbour advertisement; one without a target is about its sender. One that nobody asked for must not be about
 * another than a link-local address. Origin: `ndisc_neighbor_parse`; RFC 4861, section 4.4.
 */
export function parseNeighborAdvertisement(bytes: Uint8Array, sender: InAddr): NeighborAdvertisement | NdiscRefusal {
  const packet = packetOf(bytes, NdiscType.neighborAdvertisement);
  if (packet instanceof NdiscRefusal) return packet;
  const { header, options } = packet;
  const target = addressAt(header, TARGET_OFFSET);
  const first = header[NEIGHBOR_FLAGS_OFFSET]!;
  const isSolicited = (first & NeighborFlag.solicited) !== 0;
  const isAboutSender = isZero(target);
  if (!isSolicited && !isAboutSender && !isLinkLocal6(target)) return new NdiscRefusal("address", TARGET_OFFSET);
  const [, second, third, fourth] = header.subarray(NEIGHBOR_FLAGS_OFFSET, TARGET_OFFSET);
  return {
    target: isAboutSender ? sender : target,
    targetMac: macOf(options, NdiscOptionType.targetLinkLayerAddress),
    flags: (first | (second! << 8) | (third! << 16) | (fourth! << 24)) >>> 0,
    isRouter: (first & NeighborFlag.router) !== 0,
    isSolicited,
    isOverride: (first & NeighborFlag.override) !== 0,
    options,
  };
}

const isUnusable = (address: InAddr): boolean => isZero(address) || isMulticast6(address);

/**
 * Reads a redirect: to a router by its link-local address, or to the destination itself when that is on the link.
 * Origin: `ndisc_redirect_parse`; RFC 4861, section 8.1.
 */
export function parseRedirect(bytes: Uint8Array): Redirect | NdiscRefusal {
  const packet = packetOf(bytes, NdiscType.redirect);
  if (packet instanceof NdiscRefusal) return packet;
  const { header, options } = packet;
  const target = addressAt(header, TARGET_OFFSET);
  const destination = addressAt(header, DESTINATION_OFFSET);
  if (isUnusable(target)) return new NdiscRefusal("address", TARGET_OFFSET);
  if (isUnusable(destination)) return new NdiscRefusal("address", DESTINATION_OFFSET);
  if (!isLinkLocal6(target) && !bytesEqual(target, destination)) return new NdiscRefusal("address", TARGET_OFFSET);
  return {
    target,
    destination,
    targetMac: macOf(options, NdiscOptionType.targetLinkLayerAddress),
    redirectedHeader: findOption(options, NdiscOptionType.redirectedHeader, "redirected-header")?.ipv6Header ?? null,
    options,
  };
}

/** What a host that looks for routers says: its link-layer address, if it likes to (RFC 4861, section 4.1). */
export interface RouterSolicitation {
  readonly senderMac: Uint8Array | null;
  readonly options: readonly NdiscOption[];
}

/** Reads a router solicitation. Origin: `ndisc_router_solicit_parse`. */
export function parseRouterSolicitation(bytes: Uint8Array): RouterSolicitation | NdiscRefusal {
  const packet = packetOf(bytes, NdiscType.routerSolicitation);
  if (packet instanceof NdiscRefusal) return packet;
  return { senderMac: macOf(packet.options, NdiscOptionType.sourceLinkLayerAddress), options: packet.options };
}

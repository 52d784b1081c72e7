import { isZero, toHex } from "../core/bytes.js";
import type { Errno } from "../core/errno.js";
import type { Json } from "../core/json.js";
import { formatIpv4, type InAddr } from "../net/in-addr.js";
import { DHCP_FLAG_BROADCAST } from "./message.js";
import { DHCP_PORT_CLIENT, DHCP_PORT_SERVER } from "./registry.js";
import { encodeUdpFrame } from "./udp-frame.js";

/** A message for a UDP socket. */
export interface UdpDatagram {
  readonly how: "udp";
  readonly destination: InAddr;
  readonly port: number;
  /** Whether the interface is to be attached to the send (`IP_PKTINFO`). */
  readonly withPacketInfo: boolean;
  /** The DHCP message. */
  readonly bytes: Uint8Array;
}

/** A message for a packet socket: the receiver has no address yet. */
export interface RawFrame {
  readonly how: "raw";
  readonly hardwareAddress: Uint8Array;
  /** IPv4 header, UDP header, DHCP message. */
  readonly bytes: Uint8Array;
}

export type OutgoingMessage = UdpDatagram | RawFrame;

/** The limited broadcast address. */
export const IPV4_BROADCAST: InAddr = Uint8Array.of(255, 255, 255, 255);

export const isBroadcastRequested = (flags: number): boolean => (flags & DHCP_FLAG_BROADCAST) !== 0;

/** Where a server or relay sends a message for a client. */
export interface Delivery {
  /** The sender's own address. */
  readonly source: InAddr;
  /** Where to send by UDP; 0.0.0.0 when the client cannot be reached so. */
  readonly destination: InAddr;
  readonly port: number;
  /** Whether to broadcast a message without destination rather than frame it. */
  readonly broadcast: boolean;
  readonly hardwareAddress: Uint8Array;
  /** The client's address to be, which a frame is sent to. */
  readonly yourAddress: InAddr;
  readonly withPacketInfo: boolean;
}

/**
 * Addresses a message: by UDP to a known destination, else by broadcast, else in a frame to the hardware address.
 *
 * `EOVERFLOW` when a frame would be above 65535 bytes. Origin: RFC 2131 section 4.1, dhcp_server_send() at 257.
 */
export function deliver(bytes: Uint8Array, delivery: Delivery): OutgoingMessage | Errno {
  const { destination, port, withPacketInfo } = delivery;
  if (!isZero(destination)) return { how: "udp", destination, port, withPacketInfo, bytes };
  if (delivery.broadcast) return { how: "udp", destination: IPV4_BROADCAST, port, withPacketInfo, bytes };
  const frame = encodeUdpFrame(bytes, {
    source: delivery.source,
    sourcePort: DHCP_PORT_SERVER,
    destination: delivery.yourAddress,
    destinationPort: DHCP_PORT_CLIENT,
  });
  return typeof frame === "string" ? frame : { how: "raw", hardwareAddress: delivery.hardwareAddress, bytes: frame };
}

/** A sent message as the golden cases of server and relay write it. */
export function outgoingToJson(message: OutgoingMessage): Json {
  if (message.how === "raw") {
    return { how: "raw", hardwareAddress: toHex(message.hardwareAddress), bytes: toHex(message.bytes) };
  }
  const { destination, port, withPacketInfo, bytes } = message;
  return { how: "udp", destination: formatIpv4(destination), port, withPacketInfo, bytes: toHex(bytes) };
}

/**
 * A DHCPv4 relay agent: a client's request goes to the server with the relay's information, a server's reply goes to the
 * client without it. Keeps nothing between messages.
 *
 * Origin: RFC 1542 section 4, RFC 2131 section 4.1, RFC 3046; dhcp_server_relay_message() at 257.
 */

import { isZero } from "../../core/bytes.js";
import { attempt, type Errno, ParseFailure } from "../../core/errno.js";
import {
  DHCP_CHADDR_LENGTH,
  DHCP_END,
  DHCP_OPTION_DATA_MAX,
  DhcpField,
  type DhcpOption,
  dhcpOptionsLength,
  parseDhcpMessage,
  writeDhcpOptions,
} from "../../dhcp/message.js";
import {
  BootpOp,
  DHCP_PORT_CLIENT,
  DHCP_PORT_SERVER,
  DhcpMessageType,
  DhcpOptionCode,
  RelayAgentSubOption,
} from "../../dhcp/registry.js";
import { deliver, isBroadcastRequested, type OutgoingMessage } from "../../dhcp/send.js";
import { type InAddr, IPV4_LENGTH } from "../../net/in-addr.js";

/** What a relay is set up with. */
export interface DhcpRelayConfig {
  /** The relay's own address. */
  readonly address: InAddr;
  /** The server that requests go to. */
  readonly target: InAddr;
  /** Sub-options of the relay agent information; `null` for none. */
  readonly circuitId: Uint8Array | null;
  readonly remoteId: Uint8Array | null;
  readonly bindToInterface: boolean;
}

/** Relays that a request may have passed already. Origin: RFC 1542 section 4.1.1, dhcp_server_relay_message() at 257. */
export const RELAY_HOPS_MAX = 16;

const UNSPECIFIED: InAddr = new Uint8Array(IPV4_LENGTH);

/**
 * The offset of an option in the options field, or `ENOENT`, or `ENOBUFS` for an option that does not end.
 *
 * The search for another code goes on behind an end option. Origin: dhcp_option_find_option() at 257.
 */
export function findOption(bytes: Uint8Array, code: number): number | Errno {
  const end = bytes.length;
  let at: number = DhcpField.OPTIONS;
  while (at < end) {
    const found = bytes[at]!;
    if (found === code) return at;
    if (found === PAD || found === END) at++;
    else {
      if (end - at < 2) return "ENOBUFS";
      at += 2 + bytes[at + 1]!;
      if (at > end) return "ENOBUFS";
    }
  }
  return "ENOENT";
}

const { PAD, END, RELAY_AGENT_INFORMATION } = DhcpOptionCode;

/** Option 82 with the configured sub-options; `null` without any. `ENOBUFS` when they are above 255 bytes. */
function agentInformation({ circuitId, remoteId }: DhcpRelayConfig): DhcpOption | Errno | null {
  const parts: DhcpOption[] = [];
  if (circuitId !== null) parts.push({ code: RelayAgentSubOption.CIRCUIT_ID, data: circuitId });
  if (remoteId !== null) parts.push({ code: RelayAgentSubOption.REMOTE_ID, data: remoteId });
  if (parts.length === 0) return null;
  const length = dhcpOptionsLength(parts);
  if (length > DHCP_OPTION_DATA_MAX) return "ENOBUFS";
  const data = new Uint8Array(length);
  writeDhcpOptions(parts, data, 0);
  return { code: RELAY_AGENT_INFORMATION, data };
}

/** A request with one hop more, the relay's address if it is the first, and its information in the place of the end. */
function relayRequest(bytes: Uint8Array, config: DhcpRelayConfig): OutgoingMessage | Errno {
  const hops = bytes[DhcpField.HOPS]!;
  if (hops >= RELAY_HOPS_MAX) return "ETIME";
  const information = agentInformation(config);
  if (typeof information === "string") return information;
  const end = information === null ? bytes.length : findOption(bytes, END);
  if (typeof end === "string") return end;
  const added = information === null ? [] : [information, DHCP_END];
  const relayed = new Uint8Array(end + dhcpOptionsLength(added));
  relayed.set(bytes.subarray(0, end));
  relayed[DhcpField.HOPS] = hops + 1;
  if (isZero(bytes, DhcpField.GIADDR, DhcpField.CHADDR)) relayed.set(config.address, DhcpField.GIADDR);
  writeDhcpOptions(added, relayed, end);
  return {
    how: "udp",
    destination: config.target,
    port: DHCP_PORT_SERVER,
    withPacketInfo: config.bindToInterface,
    bytes: relayed,
  };
}

/** The message without its first relay agent information. */
function withoutAgentInformation(bytes: Uint8Array): Uint8Array {
  const at = findOption(bytes, RELAY_AGENT_INFORMATION);
  if (typeof at === "string" || at + 1 >= bytes.length) return bytes;
  const next = at + 2 + bytes[at + 1]!;
  if (next > bytes.length) return bytes;
  const shorter = new Uint8Array(bytes.length - (next - at));
  shorter.set(bytes.subarray(0, at));
  shorter.set(bytes.subarray(next), at);
  return shorter;
}

/** A reply for this relay, on its way to the client. */
function relayReply(bytes: Uint8Array, config: DhcpRelayConfig): OutgoingMessage | Errno {
  for (let i = 0; i < IPV4_LENGTH; i++) if (bytes[DhcpField.GIADDR + i] !== config.address[i]) return "EBADMSG";
  const message = attempt(() => parseDhcpMessage(bytes));
  if (message instanceof ParseFailure) return message.errno;
  const isNak = message.messageType === DhcpMessageType.NAK;
  return deliver(withoutAgentInformation(bytes), {
    source: config.address,
    destination: isNak ? UNSPECIFIED : message.ciaddr,
    port: DHCP_PORT_CLIENT,
    broadcast: isNak || isBroadcastRequested(message.flags),
    hardwareAddress: message.chaddr.subarray(0, message.hlen),
    yourAddress: message.yiaddr,
    withPacketInfo: config.bindToInterface,
  });
}

/**
 * What the relay sends on for a message from its `op` byte on, or why it sends nothing.
 *
 * `EBADMSG` for less than 240 bytes, a hardware address that is missing, all zero or above 16 bytes, a reply for another
 * relay, or an unknown `op`; `ETIME` for a request that passed 16 relays; `ENOENT` for one without end option, which also
 * cuts what is behind it; `ENOBUFS` for options cut short or information that does not fit. A request's options are
 * not looked at otherwise; a reply's must parse. `EOVERFLOW` for a reply too long for a frame.
 */
export function relayMessage(bytes: Uint8Array, config: DhcpRelayConfig): OutgoingMessage | Errno {
  if (bytes.length < DhcpField.OPTIONS) return "EBADMSG";
  const hlen = bytes[DhcpField.HLEN]!;
  if (hlen > DHCP_CHADDR_LENGTH || isZero(bytes, DhcpField.CHADDR, DhcpField.CHADDR + hlen)) return "EBADMSG";
  if (bytes[DhcpField.OP] === BootpOp.REQUEST) return relayRequest(bytes, config);
  if (bytes[DhcpField.OP] === BootpOp.REPLY) return relayReply(bytes, config);
  return "EBADMSG";
}

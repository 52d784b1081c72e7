import { isZero } from "../../core/bytes.js";
import type { Errno } from "../../core/errno.js";
import {
  DHCP_CHADDR_LENGTH,
  DHCP_END,
  DHCP_FLAG_BROADCAST,
  type DhcpOption,
  dhcpOptionsLength,
  encodeDhcpMessage,
  newBootpFields,
} from "../../dhcp/message.js";
import {
  BootpOp,
  DHCP_PORT_CLIENT,
  DHCP_PORT_SERVER,
  DhcpMessageType,
  DhcpOptionCode,
  HardwareType,
} from "../../dhcp/registry.js";
import { deliver, isBroadcastRequested, type OutgoingMessage } from "../../dhcp/send.js";
import { type InAddr, IPV4_LENGTH } from "../../net/in-addr.js";
import { USEC_INFINITY, USEC_PER_SEC, type Usec } from "../../time/usec.js";
import type { DhcpRequest } from "./request.js";
import type { DhcpServerConfig } from "./state.js";
import { SECONDS_INFINITY } from "./tables.js";

const UNSPECIFIED: InAddr = new Uint8Array(IPV4_LENGTH);
const NO_DATA = new Uint8Array(0);

/** A time of 32 bits, rounded up, all ones for what does not fit. */
function secondsData(usec: Usec): Uint8Array {
  const perSecond = BigInt(USEC_PER_SEC);
  const seconds = usec === USEC_INFINITY ? BigInt(SECONDS_INFINITY) : (usec + perSecond - 1n) / perSecond;
  const value = Number(seconds > BigInt(SECONDS_INFINITY) ? BigInt(SECONDS_INFINITY) : seconds);
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

/** 4 bytes with `prefixLength` leading ones. */
function netmaskData(prefixLength: number): Uint8Array {
  const mask = prefixLength === 0 ? 0 : -1 << (32 - prefixLength);
  return Uint8Array.of(mask >>> 24, mask >>> 16, mask >>> 8, mask);
}

/** The options of an OFFER or ACK behind the message type. */
function leaseOptions(request: DhcpRequest, config: DhcpServerConfig): DhcpOption[] {
  const options: DhcpOption[] = [
    { code: DhcpOptionCode.IP_ADDRESS_LEASE_TIME, data: secondsData(request.lifetimeUsec) },
    { code: DhcpOptionCode.SUBNET_MASK, data: netmaskData(config.prefixLength) },
  ];
  if (config.router !== null) options.push({ code: DhcpOptionCode.ROUTER, data: config.router });
  if (request.rapidCommit) options.push({ code: DhcpOptionCode.RAPID_COMMIT, data: NO_DATA });
  options.push(...config.options);
  return options;
}

type ReplyType = typeof DhcpMessageType.OFFER | typeof DhcpMessageType.ACK | typeof DhcpMessageType.NAK;

/**
 * The answer to a request: an OFFER or ACK of `address`, or a NAK.
 *
 * `ENOBUFS` when the options are more than the client takes. The relay agent information is given back when it fits.
 * Replies go to the relay, else to the client's address, by broadcast when the client asks for it and for every NAK, else
 * in a frame. Origin: RFC 2131 section 4.1, RFC 3046 section 2.2, RFC 4390 section 2.2, server_send_offer_or_ack() and
 * server_send_nak_or_ignore() at 257.
 */
export function makeReply(
  request: DhcpRequest,
  config: DhcpServerConfig,
  type: ReplyType,
  address: InAddr = UNSPECIFIED,
): OutgoingMessage | Errno {
  const { message, hardwareAddress, agentInformation, optionsLengthMax } = request;
  const isNak = type === DhcpMessageType.NAK;
  const options: DhcpOption[] = [{ code: DhcpOptionCode.MESSAGE_TYPE, data: Uint8Array.of(type) }];
  if (!isNak) for (const option of leaseOptions(request, config)) options.push(option);
  options.push({ code: DhcpOptionCode.SERVER_IDENTIFIER, data: config.address });
  const length = dhcpOptionsLength(options);
  if (length + 1 > optionsLengthMax) return "ENOBUFS";
  if (agentInformation !== null && length + 2 + agentInformation.data.length < optionsLengthMax) {
    options.push(agentInformation);
  }
  options.push(DHCP_END);

  const relayed = !isZero(message.giaddr);
  const chaddr = new Uint8Array(DHCP_CHADDR_LENGTH);
  const infiniband = message.htype === HardwareType.INFINIBAND;
  if (!infiniband) chaddr.set(hardwareAddress);
  const bytes = encodeDhcpMessage({
    ...newBootpFields({
      op: BootpOp.REPLY,
      htype: message.htype,
      hlen: infiniband ? 0 : hardwareAddress.length,
      xid: message.xid,
      flags: isNak && relayed ? DHCP_FLAG_BROADCAST : message.flags,
      yiaddr: address,
      giaddr: message.giaddr,
      chaddr,
    }),
    options,
  });
  const direct = isNak ? UNSPECIFIED : message.ciaddr;
  return deliver(bytes, {
    source: config.address,
    destination: relayed ? message.giaddr : direct,
    port: relayed ? DHCP_PORT_SERVER : DHCP_PORT_CLIENT,
    broadcast: isNak || isBroadcastRequested(message.flags),
    hardwareAddress,
    yourAddress: address,
    withPacketInfo: config.bindToInterface,
  });
}

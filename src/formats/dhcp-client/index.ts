export { ParseFailure } from "../../core/errno.js";
export type { DhcpClientId } from "../../dhcp/client-id.js";
export { joinLongOptions, splitLongOptions } from "../../dhcp/long-options.js";
export {
  type BootpFields,
  DHCP_END,
  DHCP_FLAG_BROADCAST,
  DHCP_MAGIC_COOKIE,
  DHCP_PAD,
  type DhcpMessage,
  type DhcpMessageParts,
  type DhcpOption,
  encodeDhcpMessage as encode,
  newBootpFields,
} from "../../dhcp/message.js";
export { parse } from "../../dhcp/parse.js";
export {
  BootpOp,
  DHCP_PORT_CLIENT,
  DHCP_PORT_SERVER,
  DhcpMessageType,
  DhcpOptionCode,
  dhcpMessageTypeName,
  dhcpOptionName,
} from "../../dhcp/registry.js";
export type { OutgoingMessage, RawFrame, UdpDatagram } from "../../dhcp/send.js";
export { encodeUdpFrame, internetChecksum, isUdpFrameIntact, type UdpEndpoints } from "../../dhcp/udp-frame.js";
export type { DnsName } from "../../net/dns-name.js";
export { type DnsResolver, DnsTransport, dnsTransportNames } from "../../net/dns-resolver.js";
export type { InAddr } from "../../net/in-addr.js";
export {
  type ClientStep,
  type DhcpClient,
  type DhcpClientConfig,
  type DhcpClientState,
  elapseDhcpClient,
  type Moment,
  newDhcpClient,
  receiveDhcpMessage,
  startDhcpClient,
} from "./client.js";
export type { DhcpLease, DhcpRoute, PrivateOption, SixRd } from "./lease.js";
export { formatLeaseFile, parseLeaseFile } from "./lease-file.js";
export { type AcceptedLease, acceptAck, acceptOffer, type DhcpClientOptions } from "./offer.js";

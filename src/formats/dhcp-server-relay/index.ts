export { ParseFailure } from "../../core/errno.js";
export {
  type BootpFields,
  type DhcpMessage,
  type DhcpMessageParts,
  type DhcpOption,
  encodeDhcpMessage as encode,
} from "../../dhcp/message.js";
export { parse } from "../../dhcp/parse.js";
export { BootpOp, DhcpMessageType, DhcpOptionCode, RelayAgentSubOption } from "../../dhcp/registry.js";
export type { OutgoingMessage, RawFrame, UdpDatagram } from "../../dhcp/send.js";
export type { InAddr } from "../../net/in-addr.js";
export { type DhcpRelayConfig, findOption, RELAY_HOPS_MAX, relayMessage } from "./relay.js";

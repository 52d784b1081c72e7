export { ParseFailure } from "../../core/errno.js";
export type { DhcpClientId } from "../../dhcp/client-id.js";
export {
  type BootpFields,
  type DhcpMessage,
  type DhcpMessageParts,
  type DhcpOption,
  encodeDhcpMessage as encode,
} from "../../dhcp/message.js";
export { parse } from "../../dhcp/parse.js";
export { BootpOp, DhcpMessageType, DhcpOptionCode } from "../../dhcp/registry.js";
export type { OutgoingMessage, RawFrame, UdpDatagram } from "../../dhcp/send.js";
export type { InAddr } from "../../net/in-addr.js";
export { formatServerLeases, type LeaseClock, type LeaseServer, parseServerLeases } from "./lease-file.js";
export { DECLINED, handleServerMessage, type ServerStep } from "./server.js";
export {
  type BoundLease,
  type DhcpServerConfig,
  type DhcpServerState,
  newServerState,
  type StaticLease,
  wholeSubnetPool,
} from "./state.js";

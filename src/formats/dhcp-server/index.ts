export type { DhcpClientId } from "../../dhcp/client-id.js";
export { type DhcpMessage, type DhcpOption, encodeDhcpMessage as encode } from "../../dhcp/message.js";
export { parse } from "../../dhcp/parse.js";
export { BootpOp, DhcpMessageType, DhcpOptionCode } from "../../dhcp/registry.js";
export type { OutgoingMessage, RawFrame, UdpDatagram } from "../../dhcp/send.js";
export { formatServerLeases, type LeaseClock, parseServerLeases } from "./lease-file.js";
export { DECLINED, handleServerMessage, type ServerStep } from "./server.js";
export {
  type BoundLease,
  type DhcpServerConfig,
  type DhcpServerState,
  newServerState,
  type StaticLease,
  wholeSubnetPool,
} from "./state.js";

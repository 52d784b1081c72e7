/** IPv6 neighbour discovery: messages, options, and packets written from them. */

export type { DnsName } from "../../net/dns-name.js";
export type { DnsResolver } from "../../net/dns-resolver.js";
export type { InAddr } from "../../net/in-addr.js";
export {
  answerSolicitation,
  defaultAdvertisement,
  encodeOption,
  encodePacket as encode,
  ndiscHeader,
  type RouterAdvertisementHeader,
  routerAdvertisementHeader,
} from "./encode.js";
export {
  type NeighborAdvertisement,
  parseNeighborAdvertisement,
  parseRedirect,
  parseRouterAdvertisement,
  parseRouterSolicitation,
  type Redirect,
  type RouterAdvertisement,
  type RouterSolicitation,
} from "./messages.js";
export type { NdiscOption, NdiscOptionValue } from "./options.js";
export { type NdiscFault, type NdiscPacket, NdiscRefusal, parsePacket as parse } from "./packet.js";
export { NdiscOptionType, NdiscType, NeighborFlag, PrefixFlag, RouterFlag, RouterPreference } from "./tables.js";

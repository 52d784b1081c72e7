export type { DnsName } from "../../net/dns-name.js";
export { type DnsResolver, DnsTransport, dnsTransportNames } from "../../net/dns-resolver.js";
export type { InAddr } from "../../net/in-addr.js";
export {
  acceptDhcp6Lease,
  type ClientStep,
  type Dhcp6Client,
  type Dhcp6ClientState,
  elapseDhcp6Client,
  type Moment,
  newDhcp6Client,
  receiveDhcp6Message,
  startDhcp6Client,
} from "./client.js";
export { type ClientMessageType, type Dhcp6ClientConfig, encodeClientMessage, type PrefixHint } from "./encode.js";
export {
  type Dhcp6Address,
  type Dhcp6Lease,
  type Dhcp6Prefix,
  type IdentityAssociation,
  type LeaseTimes,
  leaseTimes,
  timeServerAddresses,
  type VendorOption,
} from "./lease.js";
export {
  type Dhcp6Message,
  type Dhcp6Option,
  type Dhcp6Options,
  encodeDhcp6Message as encode,
  parseDhcp6Message as parse,
  parseDhcp6Options,
} from "./message.js";
export { type LeaseReader, readDhcp6Lease } from "./parse.js";
export { Dhcp6MessageType, Dhcp6OptionCode, Dhcp6Status, dhcp6OptionName } from "./tables.js";

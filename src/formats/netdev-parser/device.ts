import { netdevKind } from "../../directives/enums.js";
import { type NetConditions, netConditionBindings } from "../../directives/net-match.js";
import { ifname, mtu } from "../../directives/net-values.js";
import { type SectionDirectives, singleSection } from "../../directives/section-directives.js";
import { string } from "../../directives/values.js";
import { ETH_ALEN, parseHwAddr } from "../../net/hw-addr.js";
import { EnumTable } from "../../text/enum-table.js";
import type { NetdevAssignment, NetdevBinding, NetdevBindings } from "./assignment.js";

/** Kind of a network device. Origin: systemd.netdev(5), Kind=. */
export type NetdevKind = (typeof netdevKind)[number];

/** A network device as its file describes it: what all kinds have, and the settings of its kind. */
export class Netdev<Settings> {
  kind: NetdevKind | null = null;
  name: string | null = null;
  description: string | null = null;
  /** 0 leaves it alone. */
  mtuBytes = 0;
  /** Six bytes; one zero byte for no address at all; `null` to make one up. */
  macAddress: Uint8Array | null = null;
  /** Tests that the machine has to pass. */
  readonly conditions: NetConditions = new Map();

  constructor(readonly settings: Settings) {}
}

const kinds = new EnumTable(netdevKind);
const NO_ADDRESS = "none";
const noAddress = Uint8Array.of(0);

/** Ethernet address, or `none`; an empty value resets. Origin: config_parse_netdev_hw_addr() at 257. */
export const ethernetAddress: NetdevBinding<{ macAddress: Uint8Array | null }> = (settings, value, at) => {
  const address = value === NO_ADDRESS ? noAddress : value ? parseHwAddr(value, ETH_ALEN) : null;
  if (address === null && value) return at.warn("value.not-hardware-address", value);
  settings.macAddress = address;
  return undefined;
};

/** The kind, which cannot change. Origin: config_parse_netdev_kind() at 257. */
const kind: NetdevBinding<Netdev<unknown>> = (device, value, at) => {
  const found = kinds.parse(value);
  if (found === null) return at.warn("value.unknown-keyword", value);
  if (device.kind !== null && device.kind !== found) return at.warn("netdev-parser.other-kind", value);
  device.kind = found;
  return undefined;
};

const deviceBindings: NetdevBindings<Netdev<unknown>> = {
  Description: string("description"),
  Name: ifname("name"),
  Kind: kind,
  MTUBytes: mtu("mtuBytes", "unspec"),
  MACAddress: ethernetAddress,
};

export type NetdevDirectives<Settings> = SectionDirectives<Netdev<Settings>, NetdevAssignment>;

/** Sections that every kind of device has. */
export const commonSections: ReadonlyMap<string, NetdevDirectives<unknown>> = new Map([
  ["Match", singleSection(netConditionBindings, (device: Netdev<unknown>) => device.conditions)],
  ["NetDev", singleSection(deviceBindings, (device: Netdev<unknown>) => device)],
]);

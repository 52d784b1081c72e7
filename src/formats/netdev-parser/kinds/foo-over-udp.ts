import { ipPort } from "../../../directives/bounded-values.js";
import { fouEncapType } from "../../../directives/enums.js";
import { enumeration } from "../../../directives/values.js";
import { type InAddr, parseInAddr } from "../../../net/in-addr.js";
import { ipProtocolNumbers } from "../../../net/protocol-names.js";
import { NumberNames } from "../../../text/enum-table.js";
import { asciiLower, isErrno, safeAtou8 } from "../../../text/numbers.js";
import type { NetdevBinding } from "../assignment.js";
import { deviceKind, section } from "../kind.js";
import type { FouEncapsulation } from "./tunnel.js";

/** Settings of [FooOverUDP]. Origin: systemd.netdev(5). */
export class FooOverUdpSettings {
  /** Number of an IP protocol, 0 for none. */
  protocol = 0;
  encapsulation: FouEncapsulation = "FooOverUDP";
  port = 0;
  peerPort = 0;
  local: InAddr | null = null;
  peer: InAddr | null = null;
}

const protocols = new NumberNames(ipProtocolNumbers);

/** Protocol by name, ignoring case, or any number; an empty value resets. Origin: config_parse_ip_protocol() at 257. */
const protocol: NetdevBinding<FooOverUdpSettings> = (settings, value, at) => {
  const named = protocols.numberOf(asciiLower(value));
  const number = named >= 0 ? named : value ? safeAtou8(value) : 0;
  if (isErrno(number)) return at.warn("value.unknown-keyword", value);
  settings.protocol = number;
  return undefined;
};

/** Origin: config_parse_fou_tunnel_address() at 257. */
const address =
  (field: "local" | "peer"): NetdevBinding<FooOverUdpSettings> =>
  (settings, value, at) => {
    const parsed = parseInAddr(value);
    if (parsed === null) return at.warn("value.not-address", value);
    settings[field] = parsed;
    return undefined;
  };

export const fooOverUdpKind = deviceKind(
  () => new FooOverUdpSettings(),
  {
    FooOverUDP: section<FooOverUdpSettings>({
      Protocol: protocol,
      Encapsulation: enumeration("encapsulation", fouEncapType),
      Port: ipPort("port"),
      PeerPort: ipPort("peerPort"),
      Local: address("local"),
      Peer: address("peer"),
    }),
  },
  ({ settings }, verification) => {
    const isDirect = settings.encapsulation === "FooOverUDP";
    if (isDirect && !settings.protocol) return verification.refuse("netdev-parser.fou-without-protocol");
    if (!isDirect && settings.protocol) return verification.refuse("netdev-parser.gue-with-protocol");
    if (settings.peer === null && settings.peerPort) return verification.refuse("netdev-parser.fou-without-peer");
    if (settings.peer !== null && !settings.peerPort) return verification.refuse("netdev-parser.fou-without-peer-port");
    return 0;
  },
);

import { bounded } from "../../../directives/bounded-values.js";
import {
  bondAdSelect,
  bondArpAllTargets,
  bondArpValidate,
  bondFailOverMac,
  bondLacpRate,
  bondMode,
  bondPrimaryReselect,
  bondXmitHashPolicy,
} from "../../../directives/enums.js";
import { eachWord } from "../../../directives/net-values.js";
import { bool, enumeration, sec, tristate, uint8, unsigned } from "../../../directives/values.js";
import { ETH_ALEN, isMulticastEtherAddr, isNullHwAddr, parseEtherAddr } from "../../../net/hw-addr.js";
import { formatIpv4, parseIpv4 } from "../../../net/in-addr.js";
import { UINT16_MAX } from "../../../text/numbers.js";
import type { Usec } from "../../../time/usec.js";
import type { NetdevBinding } from "../assignment.js";
import { deviceKind, section } from "../kind.js";

const USEC_PER_SEC = 1_000_000n;

/** Settings of [Bond]. Origin: systemd.netdev(5). */
export class BondSettings {
  mode: (typeof bondMode)[number] | null = null;
  transmitHashPolicy: (typeof bondXmitHashPolicy)[number] | null = null;
  lacpTransmitRate: (typeof bondLacpRate)[number] | null = null;
  adSelect: (typeof bondAdSelect)[number] | null = null;
  failOverMacPolicy: (typeof bondFailOverMac)[number] | null = null;
  /** IPv4 addresses as text. */
  readonly arpIpTargets = new Set<string>();
  arpValidate: (typeof bondArpValidate)[number] | null = null;
  arpAllTargets: (typeof bondArpAllTargets)[number] | null = null;
  primaryReselectPolicy: (typeof bondPrimaryReselect)[number] | null = null;
  resendIgmp = 1;
  packetsPerSlave = 1;
  gratuitousArp = 1;
  allSlavesActive = false;
  dynamicTransmitLoadBalancing: boolean | null = null;
  minLinks = 0;
  miiMonitorSec: Usec = 0n;
  upDelaySec: Usec = 0n;
  downDelaySec: Usec = 0n;
  arpIntervalSec: Usec = 0n;
  learnPacketIntervalSec: Usec = USEC_PER_SEC;
  peerNotifyDelaySec: Usec = 0n;
  /** 0 leaves it alone. */
  adActorSystemPriority = 0;
  adUserPortKey = 0;
  adActorSystem: Uint8Array = new Uint8Array(ETH_ALEN);
  arpMissedMax = 0;
}

/** Most targets of ARP monitoring. Origin: NETDEV_BOND_ARP_TARGETS_MAX at 257, BOND_MAX_ARP_TARGETS of Linux. */
export const ARP_TARGETS_MAX = 16;
/** Highest key of a port. Origin: config_parse_ad_user_port_key() at 257. */
const PORT_KEY_MAX = 1023;

/** IPv4 addresses, appended without repeats; an empty value resets. Origin: config_parse_arp_ip_target_address() at 257. */
const arpIpTargets: NetdevBinding<BondSettings> = ({ arpIpTargets: targets }, value, at) => {
  if (!value) {
    targets.clear();
    return undefined;
  }
  return eachWord(value, 0, at, (word) => {
    const address = parseIpv4(word);
    if (address === null) at.warn("value.not-address", word);
    else if (targets.size >= ARP_TARGETS_MAX) at.warn("netdev-parser.too-many-arp-targets", word);
    else targets.add(formatIpv4(address));
  });
};

/** Ethernet address of one station. Origin: config_parse_ad_actor_system() at 257. */
const adActorSystem: NetdevBinding<BondSettings> = (settings, value, at) => {
  const address = parseEtherAddr(value);
  if (address === null) return at.warn("value.not-hardware-address", value);
  if (isNullHwAddr(address) || isMulticastEtherAddr(address)) return at.warn("netdev-parser.not-a-station", value);
  settings.adActorSystem = address;
  return undefined;
};

export const bondKind = deviceKind(() => new BondSettings(), {
  Bond: section<BondSettings>({
    Mode: enumeration("mode", bondMode),
    TransmitHashPolicy: enumeration("transmitHashPolicy", bondXmitHashPolicy),
    LACPTransmitRate: enumeration("lacpTransmitRate", bondLacpRate),
    AdSelect: enumeration("adSelect", bondAdSelect),
    FailOverMACPolicy: enumeration("failOverMacPolicy", bondFailOverMac),
    ARPIPTargets: arpIpTargets,
    ARPValidate: enumeration("arpValidate", bondArpValidate),
    ARPAllTargets: enumeration("arpAllTargets", bondArpAllTargets),
    PrimaryReselectPolicy: enumeration("primaryReselectPolicy", bondPrimaryReselect),
    ResendIGMP: unsigned("resendIgmp"),
    PacketsPerSlave: unsigned("packetsPerSlave"),
    GratuitousARP: unsigned("gratuitousArp"),
    AllSlavesActive: bool("allSlavesActive"),
    DynamicTransmitLoadBalancing: tristate("dynamicTransmitLoadBalancing"),
    MinLinks: unsigned("minLinks"),
    MIIMonitorSec: sec("miiMonitorSec"),
    UpDelaySec: sec("upDelaySec"),
    DownDelaySec: sec("downDelaySec"),
    ARPIntervalSec: sec("arpIntervalSec"),
    LearnPacketIntervalSec: sec("learnPacketIntervalSec"),
    PeerNotifyDelaySec: sec("peerNotifyDelaySec"),
    AdActorSystemPriority: bounded("adActorSystemPriority", { least: 1, most: UINT16_MAX }),
    AdUserPortKey: bounded("adUserPortKey", { most: PORT_KEY_MAX }),
    AdActorSystem: adActorSystem,
    ARPMissedMax: uint8("arpMissedMax"),
  }),
});

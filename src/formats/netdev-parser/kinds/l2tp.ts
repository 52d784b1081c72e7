import { Severity } from "../../../core/diagnostics.js";
import { bounded, ipPort } from "../../../directives/bounded-values.js";
import { l2tpEncapType, l2tpL2specType, l2tpLocalAddressType } from "../../../directives/enums.js";
import { invalidating, type RepeatedSection, RepeatedSections } from "../../../directives/repeated-sections.js";
import { bool, enumeration } from "../../../directives/values.js";
import { type InAddr, parseInAddr } from "../../../net/in-addr.js";
import { familyOf, type IpFamily, isNullAddr } from "../../../net/in-addr-prefix.js";
import { EnumTable } from "../../../text/enum-table.js";
import { WordReader } from "../../../text/extract-word.js";
import { IfnameKind, isIfnameValid } from "../../../text/names.js";
import type { NetdevBinding } from "../assignment.js";
import { deviceKind, section, sections } from "../kind.js";

/** How the address of this end is chosen. */
export type L2tpLocalAddressType = (typeof l2tpLocalAddressType)[number];

/** One session in an L2TP tunnel: [L2TPSession]. Origin: systemd.netdev(5). */
export class L2tpSessionSettings implements RepeatedSection {
  invalid = false;
  name: string | null = null;
  /** 0 when it is not said. */
  sessionId = 0;
  /** 0 when it is not said. */
  peerSessionId = 0;
  layer2SpecificHeader: (typeof l2tpL2specType)[number] = "default";

  constructor(readonly line: number) {}
}

/** Settings of [L2TP]. Origin: systemd.netdev(5). */
export class L2tpSettings {
  /** Family of both addresses; `null` until an address says so. */
  family: IpFamily | null = null;
  tunnelId = 0;
  peerTunnelId = 0;
  udpSourcePort = 0;
  udpDestinationPort = 0;
  local: InAddr | null = null;
  /** How `local` is found; `null` when it was given. */
  localType: L2tpLocalAddressType | null = "auto";
  /** Interface whose address is used. */
  localInterface: string | null = null;
  remote: InAddr | null = null;
  encapsulationType: (typeof l2tpEncapType)[number] = "udp";
  udpChecksum = false;
  udp6ChecksumRx = true;
  udp6ChecksumTx = true;
  readonly sessions = new RepeatedSections((line) => new L2tpSessionSettings(line));
}

type L2tpBinding = NetdevBinding<L2tpSettings>;

const INTERFACE_MARK = "@";
const localTypes = new EnumTable(l2tpLocalAddressType);

/** An address that is not all-zero, of the family of the other end; `undefined` after a report. */
function addressOf(text: string, family: IpFamily | null, at: Parameters<L2tpBinding>[2]): InAddr | undefined {
  const address = parseInAddr(text);
  if (address === null) return at.warn("value.not-address", text);
  if (isNullAddr(address)) return at.warn("value.null-address", text);
  if (family !== null && family !== familyOf(address)) return at.warn("netdev-parser.other-family", text);
  return address;
}

/**
 * `<address>[@<interface>]`, or a way to choose the address instead. A backslash at the end makes systemd give up on the
 * file. Origin: config_parse_l2tp_tunnel_local_address() at 257.
 */
const local: L2tpBinding = (settings, value, at) => {
  const words = new WordReader(value);
  const text = words.next(INTERFACE_MARK);
  if (words.failed) {
    at.reportWhole(Severity.err, "value.bad-syntax", { value });
    return "ENOMEM";
  }
  if (text === null && value) return at.warn("value.not-address", value);
  const localInterface = words.restIsEmpty ? null : words.rest;
  if (localInterface !== null && !isIfnameValid(localInterface, IfnameKind.ALTERNATIVE)) {
    return at.warn("value.not-interface-name", value);
  }
  const type = text === null ? "auto" : localTypes.parse(text);
  if (type === null) {
    const address = addressOf(text!, settings.family, at);
    if (address === undefined) return undefined;
    settings.family = familyOf(address);
    settings.local = address;
  } else {
    settings.local = null;
    if (settings.remote === null) settings.family = null;
  }
  settings.localType = type;
  settings.localInterface = localInterface;
  return undefined;
};

/** Origin: config_parse_l2tp_tunnel_remote_address() at 257. */
const remote: L2tpBinding = (settings, value, at) => {
  if (!value) {
    settings.remote = null;
    if (settings.local === null) settings.family = null;
    return undefined;
  }
  const address = addressOf(value, settings.family, at);
  if (address === undefined) return undefined;
  settings.family = familyOf(address);
  settings.remote = address;
  return undefined;
};

/** Origin: config_parse_l2tp_session_name() at 257. */
const sessionName: NetdevBinding<L2tpSessionSettings> = (session, value, at) => {
  if (!isIfnameValid(value)) return at.warn("value.not-interface-name", value);
  session.name = value;
  return undefined;
};

export const l2tpKind = deviceKind(
  () => new L2tpSettings(),
  {
    L2TP: section<L2tpSettings>({
      TunnelId: bounded("tunnelId", { least: 1 }),
      PeerTunnelId: bounded("peerTunnelId", { least: 1 }),
      UDPSourcePort: ipPort("udpSourcePort"),
      UDPDestinationPort: ipPort("udpDestinationPort"),
      Local: local,
      Remote: remote,
      EncapsulationType: enumeration("encapsulationType", l2tpEncapType),
      UDPCheckSum: bool("udpChecksum"),
      UDP6CheckSumRx: bool("udp6ChecksumRx"),
      UDP6CheckSumTx: bool("udp6ChecksumTx"),
    }),
    L2TPSession: sections(
      invalidating<L2tpSessionSettings, Parameters<NetdevBinding<L2tpSessionSettings>>[2]>({
        SessionId: bounded("sessionId", { least: 1 }),
        PeerSessionId: bounded("peerSessionId", { least: 1 }),
        Layer2SpecificHeader: enumeration("layer2SpecificHeader", l2tpL2specType),
        Name: sessionName,
      }),
      (settings: L2tpSettings) => settings.sessions,
    ),
  },
  ({ name, settings }, verification) => {
    if (settings.family === null) return verification.warn("netdev-parser.l2tp-without-family");
    if (settings.remote === null) return verification.warn("netdev-parser.l2tp-without-remote");
    if (!settings.tunnelId || !settings.peerTunnelId) return verification.warn("netdev-parser.l2tp-without-ids");
    const names = new Set([name]);
    settings.sessions.keepIf((session) => {
      if (session.name === null) return verification.dropAt(session, "netdev-parser.session-without-name");
      if (!session.sessionId || !session.peerSessionId) {
        return verification.dropAt(session, "netdev-parser.session-without-ids");
      }
      if (names.has(session.name)) return verification.dropAt(session, "netdev-parser.session-name-taken");
      names.add(session.name);
      return true;
    });
    return 0;
  },
);

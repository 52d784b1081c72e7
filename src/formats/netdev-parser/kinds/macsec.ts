import { invalidating, type RepeatedSection, RepeatedSections } from "../../../directives/repeated-sections.js";
import { tristate } from "../../../directives/values.js";
import { ETH_ALEN, formatHwAddr, isNullHwAddr, parseEtherAddr } from "../../../net/hw-addr.js";
import { decodeHex } from "../../../text/binary-text.js";
import { isErrno, parseBoolean, parseIpPort, safeAtou32 } from "../../../text/numbers.js";
import type { NetdevAssignment, NetdevBinding, NetdevBindings } from "../assignment.js";
import type { Netdev } from "../device.js";
import { deviceKind, section, sections } from "../kind.js";
import type { Verification } from "../verification.js";
import { keyFilePath } from "./wireguard-keys.js";

/** Bytes of a key. Origin: DEFAULT_SAK_LEN of Linux. */
export const MACSEC_KEY_LENGTH = 16;
/** Bytes of a key identifier. Origin: MACSEC_KEYID_LEN of Linux. */
const KEY_ID_LENGTH = 16;
/** Associations of one channel. Origin: IEEE 802.1AE, MACSEC_MAX_ASSOCIATION_NUMBER at 257. */
export const ASSOCIATIONS_MAX = 4;

/** What names a channel: the address and port that frames come from. */
export interface SecureChannel {
  macAddress: Uint8Array;
  /** 0 when it is not said. */
  port: number;
}

/** A channel that frames are received on: [MACsecReceiveChannel]. Origin: systemd.netdev(5). */
export class ReceiveChannelSettings implements RepeatedSection, SecureChannel {
  invalid = false;
  macAddress: Uint8Array = new Uint8Array(ETH_ALEN);
  port = 0;

  constructor(readonly line: number) {}
}

/** What both directions of an association have. */
class AssociationSettings implements RepeatedSection {
  invalid = false;
  /** 0 to 3; known when the device is accepted. */
  number = 0;
  packetNumber = 0;
  keyId: Uint8Array = new Uint8Array(KEY_ID_LENGTH);
  key: Uint8Array | null = null;
  keyFile: string | null = null;
  activate: boolean | null = null;

  constructor(readonly line: number) {}
}

/** Keys for frames that are sent: [MACsecTransmitAssociation]. Origin: systemd.netdev(5). */
export class TransmitAssociationSettings extends AssociationSettings {
  useForEncoding: boolean | null = null;
}

/** Keys for frames that are received: [MACsecReceiveAssociation]. Origin: systemd.netdev(5). */
export class ReceiveAssociationSettings extends AssociationSettings implements SecureChannel {
  macAddress: Uint8Array = new Uint8Array(ETH_ALEN);
  port = 0;
}

/** Settings of [MACsec]. Origin: systemd.netdev(5). */
export class MacsecSettings {
  port = 0;
  encrypt: boolean | null = null;
  /** Number of the association that frames are sent with. */
  encodingAssociation = 0;
  readonly receiveChannels = new RepeatedSections((line) => new ReceiveChannelSettings(line));
  readonly transmitAssociations = new RepeatedSections((line) => new TransmitAssociationSettings(line));
  readonly receiveAssociations = new RepeatedSections((line) => new ReceiveAssociationSettings(line));
}

/** Origin: config_parse_macsec_port() at 257. */
const port: NetdevBinding<{ port: number }> = (settings, value, at) => {
  const number = parseIpPort(value);
  if (isErrno(number)) return at.warn("value.not-port", value);
  settings.port = number;
  return undefined;
};

/** Origin: config_parse_macsec_hw_address() at 257. */
const macAddress: NetdevBinding<SecureChannel> = (channel, value, at) => {
  const address = parseEtherAddr(value);
  if (address === null) return at.warn("value.not-hardware-address", value);
  channel.macAddress = address;
  return undefined;
};

/** Origin: config_parse_macsec_packet_number() at 257. */
const packetNumber =
  (least: number): NetdevBinding<AssociationSettings> =>
  (association, value, at) => {
    const number = safeAtou32(value);
    if (isErrno(number) || number < least) return at.warn("value.number-out-of-range", value);
    association.packetNumber = number;
    return undefined;
  };

/** Hexadecimal. Origin: config_parse_macsec_key() at 257. */
const key: NetdevBinding<AssociationSettings> = (association, value, at) => {
  const bytes = decodeHex(value);
  if (typeof bytes === "string") return at.warn("netdev-parser.not-hexadecimal", value);
  if (bytes.length !== MACSEC_KEY_LENGTH) return at.warn("netdev-parser.key-length", value);
  association.key = bytes;
  return undefined;
};

/** An empty value resets, and makes the section useless. Origin: config_parse_macsec_key_file() at 257. */
const keyFile: NetdevBinding<AssociationSettings> = (association, value, at) => {
  const path = keyFilePath(value, at);
  if (path === null) association.invalid = true;
  if (path !== undefined) association.keyFile = path;
  return undefined;
};

/** Hexadecimal, filled up with zeros. Origin: config_parse_macsec_key_id() at 257. */
const keyId: NetdevBinding<AssociationSettings> = (association, value, at) => {
  const bytes = decodeHex(value);
  if (typeof bytes === "string") return at.warn("netdev-parser.not-hexadecimal", value);
  if (bytes.length > KEY_ID_LENGTH) return at.warn("netdev-parser.key-length", value);
  association.keyId = new Uint8Array(KEY_ID_LENGTH);
  association.keyId.set(bytes);
  return undefined;
};

/** An association that frames are sent with is active. Origin: config_parse_macsec_use_for_encoding() at 257. */
const useForEncoding: NetdevBinding<TransmitAssociationSettings> = (association, value, at) => {
  const flag = parseBoolean(value);
  if (flag === null && value) return at.warn("value.not-boolean", value);
  association.useForEncoding = flag;
  if (flag) association.activate = true;
  return undefined;
};

const associationBindings: NetdevBindings<AssociationSettings> = {
  KeyId: keyId,
  Key: key,
  KeyFile: keyFile,
  Activate: tristate("activate"),
};

/** A section that a refused value makes useless. */
const repeated = <Settings extends RepeatedSection>(
  bindings: NetdevBindings<Settings>,
  pick: (settings: MacsecSettings) => RepeatedSections<Settings>,
) => sections(invalidating<Settings, NetdevAssignment>(bindings), pick);

const nameOf = ({ macAddress: address, port: number }: SecureChannel): string => `${formatHwAddr(address)} ${number}`;

/** Reads the key file of an association, which must not be missing; whether there is a key then. Origin: macsec_read_key_file() at 257. */
function hasKey(association: AssociationSettings, verification: Verification): boolean {
  const { keyFile: path } = association;
  if (path !== null) {
    const text = verification.host.keyFile(path);
    const bytes = text === null ? null : decodeHex(text);
    if (bytes === null || typeof bytes === "string" || bytes.length !== MACSEC_KEY_LENGTH) {
      return verification.drop(association, "netdev-parser.macsec-key-unreadable", { path });
    }
    association.key = bytes;
  }
  return association.key !== null || verification.drop(association, "netdev-parser.macsec-without-key");
}

function hasChannel(channel: RepeatedSection & SecureChannel, verification: Verification): boolean {
  if (isNullHwAddr(channel.macAddress)) return verification.drop(channel, "netdev-parser.macsec-without-address");
  return channel.port !== 0 || verification.drop(channel, "netdev-parser.macsec-without-port");
}

/** Drops what cannot be used and numbers associations. Origin: netdev_macsec_verify() at 257. */
function verify({ settings }: Netdev<MacsecSettings>, verification: Verification): 0 {
  /** Associations by channel. */
  const channels = new Map<string, number>();
  settings.receiveChannels.keepIf((channel) => {
    if (!hasChannel(channel, verification)) return false;
    if (channels.has(nameOf(channel))) return verification.drop(channel, "netdev-parser.same-channel");
    channels.set(nameOf(channel), 0);
    return true;
  });
  let next = 0;
  let encoding: TransmitAssociationSettings | null = null;
  settings.transmitAssociations.keepIf((association) => {
    if (!association.packetNumber) return verification.drop(association, "netdev-parser.without-packet-number");
    if (!hasKey(association, verification)) return false;
    if (next >= ASSOCIATIONS_MAX) return verification.drop(association, "netdev-parser.too-many-associations");
    association.number = next++;
    if (association.useForEncoding) {
      if (encoding === null) encoding = association;
      else {
        verification.warn("netdev-parser.two-encodings", { section: association.line });
        association.useForEncoding = false;
      }
    }
    return true;
  });
  settings.encodingAssociation = (encoding as TransmitAssociationSettings | null)?.number ?? 0;
  settings.receiveAssociations.keepIf((association) => {
    if (!hasKey(association, verification) || !hasChannel(association, verification)) return false;
    const name = nameOf(association);
    const number = channels.get(name) ?? 0;
    channels.set(name, number);
    if (number >= ASSOCIATIONS_MAX) return verification.drop(association, "netdev-parser.too-many-associations");
    association.number = number;
    channels.set(name, number + 1);
    return true;
  });
  return 0;
}

export const macsecKind = deviceKind(
  () => new MacsecSettings(),
  {
    MACsec: section<MacsecSettings>({ Port: port, Encrypt: tristate("encrypt") }),
    MACsecReceiveChannel: repeated<ReceiveChannelSettings>(
      { Port: port, MACAddress: macAddress },
      (settings) => settings.receiveChannels,
    ),
    MACsecTransmitAssociation: repeated<TransmitAssociationSettings>(
      { ...associationBindings, PacketNumber: packetNumber(1), UseForEncoding: useForEncoding },
      (settings) => settings.transmitAssociations,
    ),
    MACsecReceiveAssociation: repeated<ReceiveAssociationSettings>(
      { ...associationBindings, PacketNumber: packetNumber(0), Port: port, MACAddress: macAddress },
      (settings) => settings.receiveAssociations,
    ),
  },
  verify,
);

import { indexOfByte, toHex, u16beAt } from "../../core/bytes.js";
import { formatHwAddr } from "../../net/hw-addr.js";
import { formatIpv4, formatIpv6, IPV4_LENGTH, IPV6_LENGTH } from "../../net/in-addr.js";
import { cescape } from "../../text/escape.js";
import { type LldpFrame, LldpRefusal, type LldpTlv, parseFrame } from "./frame.js";
import {
  ChassisSubtype,
  ETHER_HEADER_SIZE,
  ID_SIZE_MAX,
  LldpOui,
  LldpTlvType,
  MUD_SUBTYPE,
  PortSubtype,
  TLV_HEADER_SIZE,
} from "./tables.js";

/** What a frame says about the port that sent it. */
export interface LldpNeighbor {
  readonly frame: LldpFrame;
  /** Subtype byte and identifier. */
  readonly chassisId: Uint8Array;
  /** Subtype byte and identifier. */
  readonly portId: Uint8Array;
  /** Seconds for which this holds; 0 when the neighbour is going away. */
  readonly ttl: number;
  /** Texts in C escapes, without the NUL bytes at their end; `null` when absent, empty, or with a NUL inside. */
  readonly portDescription: string | null;
  readonly systemName: string | null;
  readonly systemDescription: string | null;
  readonly mudUrl: string | null;
  /** See {@link LldpCapability}; `null` without the TLV. */
  readonly systemCapabilities: number | null;
  readonly enabledCapabilities: number | null;
}

const NUL = 0;
const ETH_ALEN = 6;
/** Address families of management and network addresses (IANA "Address Family Numbers"). */
const FAMILY_IPV4 = 1;
const FAMILY_IPV6 = 2;
const ID_SIZE_MIN = 2;
const TTL_SIZE = 2;
const CAPABILITIES_SIZE = 4;
/** Organisation and subtype. */
const PRIVATE_SIZE_MIN = 4;

/** A text as systemd keeps it: escaped, `null` when there is nothing to keep. */
function keptText(value: Uint8Array): string | null {
  let end = value.length;
  while (end > 0 && value[end - 1] === NUL) end--;
  return end === 0 || indexOfByte(value, NUL, 0, end) < end ? null : cescape(value.subarray(0, end));
}

/** Organisation of a private TLV as a number of 24 bits, and its subtype. */
export const organizationOf = (value: Uint8Array): readonly [oui: number, subtype: number] => [
  (value[0]! << 16) | (value[1]! << 8) | value[2]!,
  value[3]!,
];

/** Collects what the TLVs of one frame say; `fault` tells why one was refused. */
class NeighborBuilder {
  fault: LldpRefusal["fault"] = "missing";
  chassisId: Uint8Array | null = null;
  portId: Uint8Array | null = null;
  ttl: number | null = null;
  readonly texts = new Map<number, string>();
  mudUrl: string | null = null;
  systemCapabilities: number | null = null;
  enabledCapabilities: number | null = null;

  #fail(fault: LldpRefusal["fault"]): false {
    this.fault = fault;
    return false;
  }

  #id(known: Uint8Array | null, value: Uint8Array): boolean {
    if (value.length < ID_SIZE_MIN || value.length > ID_SIZE_MAX) return this.#fail("id-length");
    return known === null || this.#fail("repeated");
  }

  /** Takes one TLV in; `false` when it makes the frame invalid. */
  add({ type, value }: LldpTlv): boolean {
    switch (type) {
      case LldpTlvType.chassisId:
        if (!this.#id(this.chassisId, value)) return false;
        this.chassisId = value;
        return true;
      case LldpTlvType.portId:
        if (!this.#id(this.portId, value)) return false;
        this.portId = value;
        return true;
      case LldpTlvType.ttl:
        if (value.length !== TTL_SIZE) return this.#fail("ttl-length");
        if (this.ttl !== null) return this.#fail("repeated");
        this.ttl = u16beAt(value, 0);
        return true;
      case LldpTlvType.portDescription:
      case LldpTlvType.systemName:
      case LldpTlvType.systemDescription:
        this.#text(type, value);
        return true;
      case LldpTlvType.systemCapabilities:
        if (value.length !== CAPABILITIES_SIZE) return this.#fail("capabilities-length");
        this.systemCapabilities = u16beAt(value, 0);
        this.enabledCapabilities = u16beAt(value, 2);
        return true;
      case LldpTlvType.private:
        return this.#private(value);
      default:
        return true;
    }
  }

  #text(type: number, value: Uint8Array): void {
    const text = this.texts.has(type) ? null : keptText(value);
    if (text !== null) this.texts.set(type, text);
  }

  #private(value: Uint8Array): boolean {
    if (value.length < PRIVATE_SIZE_MIN) return this.#fail("private-length");
    const [oui, subtype] = organizationOf(value);
    if (oui === LldpOui.iana && subtype === MUD_SUBTYPE) this.mudUrl ??= keptText(value.subarray(PRIVATE_SIZE_MIN));
    return true;
  }
}

/**
 * What a frame says, or why it was refused.
 *
 * Needed: chassis id, port id and time to live, each once and of a valid length. Of several texts of one kind the first that is not
 * empty stays, of several capability TLVs the last. Refused with `EBADMSG`: also what {@link parseFrame} refuses, and a
 * capability or private TLV of an impossible length. Unknown TLVs are kept in `frame`. Never throws.
 * Origin: IEEE 802.1AB-2016, section 9.2.7.7; `lldp_neighbor_parse`.
 */
export function parseNeighbor(bytes: Uint8Array): LldpNeighbor | LldpRefusal {
  const frame = parseFrame(bytes);
  if (frame instanceof LldpRefusal) return frame;
  const builder = new NeighborBuilder();
  let at = ETHER_HEADER_SIZE;
  for (const tlv of frame.tlvs) {
    if (!builder.add(tlv)) return new LldpRefusal(builder.fault, at);
    at += TLV_HEADER_SIZE + tlv.value.length;
  }
  const { chassisId, portId, ttl, texts, mudUrl, systemCapabilities, enabledCapabilities } = builder;
  if (chassisId === null || portId === null || ttl === null) return new LldpRefusal("missing", at);
  return {
    frame,
    chassisId,
    portId,
    ttl,
    portDescription: texts.get(LldpTlvType.portDescription) ?? null,
    systemName: texts.get(LldpTlvType.systemName) ?? null,
    systemDescription: texts.get(LldpTlvType.systemDescription) ?? null,
    mudUrl,
    systemCapabilities,
    enabledCapabilities,
  };
}

/** A network address (its family, then the address) as text; `null` for other families and lengths. */
export function formatNetworkAddress(address: Uint8Array): string | null {
  const family = address[0];
  if (family === FAMILY_IPV4 && address.length === IPV4_LENGTH + 1) return formatIpv4(address, 1);
  if (family === FAMILY_IPV6 && address.length === IPV6_LENGTH + 1) return formatIpv6(address, 1);
  return null;
}

type IdKind = "text" | "mac" | "network";

const chassisKinds: ReadonlyMap<number, IdKind> = new Map([
  [ChassisSubtype.chassisComponent, "text"],
  [ChassisSubtype.interfaceAlias, "text"],
  [ChassisSubtype.portComponent, "text"],
  [ChassisSubtype.macAddress, "mac"],
  [ChassisSubtype.networkAddress, "network"],
  [ChassisSubtype.interfaceName, "text"],
  [ChassisSubtype.locallyAssigned, "text"],
]);

const portKinds: ReadonlyMap<number, IdKind> = new Map([
  [PortSubtype.interfaceAlias, "text"],
  [PortSubtype.portComponent, "text"],
  [PortSubtype.macAddress, "mac"],
  [PortSubtype.networkAddress, "network"],
  [PortSubtype.interfaceName, "text"],
  [PortSubtype.locallyAssigned, "text"],
]);

function formatId(id: Uint8Array, kinds: ReadonlyMap<number, IdKind>): string {
  const kind = kinds.get(id[0]!);
  const bare = id.subarray(1);
  if (kind === "text") return cescape(bare);
  if (kind === "mac" && bare.length === ETH_ALEN) return formatHwAddr(bare);
  return (kind === "network" ? formatNetworkAddress(bare) : null) ?? toHex(id);
}

/**
 * A chassis id as text by its subtype: escaped, as a hardware or network address, else in hexadecimal with the subtype.
 * Origin: `sd_lldp_neighbor_get_chassis_id_as_string`.
 */
export const formatChassisId = (id: Uint8Array): string => formatId(id, chassisKinds);

/** A port id as text; see {@link formatChassisId}. Origin: `sd_lldp_neighbor_get_port_id_as_string`. */
export const formatPortId = (id: Uint8Array): string => formatId(id, portKinds);

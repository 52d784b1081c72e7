import { attempt, fail, ParseFailure } from "../../core/errno.js";
import { ByteReader } from "../../core/reader.js";
import { decodeUtf8, encodeUtf8, isWellFormedUtf8 } from "../../core/utf8.js";
import { ByteWriter } from "../../core/writer.js";
import type { LldpTlv } from "./frame.js";
import { organizationOf } from "./neighbor.js";
import { LldpOui, LldpTlvType, MUD_SUBTYPE } from "./tables.js";

/** Subtypes of IEEE 802.1 (IEEE 802.1Q-2014, table D-1). */
const Dot1 = { portVlanId: 1, protocolVlanId: 2, vlanName: 3, protocolIdentity: 4, linkAggregation: 7 } as const;
/** Subtypes of IEEE 802.3 (IEEE 802.3-2015, table 79-1). */
const Dot3 = { macPhy: 1, linkAggregation: 3, maxFrameSize: 4 } as const;

/** What the value of a TLV means; `other` for types that nothing is known of, and for values that do not fit their type. */
export type LldpTlvValue =
  | { readonly kind: "chassis-id" | "port-id"; readonly subtype: number; readonly id: Uint8Array }
  | { readonly kind: "ttl"; readonly seconds: number }
  | { readonly kind: "port-description" | "system-name" | "system-description" | "mud-url"; readonly text: string }
  | { readonly kind: "system-capabilities"; readonly system: number; readonly enabled: number }
  | {
      readonly kind: "management-address";
      /** Family of the address (IANA "Address Family Numbers"): 1 IPv4, 2 IPv6, 6 hardware. */
      readonly family: number;
      readonly address: Uint8Array;
      /** 1 unknown, 2 index of the interface, 3 number of the port. */
      readonly interfaceNumbering: number;
      readonly interfaceNumber: number;
      readonly objectId: Uint8Array;
    }
  | { readonly kind: "port-vlan-id"; readonly vlanId: number }
  | { readonly kind: "protocol-vlan-id"; readonly flags: number; readonly vlanId: number }
  | { readonly kind: "vlan-name"; readonly vlanId: number; readonly name: Uint8Array }
  | { readonly kind: "protocol-identity"; readonly protocol: Uint8Array }
  | { readonly kind: "link-aggregation"; readonly oui: number; readonly status: number; readonly port: number }
  | {
      readonly kind: "mac-phy";
      readonly autonegotiation: number;
      readonly advertised: number;
      readonly mauType: number;
    }
  | { readonly kind: "max-frame-size"; readonly bytes: number }
  | { readonly kind: "other"; readonly type: number; readonly value: Uint8Array };

/** Runs to the very end of the value; what is left over makes the value malformed. */
type Reading = (reader: ByteReader) => LldpTlvValue;

const text =
  (kind: "port-description" | "system-name" | "system-description" | "mud-url"): Reading =>
  (reader) => {
    const bytes = reader.view(reader.remaining);
    if (!isWellFormedUtf8(bytes)) fail("EBADMSG", reader.offset, "the text is no UTF-8");
    return { kind, text: decodeUtf8(bytes) };
  };

const id =
  (kind: "chassis-id" | "port-id"): Reading =>
  (reader) => ({ kind, subtype: reader.u8(), id: reader.view(reader.remaining) });

const readings: ReadonlyMap<number, Reading> = new Map<number, Reading>([
  [LldpTlvType.chassisId, id("chassis-id")],
  [LldpTlvType.portId, id("port-id")],
  [LldpTlvType.ttl, (reader) => ({ kind: "ttl", seconds: reader.u16be() })],
  [LldpTlvType.portDescription, text("port-description")],
  [LldpTlvType.systemName, text("system-name")],
  [LldpTlvType.systemDescription, text("system-description")],
  [
    LldpTlvType.systemCapabilities,
    (reader) => ({ kind: "system-capabilities", system: reader.u16be(), enabled: reader.u16be() }),
  ],
  [
    LldpTlvType.managementAddress,
    (reader) => {
      const address = reader.fork(reader.u8());
      return {
        kind: "management-address",
        family: address.u8(),
        address: address.view(address.remaining),
        interfaceNumbering: reader.u8(),
        interfaceNumber: reader.u32be(),
        objectId: reader.view(reader.u8()),
      };
    },
  ],
]);

const linkAggregation =
  (oui: number): Reading =>
  (reader) => ({ kind: "link-aggregation", oui, status: reader.u8(), port: reader.u32be() });

const organizationReadings: ReadonlyMap<number, ReadonlyMap<number, Reading>> = new Map([
  [LldpOui.iana, new Map<number, Reading>([[MUD_SUBTYPE, text("mud-url")]])],
  [
    LldpOui.ieee8021,
    new Map<number, Reading>([
      [Dot1.portVlanId, (reader) => ({ kind: "port-vlan-id", vlanId: reader.u16be() })],
      [Dot1.protocolVlanId, (reader) => ({ kind: "protocol-vlan-id", flags: reader.u8(), vlanId: reader.u16be() })],
      [Dot1.vlanName, (reader) => ({ kind: "vlan-name", vlanId: reader.u16be(), name: reader.view(reader.u8()) })],
      [Dot1.protocolIdentity, (reader) => ({ kind: "protocol-identity", protocol: reader.view(reader.u8()) })],
      [Dot1.linkAggregation, linkAggregation(LldpOui.ieee8021)],
    ]),
  ],
  [
    LldpOui.ieee8023,
    new Map<number, Reading>([
      [
        Dot3.macPhy,
        (reader) => ({
          kind: "mac-phy",
          autonegotiation: reader.u8(),
          advertised: reader.u16be(),
          mauType: reader.u16be(),
        }),
      ],
      [Dot3.linkAggregation, linkAggregation(LldpOui.ieee8023)],
      [Dot3.maxFrameSize, (reader) => ({ kind: "max-frame-size", bytes: reader.u16be() })],
    ]),
  ],
]);

const PRIVATE_HEADER_SIZE = 4;

function readingOf({ type, value }: LldpTlv): readonly [reading: Reading | undefined, start: number] {
  if (type !== LldpTlvType.private) return [readings.get(type), 0];
  if (value.length < PRIVATE_HEADER_SIZE) return [undefined, 0];
  const [oui, subtype] = organizationOf(value);
  return [organizationReadings.get(oui)?.get(subtype), PRIVATE_HEADER_SIZE];
}

/**
 * What a TLV says: those of IEEE 802.1AB itself, the common ones of IEEE 802.1 and 802.3, and the MUD URL.
 *
 * systemd looks at fewer of them; see {@link parseNeighbor}. A value that is cut short, has bytes left over or holds text that is no
 * UTF-8 comes back as `other`. `encodeTlv` is the inverse. Never throws.
 */
export function interpretTlv(tlv: LldpTlv): LldpTlvValue {
  const [reading, start] = readingOf(tlv);
  const other = { kind: "other", type: tlv.type, value: tlv.value } as const;
  if (reading === undefined) return other;
  const value = attempt(() => {
    const reader = new ByteReader(tlv.value, start);
    const read = reading(reader);
    reader.expectEnd();
    return read;
  });
  return value instanceof ParseFailure ? other : value;
}

const organizational = (oui: number, subtype: number): ByteWriter =>
  new ByteWriter()
    .u8(oui >> 16)
    .u16be(oui & 0xffff)
    .u8(subtype);

const privateTlv = (value: ByteWriter): LldpTlv => ({ type: LldpTlvType.private, value: value.finish() });

const textTypes = {
  "port-description": LldpTlvType.portDescription,
  "system-name": LldpTlvType.systemName,
  "system-description": LldpTlvType.systemDescription,
} as const;

/** The TLV that says this; throws `TypeError` for numbers and lengths that have no room in it. */
export function encodeTlv(value: LldpTlvValue): LldpTlv {
  const out = new ByteWriter();
  switch (value.kind) {
    case "chassis-id":
    case "port-id": {
      const type = value.kind === "chassis-id" ? LldpTlvType.chassisId : LldpTlvType.portId;
      return { type, value: out.u8(value.subtype).bytes(value.id).finish() };
    }
    case "ttl":
      return { type: LldpTlvType.ttl, value: out.u16be(value.seconds).finish() };
    case "port-description":
    case "system-name":
    case "system-description":
      return { type: textTypes[value.kind], value: encodeUtf8(value.text) };
    case "system-capabilities":
      return { type: LldpTlvType.systemCapabilities, value: out.u16be(value.system).u16be(value.enabled).finish() };
    case "management-address":
      out
        .u8(value.address.length + 1)
        .u8(value.family)
        .bytes(value.address);
      out.u8(value.interfaceNumbering).u32be(value.interfaceNumber).u8(value.objectId.length).bytes(value.objectId);
      return { type: LldpTlvType.managementAddress, value: out.finish() };
    case "mud-url":
      return privateTlv(organizational(LldpOui.iana, MUD_SUBTYPE).bytes(encodeUtf8(value.text)));
    case "port-vlan-id":
      return privateTlv(organizational(LldpOui.ieee8021, Dot1.portVlanId).u16be(value.vlanId));
    case "protocol-vlan-id":
      return privateTlv(organizational(LldpOui.ieee8021, Dot1.protocolVlanId).u8(value.flags).u16be(value.vlanId));
    case "vlan-name":
      out.u16be(value.vlanId).u8(value.name.length).bytes(value.name);
      return privateTlv(organizational(LldpOui.ieee8021, Dot1.vlanName).bytes(out.finish()));
    case "protocol-identity":
      out.u8(value.protocol.length).bytes(value.protocol);
      return privateTlv(organizational(LldpOui.ieee8021, Dot1.protocolIdentity).bytes(out.finish()));
    case "link-aggregation": {
      const subtype = value.oui === LldpOui.ieee8021 ? Dot1.linkAggregation : Dot3.linkAggregation;
      return privateTlv(organizational(value.oui, subtype).u8(value.status).u32be(value.port));
    }
    case "mac-phy":
      out.u8(value.autonegotiation).u16be(value.advertised).u16be(value.mauType);
      return privateTlv(organizational(LldpOui.ieee8023, Dot3.macPhy).bytes(out.finish()));
    case "max-frame-size":
      return privateTlv(organizational(LldpOui.ieee8023, Dot3.maxFrameSize).u16be(value.bytes));
    case "other":
      return { type: value.type, value: value.value };
  }
}

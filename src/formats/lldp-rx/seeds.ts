import { concatBytes } from "../../core/bytes.js";
import type { Seed } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { encodeFrame, type LldpTlv } from "./frame.js";
import { INPUT_MAX } from "./observe.js";
import {
  ChassisSubtype,
  LldpCapability,
  LldpOui,
  LldpTlvType,
  lldpGroups,
  PortSubtype,
  TLV_VALUE_MAX,
} from "./tables.js";
import { encodeTlv, type LldpTlvValue } from "./tlv-values.js";

const source = Uint8Array.of(0x02, 0x11, 0x22, 0x33, 0x44, 0x55);
const nothing = new Uint8Array(0);

const chassis = { kind: "chassis-id", subtype: ChassisSubtype.macAddress, id: source } as const satisfies LldpTlvValue;
const port = {
  kind: "port-id",
  subtype: PortSubtype.interfaceName,
  id: encodeUtf8("eth0"),
} as const satisfies LldpTlvValue;
const ttl = { kind: "ttl", seconds: 120 } as const satisfies LldpTlvValue;
const needed = [chassis, port, ttl];

const withTlvs = (tlvs: readonly LldpTlv[], trailer = nothing): Uint8Array =>
  encodeFrame({ destination: lldpGroups[2]!, source, tlvs, trailer });
const frame = (...values: readonly LldpTlvValue[]): Uint8Array => withTlvs(values.map(encodeTlv));
const withNeeded = (...values: readonly LldpTlvValue[]): Uint8Array => frame(...needed, ...values);
const withTlv = (type: number, ...value: readonly number[]): Uint8Array =>
  withTlvs([...needed.map(encodeTlv), { type, value: Uint8Array.from(value) }]);
const withText = (text: string): Uint8Array => withTlv(LldpTlvType.systemName, ...encodeUtf8(text));

const ipv4 = Uint8Array.of(1, 192, 0, 2, 1);
const ipv6 = Uint8Array.of(2, 0x20, 0x01, 0x0d, 0xb8, ...Array<number>(11).fill(0), 1);
const objectId = Uint8Array.of(0x2b, 0x06, 0x01);
const router = LldpCapability.bridge | LldpCapability.router;

const values: Readonly<Record<string, LldpTlvValue>> = {
  "port-description": { kind: "port-description", text: "Ethernet 1/0/24" },
  "system-name": { kind: "system-name", text: "switch" },
  "system-description": { kind: "system-description", text: "Vendor OS 1.0" },
  "mud-url": { kind: "mud-url", text: "https://example.com/mud.json" },
  capabilities: { kind: "system-capabilities", system: router, enabled: LldpCapability.bridge },
  "management-address": {
    kind: "management-address",
    family: 1,
    address: ipv4.subarray(1),
    interfaceNumbering: 2,
    interfaceNumber: 7,
    objectId,
  },
  "port-vlan-id": { kind: "port-vlan-id", vlanId: 100 },
  "protocol-vlan-id": { kind: "protocol-vlan-id", flags: 6, vlanId: 100 },
  "vlan-name": { kind: "vlan-name", vlanId: 100, name: encodeUtf8("guests") },
  "protocol-identity": { kind: "protocol-identity", protocol: Uint8Array.of(0x88, 0x8e, 1) },
  "link-aggregation": { kind: "link-aggregation", oui: LldpOui.ieee8021, status: 3, port: 5 },
  "mac-phy": { kind: "mac-phy", autonegotiation: 3, advertised: 0x6c00, mauType: 0x1e },
  "max-frame-size": { kind: "max-frame-size", bytes: 1522 },
};

function* accepted(): Generator<readonly [string, Uint8Array]> {
  yield ["minimal", frame(...needed)];
  yield ["every-tlv", withNeeded(...Object.values(values))];
  yield ["padded", withTlvs(needed.map(encodeTlv), new Uint8Array(30))];
  yield ["trailer-with-tlv-cut", withTlvs(needed.map(encodeTlv), Uint8Array.of(0x0a, 9, 1))];
  yield ["needed-in-another-order", frame(ttl, port, chassis)];
  yield ["going-away", frame(chassis, port, { kind: "ttl", seconds: 0 })];
  for (const [index, destination] of lldpGroups.entries()) {
    yield [`group-${index}`, encodeFrame({ destination, source, tlvs: needed.map(encodeTlv), trailer: nothing })];
  }
  for (const [name, value] of Object.entries(values)) yield [`tlv-${name}`, withNeeded(value)];
  const ids = { text: encodeUtf8('a"\\\n\x01é'), mac: source, ipv4, ipv6, "other-family": Uint8Array.of(6, ...source) };
  for (const [name, id] of Object.entries(ids)) {
    for (const subtype of [ChassisSubtype.interfaceName, ChassisSubtype.macAddress, ChassisSubtype.networkAddress, 0]) {
      yield [`chassis-${subtype}-${name}`, frame({ ...chassis, subtype, id }, port, ttl)];
    }
    for (const subtype of [PortSubtype.locallyAssigned, PortSubtype.macAddress, PortSubtype.networkAddress, 200]) {
      yield [`port-${subtype}-${name}`, frame(chassis, { ...port, subtype, id }, ttl)];
    }
  }
  yield ["id-longest", frame({ ...chassis, subtype: 7, id: new Uint8Array(255).fill(0x63) }, port, ttl)];
  yield ["text-empty", withText("")];
  yield ["text-only-nul", withText("\0\0")];
  yield ["text-ends-in-nul", withText("name\0\0")];
  yield ["text-with-nul", withText("na\0me")];
  yield ["text-with-controls", withText("a\tb\n\x1b\x7f")];
  yield ["text-longest", withTlv(LldpTlvType.systemName, ...Array<number>(TLV_VALUE_MAX).fill(0x6d))];
  yield [
    "text-twice",
    withNeeded(
      { kind: "system-name", text: "" },
      { kind: "system-name", text: "first" },
      { kind: "system-name", text: "second" },
    ),
  ];
  yield [
    "mud-url-twice",
    withNeeded({ kind: "mud-url", text: "https://a/1" }, { kind: "mud-url", text: "https://a/2" }),
  ];
  yield ["capabilities-none-enabled", withNeeded({ kind: "system-capabilities", system: router, enabled: 0 })];
  yield [
    "capabilities-twice",
    withNeeded(values.capabilities!, { kind: "system-capabilities", system: 2, enabled: 2 }),
  ];
  yield ["reserved-tlv", withTlv(9, 1, 2, 3)];
  yield ["private-unknown", withTlv(LldpTlvType.private, 0xaa, 0xbb, 0xcc, 1, 2)];
  yield ["private-shortest", withTlv(LldpTlvType.private, 0xaa, 0xbb, 0xcc, 0xdd)];
}

function* refused(): Generator<readonly [string, Uint8Array]> {
  const whole = withNeeded(values["system-name"]!);
  const patched = (at: number, value: number): Uint8Array => {
    const copy = whole.slice();
    copy[at] = value;
    return copy;
  };
  yield ["cut-in-header", whole.subarray(0, 13)];
  yield ["cut-behind-header", whole.subarray(0, 14)];
  yield ["cut-in-tlv-header", whole.subarray(0, 15)];
  yield ["cut-in-value", whole.subarray(0, -4)];
  yield ["no-end", whole.subarray(0, -2)];
  yield ["end-with-value", concatBytes(whole.subarray(0, -2), Uint8Array.of(0, 1, 0))];
  yield ["other-group", patched(5, 1)];
  yield ["other-ethertype", patched(13, 0xcd)];
  yield ["no-chassis", frame(port, ttl)];
  yield ["no-port", frame(chassis, ttl)];
  yield ["no-ttl", frame(chassis, port)];
  yield ["nothing", frame()];
  yield ["chassis-twice", withNeeded(chassis)];
  yield ["port-twice", withNeeded(port)];
  yield ["ttl-twice", withNeeded(ttl)];
  yield ["chassis-empty", frame({ ...chassis, id: nothing }, port, ttl)];
  yield ["port-too-long", frame(chassis, { ...port, id: new Uint8Array(256) }, ttl)];
  yield ["ttl-of-one-byte", withTlvs([{ type: LldpTlvType.ttl, value: Uint8Array.of(1) }])];
  yield ["capabilities-of-three-bytes", withTlv(LldpTlvType.systemCapabilities, 0, 4, 0)];
  yield ["private-of-three-bytes", withTlv(LldpTlvType.private, 0, 0x80, 0xc2)];
}

/** Frames with each TLV and each form of identifier, texts of every kind, and each kind of damage. */
export function* seeds(): Generator<Seed> {
  for (const [name, bytes] of accepted()) yield { name, bytes };
  for (const [name, bytes] of refused()) yield { name: `refused-${name}`, bytes };
  yield {
    name: "longest",
    bytes: withTlvs(needed.map(encodeTlv), new Uint8Array(INPUT_MAX - frame(...needed).length)),
  };
}

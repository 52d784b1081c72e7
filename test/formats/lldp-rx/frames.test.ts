import { describe, expect, it } from "vitest";
import { concatBytes, fromHex } from "../../../src/core/bytes.js";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/lldp-rx/definition.js";
import {
  ChassisSubtype,
  encode,
  formatChassisId,
  formatPortId,
  type LldpNeighbor,
  LldpRefusal,
  type LldpTlv,
  LldpTlvType,
  neighborToJson,
  PortSubtype,
  parse,
  parseFrame,
  rawTlvs,
} from "../../../src/formats/lldp-rx/index.js";

const destination = fromHex("0180c200000e")!;
const source = fromHex("021122334455")!;
const chassis: LldpTlv = { type: LldpTlvType.chassisId, value: fromHex("04021122334455")! };
const port: LldpTlv = { type: LldpTlvType.portId, value: fromHex("0565746830")! };
const ttl: LldpTlv = { type: LldpTlvType.ttl, value: fromHex("0078")! };

const frame = (...tlvs: readonly LldpTlv[]): Uint8Array =>
  encode({ destination, source, tlvs, trailer: new Uint8Array(0) });
const text = (type: number, value: string): LldpTlv => ({ type, value: encodeUtf8(value) });
const accepted = (...tlvs: readonly LldpTlv[]): LldpNeighbor => {
  const neighbor = parse(frame(chassis, port, ttl, ...tlvs));
  if (neighbor instanceof LldpRefusal) throw new Error(neighbor.fault);
  return neighbor;
};
const whole = frame(chassis, port, ttl);

describe("parseFrame", () => {
  it("takes a frame apart and keeps what follows its end", () => {
    const bytes = concatBytes(whole, Uint8Array.of(1, 2, 3));
    expect(parseFrame(bytes)).toEqual({
      destination,
      source,
      tlvs: [chassis, port, ttl],
      trailer: Uint8Array.of(1, 2, 3),
    });
  });

  it.each([
    ["no bytes", new Uint8Array(0), "empty", "ENODATA"],
    ["a cut header", whole.subarray(0, 13), "short", "EBADMSG"],
    ["only a header", whole.subarray(0, 14), "tlv-cut", "EBADMSG"],
    ["a cut value", whole.subarray(0, -3), "tlv-cut", "EBADMSG"],
    ["no end", whole.subarray(0, -2), "tlv-cut", "EBADMSG"],
    ["an end with a value", concatBytes(whole.subarray(0, -2), Uint8Array.of(0, 1, 0)), "end-not-empty", "EBADMSG"],
    ["another group", Uint8Array.of(1, 0x80, 0xc2, 0, 0, 1, ...whole.subarray(6)), "destination", "EBADMSG"],
    [
      "another Ethernet type",
      Uint8Array.of(...whole.subarray(0, 12), 0x08, 0x00, ...whole.subarray(14)),
      "ethertype",
      "EBADMSG",
    ],
  ])("refuses %s", (_name, bytes, fault, errno) => expect(parseFrame(bytes)).toMatchObject({ fault, errno }));
});

describe("encode", () => {
  it("throws for what no frame can hold", () => {
    const empty = { destination, source, tlvs: [], trailer: new Uint8Array(0) };
    expect(() => encode({ ...empty, source: new Uint8Array(5) })).toThrow(TypeError);
    expect(() => encode({ ...empty, tlvs: [{ type: 9, value: new Uint8Array(512) }] })).toThrow(TypeError);
    expect(() => encode({ ...empty, tlvs: [{ type: 0, value: new Uint8Array(0) }] })).toThrow(TypeError);
    expect(() => encode({ ...empty, tlvs: [{ type: 128, value: new Uint8Array(0) }] })).toThrow(TypeError);
  });
});

describe("parse", () => {
  it.each<readonly [string, readonly LldpTlv[], string]>([
    ["no chassis id", [port, ttl], "missing"],
    ["no port id", [chassis, ttl], "missing"],
    ["no time to live", [chassis, port], "missing"],
    ["two chassis ids", [chassis, port, ttl, chassis], "repeated"],
    ["two port ids", [chassis, port, port, ttl], "repeated"],
    ["two times to live", [chassis, port, ttl, ttl], "repeated"],
    ["a chassis id of one byte", [{ ...chassis, value: Uint8Array.of(4) }, port, ttl], "id-length"],
    ["a port id of 257 bytes", [chassis, { ...port, value: new Uint8Array(257) }, ttl], "id-length"],
    ["a time to live of three bytes", [chassis, port, { ...ttl, value: new Uint8Array(3) }], "ttl-length"],
    ["capabilities of three bytes", [chassis, port, ttl, { type: 7, value: new Uint8Array(3) }], "capabilities-length"],
    ["a private TLV of three bytes", [chassis, port, ttl, { type: 127, value: new Uint8Array(3) }], "private-length"],
  ])("refuses %s", (_name, tlvs, fault) => expect(parse(frame(...tlvs))).toMatchObject({ fault, errno: "EBADMSG" }));

  it("takes ids of up to 256 bytes", () => {
    expect(parse(frame({ ...chassis, value: new Uint8Array(256) }, port, ttl))).not.toBeInstanceOf(LldpRefusal);
  });

  it.each([
    ["", null],
    ["\0\0", null],
    ["a\0b", null],
    ["name\0\0", "name"],
    ["  lead", "  lead"],
    ["a\tb\n\x1b\x7f", "a\\tb\\n\\033\\177"],
    ["ö \"x\" '\\'", "\\303\\266 \\\"x\\\" \\'\\\\\\'"],
  ])("keeps the text %j as %j", (value, kept) => {
    expect(accepted(text(LldpTlvType.systemName, value)).systemName).toBe(kept);
  });

  it("keeps the first text that is not empty and the last capabilities", () => {
    const { portDescription, systemCapabilities, enabledCapabilities } = accepted(
      text(LldpTlvType.portDescription, ""),
      text(LldpTlvType.portDescription, "first"),
      text(LldpTlvType.portDescription, "second"),
      { type: LldpTlvType.systemCapabilities, value: Uint8Array.of(0, 0x14, 0, 4) },
      { type: LldpTlvType.systemCapabilities, value: Uint8Array.of(0, 3, 0, 2) },
    );
    expect(portDescription).toBe("first");
    expect([systemCapabilities, enabledCapabilities]).toEqual([3, 2]);
  });

  it("reads a MUD URL of IANA's organisation only", () => {
    const url = encodeUtf8("https://a/");
    const mud = (...head: number[]): LldpTlv => ({ type: 127, value: Uint8Array.of(...head, ...url) });
    expect(accepted(mud(0, 0, 0x5e, 1)).mudUrl).toBe("https://a/");
    expect(accepted(mud(0, 0, 0x5e, 2)).mudUrl).toBeNull();
    expect(accepted(mud(0, 0x80, 0xc2, 1)).mudUrl).toBeNull();
  });
});

describe("identifiers as text", () => {
  const id = (subtype: number, hex: string): Uint8Array => Uint8Array.of(subtype, ...fromHex(hex)!);
  it.each([
    [formatChassisId, ChassisSubtype.macAddress, "021122334455", "02:11:22:33:44:55"],
    [formatChassisId, ChassisSubtype.macAddress, "0211", "040211"],
    [formatChassisId, ChassisSubtype.networkAddress, "01c0000201", "192.0.2.1"],
    [formatChassisId, ChassisSubtype.networkAddress, "0220010db8000000000000000000000001", "2001:db8::1"],
    [formatChassisId, ChassisSubtype.networkAddress, "01c00002", "0501c00002"],
    [formatChassisId, ChassisSubtype.networkAddress, "0361626364", "050361626364"],
    [formatChassisId, ChassisSubtype.interfaceName, "65746830", "eth0"],
    [formatChassisId, 8, "61", "0861"],
    [formatPortId, PortSubtype.macAddress, "021122334455", "02:11:22:33:44:55"],
    [formatPortId, PortSubtype.networkAddress, "01c0000201", "192.0.2.1"],
    [formatPortId, PortSubtype.agentCircuitId, "61", "0661"],
    [formatPortId, PortSubtype.locallyAssigned, "610062", "a\\000b"],
  ])("%o of subtype %i and %s is %s", (format, subtype, hex, expected) =>
    expect(format(id(subtype, hex))).toBe(expected),
  );
});

describe("neighborToJson", () => {
  it("leaves out what is not known", () => {
    expect(Object.keys(neighborToJson(accepted()))).toEqual(["ChassisID", "RawChassisID", "PortID", "RawPortID"]);
    const known = accepted(text(5, "n"), text(6, "d"), text(4, "p"), { type: 7, value: Uint8Array.of(0, 4, 0, 4) });
    expect(neighborToJson(known)).toMatchObject({
      SystemName: "n",
      SystemDescription: "d",
      PortDescription: "p",
      EnabledCapabilities: 4,
    });
  });
});

describe("rawTlvs", () => {
  it("reads on beyond the end, and shows what is cut off without its bytes", () => {
    const listed = rawTlvs(concatBytes(whole, Uint8Array.of(0, 0, 0x0a, 9, 1)));
    expect(listed.map(({ type }) => type)).toEqual([1, 2, 3, 0, 0, 5]);
    expect(listed.at(-1)?.raw).toBeNull();
    expect(rawTlvs(concatBytes(whole, Uint8Array.of(0))).map(({ type }) => type)).toEqual([1, 2, 3, 0]);
  });
});

describe("inspect", () => {
  it("names what is wrong and where", () => {
    expect(definition.inspect(frame(chassis, port))).toMatchObject({
      error: "EBADMSG",
      diagnostics: [{ code: "lldp-rx.missing", span: { start: 30, end: 30 } }],
    });
    for (const { bytes } of definition.seeds()) {
      for (const { code } of definition.inspect(bytes).diagnostics)
        expect(definition.diagnostics).toHaveProperty([code]);
    }
  });

  it("shows a neighbour with its TLVs", () => {
    const { value, error } = definition.inspect(frame(chassis, port, ttl, text(5, "n")));
    expect(error).toBeNull();
    expect(value).toMatchObject({
      PortID: "eth0",
      ttl: 120,
      tlvs: [{}, {}, { kind: "ttl" }, { kind: "system-name", text: "n" }],
    });
  });
});

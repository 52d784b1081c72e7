import { describe, expect, it } from "vitest";
import { concatBytes, fromHex, toHex } from "../../../src/core/bytes.js";
import {
  encode,
  encodeOption,
  type NdiscOption,
  NdiscOptionType,
  NdiscRefusal,
  NdiscType,
  ndiscHeader,
  parse,
} from "../../../src/formats/ndisc-rs/index.js";
import { seeds } from "../../../src/formats/ndisc-rs/seeds.js";

const header = ndiscHeader(NdiscType.routerAdvertisement);

const read = (...options: readonly string[]): readonly NdiscOption[] => {
  const packet = parse(concatBytes(header, ...options.map((hex) => fromHex(hex.replaceAll(" ", ""))!)));
  if (packet instanceof NdiscRefusal) throw new Error(packet.fault);
  return packet.options;
};

const resent = (...options: readonly string[]): string => {
  const bytes = encode({ header, options: read(...options) });
  return toHex(bytes.subarray(header.length));
};

const PREFIX = "0304 40c0 00015180 00003840 00000000 20010db8000100000000000000000000";
const UNENDING = Number.POSITIVE_INFINITY;

describe("options", () => {
  it.each<readonly [string, string, object]>([
    ["link-layer address", "0101 021122334455", { mac: fromHex("021122334455") }],
    ["prefix", PREFIX, { flags: 0xc0, prefixLength: 64, validSec: 86400, preferredSec: 14400 }],
    [
      "prefix without end",
      PREFIX.replace("00015180 00003840", "ffffffff ffffffff"),
      { validSec: UNENDING, preferredSec: UNENDING },
    ],
    ["MTU", "0501 0000 00000500", { mtu: 1280 }],
    ["home agent", "0801 0000 ffff ffff", { preference: 65535, lifetimeSec: 65535 }],
    ["default route", "1801 0008 00000258", { prefixLength: 0, preference: 1, lifetimeSec: 600 }],
    ["route", "1802 2018 ffffffff 20010db8ffffffff", { prefixLength: 32, preference: 3, lifetimeSec: UNENDING }],
    ["flags", "1a01 8000 0000 0001", { flags: 0x001a018000000000n }],
    ["search list", "1f02 0000 00000258 03666f6f 00000000", { domains: ["foo"], lifetimeSec: 600 }],
    [
      "search list with zeros between",
      "1f03 0000 00000000 03666f6f0000000362617200 00000000",
      { domains: ["foo", "bar"] },
    ],
    ["search list with localhost", "1f03 0000 00000000 096c6f63616c686f7374000161000000", { domains: ["a"] }],
    ["captive portal", "2502 687474703a2f2f6100622f000000", { uri: "http://a" }],
    ["NAT64 prefix", "2602 0709 20010db80064ffff ffffffff", { prefixLength: 64, lifetimeSec: 1800 }],
    ["unknown type", "fd01 010203040506", { kind: "other", data: fromHex("010203040506") }],
  ])("reads a %s", (_name, hex, value) => {
    const options = read(hex);
    expect(options).toHaveLength(1);
    expect(options[0]).toMatchObject({ offset: 16, value });
  });

  it("takes the autonomous flag from prefixes of other than 64 bits, and their bits behind the length", () => {
    const [option] = read(PREFIX.replace("40c0", "30c0").replace("0db80001", "0db8000f"));
    expect(option?.value).toMatchObject({ flags: 0x80, prefix: fromHex("20010db8000f00000000000000000000") });
  });

  it("ignores what the seeds for that show, and reads the others", () => {
    for (const { name, bytes } of seeds()) {
      const packet = parse(bytes);
      if (name.startsWith("refused-")) expect(packet).toBeInstanceOf(NdiscRefusal);
      else if (name.startsWith("ignored-")) expect(packet).toMatchObject({ options: [] });
      else if (name.startsWith("option-"))
        expect(packet).toMatchObject({ options: name === "option-type-0" ? [] : [{}] });
    }
  });

  it("keeps the first of a kind, and of a prefix", () => {
    expect(read("0501 0000 000005dc", "0501 0000 00000500").map(({ value }) => value)).toEqual([
      { kind: "mtu", mtu: 1500 },
    ]);
    expect(read(PREFIX, PREFIX.replace("00003840", "00000001"))).toHaveLength(1);
    expect(read(PREFIX, PREFIX.replace("0db80001", "0db80002"))).toHaveLength(2);
  });

  it("keeps servers, search lists and unknown options however often they come", () => {
    const search = "1f02 0000 00000258 03666f6f 00000000";
    expect(read(search, search, "fd01 000000000000", "fd01 000000000000")).toHaveLength(4);
  });

  it("does not take zeros for a link-layer address", () => {
    const known = read("0101 021122334455");
    expect(read("0101 021122334455", "0101 000000000000")).toEqual(known);
    expect(read("0101 000000000000", "0101 021122334455")).toMatchObject([{ offset: 24 }]);
    expect(read("0101 021122334455", "0201 000000000000")).toEqual(known);
  });

  it.each([
    ["2501 610000000000", "a", true],
    ["2502 616161616161 0000000000000000", "a URI that just fits and a unit of zeros", true],
    ["2502 616161616100 0000000000000000", "a unit that the URI does not need", false],
    ["2502 610062626262 6262626262626262", "a URI with its NUL in the first of two units", false],
  ])("a captive portal of %s is %s", (hex, _what, taken) => expect(read(hex)).toHaveLength(taken ? 1 : 0));

  it("keeps 128 options of the kinds that may come often", () => {
    const many = Array<string>(200).fill("fd01 000000000000");
    expect(read(...many, PREFIX)).toHaveLength(128);
    for (const other of ["0501 0000 00000500", "0801 0000 0001 0001", "1a01 8000 0000 0001", "2501 68747470733a"])
      expect(read(...many, other)).toHaveLength(128);
    expect(read(...many, "0101 021122334455")).toHaveLength(129);
  });

  it("takes time that grows with their number", () => {
    const all = Array.from({ length: 8000 }, (_, index) =>
      PREFIX.replace("20010db80001", `2001${index.toString(16).padStart(8, "0")}`),
    );
    expect(read(...all)).toHaveLength(128);
  });
});

describe("options sent again", () => {
  it.each([
    [
      "by type",
      ["2602 0320 0064ff9b0000000000000000", "0101 021122334455"],
      "0101021122334455260203200064ff9b0000000000000000",
    ],
    [
      "by prefix",
      ["2602 0320 0064ff9b0000000000000000", "2602 0325 20010db8 0000000000000000"],
      "2602032520010db80000000000000000260203200064ff9b0000000000000000",
    ],
    ["without reserved bits", ["0501 ffff 00000578"], "0501000000000578"],
    [
      "with masked prefixes",
      ["1803 20ff 00000258 20010db8ffffffffffffffffffffffff"],
      "180220180000025820010db800000000",
    ],
    ["with the longest lifetime but one", ["0801 0000 0001 ffff"], "080100000001fffe"],
    ["with four bytes of flags", ["1a01 ffff ffff ffff"], "1a01ffffffff0000"],
    ["with a NUL behind a URI", ["2501 68747470733a"], "250268747470733a0000000000000000"],
    [
      "with room for escapes",
      ["1f03 0000 00000258 030102ff03636f6d0000000000000000"],
      "1f04000000000258030102ff03636f6d00000000000000000000000000000000",
    ],
    ["without unknown types", ["fd01 000000000000"], ""],
  ])("are written %s", (_name, options, expected) => expect(resent(...options)).toBe(expected));

  it("have service parameters whose length counts itself, as systemd writes it", () => {
    const option =
      "9007 0001 00000258 0011 03646e73076578616d706c6503636f6d00 0010 20010db8000000000000000000000001 0008 0001000403646f74 00";
    expect(resent(option)).toBe(option.replaceAll(" ", "").replace("00080001000403", "000a0001000403"));
  });

  it.each([
    [2037, 255],
    [2038, 0],
    [2045, 0],
    [2046, 1],
    [2054, 2],
  ])("with a URI of %i bytes have a length of %i units, and are cut to it", (size, units) => {
    const option = {
      type: NdiscOptionType.captivePortal,
      offset: 0,
      value: { kind: "captive-portal", uri: "a".repeat(size) },
    } as const;
    const bytes = encodeOption(option);
    expect(bytes).toHaveLength(units * 8);
    if (units > 0) expect(bytes[1]).toBe(units);
    expect(encode({ header, options: [option] })).toEqual(concatBytes(header, bytes));
  });

  it("are cut when escapes make them too long", () => {
    const { bytes } = [...seeds()].find(({ name }) => name === "dnssl-does-not-fit")!;
    const packet = parse(bytes);
    if (packet instanceof NdiscRefusal) throw new Error(packet.fault);
    const sent = encode(packet).subarray(header.length);
    // 8 bytes, and 10 times 248 of text and 2 more, are 314 units: 58 of them are left.
    expect(sent).toHaveLength(58 * 8);
    expect(sent.subarray(0, 2)).toEqual(Uint8Array.of(31, 58));
    expect(sent.subarray(8)).toEqual(bytes.subarray(header.length + 8, header.length + 58 * 8));
  });

  it("throw for values that no option can hold", () => {
    const throws = (value: NdiscOption["value"]): void => {
      expect(() => encodeOption({ type: 1, value })).toThrow(TypeError);
    };
    throws({ kind: "mtu", mtu: -1 });
    throws({ kind: "rdnss", addresses: [new Uint8Array(4)], lifetimeSec: 1 });
    throws({ kind: "dnssl", domains: ["a..b"], lifetimeSec: 1 });
    throws({ kind: "pref64", prefixLength: 33, prefix: new Uint8Array(16), lifetimeSec: 1 });
    expect(() => ndiscHeader(1)).toThrow(TypeError);
    expect(() => ndiscHeader(133, new Uint8Array(5))).toThrow(TypeError);
    const other = encodeOption({ type: 200, value: { kind: "other", data: Uint8Array.of(1) } });
    expect(other).toEqual(Uint8Array.of(200, 1, 1, 0, 0, 0, 0, 0));
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ParseFailure } from "../../src/core/errno.js";
import { joinLongOptions, splitLongOptions } from "../../src/dhcp/long-options.js";
import {
  DHCP_END,
  DHCP_MAGIC_COOKIE,
  DHCP_PAD,
  DhcpField,
  type DhcpOption,
  encodeDhcpMessage,
  newBootpFields,
  readBootpFields,
  writeDhcpOptions,
} from "../../src/dhcp/message.js";
import { parse } from "../../src/dhcp/parse.js";
import {
  BootpOp,
  DhcpMessageType,
  DhcpOptionCode,
  dhcpMessageTypeName,
  dhcpOptionName,
} from "../../src/dhcp/registry.js";
import { sampleMessage, sampleOption, sampleOverload, sampleType } from "../../src/dhcp/samples.js";

const OFFER = sampleType(DhcpMessageType.OFFER);
const NAK = sampleType(DhcpMessageType.NAK);
const text = (value: string): DhcpOption => sampleOption(DhcpOptionCode.ERROR_MESSAGE, value);

const message = (...options: readonly DhcpOption[]): Uint8Array =>
  sampleMessage({ fields: { op: BootpOp.REPLY }, options });

const errno = (bytes: Uint8Array): string => {
  const parsed = parse(bytes);
  return parsed instanceof ParseFailure ? parsed.errno : "ok";
};

describe("parse", () => {
  it("reads every field where RFC 2131 section 2 puts it", () => {
    const bytes = Uint8Array.from({ length: DhcpField.OPTIONS + 4 }, (_, i) => i);
    bytes.set([DhcpOptionCode.MESSAGE_TYPE, 1, DhcpMessageType.OFFER, DhcpOptionCode.END], DhcpField.OPTIONS);
    expect(parse(bytes)).toMatchObject({
      op: 0,
      htype: 1,
      hlen: 2,
      hops: 3,
      xid: 0x04050607,
      secs: 0x0809,
      flags: 0x0a0b,
      ciaddr: Uint8Array.of(12, 13, 14, 15),
      yiaddr: Uint8Array.of(16, 17, 18, 19),
      siaddr: Uint8Array.of(20, 21, 22, 23),
      giaddr: Uint8Array.of(24, 25, 26, 27),
      chaddr: bytes.subarray(28, 44),
      sname: bytes.subarray(44, 108),
      file: bytes.subarray(108, 236),
      cookie: 0xecedeeef,
      messageType: DhcpMessageType.OFFER,
    });
  });

  it("keeps pads, the end and what follows it", () => {
    const bytes = sampleMessage({ fields: {}, options: [DHCP_PAD, OFFER, DHCP_PAD], trailing: Uint8Array.of(7, 7) });
    const parsed = parse(bytes);
    expect(parsed).toMatchObject({ options: [DHCP_PAD, OFFER, DHCP_PAD, DHCP_END], trailing: Uint8Array.of(7, 7) });
  });

  it("does without end option", () => {
    expect(parse(sampleMessage({ fields: {}, options: [OFFER], endless: true }))).toMatchObject({ options: [OFFER] });
  });

  it("takes the last of several message types", () => {
    expect(parse(message(OFFER, NAK))).toMatchObject({ messageType: DhcpMessageType.NAK });
  });

  it.each([
    ["less than the fixed part", message(OFFER).subarray(0, DhcpField.COOKIE), "EINVAL"],
    ["no message type", message(), "ENOMSG"],
    ["message type 0", message(sampleType(0)), "ENOMSG"],
    ["an empty message type", message(sampleOption(DhcpOptionCode.MESSAGE_TYPE, [])), "EINVAL"],
    ["an overload of two bytes", message(OFFER, sampleOption(DhcpOptionCode.OVERLOAD, [1, 2])), "EINVAL"],
    ["an option without length", message(OFFER, sampleOption(12, "")).subarray(0, -2), "ENOBUFS"],
    ["an option cut short", message(OFFER, sampleOption(12, "host")).subarray(0, -2), "EINVAL"],
    ["an empty error message", message(NAK, text("")), "EINVAL"],
    ["an error message with a NUL byte inside", message(NAK, text("a\0b")), "EINVAL"],
    ["an error message that is no ASCII", message(NAK, text("é")), "EINVAL"],
    ["a bad error message of a message that has none", message(OFFER, text("é")), "EINVAL"],
  ])("refuses %s", (_what, bytes, expected) => {
    expect(errno(bytes)).toBe(expected);
  });

  it("reports the first of several problems", () => {
    const cut = message(sampleOption(DhcpOptionCode.MESSAGE_TYPE, []), sampleOption(12, "host")).subarray(0, -2);
    expect(parse(cut)).toMatchObject({ errno: "EINVAL", offset: DhcpField.OPTIONS + 2 });
  });

  it("shows error messages of NAK and DECLINE only, without the NUL byte at the end", () => {
    expect(parse(message(NAK, text("no thanks\0")))).toMatchObject({ errorMessage: "no thanks" });
    expect(parse(message(sampleType(DhcpMessageType.DECLINE), text("in use")))).toMatchObject({
      errorMessage: "in use",
    });
    expect(parse(message(OFFER, text("hello")))).toMatchObject({ errorMessage: null });
  });

  it("reads overloaded fields, file first, and no overload inside of them", () => {
    const router = sampleOption(3, [1, 1, 1, 1]);
    const dns = sampleOption(6, [2, 2, 2, 2]);
    const overload = (bits: number): DhcpOption => sampleOption(DhcpOptionCode.OVERLOAD, [bits]);
    const file = sampleOverload(128, [router, overload(2), DHCP_END]);
    const sname = sampleOverload(64, [dns, DHCP_END]);
    const overloaded = (bits: number): unknown => {
      const parsed = parse(sampleMessage({ fields: { file, sname }, options: [OFFER, overload(bits)] }));
      return parsed instanceof ParseFailure ? parsed.errno : parsed.overloaded.map(({ code }) => code);
    };
    expect(overloaded(1)).toEqual([3, 52, 255]);
    expect(overloaded(2)).toEqual([6, 255]);
    expect(overloaded(3)).toEqual([3, 52, 255, 6, 255]);
    expect(overloaded(4)).toEqual([]);
  });

  it("refuses an overloaded field whose options do not fit", () => {
    const file = new Uint8Array(128);
    file.set([3, 4], 126);
    const options = [OFFER, sampleOption(DhcpOptionCode.OVERLOAD, [1])];
    expect(errno(sampleMessage({ fields: { file }, options }))).toBe("EINVAL");
  });
});

const arbitraryOption = fc.oneof(
  fc.constant(DHCP_PAD),
  fc.record({ code: fc.integer({ min: 57, max: 254 }), data: fc.uint8Array({ maxLength: 40 }) }),
);

describe("encode", () => {
  it("gives back the bytes of every message that parses", () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryOption),
        fc.uint8Array({ maxLength: 9 }),
        fc.boolean(),
        (options, trailing, ends) => {
          const bytes = sampleMessage(
            ends
              ? { fields: {}, options: [OFFER, ...options], trailing }
              : { fields: {}, options: [OFFER, ...options], endless: true },
          );
          const parsed = parse(bytes);
          expect(parsed).not.toBeInstanceOf(ParseFailure);
          expect(encodeDhcpMessage(parsed as Exclude<typeof parsed, ParseFailure>)).toEqual(bytes);
        },
      ),
    );
  });

  it("starts from zero fields and the magic cookie", () => {
    const fields = readBootpFields(encodeDhcpMessage({ ...newBootpFields({ xid: 9 }), options: [] }));
    expect(fields).toMatchObject({ op: 0, xid: 9, cookie: DHCP_MAGIC_COOKIE, giaddr: new Uint8Array(4) });
  });

  it("writes a parsed message with other options", () => {
    const bytes = sampleMessage({ fields: { xid: 9, secs: 3, cookie: 1 }, options: [OFFER] });
    const changed = encodeDhcpMessage({ ...newBootpFields(readBootpFields(bytes)), options: [NAK, DHCP_END] });
    expect(changed).toEqual(sampleMessage({ fields: { xid: 9, secs: 3, cookie: 1 }, options: [NAK] }));
  });

  it("wants fields of the right size", () => {
    const fields = newBootpFields({});
    expect(() => encodeDhcpMessage({ ...fields, op: 256, options: [] })).toThrow(TypeError);
    expect(() => encodeDhcpMessage({ ...fields, secs: -1, options: [] })).toThrow(TypeError);
    expect(() => encodeDhcpMessage({ ...fields, xid: 0.5, options: [] })).toThrow(TypeError);
    expect(() => encodeDhcpMessage({ ...fields, chaddr: new Uint8Array(6), options: [] })).toThrow(TypeError);
    expect(() => readBootpFields(new Uint8Array(239))).toThrow(TypeError);
  });

  it("wants options of at most 255 bytes", () => {
    const long = { code: 43, data: new Uint8Array(256) };
    expect(() => writeDhcpOptions([long], new Uint8Array(300), 0)).toThrow(TypeError);
  });
});

describe("long options", () => {
  it("are joined in order of their first piece", () => {
    const pieces = [sampleOption(43, "ab"), DHCP_PAD, sampleOption(12, "h"), sampleOption(43, "cd"), DHCP_END];
    expect(joinLongOptions(pieces)).toEqual([sampleOption(43, "abcd"), sampleOption(12, "h")]);
  });

  it("are split into pieces that fit, and joined again", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1000 }), (data) => {
        const pieces = splitLongOptions([{ code: 43, data }]);
        expect(pieces.every((piece) => piece.data.length <= 255)).toBe(true);
        expect(joinLongOptions(pieces)).toEqual([{ code: 43, data }]);
      }),
    );
  });
});

describe("names", () => {
  it("are those of the registries, numbers without one", () => {
    expect([dhcpMessageTypeName(2), dhcpMessageTypeName(99)]).toEqual(["OFFER", "99"]);
    expect([dhcpOptionName(3), dhcpOptionName(222)]).toEqual(["ROUTER", "222"]);
  });
});

// Each occurrence was an argument of one call: RangeError.
it("regression: an option that appears very often is joined", () => {
  const options = Array.from({ length: 200_000 }, (_, i) => ({ code: 81, data: Uint8Array.of(i & 0xff) }));
  expect(joinLongOptions(options)).toEqual([{ code: 81, data: Uint8Array.from(options, ({ data }) => data[0]!) }]);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromLatin1 } from "../../src/core/utf8.js";
import { createMessage, encodeMessage, type MessageInit } from "../../src/dbus/encode.js";
import { marshal } from "../../src/dbus/marshal.js";
import { type BusMessage, BusMessageRefusal, parseMessage } from "../../src/dbus/message.js";
import { type BusValue, BusVariant, errorMessage, readBody } from "../../src/dbus/values.js";
import { bodies, dottedNames, objectPaths } from "./arbitraries.js";

const call: MessageInit = { type: "method_call", cookie: 1, path: "/a", member: "M" };

const withRawBody = (signature: string, bytes: string): BusMessage => ({
  ...createMessage(call),
  signature,
  body: fromLatin1(bytes),
});

describe("marshal", () => {
  it("aligns, counts and terminates as the specification lays down", () => {
    expect(marshal("yu", [1, 2], "l")).toEqual(Uint8Array.of(1, 0, 0, 0, 2, 0, 0, 0));
    expect(marshal("q", [0x102], "B")).toEqual(Uint8Array.of(1, 2));
    expect(marshal("s", ["é"], "l")).toEqual(Uint8Array.of(2, 0, 0, 0, 0xc3, 0xa9, 0));
    expect(marshal("ax", [[]], "B")).toEqual(new Uint8Array(8));
    expect(marshal("ax", [[-2n]], "B")).toEqual(fromLatin1("\0\0\0\x08\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xfe"));
    expect(marshal("v", [new BusVariant("d", 1)], "l")).toEqual(fromLatin1("\x01d\0\0\0\0\0\0\0\0\0\0\0\0\xf0\x3f"));
  });

  it.each<readonly [string, BusValue[]]>([
    ["y", [256]],
    ["y", ["1"]],
    ["b", [1]],
    ["n", [32768]],
    ["i", [-2147483649]],
    ["u", [1.5]],
    ["x", [2n ** 63n]],
    ["t", [-1n]],
    ["t", [2 ** 53]],
    ["s", ["a\0b"]],
    ["s", ["\ud800"]],
    ["s", [7]],
    ["o", ["a"]],
    ["g", ["a"]],
    ["ai", [1]],
    ["(ii)", [[1]]],
    ["v", [1]],
    ["v", [new BusVariant("ii", 1)]],
    ["{sv}", [[]]],
    ["a", [[]]],
    ["y", []],
  ])("throws for values of %s that do not fit: %#", (signature, values) => {
    expect(() => marshal(signature, values, "l")).toThrow(TypeError);
  });

  it("writes containers nested 64 deep, no deeper", () => {
    const nested = (depth: number): BusVariant =>
      depth === 1 ? new BusVariant("y", 7) : new BusVariant("v", nested(depth - 1));
    expect(marshal("v", [nested(64)], "l")).toHaveLength(64 * 3 + 1);
    expect(() => marshal("v", [nested(65)], "l")).toThrow(TypeError);
    expect(marshal("v", [nested(65)], "l", 128)).toHaveLength(65 * 3 + 1);
  });

  it("throws for arrays above 64 MiB", () => {
    expect(() => marshal("ay", [new Uint8Array(64 * 1024 * 1024 + 1)], "l")).toThrow(TypeError);
  });
});

describe("readBody", () => {
  it("gives what marshal was given, in both byte orders", () => {
    fc.assert(
      fc.property(bodies, fc.constantFrom("l" as const, "B" as const), ([signature, values], endian) => {
        const message = { ...createMessage({ ...call, endian }), signature, body: marshal(signature, values, endian) };
        expect(readBody(message)).toEqual(values);
      }),
    );
  });

  it.each([
    ["u", "\x01\0\0", "EBADMSG"],
    ["yu", "\x01\x01\0\0\x01\0\0\0", "EBADMSG"],
    ["s", "\x01\0\0\0ab", "EBADMSG"],
    ["s", "\x02\0\0\0a\0\0", "EBADMSG"],
    ["s", "\x03\0\0\0\xed\xa0\x80\0", "EBADMSG"],
    ["s", "\xff\xff\xff\xffabc\0", "EBADMSG"],
    ["g", "\xff\0", "EBADMSG"],
    ["h", "\0\0\0\0", "EBADMSG"],
    ["ai", "\x05\0\0\0\0\0\0\0\0\0\0\0", "EBUSY"],
    ["ay", "\x01\0\0\x04", "EBADMSG"],
    ["v", "\0\0", "EINVAL"],
    ["v", "\x02ii\0\0\0\0\0\0\0\0\0", "EINVAL"],
    ["v", "\x04{sv}\0", "EINVAL"],
    ["v", "\x02()\0", "EBADMSG"],
    ["{sv}", "", "ENXIO"],
    ["v", `${"\x01v\0".repeat(128)}\x00\0`, "EBADMSG"],
  ])("refuses a body of %s: %#", (signature, bytes, errno) => {
    expect(readBody(withRawBody(signature, bytes))).toMatchObject({ errno });
  });

  it("reads 128 containers inside each other", () => {
    expect(readBody(withRawBody("v", `${"\x01v\0".repeat(127)}\x01y\0\x07`))).toHaveLength(1);
  });

  it("takes a handle below the number of descriptors", () => {
    const message = createMessage({ ...call, unixFds: 2, signature: "h", values: [1] });
    expect(readBody(message)).toEqual([1]);
    expect(readBody({ ...message, unixFds: 1 })).toMatchObject({ errno: "EBADMSG" });
  });

  it("throws for a signature that no parser gave", () => {
    expect(() => readBody({ ...createMessage(call), signature: "a" })).toThrow(TypeError);
  });
});

describe("errorMessage", () => {
  const error: MessageInit = { type: "error", cookie: 1, replyCookie: 1, errorName: "a.b" };
  it("is the first value of an error when that is a string", () => {
    expect(errorMessage(createMessage({ ...error, signature: "si", values: ["no", 1] }))).toBe("no");
    expect(errorMessage(createMessage({ ...error, signature: "o", values: ["/a"] }))).toBeNull();
    expect(errorMessage(createMessage(error))).toBeNull();
    expect(errorMessage(createMessage({ ...call, signature: "s", values: ["no"] }))).toBeNull();
    expect(errorMessage({ ...createMessage(error), signature: "s", body: fromLatin1("\x01\0\0\0\xff\0") })).toBeNull();
  });
});

describe("encodeMessage", () => {
  const init = fc.record(
    {
      type: fc.constantFrom("method_call" as const, 5, 255),
      cookie: fc.integer({ min: 1, max: 0xffffffff }),
      flags: fc.integer({ min: 0, max: 255 }),
      endian: fc.constantFrom("l" as const, "B" as const),
      path: objectPaths,
      member: fc.stringMatching(/^[A-Za-z_]{1,8}$/),
      interface: dottedNames,
      destination: dottedNames,
      sender: dottedNames,
      errorName: dottedNames,
      unixFds: fc.integer({ min: 0, max: 3 }),
    },
    { requiredKeys: ["type", "cookie", "path", "member"] },
  );

  it("gives bytes that parse to the same message", () => {
    fc.assert(
      fc.property(init, bodies, (parts, [signature, values]) => {
        const message = createMessage({ ...parts, signature, values });
        const bytes = encodeMessage(message);
        expect(parseMessage(bytes, { descriptors: message.unixFds })).toEqual(message);
        expect(message).toMatchObject({ ...parts, type: parts.type === "method_call" ? 1 : parts.type, signature });
        expect(readBody(message)).toEqual(values);
      }),
    );
  });

  it("keeps the order of fields and those that nobody knows", () => {
    const unknownFields = [{ code: 200, signature: "s", value: fromLatin1("\x01\0\0\0x\0") }];
    const message = { ...createMessage(call), fieldOrder: [3, 200, 1], unknownFields };
    const parsed = parseMessage(encodeMessage(message));
    expect(parsed).toMatchObject({ fieldOrder: [3, 200, 1], unknownFields, path: "/a", member: "M" });
  });

  it.each<MessageInit>([
    { ...call, cookie: 0 },
    { ...call, path: "a" },
    { ...call, member: "" },
    { ...call, replyCookie: 1 },
    { ...call, sender: "org.freedesktop.DBus.Local" },
    { type: "signal", cookie: 1, path: "/a", member: "M" },
    { type: "method_return", cookie: 1 },
    { type: "error", cookie: 1, replyCookie: 1 },
    { type: 0, cookie: 1 },
    { type: 300, cookie: 1 },
  ])("throws for a message that would be refused: %#", (init) => {
    expect(() => createMessage(init)).toThrow(TypeError);
  });

  it("throws when the order names a field that is not there", () => {
    expect(() => encodeMessage({ ...createMessage(call), fieldOrder: [200] })).toThrow(TypeError);
  });
});

describe("parseMessage", () => {
  const bytes = encodeMessage(createMessage({ ...call, signature: "s", values: ["x"] }));

  it.each([0, 1, 15, bytes.length - 1])("refuses the first %i bytes of a message", (length) => {
    expect(parseMessage(bytes.subarray(0, length))).toBeInstanceOf(BusMessageRefusal);
  });

  it("refuses a message with anything behind it", () => {
    expect(parseMessage(Uint8Array.of(...bytes, 0))).toMatchObject({ errno: "EBADMSG", fault: "size" });
  });

  it("wants as many descriptors as the header announces", () => {
    const withFds = encodeMessage(createMessage({ ...call, unixFds: 2 }));
    expect(parseMessage(withFds)).toMatchObject({ fault: "descriptors" });
    expect(parseMessage(withFds, { descriptors: 3 })).toMatchObject({ fault: "descriptors" });
    expect(parseMessage(withFds, { descriptors: 2 })).toMatchObject({ unixFds: 2 });
  });

  it("reads sizes near 2^32 without losing their high bits", () => {
    for (const at of [4, 12]) {
      const huge = bytes.slice();
      huge.fill(0xff, at, at + 4);
      expect(parseMessage(huge)).toMatchObject({ fault: "size" });
    }
  });

  it("steps over variants in an unknown field however deep they are", () => {
    const variants = 200_000;
    const size = 4 + 3 * variants + 1;
    const bytes = new Uint8Array(16 + 8 * Math.ceil(size / 8));
    bytes.set(fromLatin1("l\x05\0\x01\0\0\0\0\x01\0\0\0"));
    new DataView(bytes.buffer).setUint32(12, size, true);
    bytes.set([200, 1, 0x76, 0], 16);
    for (let i = 0; i < variants; i++) bytes.set([1, i === variants - 1 ? 0x79 : 0x76, 0], 20 + 3 * i);
    expect(parseMessage(bytes)).toMatchObject({ fieldOrder: [200] });
  });
});

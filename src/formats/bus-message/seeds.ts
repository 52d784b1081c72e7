import type { Seed } from "../../core/format.js";
import { fromLatin1 } from "../../core/utf8.js";
import { createMessage, encodeMessage, type MessageInit } from "../../dbus/encode.js";
import { BusWriter, marshal } from "../../dbus/marshal.js";
import type { Endian } from "../../dbus/message.js";
import { CONTAINER_DEPTH_MAX, HEADER_SIZE, HeaderField } from "../../dbus/types.js";
import { type BusValue, BusVariant } from "../../dbus/values.js";

const VERSION_OFFSET = 3;
const BODY_SIZE_OFFSET = 4;
const COOKIE_OFFSET = 8;
const FIELDS_SIZE_OFFSET = 12;

const call: MessageInit = { type: "method_call", cookie: 1, path: "/org/example/Obj", member: "Ping" };

const fullCall: MessageInit = {
  ...call,
  interface: "org.example.Iface",
  destination: "org.example.Svc",
  sender: ":1.42",
  signature: "su",
  values: ["abc", 5],
};

const encoded = (init: MessageInit): Uint8Array => encodeMessage(createMessage(init));

const withBody = (signature: string, values: readonly BusValue[], endian: Endian = "l"): Uint8Array =>
  encoded({ ...call, endian, signature, values });

/** A call whose body is these bytes, whatever they are. */
const withRawBody = (signature: string, bytes: string): Uint8Array =>
  encodeMessage({ ...createMessage(call), signature, body: fromLatin1(bytes) });

/** The same bytes with some overwritten from `at`. */
function patched(bytes: Uint8Array, at: number, ...values: number[]): Uint8Array {
  const copy = bytes.slice();
  copy.set(values, at);
  return copy;
}

/** The same bytes with the first `text` overwritten by `replacement`, which is as long. */
function replaced(bytes: Uint8Array, text: string, replacement: string): Uint8Array {
  const at = String.fromCharCode(...bytes).indexOf(text);
  return patched(bytes, at, ...fromLatin1(replacement));
}

/** A little-endian message with exactly these fields and no body. */
function withFields(type: number, ...fields: readonly (readonly [code: number, signature: string, value: BusValue])[]) {
  const out = new BusWriter("l");
  for (const [code, signature, value] of fields) {
    out
      .align(8)
      .byte(code)
      .signature(signature)
      .bytes(marshalledAt(out.length, signature, value));
  }
  const size = out.length;
  const header = new BusWriter("l").byte(0x6c).byte(type).byte(0).byte(1).word(0).word(1).word(size);
  return header.bytes(out.align(8).finish()).finish();
}

/** The same message with `count` bytes fewer of fields, which becomes zeros before the body. */
function withFieldsCut(bytes: Uint8Array, count: number): Uint8Array {
  const size = bytes[FIELDS_SIZE_OFFSET]! - count;
  return patched(bytes.slice(0, HEADER_SIZE + Math.ceil(size / 8) * 8), FIELDS_SIZE_OFFSET, size);
}

/** One value as it is written at this offset: alignment counts from the start of the message. */
function marshalledAt(offset: number, signature: string, value: BusValue): Uint8Array {
  const before = offset % 8;
  return marshal(`${"y".repeat(before)}${signature}`, [...Array<number>(before).fill(0), value], "l").subarray(before);
}

const path = [HeaderField.path, "o", "/a"] as const;
const member = [HeaderField.member, "s", "M"] as const;
const UNKNOWN_CODE = 127;

const dictionary = [["Version", new BusVariant("s", "257")] as const, ["Count", new BusVariant("u", 3)] as const];
const everyType: readonly BusValue[] = [7, true, -2, 2, -4, 4, -8n, 8n, 1.5, "text", "/a/b", "a{sv}"];
const EVERY_TYPE = "ybnqiuxtdsog";

/** Signatures that are refused, by what is wrong with them. */
const badSignatures = {
  "unknown-type": "e",
  "not-ascii": "\xe9",
  "array-of-nothing": "a",
  "array-too-deep": `${"a".repeat(33)}y`,
  "structure-open": "(i",
  "structure-of-dictionary-entry": "({sv})",
  "structure-too-deep": `${"(".repeat(33)}y${")".repeat(33)}`,
  "entry-too-deep": `${"(".repeat(31)}${"a{y".repeat(2)}y}}${")".repeat(31)}`,
  "entry-key-container": "a{vs}",
  "entry-without-value": "a{s}",
  "entry-of-three": "a{sss}",
};

/** A value inside this many variants. */
const inVariants = (depth: number): BusVariant =>
  depth === 1 ? new BusVariant("y", 7) : new BusVariant("v", inVariants(depth - 1));

function* accepted(): Generator<readonly [string, Uint8Array]> {
  yield [
    "call-hello",
    encoded({ ...call, path: "/org/freedesktop/DBus", destination: "org.freedesktop.DBus", member: "Hello" }),
  ];
  yield ["call-minimal", encoded(call)];
  yield ["call-every-field", encoded(fullCall)];
  yield ["call-every-field-big-endian", encoded({ ...fullCall, endian: "B" })];
  yield ["call-flags-all", encoded({ ...call, flags: 0xff })];
  yield [
    "return-string",
    encoded({ type: "method_return", cookie: 2, replyCookie: 1, signature: "s", values: [":1.7"] }),
  ];
  yield [
    "error-with-text",
    encoded({
      type: "error",
      cookie: 3,
      replyCookie: 1,
      errorName: "org.example.Error.Failed",
      signature: "s",
      values: ["no such unit"],
    }),
  ];
  yield ["error-without-text", encoded({ type: "error", cookie: 3, replyCookie: 1, errorName: "a.b", endian: "B" })];
  yield [
    "signal-properties-changed",
    encoded({
      type: "signal",
      cookie: 4,
      path: "/o",
      interface: "org.freedesktop.DBus.Properties",
      member: "PropertiesChanged",
      signature: "sa{sv}as",
      values: ["a.b", dictionary, ["Gone"]],
    }),
  ];
  yield ["type-unknown", encoded({ type: 5, cookie: 0xffffffff })];
  yield ["version-2", patched(encoded(call), VERSION_OFFSET, 2)];
  yield ["padding-before-body-not-zero", patched(encoded(call), encoded(call).length - 1, 1)];
  yield ["body-every-type", withBody(EVERY_TYPE, everyType)];
  yield ["body-every-type-big-endian", withBody(EVERY_TYPE, everyType, "B")];
  yield [
    "body-integers-at-their-ends",
    withBody("nniixxtt", [-32768, 32767, -2147483648, 2147483647, -(2n ** 63n), 2n ** 63n - 1n, 0n, 2n ** 64n - 1n]),
  ];
  yield [
    "body-doubles",
    withBody("addd", [
      [0, -0, 0.1, 1e-5, 0.5, 123456789, 1e21, 1234565, 1234575],
      Number.NaN,
      Number.NEGATIVE_INFINITY,
    ]),
  ];
  yield [
    "body-arrays-in-arrays",
    withBody("aaiayasav", [[[1, 2], []], Uint8Array.of(1, 2), ["x", ""], [new BusVariant("as", [])]]),
  ];
  yield ["body-structures", withBody("(i(s(y)))(xy)y", [[1, ["a", [2]]], [3n, 4], 5])];
  yield ["body-dictionary-of-dictionaries", withBody("a{oa{sa{sv}}}", [[["/o", [["a.b", dictionary]]]]])];
  yield ["body-variants-in-variants", withBody("v", [inVariants(40)])];
  yield ["body-empty-array-of-structures", withBody("a(xs)y", [[], 1])];
  yield ["body-boolean-neither-0-nor-1", withRawBody("b", "\x02\0\0\0")];
  yield ["body-longer-than-signature", withRawBody("y", "\x01\x02\x03")];
  yield ["body-without-signature", encodeMessage({ ...createMessage(call), body: fromLatin1("abc") })];
  yield ["signature-empty", withRawBody("", "abc")];
  yield ["fields-reversed", encodeMessage({ ...createMessage(fullCall), fieldOrder: [8, 7, 6, 3, 2, 1] })];
  yield ["path-root", encoded({ ...call, path: "/" })];
  yield ["descriptors-none", withFields(1, path, member, [HeaderField.unixFds, "u", 0])];
  for (const [name, signature, value] of [
    ["string", "s", "x"],
    ["path", "o", "/x"],
    ["signature", "g", "as"],
    ["number", "t", 1n],
    ["array", "ay", Uint8Array.of(1)],
    ["empty-array", "a{sv}", []],
    ["variant", "v", new BusVariant("s", "x")],
  ] as const) {
    yield [`unknown-field-${name}`, withFields(1, path, member, [UNKNOWN_CODE, signature, value])];
  }
}

function* refused(): Generator<readonly [string, Uint8Array]> {
  const bytes = encoded(fullCall);
  yield ["refused-short", bytes.slice(0, HEADER_SIZE - 1)];
  yield ["refused-byte-order", patched(bytes, 0, 0x62)];
  yield ["refused-type-0", patched(bytes, 1, 0)];
  yield ["refused-version-3", patched(bytes, VERSION_OFFSET, 3)];
  yield ["refused-cookie-0", patched(bytes, COOKIE_OFFSET, 0)];
  yield ["refused-cut-off", bytes.slice(0, -1)];
  yield ["refused-trailing-byte", Uint8Array.of(...bytes, 0)];
  yield ["refused-body-size-wraps", patched(bytes, BODY_SIZE_OFFSET, 0xff, 0xff, 0xff, 0xff)];
  yield ["refused-field-code-0", withFields(1, path, member, [0, "s", "x"])];
  yield ["refused-field-of-another-type", withFields(1, path, [HeaderField.member, "o", "/M"])];
  yield ["refused-field-signature-of-another-type", withFields(1, path, member, [HeaderField.signature, "s", "x"])];
  yield ["refused-field-number-of-another-type", withFields(2, [HeaderField.replySerial, "t", 1n])];
  yield ["refused-field-twice", withFields(1, path, member, member)];
  yield [
    "refused-signature-twice",
    withFields(1, path, member, [HeaderField.signature, "g", ""], [HeaderField.signature, "g", ""]),
  ];
  yield [
    "refused-reply-serial-twice",
    withFields(2, [HeaderField.replySerial, "u", 1], [HeaderField.replySerial, "u", 1]),
  ];
  yield ["refused-reply-serial-0", withFields(2, [HeaderField.replySerial, "u", 0])];
  yield ["refused-call-without-path", withFields(1, member)];
  yield ["refused-call-with-reply-serial", withFields(1, path, member, [HeaderField.replySerial, "u", 1])];
  yield ["refused-signal-without-interface", withFields(4, path, member)];
  yield ["refused-return-without-reply-serial", withFields(2, member)];
  yield ["refused-error-without-name", withFields(3, [HeaderField.replySerial, "u", 1])];
  yield ["refused-descriptors-missing", withFields(1, path, member, [HeaderField.unixFds, "u", 2])];
  yield ["refused-path-of-local-peer", withFields(1, [HeaderField.path, "o", "/org/freedesktop/DBus/Local"], member)];
  yield ["refused-path", replaced(bytes, "/org/example/Obj", "/org//xample/Obj")];
  yield ["refused-path-ends-in-slash", replaced(bytes, "/org/example/Obj", "/org/example/Ob/")];
  yield ["refused-interface-without-dot", replaced(bytes, "org.example.Iface", "org_example_Iface")];
  yield ["refused-interface-digit-first", replaced(bytes, "org.example.Iface", "org.example.1face")];
  yield ["refused-member-hyphen", replaced(bytes, "Ping", "Pi-g")];
  yield ["refused-destination-empty-element", replaced(bytes, "org.example.Svc", "org..xample.Svc")];
  yield ["refused-sender-ends-in-dot", replaced(bytes, ":1.42", ":1.4.")];
  yield ["refused-signature", replaced(bytes, "\x02su", "\x02a{")];
  yield ["refused-text-without-nul", replaced(bytes, "Ping\0", "Ping\x01")];
  yield ["refused-field-padding", replaced(bytes, "Ping\0\0\0\0\x06", "Ping\0\0\0\x01\x06")];
  const fields = (signature: string, value: BusValue) => withFields(1, path, member, [UNKNOWN_CODE, signature, value]);
  yield ["refused-unknown-field-number-cut", withFieldsCut(fields("t", 1n), 1)];
  yield ["refused-unknown-field-array-cut", withFieldsCut(fields("at", [1n]), 8)];
  yield ["refused-unknown-field-array-length-cut", withFieldsCut(fields("ay", []), 2)];
  yield [
    "refused-unknown-field-array-too-long",
    replaced(fields("ay", new Uint8Array(0x104)), "\x04\x01\0\0", "\0\0\xff\xff"),
  ];
  yield ["refused-unknown-field-variant-cut", withFieldsCut(fields("v", new BusVariant("y", 1)), 4)];
  yield ["refused-unknown-field-variant-type", replaced(fields("v", new BusVariant("y", 1)), "\x01y\0", "\x01!\0")];
  yield ["refused-unknown-field-type", replaced(fields("q", 1), "\x01q\0", "\x01!\0")];
  yield ["refused-unknown-field-string-cut", withFieldsCut(fields("s", "xyz"), 6)];
  yield ["refused-reply-serial-cut", withFieldsCut(withFields(2, [HeaderField.replySerial, "u", 1]), 1)];
  yield ["refused-member-length-cut", withFieldsCut(withFields(1, path, member), 4)];
  yield ["refused-field-signature-cut", withFieldsCut(withFields(1, path, member), 9)];
  yield ["refused-member-longer-than-255", withFields(1, path, [HeaderField.member, "s", "M".repeat(256)])];
  yield [
    "refused-sender-longer-than-255",
    withFields(1, path, member, [HeaderField.sender, "s", `a.${"b".repeat(254)}`]),
  ];
  yield ["refused-sender-not-ascii", withFields(1, path, member, [HeaderField.sender, "s", "\u00fc.b"])];
  yield ["refused-path-without-slash", replaced(bytes, "/org/example/Obj", "xorg/example/Obj")];
  yield ["refused-path-hyphen", replaced(bytes, "/org/example/Obj", "/org/exam-le/Obj")];
  yield ["refused-unknown-field-structure", withFields(1, path, member, [UNKNOWN_CODE, "(i)", [1]])];
  yield [
    "refused-unknown-field-text",
    replaced(withFields(1, path, member, [UNKNOWN_CODE, "s", "xy"]), "xy", "\xff\xfe"),
  ];
}

function* brokenBodies(): Generator<readonly [string, Uint8Array]> {
  yield ["body-ends-in-string", withRawBody("s", "\x05\0\0\0abc\0")];
  yield ["body-string-with-nul", withRawBody("s", "\x03\0\0\0a\0c\0")];
  yield ["body-string-not-utf8", withRawBody("s", "\x02\0\0\0\xc0\xaf\0")];
  yield ["body-path-not-valid", withRawBody("o", "\x01\0\0\0a\0")];
  yield ["body-signature-not-valid", withRawBody("g", "\x02()\0")];
  for (const [name, signature] of Object.entries(badSignatures)) {
    const length = String.fromCharCode(signature.length);
    yield [`body-signature-${name}`, withRawBody("g", `${length}${signature}\0`)];
  }
  yield ["body-signature-length-255", withRawBody("g", "\xff")];
  yield ["body-padding-not-zero", withRawBody("yu", "\x01\0\x01\0\x05\0\0\0")];
  yield ["body-descriptor-missing", withRawBody("h", "\0\0\0\0")];
  yield ["body-array-length-above-limit", withRawBody("ay", "\x01\0\0\x04abc")];
  yield ["body-array-longer-than-body", withRawBody("ay", "\x09\0\0\0abc")];
  yield ["body-element-beyond-array", withRawBody("ai", "\x05\0\0\0\x01\0\0\0\x02\0\0\0")];
  yield ["body-array-length-cut", withRawBody("ay", "\x01\0")];
  yield ["body-element-not-valid", withRawBody("ab", "\x04\0\0\0")];
  yield ["body-structure-padding-not-zero", withRawBody("y(y)", "\x01\x01\0\0\0\0\0\0\x02")];
  yield ["body-structure-cut", withRawBody("(yu)", "\x01")];
  yield ["body-string-length-cut", withRawBody("s", "\x01\0")];
  yield ["body-variant-cut", withRawBody("v", "\x01")];
  yield ["body-variant-not-valid", withRawBody("v", "\x01!\0")];
  yield ["body-variant-empty", withRawBody("v", "\0\0")];
  yield ["body-variant-of-two", withRawBody("v", "\x02yy\0\x01\x02")];
  yield ["body-dictionary-entry-outside-array", withRawBody("{sv}", "\0\0\0\0")];
  yield [
    "body-structure-nested-too-deep",
    withRawBody("v", `${"\x01v\0".repeat(CONTAINER_DEPTH_MAX - 1)}\x03(y)\0\x07`),
  ];
  yield ["body-nested-too-deep", withRawBody("v", `${"\x01v\0".repeat(CONTAINER_DEPTH_MAX)}\x01y\0\x07`)];
  yield [
    "body-error-text-not-valid",
    encodeMessage({
      ...createMessage({ type: "error", cookie: 1, replyCookie: 1, errorName: "a.b" }),
      signature: "s",
      body: fromLatin1("\x01\0\0\0\xff\0"),
    }),
  ];
}

/** Messages of every kind, type and nesting, and one for each reason for which a header or a body is refused. */
export function* seeds(): Generator<Seed> {
  for (const group of [accepted(), refused(), brokenBodies()]) for (const [name, bytes] of group) yield { name, bytes };
}

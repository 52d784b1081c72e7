import { describe, expect, it } from "vitest";
import {
  type DnsPacket,
  EdnsOption,
  extendedErrorOption,
  extendedErrors,
  HeaderFlag,
  isDnssecOk,
  isVersionSupported,
  optRecord,
  parseEdnsOptions,
  payloadSizeMax,
  rcodeOf,
} from "../../../src/formats/dns-packet/index.js";
import { ANSWER, errnoOf, hex, message, OPT, parsed, QUESTION } from "./messages.js";

const { QR, RD } = HeaderFlag;

describe("the OPT record (RFC 6891)", () => {
  const opt = (record: string, flags: number = QR): DnsPacket => parsed(message(flags, [1, 0, 0, 1], QUESTION, record));

  it("says payload size, extended response code, version and DO", () => {
    const packet = opt("00 0029 04d0 02008000 0000");
    expect([payloadSizeMax(packet), rcodeOf(packet), isVersionSupported(packet), isDnssecOk(packet)]).toEqual([
      1232,
      32,
      true,
      true,
    ]);
    expect(packet.answer).toHaveLength(0);
  });

  it("need not be there", () => {
    const packet = parsed(message(QR | 3, [1, 0, 0, 0], QUESTION));
    expect([payloadSizeMax(packet), rcodeOf(packet), isVersionSupported(packet), isDnssecOk(packet)]).toEqual([
      512,
      3,
      true,
      false,
    ]);
  });

  it("announces at least 512 bytes", () => {
    expect(payloadSizeMax(opt("00 0029 0100 00000000 0000"))).toBe(512);
  });

  it("cannot announce 255 bytes: that is the class ANY", () => {
    expect(errnoOf(message(QR, [1, 0, 0, 1], QUESTION, "00 0029 00ff 00000000 0000"))).toBe("EBADMSG");
  });

  it.each([
    ["repeated", [1, 0, 0, 2], [OPT, OPT]],
    ["repeated", [1, 0, 0, 3], [OPT, OPT, OPT]],
    ["repeated", [1, 1, 0, 1], [OPT, OPT]],
    ["repeated", [1, 0, 0, 9], [OPT, OPT]],
    ["named", [1, 0, 0, 1], [`c00c${OPT.slice(2)}`]],
    ["misplaced", [1, 1, 0, 0], [OPT]],
    ["misplaced", [1, 0, 1, 0], [OPT]],
    ["malformed", [1, 0, 0, 1], ["00 0029 04d0 00000000 0003 000a00"]],
    ["malformed", [1, 0, 0, 1], ["00 0029 04d0 00000000 0005 000a000801"]],
    ["query-only", [1, 0, 0, 1], ["00 0029 04d0 00000000 0005 0005000108"]],
    ["miscounted", [1, 0, 0, 9], [OPT]],
    ["trailing", [1, 0, 0, 1], [OPT, "00"]],
  ] as const)("is not used when it is %s", (problem, counts, records) => {
    const packet = parsed(message(QR, counts, QUESTION, ...records));
    expect(packet).toMatchObject({ opt: null, optProblem: problem });
    expect(payloadSizeMax(packet)).toBe(512);
  });

  it("may tell algorithms in a query", () => {
    expect(opt("00 0029 04d0 00000000 0005 0005000108", RD).opt).not.toBeNull();
  });

  it("of another version fails a reply; in a query its options are not looked at", () => {
    expect(errnoOf(message(QR, [1, 0, 0, 1], QUESTION, "00 0029 04d0 00010000 0000"))).toBe("EBADMSG");
    const packet = opt("00 0029 04d0 00010000 0001 ff", RD);
    expect([packet.optProblem, isVersionSupported(packet)]).toEqual([null, false]);
  });

  it("does not excuse records that are missing before it", () => {
    expect(errnoOf(message(QR, [1, 2, 0, 1], QUESTION, ANSWER))).toBe("EMSGSIZE");
    expect(errnoOf(message(QR, [1, 0, 0, 9], QUESTION, `c00c${OPT.slice(2)}`, OPT))).toBe("EMSGSIZE");
  });

  it("is made of parameters and taken apart again", () => {
    const options = [
      { code: EdnsOption.COOKIE, value: hex("0102030405060708") },
      extendedErrorOption({ infoCode: 6, extraText: "bogus" }),
      { code: EdnsOption.EXTENDED_ERROR, value: hex("00") },
      { code: EdnsOption.EXTENDED_ERROR, value: hex("0001ff") },
    ];
    const record = optRecord({ payloadSize: 4096, extendedRcode: 255, version: 0, dnssecOk: true, options });
    expect(record.ttlSec).toBe(0xff008000);
    const data = record.data.kind === "generic" ? record.data.bytes : null;
    expect(parseEdnsOptions(data!)).toEqual(options);
    expect(extendedErrors(options)).toEqual([{ infoCode: 6, extraText: "bogus" }]);
    expect(parseEdnsOptions(data!.subarray(0, 5))).toBeNull();
    expect(parseEdnsOptions(data!.subarray(0, 2))).toBeNull();
  });
});

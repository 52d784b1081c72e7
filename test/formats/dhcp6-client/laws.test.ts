import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concatBytes } from "../../../src/core/bytes.js";
import { checkLaws } from "../../../src/core/format.js";
import { definition } from "../../../src/formats/dhcp6-client/definition.js";
import {
  type Dhcp6Option,
  Dhcp6OptionCode,
  encode,
  parse,
  parseDhcp6Options,
} from "../../../src/formats/dhcp6-client/index.js";
import { fuzzerConfig } from "../../../src/formats/dhcp6-client/observe.js";
import { leaseOptionCodes } from "../../../src/formats/dhcp6-client/parse.js";
import { address, association, message, nested, option, prefix, SERVER } from "./messages.js";

const holdsFor = (input: Uint8Array): void => checkLaws(definition, input, definition.run(input));

const CLIENT = option(Dhcp6OptionCode.CLIENTID, fuzzerConfig.duid);

const seconds = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constant(0xffffffff));

const inner: fc.Arbitrary<Dhcp6Option> = fc.oneof(
  fc.tuple(fc.nat(9), seconds, seconds).map(([last, preferred, valid]) => address(`::${last}`, preferred, valid)),
  fc
    .tuple(fc.integer({ min: 0, max: 255 }), seconds, seconds)
    .map(([length, preferred, valid]) => prefix("2001:db8::", length, preferred, valid)),
  fc.uint8Array({ maxLength: 4 }).map((data) => option(Dhcp6OptionCode.STATUS_CODE, data)),
);

const associationOption = fc
  .tuple(fc.constantFrom(3, 25), seconds, seconds, fc.array(inner, { maxLength: 4 }))
  .map(([code, t1, t2, options]) => option(code, association(t1, t2, options, fuzzerConfig.iaid)));

const anyOption = fc
  .tuple(fc.constantFrom(...leaseOptionCodes), fc.uint8Array({ maxLength: 40 }))
  .map(([code, data]) => option(code, data));

const options = fc.array(fc.oneof({ weight: 3, arbitrary: associationOption }, { weight: 1, arbitrary: anyOption }), {
  maxLength: 5,
});

const type = fc.constantFrom(2, 7, 7, 7, 10);

describe("laws of replies", () => {
  it("hold for replies of any options", () => {
    fc.assert(
      fc.property(type, options, (kind, more) => holdsFor(message(kind, [CLIENT, SERVER, ...more]))),
      { numRuns: 1000 },
    );
  });

  it("hold for damaged replies", () => {
    fc.assert(
      fc.property(type, options, fc.nat(), fc.integer({ min: 0, max: 255 }), (kind, more, at, value) => {
        const bytes = message(kind, [CLIENT, SERVER, ...more]);
        bytes[at % bytes.length] = value;
        holdsFor(bytes);
        holdsFor(bytes.subarray(0, at % bytes.length));
      }),
      { numRuns: 1000 },
    );
  });

  it("hold for any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), holdsFor));
  });
});

describe("messages", () => {
  const list = fc.array(
    fc.record({ code: fc.integer({ min: 0, max: 0xffff }), data: fc.uint8Array({ maxLength: 30 }) }),
  );
  const id = fc.integer({ min: 0, max: 0xffffff });

  it("are read back as they were written", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 255 }),
        id,
        list,
        fc.uint8Array({ maxLength: 3 }),
        (kind, transactionId, all, trailing) => {
          const bytes = encode({ type: kind, transactionId, options: all, trailing });
          expect(parse(bytes)).toEqual({ type: kind, transactionId, options: all, trailing, brokenAt: -1 });
        },
      ),
    );
  });

  it("end where an option is broken", () => {
    const good = option(1, [1, 2]);
    const bytes = concatBytes(nested(good), Uint8Array.of(0, 2, 0, 9, 1));
    expect(parseDhcp6Options(bytes)).toEqual({ options: [good], trailing: new Uint8Array(0), brokenAt: 6 });
  });

  it("have at least four bytes", () => {
    expect(parse(new Uint8Array(3))).toBeNull();
    expect(parse(Uint8Array.of(7, 1, 2, 3))).toMatchObject({ type: 7, transactionId: 0x010203, options: [] });
  });

  it("have data of at most 65535 bytes an option", () => {
    const code = 1;
    expect(() => encode({ type: 1, transactionId: 0, options: [{ code, data: new Uint8Array(65536) }] })).toThrow(
      TypeError,
    );
    expect(encode({ type: 1, transactionId: 0, options: [{ code, data: new Uint8Array(65535) }] })).toHaveLength(65543);
  });
});

describe("inspect", () => {
  const BOUND = option(3, association(10, 20, [address("2001:db8::1")], fuzzerConfig.iaid));

  it("shows the lease, and what is ignored where it is", () => {
    const bad = option(Dhcp6OptionCode.DNS_SERVERS, [1, 2, 3]);
    const input = concatBytes(message(7, [CLIENT, SERVER, BOUND, bad]), Uint8Array.of(0));
    const { value, diagnostics, error } = definition.inspect(input);
    expect(value).toMatchObject({ type: 7, lease: { serverId: "00010909" } });
    expect(diagnostics.map(({ code }) => code)).toEqual(["dhcp6-client.option-ignored", "dhcp6-client.trailing-bytes"]);
    const { start, end } = diagnostics[0]!.span!;
    expect(input.subarray(start, end)).toEqual(bad.data);
    expect(error).toBeNull();
  });

  it.each<[string, Uint8Array, string, string]>([
    ["is too short", Uint8Array.of(7, 0), "ENODATA", "too-short"],
    ["gives no lease", message(7, [CLIENT, SERVER]), "EINVAL", "no-lease"],
    ["is cut short", message(7, [CLIENT, SERVER, BOUND]).subarray(0, -1), "EBADMSG", "no-lease"],
  ])("says that a message %s", (_what, input, error, code) => {
    const found = definition.inspect(input);
    expect(found.error).toBe(error);
    expect(found.diagnostics.map((one) => one.code)).toEqual([`dhcp6-client.${code}`]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concatBytes } from "../../../src/core/bytes.js";
import { checkLaws, LawViolation } from "../../../src/core/format.js";
import { definition } from "../../../src/formats/ndisc-rs/definition.js";
import {
  encodeOption,
  type NdiscOptionValue,
  NdiscType,
  ndiscHeader,
  parse,
  NdiscOptionType as Type,
} from "../../../src/formats/ndisc-rs/index.js";
import { laws } from "../../../src/formats/ndisc-rs/laws.js";
import type { ReceivedPacket } from "../../../src/formats/ndisc-rs/observe.js";

const holds = (bytes: Uint8Array): void => checkLaws(definition, bytes, definition.run(bytes));
const seeds = [...definition.seeds()];

const bytesOf = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length });
const u16 = fc.integer({ min: 0, max: 0xffff });
const lifetimeSec = fc.oneof(fc.integer({ min: 0, max: 0xfffffffe }), fc.constant(Number.POSITIVE_INFINITY));
/** A global prefix of whole bytes: 20xx and zeros behind its length. */
const prefixOf = (prefixLength: number): fc.Arbitrary<Uint8Array> =>
  bytesOf(16).map((bytes) => bytes.map((byte, index) => (index === 0 ? 0x20 : index * 8 < prefixLength ? byte : 0)));
const name = fc
  .array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 3 })
  .map((labels) => labels.join("."));

const values: Readonly<Record<number, fc.Arbitrary<NdiscOptionValue>>> = {
  [Type.sourceLinkLayerAddress]: bytesOf(6).map((mac) => ({ kind: "link-layer-address", mac: mac.with(0, 2) })),
  [Type.prefixInformation]: fc.constantFrom(64, 128).chain((prefixLength) =>
    fc.tuple(prefixOf(prefixLength), lifetimeSec).map(
      ([prefix, validSec]) =>
        ({
          kind: "prefix",
          flags: prefixLength === 64 ? 0xc0 : 0x80,
          prefixLength,
          prefix,
          validSec,
          preferredSec: validSec,
        }) as const,
    ),
  ),
  [Type.redirectedHeader]: bytesOf(40).map((ipv6Header) => ({ kind: "redirected-header", ipv6Header })),
  [Type.mtu]: fc.integer({ min: 1280, max: 0xffffffff }).map((mtu) => ({ kind: "mtu", mtu })),
  [Type.homeAgent]: fc
    .tuple(u16, fc.integer({ min: 0, max: 0xfffe }))
    .map(([preference, seconds]) => ({ kind: "home-agent", preference, lifetimeSec: seconds })),
  [Type.routeInformation]: fc.constantFrom(0, 32, 64, 96, 128).chain((prefixLength) =>
    fc.tuple(prefixOf(prefixLength), lifetimeSec, fc.constantFrom(0, 1, 3)).map(
      ([prefix, seconds, preference]) =>
        ({
          kind: "route",
          preference,
          prefixLength,
          prefix: prefixLength === 0 ? new Uint8Array(16) : prefix,
          lifetimeSec: seconds,
        }) as const,
    ),
  ),
  [Type.recursiveDnsServers]: fc
    .tuple(fc.array(bytesOf(16), { minLength: 1, maxLength: 3 }), lifetimeSec)
    .map(([addresses, seconds]) => ({ kind: "rdnss", addresses, lifetimeSec: seconds })),
  [Type.dnsSearchList]: fc
    .tuple(fc.array(name, { minLength: 1, maxLength: 3 }), lifetimeSec)
    .map(([domains, seconds]) => ({ kind: "dnssl", domains, lifetimeSec: seconds })),
  [Type.captivePortal]: fc.stringMatching(/^[a-z:/.]{1,20}$/).map((uri) => ({ kind: "captive-portal", uri })),
  [Type.pref64]: fc
    .constantFrom(96, 64, 56, 48, 40, 32)
    .chain((prefixLength) =>
      fc
        .tuple(prefixOf(prefixLength), fc.integer({ min: 0, max: 0x1fff }))
        .map(([prefix, units]) => ({ kind: "pref64", prefixLength, prefix, lifetimeSec: units * 8 }) as const),
    ),
};

describe("options", () => {
  it.each(Object.entries(values))("of type %s are read as they were written", (type, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (value) => {
        const option = encodeOption({ type: Number(type), value });
        const packet = parse(concatBytes(ndiscHeader(NdiscType.routerAdvertisement), option));
        expect(packet).toMatchObject({ options: [{ type: Number(type), offset: 16, value }] });
      }),
    );
  });
});

describe("laws", () => {
  it("hold for every seed", () => {
    for (const { bytes } of seeds) holds(bytes);
  });

  it("hold for seeds with a byte changed, for their beginnings, and for one behind another", () => {
    const seed = fc.constantFrom(...seeds.filter(({ bytes }) => bytes.length < 800));
    fc.assert(
      fc.property(seed, seed, fc.nat(), fc.integer({ min: 0, max: 255 }), (first, second, at, value) => {
        const changed = first.bytes.slice();
        changed[at % changed.length] = value;
        holds(changed);
        holds(first.bytes.subarray(0, at % changed.length));
        holds(concatBytes(changed, second.bytes.subarray(16)));
      }),
      { numRuns: 1000 },
    );
  });

  it("see an outcome that does not belong together", () => {
    const { bytes } = seeds.find(({ name: seed }) => seed === "option-mtu")!;
    const { bytes: other } = seeds.find(({ name: seed }) => seed === "option-route")!;
    const outcome = definition.run(bytes) as ReceivedPacket;
    const { second, resent } = definition.run(other) as ReceivedPacket;
    expect(() => laws[0]!.check(bytes, { ...outcome, second })).toThrow(LawViolation);
    expect(() => laws[1]!.check(bytes, { ...outcome, resent })).toThrow(LawViolation);
  });
});

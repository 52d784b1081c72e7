import { describe, expect, it } from "vitest";
import { concatBytes, fromHex } from "../../../src/core/bytes.js";
import { definition } from "../../../src/formats/ndisc-rs/definition.js";
import {
  answerSolicitation,
  encodeOption,
  NdiscOptionType,
  NdiscType,
  ndiscHeader,
  parse,
  parseNeighborAdvertisement,
  parseRedirect,
  parseRouterAdvertisement,
  parseRouterSolicitation,
} from "../../../src/formats/ndisc-rs/index.js";
import { parseInAddr } from "../../../src/net/in-addr.js";

const mac = fromHex("021122334455")!;
const address = (text: string): Uint8Array => parseInAddr(text)!;
const macOption = (type: number): Uint8Array => encodeOption({ type, value: { kind: "link-layer-address", mac } });

describe("parse", () => {
  const whole = concatBytes(ndiscHeader(NdiscType.routerAdvertisement), macOption(1));
  it.each([
    ["seven bytes", whole.subarray(0, 7), "short"],
    ["another code", Uint8Array.of(134, 1, ...whole.subarray(2)), "code"],
    ["an echo request", Uint8Array.of(128, 0, ...whole.subarray(2)), "type"],
    ["a cut header", whole.subarray(0, 15), "header"],
    ["a cut option", whole.subarray(0, -1), "option-length"],
    ["an option of one byte", whole.subarray(0, 17), "option-header"],
    ["an option of length 0", concatBytes(whole, new Uint8Array(8)), "option-length"],
  ])("refuses %s", (_name, bytes, fault) => expect(parse(bytes)).toMatchObject({ fault, errno: "EBADMSG" }));

  it("keeps the header with its checksum", () => {
    const bytes = Uint8Array.of(133, 0, 0xde, 0xad, 1, 2, 3, 4);
    expect(parse(bytes)).toEqual({ type: 133, header: bytes, checksum: 0xdead, options: [] });
  });
});

describe("router advertisements", () => {
  it("have their numbers in the header and the rest in options", () => {
    const bytes = concatBytes(
      ndiscHeader(NdiscType.routerAdvertisement, fromHex("40c8ffff000003e8ffffffff")!),
      macOption(NdiscOptionType.sourceLinkLayerAddress),
      fromHex("1a018000000000000501000000000578250268747470733a2f2f612f00000000")!.subarray(0, 32),
    );
    expect(parseRouterAdvertisement(bytes)).toMatchObject({
      hopLimit: 64,
      flags: 0x001a0180000000c8n,
      preference: 1,
      lifetimeSec: 65535,
      reachableMsec: 1000,
      retransmissionMsec: 4294967295,
      senderMac: mac,
      mtu: 1400,
      captivePortal: "https://a/",
    });
  });

  it.each([
    [0x00, 0],
    [0x08, 1],
    [0x10, 0],
    [0x18, 3],
  ])("of flags %i have preference %i", (flags, preference) => {
    const bytes = ndiscHeader(NdiscType.routerAdvertisement, Uint8Array.of(0, flags));
    expect(parseRouterAdvertisement(bytes)).toMatchObject({
      preference,
      mtu: null,
      captivePortal: null,
      senderMac: null,
    });
  });
});

describe("neighbour advertisements", () => {
  const neighbor = (flags: string, target: string): Uint8Array =>
    concatBytes(
      ndiscHeader(NdiscType.neighborAdvertisement, concatBytes(fromHex(flags)!, address(target))),
      macOption(2),
    );

  it("are about their sender when they name no target", () => {
    const sender = address("fe80::1");
    expect(parseNeighborAdvertisement(neighbor("60000001", "::"), sender)).toMatchObject({
      target: sender,
      targetMac: mac,
      flags: 0x01000060,
      isRouter: false,
      isSolicited: true,
      isOverride: true,
    });
    expect(parseNeighborAdvertisement(neighbor("80000000", "fe80::2"), sender)).toMatchObject({
      target: address("fe80::2"),
      isRouter: true,
      isSolicited: false,
      isOverride: false,
    });
  });
});

describe("neighbour advertisements that nobody asked for", () => {
  const sender = address("fe80::1");
  it.each([
    ["00000000", "2001:db8::1", false],
    ["bf000000", "ff02::1", false],
    ["40000000", "2001:db8::1", true],
    ["40000000", "ff02::1", true],
    ["20000000", "::", true],
    ["20000000", "febf::1", true],
  ])("with flags %s about %s: %s", (flags, target, accepted) => {
    const bytes = ndiscHeader(NdiscType.neighborAdvertisement, concatBytes(fromHex(flags)!, address(target)));
    const read = parseNeighborAdvertisement(bytes, sender);
    if (accepted) expect(read).toHaveProperty("target");
    else expect(read).toMatchObject({ fault: "address", errno: "EBADMSG" });
    expect(parse(bytes)).toMatchObject({ options: [] });
  });
});

describe("redirects", () => {
  const redirect = (target: string, destination: string): Uint8Array =>
    ndiscHeader(NdiscType.redirect, concatBytes(new Uint8Array(4), address(target), address(destination)));

  it.each([
    ["fe80::1", "2001:db8::9"],
    ["2001:db8::9", "2001:db8::9"],
    ["fe80::1", "::1"],
  ])("to %s for %s are taken", (target, destination) => {
    const parsed = parseRedirect(redirect(target, destination));
    expect(parsed).toMatchObject({
      target: address(target),
      destination: address(destination),
      redirectedHeader: null,
    });
  });

  it.each([
    ["::", "2001:db8::9"],
    ["fe80::1", "::"],
    ["ff02::1", "2001:db8::9"],
    ["fe80::1", "ff02::1"],
    ["2001:db8::1", "2001:db8::9"],
    ["::1", "2001:db8::9"],
  ])("to %s for %s are refused", (target, destination) =>
    expect(parseRedirect(redirect(target, destination))).toMatchObject({ fault: "address" }),
  );
});

describe("router solicitations", () => {
  it("are answered with an advertisement and the router's address", () => {
    const bytes = concatBytes(ndiscHeader(NdiscType.routerSolicitation), macOption(1));
    expect(parseRouterSolicitation(bytes)).toMatchObject({ senderMac: mac });
    expect(parseRouterSolicitation(ndiscHeader(NdiscType.routerSolicitation))).toMatchObject({ senderMac: null });
    expect(parseRouterSolicitation(answerSolicitation(mac))).toMatchObject({ fault: "type" });
    expect(parseRouterAdvertisement(answerSolicitation(mac))).toMatchObject({ lifetimeSec: 1800, senderMac: mac });
    const own = {
      hopLimit: 64,
      flags: 0x80,
      preference: 3,
      lifetimeSec: 9000,
      reachableMsec: 5,
      retransmissionMsec: 6,
    };
    expect(parseRouterAdvertisement(answerSolicitation(mac, own))).toMatchObject({ ...own, flags: 0x98n });
  });
});

describe("inspect", () => {
  it("names what is wrong and where", () => {
    expect(definition.inspect(new Uint8Array(3))).toMatchObject({
      error: "EBADMSG",
      diagnostics: [{ code: "ndisc-rs.short" }],
    });
    const redirect = ndiscHeader(NdiscType.redirect);
    expect(definition.inspect(redirect)).toMatchObject({
      diagnostics: [{ code: "ndisc-rs.address", span: { start: 8 } }],
    });
    for (const { bytes } of definition.seeds()) {
      for (const { code } of definition.inspect(bytes).diagnostics)
        expect(definition.diagnostics).toHaveProperty([code]);
    }
  });

  it("shows messages by what they are", () => {
    expect(definition.inspect(answerSolicitation(mac))).toMatchObject({
      value: { type: 134, router: { hopLimit: 0 } },
      error: null,
    });
    expect(definition.inspect(ndiscHeader(NdiscType.routerSolicitation))).toMatchObject({
      value: { type: 133, options: [] },
    });
    expect(definition.inspect(new Uint8Array(2049))).toMatchObject({ error: "EMSGSIZE" });
  });
});

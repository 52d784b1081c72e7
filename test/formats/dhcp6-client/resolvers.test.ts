import { describe, expect, it } from "vitest";
import { concatBytes } from "../../../src/core/bytes.js";
import {
  type Dhcp6Lease,
  type Dhcp6Option,
  Dhcp6OptionCode,
  DnsTransport,
  parse,
  readDhcp6Lease,
} from "../../../src/formats/dhcp6-client/index.js";
import { DUID, IAID, ip, names, option, reply } from "./messages.js";

const { V6_DNR } = Dhcp6OptionCode;

const read = (bytes: Uint8Array): Dhcp6Lease | string =>
  readDhcp6Lease(parse(bytes)!, { duid: DUID, iaid: IAID, managed: true });

/** The resolvers of a good reply with further options. */
function resolversOf(...options: readonly Dhcp6Option[]): Dhcp6Lease["dnr"] {
  const lease = read(reply(...options));
  if (typeof lease === "string") throw new Error(lease);
  return lease.dnr;
}

describe("encrypted resolvers", () => {
  const DOT = Uint8Array.of(0, 1, 0, 4, 3, 0x64, 0x6f, 0x74);

  const u16 = (value: number): Uint8Array => Uint8Array.of(value >> 8, value);

  const resolver = (name: Uint8Array, list: Uint8Array, params: Uint8Array = DOT, priority = 5): Dhcp6Option =>
    option(V6_DNR, concatBytes(u16(priority), u16(name.length), name, u16(list.length), list, params));

  const NAME = names("dns.example");

  it("are read, one an option", () => {
    expect(resolversOf(resolver(NAME, ip("2001:db8::53")), resolver(NAME, ip("fe80::1")))).toMatchObject([
      { priority: 5, authName: "dns.example", addresses: [ip("2001:db8::53")], transports: DnsTransport.DOT },
      { addresses: [ip("fe80::1")] },
    ]);
  });

  it("stand by priority, those of one priority as they came", () => {
    const of = (priority: number, text: string): Dhcp6Option => resolver(NAME, ip(text), DOT, priority);
    const dnr = resolversOf(of(2, "::2"), of(65535, "::3"), of(0, "::4"), of(2, "::5"));
    expect(dnr.map(({ addresses }) => addresses[0])).toEqual([ip("::4"), ip("::2"), ip("::5"), ip("::3")]);
  });

  it("are passed over when only named", () => {
    expect(read(reply(option(V6_DNR, concatBytes(u16(1), u16(NAME.length), NAME))))).toEqual(read(reply()));
  });

  it("may have transports that are all unknown", () => {
    const params = Uint8Array.of(0, 1, 0, 2, 1, 0x78);
    expect(resolversOf(resolver(NAME, ip("::2"), params))).toMatchObject([{ transports: 0 }]);
    const port = concatBytes(params, Uint8Array.of(0, 3, 0, 2, 3, 0x55));
    expect(resolversOf(resolver(NAME, ip("::2"), port))).toMatchObject([{ transports: 0, port: 0 }]);
    expect(resolversOf(resolver(NAME, ip("::2"), Uint8Array.of(0, 1, 0, 0)))).toMatchObject([{ transports: 0 }]);
  });

  it.each<[string, Dhcp6Option]>([
    ["without address", resolver(NAME, new Uint8Array(0))],
    ["with half an address", resolver(NAME, Uint8Array.of(1))],
    ["with the loopback address", resolver(NAME, ip("::1"))],
    ["with a multicast address", resolver(NAME, ip("ff02::1"))],
    ["with damaged parameters", resolver(NAME, ip("2001:db8::53"), DOT.subarray(0, -1))],
    ["with half a header", option(V6_DNR, [0, 1, 0])],
    ["with a name cut short", option(V6_DNR, [0, 1, 0, 9, 1])],
    ["with half a length", option(V6_DNR, concatBytes(u16(1), u16(NAME.length), NAME, Uint8Array.of(0)))],
    ["with addresses cut short", option(V6_DNR, concatBytes(u16(1), u16(NAME.length), NAME, u16(16), u16(0)))],
  ])("%s spoil the message", (_what, bad) => {
    expect(read(reply(bad))).toBe("EBADMSG");
  });
});

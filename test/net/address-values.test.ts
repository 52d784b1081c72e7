import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatHwAddr, parseEtherAddr, parseHwAddr } from "../../src/net/hw-addr.js";
import { formatInAddr, parseInAddr } from "../../src/net/in-addr.js";
import {
  formatInAddrPrefix,
  isLinkLocalAddr,
  isLocalhostAddr,
  isMulticastAddr,
  isNullAddr,
  maskInAddr,
  netmaskToPrefixLength,
  parseInAddrPrefix,
  prefixCovers,
} from "../../src/net/in-addr-prefix.js";
import {
  fitsSocketType,
  formatInAddrPort,
  formatSocketAddress,
  parseInAddrPort,
  parseNetlinkAddress,
  parseSocketAddress,
} from "../../src/net/socket-address.js";

const address = (text: string): Uint8Array => parseInAddr(text)!;
const arbitraryAddress = fc.oneof(
  fc.uint8Array({ minLength: 4, maxLength: 4 }),
  fc.uint8Array({ minLength: 16, maxLength: 16 }),
);

describe("address prefixes", () => {
  it.each([
    ["192.0.2.1/24", "192.0.2.1/24"],
    ["192.0.2.1", "192.0.2.1/32"],
    ["2001:db8::/32", "2001:db8::/32"],
    ["::1", "::1/128"],
    ["0.0.0.0/0", "0.0.0.0/0"],
    ["192.0.2.1/33", "ERANGE"],
    ["192.0.2.1/", "EINVAL"],
    ["192.0.2.1/a", "EINVAL"],
    ["192.0.2/24", "EINVAL"],
    ["2001:db8::/129", "ERANGE"],
    ["", "EINVAL"],
  ])("%j is %j", (text, result) => {
    const prefix = parseInAddrPrefix(text);
    expect(typeof prefix === "string" ? prefix : formatInAddrPrefix(prefix)).toBe(result);
  });

  it("may need a family or a length", () => {
    expect(parseInAddrPrefix("192.0.2.1/24", "ipv6")).toBe("EINVAL");
    expect(parseInAddrPrefix("192.0.2.1", null, true)).toBe("ENOANO");
  });

  it("cover what the mask leaves", () => {
    fc.assert(
      fc.property(arbitraryAddress, fc.nat(128), (bytes, length) => {
        const prefixLength = Math.min(length, bytes.length * 8);
        const masked = maskInAddr(bytes, prefixLength);
        expect(prefixCovers({ address: masked, prefixLength }, bytes)).toBe(true);
        expect(maskInAddr(masked, prefixLength)).toEqual(masked);
        const ones = maskInAddr(new Uint8Array(bytes.length).fill(255), prefixLength);
        expect(netmaskToPrefixLength(ones)).toBe(prefixLength);
      }),
    );
    expect(prefixCovers({ address: address("192.0.2.128"), prefixLength: 25 }, address("192.0.2.127"))).toBe(false);
    expect(prefixCovers({ address: address("::"), prefixLength: 0 }, address("192.0.2.127"))).toBe(false);
    expect(netmaskToPrefixLength(address("255.0.255.0"))).toBe(-1);
    expect(formatInAddr(maskInAddr(address("192.0.2.255"), 25))).toBe("192.0.2.128");
  });

  it("know special ranges", () => {
    expect([isNullAddr(address("::")), isNullAddr(address("0.0.0.1"))]).toEqual([true, false]);
    expect([isLinkLocalAddr(address("169.254.1.1")), isLinkLocalAddr(address("fe80::1"))]).toEqual([true, true]);
    expect([isMulticastAddr(address("239.1.1.1")), isMulticastAddr(address("ff02::1"))]).toEqual([true, true]);
    expect([isLocalhostAddr(address("127.1.1.1")), isLocalhostAddr(address("::1"))]).toEqual([true, true]);
    expect([isLocalhostAddr(address("::2")), isLinkLocalAddr(address("fec0::1"))]).toEqual([false, false]);
  });
});

describe("hardware addresses", () => {
  it.each([
    ["00:11:22:aa:BB:cc", 6, "00:11:22:aa:bb:cc"],
    ["00-11-22-aa-bb-cc", 6, "00:11:22:aa:bb:cc"],
    ["0011.22aa.bbcc", 6, "00:11:22:aa:bb:cc"],
    ["1:2:3:4:5:6", 6, "01:02:03:04:05:06"],
    ["11.22aa.b", 6, "00:11:22:aa:00:0b"],
    ["00:11:22:aa:bb", 6, null],
    ["00:11:22:aa:bb:cc:dd", 6, null],
    ["00:11:22:aa:bb:cc:", 6, null],
    ["00:11:22-aa:bb:cc", 6, null],
    ["000:11:22:aa:bb:cc", 6, null],
    [":11:22:aa:bb:cc", 6, null],
    ["001122aabbcc", 6, null],
    ["", 6, null],
    ["192.0.2.1", 4, "c0:00:02:01"],
    ["::1", 16, "00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:01"],
    ["192.0.2.1", 6, null],
    ["11.22aa", 5, null],
    ["1:2:3", "any", "01:02:03"],
    ["1", "any", null],
    ["1:2:3", "auto", null],
    ["1:2:3:4", "auto", "01:02:03:04"],
    ["192.0.2.1", "auto", "c0:00:02:01"],
    [Array(32).fill("ff").join(":"), "any", Array(32).fill("ff").join(":")],
    [Array(33).fill("ff").join(":"), "any", null],
    [Array(20).fill("ff").join(":"), "auto", Array(20).fill("ff").join(":")],
  ] as const)("%j of length %s is %j", (text, length, result) => {
    const bytes = parseHwAddr(text, length);
    expect(bytes === null ? null : formatHwAddr(bytes)).toBe(result);
  });
  it("read back what is printed", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), (bytes) => {
        expect(parseEtherAddr(formatHwAddr(bytes))).toEqual(bytes);
      }),
    );
  });
});

describe("socket addresses", () => {
  it.each([
    ["/run/foo.sock", "/run/foo.sock"],
    ["/run/é\n", "/run/\\303\\251\\n"],
    ["@abstract", "@abstract"],
    ["@", "EINVAL"],
    ["/", "EINVAL"],
    [`/${"a".repeat(106)}`, `/${"a".repeat(106)}`],
    [`/${"a".repeat(107)}`, "ENAMETOOLONG"],
    [`@${"a".repeat(107)}`, "EINVAL"],
    ["8080", "[::]:8080"],
    ["65536", "ERANGE"],
    ["0", "EINVAL"],
    ["127.0.0.1:80", "127.0.0.1:80"],
    ["127.0.0.1", "EINVAL"],
    ["127.0.0.1:0", "EINVAL"],
    ["[::1]:80", "[::1]:80"],
    ["[::1]:80%lo", "[::1]:80%lo"],
    ["[::1]:80%7", "[::1]:80%7"],
    ["[::1]:80%eth0", "ENODEV"],
    ["[::1]:80%", "EINVAL"],
    ["[::1]:80#name", "EINVAL"],
    ["[::1:80", "EINVAL"],
    ["::1", "EINVAL"],
    ["vsock:2:1234", "vsock:2:1234"],
    ["vsock::1234", "vsock::1234"],
    ["vsock:host:1234", "vsock:2:1234"],
    ["vsock-stream:any:1", "vsock::1"],
    ["vsock:2:4294967295", "EINVAL"],
    ["vsock:2", "EINVAL"],
    ["vsock:x:1", "EINVAL"],
    ["vsock:stream:2:5", "EINVAL"],
    ["rel/path", "EINVAL"],
    ["", "EINVAL"],
  ])("%j is %j", (text, result) => {
    const parsed = parseSocketAddress(text);
    expect(typeof parsed === "string" ? parsed : formatSocketAddress(parsed)).toBe(result);
  });

  it.each([
    ["kobject-uevent 1", "kobject-uevent 1"],
    ["audit", "audit 0"],
    ["  route   5", "route 5"],
    ["17 3", "17 3"],
    ["bogus", "EINVAL"],
    ["route x", "EINVAL"],
    ["route -1", "ERANGE"],
    ["", "EINVAL"],
  ])("netlink %j is %j", (text, result) => {
    const parsed = parseNetlinkAddress(text);
    expect(typeof parsed === "string" ? parsed : formatSocketAddress(parsed)).toBe(result);
  });

  it("fit some types", () => {
    const unix = parseSocketAddress("/a");
    const inet = parseSocketAddress("80");
    if (typeof unix === "string" || typeof inet === "string") throw new TypeError("both are valid");
    expect([fitsSocketType(unix, "seqpacket"), fitsSocketType(inet, "seqpacket")]).toEqual([true, false]);
  });

  it("may name a server", () => {
    const parts = { port: true, interface: () => 3, serverName: true };
    expect(parseInAddrPort("192.0.2.1:853%eth0#dns.example", parts)).toEqual({
      address: address("192.0.2.1"),
      port: 853,
      ifindex: 3,
      serverName: "dns.example",
    });
    expect(parseInAddrPort("2001:db8::1", parts)).toMatchObject({ port: 0, ifindex: 0, serverName: null });
    expect(parseInAddrPort("192.0.2.1#", parts)).toBe("EINVAL");
    expect(parseInAddrPort("192.0.2.1:53", { ...parts, port: false })).toBe("EINVAL");
  });

  it("with a port are written as they are read", () => {
    const parts = { port: true, interface: () => null, serverName: true };
    const arbitrary = fc.record({
      address: arbitraryAddress,
      port: fc.integer({ min: 0, max: 65_535 }),
      ifindex: fc.integer({ min: 0, max: 2_147_483_647 }),
      serverName: fc.constantFrom(null, "dns.example"),
    });
    fc.assert(
      fc.property(arbitrary, (value) => {
        expect(parseInAddrPort(formatInAddrPort(value), parts)).toEqual(value);
      }),
    );
    expect(formatInAddrPort({ address: address("::1"), port: 53, ifindex: 2, serverName: "a" })).toBe("[::1]:53%2#a");
  });

  it("never throw", () => {
    const pieces = fc.constantFrom(
      "[",
      "]",
      ":",
      "%",
      "#",
      "1",
      ".",
      "::1",
      "127.0.0.1",
      "lo",
      "/",
      "@",
      "vsock:",
      " ",
    );
    fc.assert(
      fc.property(fc.array(pieces), (words) => {
        const parsed = parseSocketAddress(words.join(""));
        if (typeof parsed === "object") expect(formatSocketAddress(parsed)).not.toBe("");
      }),
    );
  });
});

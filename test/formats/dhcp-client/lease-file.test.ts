import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ParseFailure } from "../../../src/core/errno.js";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { sampleAddresses } from "../../../src/dhcp/samples.js";
import {
  type DhcpLease,
  DnsTransport,
  formatLeaseFile,
  parseLeaseFile,
} from "../../../src/formats/dhcp-client/index.js";
import { emptyLease } from "../../../src/formats/dhcp-client/lease.js";
import { USEC_INFINITY } from "../../../src/time/usec.js";

const ip = (text: string): Uint8Array => sampleAddresses(text);

const full: DhcpLease = {
  ...emptyLease(),
  address: ip("192.0.2.100"),
  serverAddress: ip("192.0.2.1"),
  nextServer: ip("192.0.2.9"),
  netmask: ip("255.255.255.0"),
  broadcast: ip("192.0.2.255"),
  router: [ip("192.0.2.1"), ip("192.0.2.2")],
  dns: [ip("192.0.2.53")],
  ntp: [ip("192.0.2.123")],
  sip: [ip("192.0.2.60")],
  lifetimeUsec: 3_600_000_000n,
  t1Usec: 1_800_000_000n,
  t2Usec: USEC_INFINITY,
  mtu: 1500,
  domainName: "example.com",
  hostname: "host",
  searchDomains: ["a.example", "b.example"],
  rootPath: "/srv/nfs root",
  timezone: "Europe/Berlin",
  staticRoutes: [{ destination: ip("10.0.0.0"), prefixLength: 8, gateway: ip("192.0.2.1") }],
  classlessRoutes: [
    { destination: ip("0.0.0.0"), prefixLength: 0, gateway: ip("192.0.2.1") },
    { destination: ip("10.1.2.0"), prefixLength: 24, gateway: ip("192.0.2.2") },
  ],
  vendorSpecific: Uint8Array.of(1, 2, 255),
  dnr: [
    {
      priority: 1,
      authName: "dns.example",
      addresses: [ip("192.0.2.53")],
      transports: DnsTransport.DOT,
      port: 853,
      dohPath: null,
    },
  ],
  privateOptions: [
    { tag: 224, data: Uint8Array.of(0) },
    { tag: 254, data: Uint8Array.of(0xab, 0xcd) },
  ],
  clientId: Uint8Array.of(1, 2, 3, 4, 5, 6, 7),
};

function read(text: string): DhcpLease {
  const lease = parseLeaseFile(encodeUtf8(text));
  if (lease instanceof ParseFailure) throw lease;
  return lease;
}

describe("formatLeaseFile", () => {
  it("writes one line per member that is set", () => {
    expect(formatLeaseFile({ ...emptyLease(), address: ip("10.0.0.1"), mtu: 604, t1Usec: 90_500_000n })).toBe(
      "# This is private data. Do not parse.\nADDRESS=10.0.0.1\nMTU=604\nT1=1min 30s\n",
    );
  });

  it("writes resolvers with DNS over TLS only, one for each address", () => {
    const other = { ...full.dnr[0]!, transports: DnsTransport.DOQ };
    const two = { ...full.dnr[0]!, addresses: [ip("1.1.1.1"), ip("2.2.2.2")], port: 0, authName: "" };
    const file = formatLeaseFile({ ...emptyLease(), dnr: [other, full.dnr[0]!, two] });
    expect(file).toContain("\nDNR=192.0.2.53:853#dns.example 1.1.1.1 2.2.2.2\n");
  });
});

describe("parseLeaseFile", () => {
  it("reads back what was written", () => {
    expect(read(formatLeaseFile(full))).toEqual(full);
    expect(read(formatLeaseFile(emptyLease()))).toEqual(emptyLease());
  });

  it("numbers resolvers in their order", () => {
    expect(read("DNR=1.1.1.1:853#a.example 2.2.2.2#b.example").dnr).toMatchObject([
      { priority: 1, port: 853, authName: "a.example", transports: DnsTransport.DOT },
      { priority: 2, port: 0, authName: "b.example", transports: DnsTransport.DOT },
    ]);
  });

  it.each([
    "ADDRESS=300.1.1.1",
    "NETMASK=255.255.255",
    "MTU=70000",
    "MTU=x",
    "T1=soon",
    "LIFETIME=",
    "DNR=1.1.1.1:0#a.example",
    "DNR=1.1.1.1 2.2.2",
    "DNR=1.1.1.1#a..b",
    "STATIC_ROUTES=10.0.0.0 10.0.0.0/33,1.1.1.1 10.0.0/8,1.1.1.1 10.0.0.0/8,1.1.1 1.1.1.1,10.0.0.0/8",
    "CLIENTID=01",
    "CLIENTID=0",
    "VENDOR_SPECIFIC=xy",
    "OPTION_240=1",
    "OPTION_223=01",
    "HOSTNAME=",
    "DOMAIN_SEARCH_LIST= ",
    "NO_SUCH_KEY=1",
  ])("passes over %s", (line) => {
    expect(read(line)).toEqual(emptyLease());
  });

  it("keeps the good members of a list", () => {
    expect(read("ROUTER=1.1.1.1 x 2.2.2.2").router).toEqual([ip("1.1.1.1"), ip("2.2.2.2")]);
  });

  it("refuses what is no environment file", () => {
    expect(parseLeaseFile(Uint8Array.of(0))).toMatchObject({ errno: "EBADMSG" });
    expect(parseLeaseFile(Uint8Array.of(0x41, 0x3d, 0xff))).toMatchObject({ errno: "EINVAL" });
  });

  it("takes any values of its keys", () => {
    const keys = formatLeaseFile(full)
      .split("\n")
      .filter((line) => /^[A-Z]/.test(line))
      .map((line) => line.slice(0, line.indexOf("=")));
    const piece = fc.constantFrom(
      "1.2.3.4",
      "0",
      "24",
      "/",
      ",",
      ":",
      "#",
      " ",
      "853",
      "a.b",
      "ff",
      "5min",
      "\\",
      '"',
      "x",
    );
    const value = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
    const line = fc.tuple(fc.constantFrom(...keys), value).map(([key, text]) => `${key}=${text}`);
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.join("\n");
        // A quote may hold line ends, which no DHCP option brings and which systemd writes as they are.
        fc.pre(lines.length === 1 || !text.includes('"'));
        const lease = read(text);
        expect(read(formatLeaseFile(lease))).toMatchObject({ address: lease.address, router: lease.router });
      }),
      { numRuns: 500 },
    );
  });
});

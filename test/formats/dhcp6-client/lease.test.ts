import { describe, expect, it } from "vitest";
import { concatBytes } from "../../../src/core/bytes.js";
import {
  type Dhcp6Lease,
  Dhcp6MessageType,
  type Dhcp6Option,
  Dhcp6OptionCode,
  leaseTimes,
  parse,
  readDhcp6Lease,
  timeServerAddresses,
} from "../../../src/formats/dhcp6-client/index.js";
import { NtpSubOption } from "../../../src/formats/dhcp6-client/tables.js";
import { USEC_INFINITY } from "../../../src/time/usec.js";
import {
  address,
  association,
  CLIENT,
  DUID,
  IA_NA,
  IA_PD,
  IAID,
  ip,
  message,
  names,
  nested,
  option,
  prefix,
  reply,
  SERVER,
  SERVER_DUID,
  status,
  u32,
} from "./messages.js";

const {
  CLIENTID,
  SERVERID,
  PREFERENCE,
  STATUS_CODE,
  RAPID_COMMIT,
  VENDOR_OPTS,
  DNS_SERVERS,
  DOMAIN_LIST,
  SNTP_SERVERS,
  INFORMATION_REFRESH_TIME,
  CLIENT_FQDN,
  NTP_SERVER,
  CAPTIVE_PORTAL,
} = Dhcp6OptionCode;

interface Read {
  readonly lease: Dhcp6Lease | string;
  readonly ignored: number;
}

function read(bytes: Uint8Array, managed = true): Read {
  const ignored: Dhcp6Option[] = [];
  const lease = readDhcp6Lease(parse(bytes)!, { duid: DUID, iaid: IAID, managed }, ignored);
  return { lease, ignored: ignored.length };
}

/** The lease of a good reply with further options. */
function leaseWith(...options: readonly Dhcp6Option[]): Dhcp6Lease {
  const { lease } = read(reply(...options));
  if (typeof lease === "string") throw new Error(lease);
  return lease;
}

/** A message of the given options only. */
const of = (...options: readonly Dhcp6Option[]): Uint8Array => message(Dhcp6MessageType.REPLY, options);

describe("readDhcp6Lease", () => {
  it("reads addresses and prefixes", () => {
    const { lease, ignored } = read(reply(IA_PD));
    expect(lease).toEqual({
      clientId: DUID,
      serverId: SERVER_DUID,
      preference: 0,
      rapidCommit: false,
      iaNa: {
        iaid: IAID,
        t1Sec: 1800,
        t2Sec: 2880,
        bindings: [{ address: ip("2001:db8::1"), preferredSec: 3600, validSec: 7200 }],
      },
      iaPd: {
        iaid: IAID,
        t1Sec: 1000,
        t2Sec: 2000,
        bindings: [{ prefix: ip("2001:db8:f::"), prefixLength: 56, preferredSec: 3600, validSec: 7200 }],
      },
      dns: [],
      domains: [],
      ntp: [],
      ntpFqdn: [],
      sntp: [],
      fqdn: null,
      captivePortal: null,
      vendorOptions: [],
      dnr: [],
      informationRefreshUsec: null,
    });
    expect(ignored).toBe(0);
  });

  it.each<[string, Uint8Array, string]>([
    ["no client", of(SERVER, IA_NA), "EINVAL"],
    ["another client", of(option(CLIENTID, [0, 2]), SERVER, IA_NA), "EINVAL"],
    ["the client twice", of(CLIENT, CLIENT, SERVER, IA_NA), "EINVAL"],
    ["the server twice", of(CLIENT, SERVER, SERVER, IA_NA), "EINVAL"],
    ["no server", of(CLIENT, IA_NA), "ENODATA"],
    ["an empty server", of(CLIENT, option(SERVERID, []), IA_NA), "ENODATA"],
    ["neither address nor prefix", of(CLIENT, SERVER), "EINVAL"],
    ["a preference of two bytes", reply(option(PREFERENCE, [1, 2])), "EINVAL"],
    ["the status NoBinding", reply(status(3)), "EADDRNOTAVAIL"],
    ["another status", reply(status(1)), "EINVAL"],
    ["half a status", reply(option(STATUS_CODE, [0])), "EBADMSG"],
    ["a refresh time of three bytes", reply(option(INFORMATION_REFRESH_TIME, [0, 0, 1])), "EINVAL"],
    ["an option cut short", reply().subarray(0, -1), "EBADMSG"],
  ])("refuses a message with %s", (_what, bytes, errno) => {
    expect(read(bytes).lease).toBe(errno);
  });

  it("reports the first of several problems, an option cut short last", () => {
    expect(read(reply(status(3), option(PREFERENCE, []))).lease).toBe("EADDRNOTAVAIL");
    expect(read(of(SERVER, status(1), IA_NA).subarray(0, -1)).lease).toBe("EINVAL");
  });

  it("takes an empty identifier for none", () => {
    expect(typeof read(of(option(CLIENTID, []), CLIENT, SERVER, IA_NA)).lease).toBe("object");
  });

  it("leaves up to three bytes behind the options alone", () => {
    expect(read(concatBytes(reply(), Uint8Array.of(0, 23, 0)))).toEqual(read(reply()));
  });

  it("passes over options that it does not know", () => {
    expect(read(reply(option(9999, [1, 2]), option(Dhcp6OptionCode.ORO, [1])))).toEqual(read(reply()));
  });

  it("judges neither type nor transaction", () => {
    expect(read(message(0, [CLIENT, SERVER, IA_NA], 0))).toEqual(read(reply()));
  });

  it("reads preference, success and rapid commit", () => {
    expect(leaseWith(option(PREFERENCE, [7]), status(0))).toMatchObject({ preference: 7, rapidCommit: false });
    expect(leaseWith(option(RAPID_COMMIT, [])).rapidCommit).toBe(true);
  });
});

describe("information", () => {
  const information = (...options: readonly Dhcp6Option[]): Read => read(of(CLIENT, ...options), false);

  it("needs no server and no address, and has a time of refresh", () => {
    const { lease } = information();
    expect(lease).toMatchObject({ serverId: new Uint8Array(0), iaNa: null, informationRefreshUsec: 86_400_000_000n });
  });

  it("pays no attention to addresses and prefixes", () => {
    expect(information(IA_NA, IA_PD, option(Dhcp6OptionCode.IA_NA, []))).toEqual(information());
  });

  it.each([
    [599, 600],
    [600, 600],
    [601, 601],
    [0xffffffff, 0xffffffff],
  ])("that is good for %i seconds is refreshed after %i", (seconds, expected) => {
    const { lease } = information(option(INFORMATION_REFRESH_TIME, u32(seconds)));
    expect(lease).toMatchObject({ informationRefreshUsec: BigInt(expected) * 1_000_000n });
  });

  it("is refreshed when it came without addresses only", () => {
    expect(leaseWith(option(INFORMATION_REFRESH_TIME, u32(900))).informationRefreshUsec).toBeNull();
  });
});

describe("identity associations", () => {
  const addresses = (t1: number, t2: number, ...options: readonly Dhcp6Option[]): Read =>
    read(of(CLIENT, SERVER, option(Dhcp6OptionCode.IA_NA, association(t1, t2, options))));
  const prefixes = (...options: readonly Dhcp6Option[]): Read =>
    read(of(CLIENT, SERVER, option(Dhcp6OptionCode.IA_PD, association(0, 0, options))));

  it("list the last binding first", () => {
    const { lease } = addresses(0, 0, address("::1"), address("::2"));
    expect((lease as Dhcp6Lease).iaNa?.bindings.map((binding) => binding.address)).toEqual([ip("::2"), ip("::1")]);
  });

  it("leave out bindings that are unusable", () => {
    const bad = [
      address("::2", 0, 0),
      address("::3", 7201, 7200),
      address("::4", 1, 1, [status(2)]),
      option(Dhcp6OptionCode.IAADDR, concatBytes(address("::5").data, Uint8Array.of(0))),
      option(Dhcp6OptionCode.IAADDR, address("::6").data.subarray(0, 23)),
      prefix("2001:db8::", 56),
    ];
    expect(addresses(0, 0, ...bad, address("::1"), status(0))).toMatchObject({
      lease: { iaNa: { bindings: [{ address: ip("::1") }] } },
      ignored: 0,
    });
    expect(addresses(0, 0, ...bad)).toEqual({ lease: "EINVAL", ignored: 1 });
  });

  it("do not mind half a status, their own or that of a binding", () => {
    const half = option(STATUS_CODE, [0]);
    expect(addresses(0, 0, half, address("::1", 1, 1, [half]))).toMatchObject({
      lease: { iaNa: { bindings: [{ address: ip("::1") }] } },
      ignored: 0,
    });
    expect(prefixes(prefix("::", 56, 1, 1, [half]), half).lease).toMatchObject({ iaPd: { bindings: [{}] } });
  });

  it("take bindings with their own success, and lifetimes for ever", () => {
    const { lease } = addresses(0, 0, address("::1", 0xffffffff, 0xffffffff, [status(0)]));
    expect(lease).toMatchObject({ iaNa: { bindings: [{ validSec: 0xffffffff }] } });
  });

  it.each<[string, Uint8Array]>([
    ["of another id", association(0, 0, [address("::1")], IAID + 1)],
    ["with T1 above T2", association(11, 10, [address("::1")])],
    ["with T1 above a T2 of 0", association(1, 0, [address("::1")])],
    ["with a failure", association(0, 0, [address("::1"), status(2)])],
    ["with T2 but no T1", association(0, 1, [address("::1")])],
    ["with bytes left over", concatBytes(association(0, 0, [address("::1")]), Uint8Array.of(0))],
    ["with an option cut short", association(0, 0, [address("::1")]).subarray(0, -1)],
    ["without binding", association(0, 0, [])],
    ["cut short", u32(IAID)],
  ])("%s are ignored", (_what, data) => {
    expect(read(of(CLIENT, SERVER, option(Dhcp6OptionCode.IA_NA, data)))).toEqual({ lease: "EINVAL", ignored: 1 });
    expect(read(of(CLIENT, SERVER, option(Dhcp6OptionCode.IA_NA, data), IA_PD))).toMatchObject({ ignored: 1 });
  });

  it("count once each, the first that is usable", () => {
    const other = option(Dhcp6OptionCode.IA_NA, association(0, 0, [address("::9")]));
    const unusable = option(Dhcp6OptionCode.IA_NA, association(0, 0, []));
    const first = (...options: readonly Dhcp6Option[]) => read(of(CLIENT, SERVER, ...options)).lease;
    expect(first(IA_NA, other)).toMatchObject({ iaNa: { bindings: [{ address: ip("2001:db8::1") }] } });
    expect(first(unusable, other)).toMatchObject({ iaNa: { bindings: [{ address: ip("::9") }] } });
  });

  it("take prefixes of any length", () => {
    expect(prefixes(prefix("::", 0), prefix("::", 255))).toMatchObject({
      lease: { iaPd: { bindings: [{ prefixLength: 255 }, { prefixLength: 0 }] } },
    });
    expect(prefixes(prefix("::", 56, 0, 0)).lease).toBe("EINVAL");
    expect(prefixes(option(Dhcp6OptionCode.IAPREFIX, prefix("::", 56).data.subarray(0, 24))).lease).toBe("EINVAL");
  });
});

describe("leaseTimes", () => {
  const SEC = 1_000_000n;
  const times = (t1: number, t2: number, valid: number): unknown =>
    leaseTimes({
      iaNa: { iaid: 1, t1Sec: t1, t2Sec: t2, bindings: [{ address: ip("::1"), preferredSec: 1, validSec: valid }] },
      iaPd: null,
    });

  it("are those of the server", () => {
    expect(times(10, 20, 30)).toEqual({ t1Usec: 10n * SEC, t2Usec: 20n * SEC, validUsec: 30n * SEC });
  });

  it("are half and four fifths of the lifetime when left open or too long", () => {
    const supplied = { t1Usec: 15n * SEC, t2Usec: 24n * SEC, validUsec: 30n * SEC };
    expect(times(0, 0, 30)).toEqual(supplied);
    expect(times(10, 31, 30)).toEqual(supplied);
  });

  it("may be for ever", () => {
    const all = 0xffffffff;
    expect(times(10, 20, all)).toEqual({ t1Usec: 10n * SEC, t2Usec: 20n * SEC, validUsec: USEC_INFINITY });
    expect(times(all, all, all)).toEqual({ t1Usec: USEC_INFINITY, t2Usec: USEC_INFINITY, validUsec: USEC_INFINITY });
  });

  it("are the least of all associations", () => {
    expect(leaseTimes(leaseWith(IA_PD))).toMatchObject({ t1Usec: 1000n * SEC, t2Usec: 2000n * SEC });
    expect(leaseTimes({ iaNa: null, iaPd: null })).toEqual({ t1Usec: 0n, t2Usec: 0n, validUsec: 0n });
  });
});

describe("timeServerAddresses", () => {
  const sntp = option(SNTP_SERVERS, ip("::5"));
  const ntp = (code: number, value: Uint8Array): Dhcp6Option => option(NTP_SERVER, nested(option(code, value)));

  it.each<[string, readonly Dhcp6Option[], readonly Uint8Array[]]>([
    ["of NTP alone", [ntp(NtpSubOption.SRV_ADDR, ip("::1")), sntp], [ip("::1")]],
    ["of SNTP without others", [sntp], [ip("::5")]],
    ["of SNTP next to an option that names nobody", [sntp, option(NTP_SERVER, nested(option(9, [1])))], [ip("::5")]],
    ["not of SNTP when NTP has a name", [sntp, ntp(NtpSubOption.SRV_FQDN, names("ntp.example"))], []],
  ])("are those %s", (_what, options, expected) => {
    expect(timeServerAddresses(leaseWith(...options))).toEqual(expected);
  });
});

describe("options of a lease", () => {
  it.each<[string, readonly Dhcp6Option[], Partial<Dhcp6Lease>]>([
    [
      "DNS servers, which add up",
      [option(DNS_SERVERS, ip("::1", "::2")), option(DNS_SERVERS, ip("::1"))],
      { dns: [ip("::1"), ip("::2"), ip("::1")] },
    ],
    ["SNTP servers", [option(SNTP_SERVERS, ip("::1"))], { sntp: [ip("::1")] }],
    [
      "domains, each once",
      [option(DOMAIN_LIST, names("a.example", "b", "a.example")), option(DOMAIN_LIST, names("b", "c"))],
      { domains: ["a.example", "b", "c"] },
    ],
    [
      "time servers",
      [
        option(
          NTP_SERVER,
          nested(
            option(NtpSubOption.SRV_ADDR, ip("::1")),
            option(NtpSubOption.MC_ADDR, ip("ff05::101")),
            option(NtpSubOption.SRV_FQDN, names("ntp.example")),
            option(77, [1]),
          ),
        ),
      ],
      { ntp: [ip("::1"), ip("ff05::101")], ntpFqdn: ["ntp.example"] },
    ],
    ["the client's name", [option(CLIENT_FQDN, [0, ...names("h.example")])], { fqdn: "h.example" }],
    ["the captive portal", [option(CAPTIVE_PORTAL, "https://a.example")], { captivePortal: "https://a.example" }],
    ["no captive portal", [option(CAPTIVE_PORTAL, "https://a"), option(CAPTIVE_PORTAL, "")], { captivePortal: null }],
    [
      "vendor options",
      [option(VENDOR_OPTS, concatBytes(u32(0xffffffff), nested(option(2, "b"), option(1, ""))))],
      {
        vendorOptions: [
          { enterprise: 0xffffffff, code: 2, data: Uint8Array.of(0x62) },
          { enterprise: 0xffffffff, code: 1, data: new Uint8Array(0) },
        ],
      },
    ],
  ])("%s", (_what, options, expected) => {
    const { lease, ignored } = read(reply(...options));
    expect(lease).toMatchObject(expected);
    expect(ignored).toBe(0);
  });

  it.each<[string, Dhcp6Option]>([
    ["no DNS server", option(DNS_SERVERS, [])],
    ["half a DNS server", option(DNS_SERVERS, [...ip("::1"), 1])],
    ["no domain", option(DOMAIN_LIST, [])],
    ["the root as domain", option(DOMAIN_LIST, [...names("a"), 0])],
    ["half a domain", option(DOMAIN_LIST, [3, 0x61])],
    ["a domain with a pointer", option(DOMAIN_LIST, [...names("a"), 0xc0, 0])],
    ["flags without name", option(CLIENT_FQDN, [0])],
    ["two names of the client", option(CLIENT_FQDN, [0, ...names("a", "b")])],
    ["the root as name of the client", option(CLIENT_FQDN, [0, 0])],
    ["a captive portal with a space", option(CAPTIVE_PORTAL, "https://a b")],
    ["a captive portal with a percent sign", option(CAPTIVE_PORTAL, "https://a%20b")],
    ["half an enterprise number", option(VENDOR_OPTS, [0, 0, 1])],
    ["half a time server", option(NTP_SERVER, nested(option(NtpSubOption.SRV_ADDR, [1])))],
    ["the root as time server", option(NTP_SERVER, nested(option(NtpSubOption.SRV_FQDN, [0])))],
  ])("ignored: %s", (_what, bad) => {
    expect(read(reply(bad))).toEqual({ lease: leaseWith(), ignored: 1 });
  });

  it("rapid commit with data counts all the same", () => {
    expect(read(reply(option(RAPID_COMMIT, [1])))).toMatchObject({ lease: { rapidCommit: true }, ignored: 1 });
  });

  it("keep what comes before a malformed part", () => {
    const cut = Uint8Array.of(0, 1, 0, 9);
    const ntp = option(NTP_SERVER, concatBytes(nested(option(NtpSubOption.SRV_ADDR, ip("::1"))), cut));
    expect(read(reply(ntp))).toMatchObject({ lease: { ntp: [ip("::1")] }, ignored: 1 });
    const vendor = option(VENDOR_OPTS, concatBytes(u32(7), nested(option(1, "a")), cut));
    expect(read(reply(vendor))).toMatchObject({ lease: { vendorOptions: [{ code: 1 }] }, ignored: 1 });
  });
});

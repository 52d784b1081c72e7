import { concatBytes } from "../../core/bytes.js";
import type { Seed } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { ByteWriter } from "../../core/writer.js";
import { parseDnsName } from "../../net/dns-name.js";
import { svcParamsSamples } from "../../net/dns-resolver-samples.js";
import { parseIpv6 } from "../../net/in-addr.js";
import { type Dhcp6Option, encodeDhcp6Message, encodeDhcp6Options } from "./message.js";
import { fuzzerConfig } from "./observe.js";
import { Dhcp6MessageType, Dhcp6OptionCode, Dhcp6Status, NtpSubOption } from "./tables.js";

const {
  CLIENTID,
  SERVERID,
  IA_NA,
  IAADDR,
  IA_PD,
  IAPREFIX,
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
  V6_DNR,
} = Dhcp6OptionCode;

const option = (code: number, data: Uint8Array | string | readonly number[]): Dhcp6Option => ({
  code,
  data: typeof data === "string" ? encodeUtf8(data) : Uint8Array.from(data),
});

const nested = (options: readonly Dhcp6Option[]): Uint8Array => encodeDhcp6Options(options, new ByteWriter()).finish();
const number = (value: number): Uint8Array => new ByteWriter().u32be(value).finish();
const addresses = (...texts: readonly string[]): Uint8Array => concatBytes(...texts.map((text) => parseIpv6(text)!));
const names = (...texts: readonly string[]): Uint8Array => concatBytes(...texts.map((text) => parseDnsName(text)!));
const status = (code: number): Dhcp6Option => option(STATUS_CODE, [code >> 8, code, 0x6d]);

/** IAID, T1, T2 and options. */
const association = (t1: number, t2: number, options: readonly Dhcp6Option[], { iaid } = fuzzerConfig): Uint8Array =>
  concatBytes(number(iaid), number(t1), number(t2), nested(options));

const binding = (
  preferred: number,
  valid: number,
  options: readonly Dhcp6Option[] = [],
  address = "2001:db8::100",
): Dhcp6Option => option(IAADDR, concatBytes(addresses(address), number(preferred), number(valid), nested(options)));

const prefix = (preferred: number, valid: number, length: number, options: readonly Dhcp6Option[] = []): Dhcp6Option =>
  option(
    IAPREFIX,
    concatBytes(number(preferred), number(valid), Uint8Array.of(length), addresses("2001:db8:f00::"), nested(options)),
  );

const CLIENT = option(CLIENTID, fuzzerConfig.duid);
const SERVER = option(SERVERID, [0, 1, 0, 1, 0x2a, 0x2b, 0x2c, 0x2d, 2, 0x11, 0x22, 0x33, 0x44, 0x55]);
const RAPID = option(RAPID_COMMIT, []);
const ADDRESS = option(IA_NA, association(1800, 2880, [binding(3600, 7200)]));
const PREFIX = option(IA_PD, association(1800, 2880, [prefix(3600, 7200, 56)]));

const message = (type: number, options: readonly Dhcp6Option[]): Uint8Array =>
  encodeDhcp6Message({ type, transactionId: 0x010203, options });

const { ADVERTISE, REPLY, RECONFIGURE } = Dhcp6MessageType;

/** A reply that binds an address at once, with the given options. */
const reply = (...options: readonly Dhcp6Option[]): Uint8Array =>
  message(REPLY, [CLIENT, SERVER, RAPID, ADDRESS, ...options]);

/** A reply whose only association is the given one. */
const bound = (code: number, data: Uint8Array): Uint8Array =>
  message(REPLY, [CLIENT, SERVER, RAPID, option(code, data)]);

function* messages(): Generator<Seed> {
  yield { name: "advertise", bytes: message(ADVERTISE, [CLIENT, SERVER, ADDRESS, PREFIX]) };
  yield {
    name: "advertise-best-preference",
    bytes: message(ADVERTISE, [CLIENT, SERVER, ADDRESS, option(PREFERENCE, [255])]),
  };
  yield {
    name: "advertise-bad-preference",
    bytes: message(ADVERTISE, [CLIENT, SERVER, ADDRESS, option(PREFERENCE, [])]),
  };
  yield { name: "reply", bytes: message(REPLY, [CLIENT, SERVER, ADDRESS, PREFIX]) };
  yield { name: "reply-rapid-commit", bytes: reply(PREFIX) };
  yield { name: "reply-bad-rapid-commit", bytes: message(REPLY, [CLIENT, SERVER, ADDRESS, option(RAPID_COMMIT, [0])]) };
  yield {
    name: "reply-information",
    bytes: message(REPLY, [CLIENT, SERVER, option(DNS_SERVERS, addresses("2001:db8::53"))]),
  };
  yield { name: "reply-without-client", bytes: message(REPLY, [SERVER, ADDRESS]) };
  yield { name: "reply-other-client", bytes: message(REPLY, [option(CLIENTID, [0, 2]), SERVER, ADDRESS]) };
  yield { name: "reply-client-twice", bytes: message(REPLY, [CLIENT, CLIENT, SERVER, ADDRESS]) };
  yield { name: "reply-without-server", bytes: message(REPLY, [CLIENT, ADDRESS]) };
  yield { name: "reply-status-success", bytes: reply(status(Dhcp6Status.SUCCESS)) };
  yield { name: "reply-status-no-binding", bytes: reply(status(Dhcp6Status.NO_BINDING)) };
  yield { name: "reply-status-failure", bytes: reply(status(1)) };
  yield { name: "reply-status-cut", bytes: reply(option(STATUS_CODE, [0])) };
  yield { name: "reply-trailing-bytes", bytes: concatBytes(reply(), Uint8Array.of(0, 23, 0)) };
  yield { name: "reply-option-cut", bytes: reply().subarray(0, -2) };
  yield { name: "reconfigure", bytes: message(RECONFIGURE, [CLIENT, SERVER, ADDRESS]) };
  yield { name: "header-cut", bytes: Uint8Array.of(REPLY, 1, 2) };
  yield { name: "empty", bytes: new Uint8Array(0) };
}

function* associations(): Generator<Seed> {
  const good = binding(3600, 7200);
  yield {
    name: "address-two",
    bytes: bound(IA_NA, association(1800, 2880, [good, binding(10, 20, [], "2001:db8::200")])),
  };
  yield { name: "address-status-success", bytes: bound(IA_NA, association(0, 0, [binding(10, 20, [status(0)])])) };
  yield { name: "address-for-ever", bytes: bound(IA_NA, association(1800, 2880, [binding(0xffffffff, 0xffffffff)])) };
  yield { name: "address-times-for-ever", bytes: bound(IA_NA, association(0xffffffff, 0xffffffff, [good])) };
  yield { name: "address-status-failure", bytes: bound(IA_NA, association(0, 0, [binding(10, 20, [status(2)])])) };
  yield { name: "address-lifetime-zero", bytes: bound(IA_NA, association(0, 0, [binding(0, 0)])) };
  yield { name: "address-preferred-too-long", bytes: bound(IA_NA, association(0, 0, [binding(21, 20)])) };
  yield { name: "address-cut", bytes: bound(IA_NA, association(0, 0, [option(IAADDR, [0x20, 1])])) };
  yield {
    name: "address-options-cut",
    bytes: bound(IA_NA, association(0, 0, [option(IAADDR, concatBytes(good.data, Uint8Array.of(0)))])),
  };
  yield { name: "association-empty", bytes: bound(IA_NA, association(1800, 2880, [])) };
  yield { name: "association-other-id", bytes: bound(IA_NA, association(0, 0, [good], { ...fuzzerConfig, iaid: 1 })) };
  yield { name: "association-times-reversed", bytes: bound(IA_NA, association(10, 5, [good])) };
  yield { name: "association-without-t1", bytes: bound(IA_NA, association(0, 5, [good])) };
  yield { name: "association-status-cut", bytes: bound(IA_NA, association(0, 0, [good, option(STATUS_CODE, [0])])) };
  yield { name: "association-status-failure", bytes: bound(IA_NA, association(0, 0, [good, status(2)])) };
  yield { name: "association-options-cut", bytes: bound(IA_NA, association(0, 0, [good]).subarray(0, -1)) };
  yield { name: "association-cut", bytes: bound(IA_NA, number(fuzzerConfig.iaid)) };
  yield { name: "association-twice", bytes: reply(ADDRESS) };
  yield { name: "prefix", bytes: bound(IA_PD, association(1800, 2880, [prefix(3600, 7200, 56, [status(0)])])) };
  yield { name: "prefix-length-zero", bytes: bound(IA_PD, association(1800, 2880, [prefix(3600, 7200, 0)])) };
  yield { name: "prefix-length-above-128", bytes: bound(IA_PD, association(1800, 2880, [prefix(3600, 7200, 129)])) };
  yield { name: "prefix-lifetime-zero", bytes: bound(IA_PD, association(0, 0, [prefix(0, 0, 56)])) };
  yield { name: "prefix-cut", bytes: bound(IA_PD, association(0, 0, [option(IAPREFIX, [0])])) };
  yield { name: "prefix-in-address-association", bytes: bound(IA_NA, association(0, 0, [prefix(3600, 7200, 56)])) };
}

function* options(): Generator<Seed> {
  const NTP_ADDRESS = option(NtpSubOption.SRV_ADDR, addresses("2001:db8::7b"));
  yield { name: "dns", bytes: reply(option(DNS_SERVERS, addresses("2001:db8::53", "2001:db8::54"))) };
  yield { name: "dns-bad-length", bytes: reply(option(DNS_SERVERS, [0x20])) };
  yield { name: "sntp", bytes: reply(option(SNTP_SERVERS, addresses("2001:db8::7b"))) };
  yield { name: "domains", bytes: reply(option(DOMAIN_LIST, names("a.example", "b.example", "a.example"))) };
  yield { name: "domains-root", bytes: reply(option(DOMAIN_LIST, [0])) };
  yield { name: "domains-cut", bytes: reply(option(DOMAIN_LIST, [3, 0x66, 0x6f])) };
  yield { name: "domains-empty", bytes: reply(option(DOMAIN_LIST, [])) };
  yield { name: "fqdn", bytes: reply(option(CLIENT_FQDN, concatBytes(Uint8Array.of(1), names("h.example")))) };
  yield {
    name: "fqdn-two",
    bytes: reply(option(CLIENT_FQDN, concatBytes(Uint8Array.of(1), names("a.example", "b.example")))),
  };
  yield { name: "fqdn-short", bytes: reply(option(CLIENT_FQDN, [0])) };
  yield {
    name: "ntp",
    bytes: reply(
      option(
        NTP_SERVER,
        nested([
          NTP_ADDRESS,
          option(NtpSubOption.MC_ADDR, addresses("ff05::101")),
          option(NtpSubOption.SRV_FQDN, names("ntp.example")),
          option(9, [1]),
        ]),
      ),
    ),
  };
  yield {
    name: "ntp-name-and-sntp",
    bytes: reply(
      option(SNTP_SERVERS, addresses("2001:db8::7b")),
      option(NTP_SERVER, nested([option(NtpSubOption.SRV_FQDN, names("ntp.example"))])),
    ),
  };
  yield {
    name: "ntp-bad-address",
    bytes: reply(option(NTP_SERVER, nested([NTP_ADDRESS, option(NtpSubOption.SRV_ADDR, [1])]))),
  };
  yield { name: "ntp-bad-name", bytes: reply(option(NTP_SERVER, nested([option(NtpSubOption.SRV_FQDN, [0])]))) };
  yield { name: "ntp-cut", bytes: reply(option(NTP_SERVER, [0, 1, 0, 16, 1])) };
  yield { name: "captive-portal", bytes: reply(option(CAPTIVE_PORTAL, "https://example.com/api")) };
  yield {
    name: "captive-portal-cleared",
    bytes: reply(option(CAPTIVE_PORTAL, "https://a"), option(CAPTIVE_PORTAL, "")),
  };
  yield { name: "captive-portal-nul", bytes: reply(option(CAPTIVE_PORTAL, "https://a\0")) };
  yield { name: "refresh-time", bytes: reply(option(INFORMATION_REFRESH_TIME, number(3600))) };
  yield { name: "refresh-time-too-short", bytes: reply(option(INFORMATION_REFRESH_TIME, number(1))) };
  yield { name: "refresh-time-bad-length", bytes: reply(option(INFORMATION_REFRESH_TIME, [0])) };
  yield {
    name: "vendor-options",
    bytes: reply(option(VENDOR_OPTS, concatBytes(number(12345), nested([option(2, "b"), option(1, "a")])))),
  };
  yield {
    name: "vendor-options-cut",
    bytes: reply(option(VENDOR_OPTS, concatBytes(number(1), Uint8Array.of(0, 1, 0, 9, 1)))),
  };
  yield { name: "vendor-options-empty", bytes: reply(option(VENDOR_OPTS, [])) };
}

/** Priority, name, addresses and service parameters; those from `null` on are left out. */
function resolver(name: Uint8Array, list: Uint8Array | null, params: Uint8Array): Dhcp6Option {
  const writer = new ByteWriter().u16be(1).u16be(name.length).bytes(name);
  if (list !== null) writer.u16be(list.length).bytes(list).bytes(params);
  return option(V6_DNR, writer.finish());
}

function* resolvers(): Generator<Seed> {
  const NAME = names("dns.example.com");
  const LIST = addresses("2001:db8::53", "fe80::53");
  const PARAMS = svcParamsSamples[0]![1];
  for (const [name, params] of svcParamsSamples)
    yield { name: `dnr-${name}`, bytes: reply(resolver(NAME, LIST, params)) };
  yield { name: "dnr-name-only", bytes: reply(resolver(NAME, null, PARAMS)) };
  yield { name: "dnr-multicast", bytes: reply(resolver(NAME, addresses("ff02::1"), PARAMS)) };
  yield { name: "dnr-loopback", bytes: reply(resolver(NAME, addresses("::1"), PARAMS)) };
  yield { name: "dnr-no-address", bytes: reply(resolver(NAME, new Uint8Array(0), PARAMS)) };
  yield { name: "dnr-name-root", bytes: reply(resolver(Uint8Array.of(0), LIST, PARAMS)) };
  yield { name: "dnr-name-label-cut", bytes: reply(resolver(Uint8Array.of(9, 0x78), LIST, PARAMS)) };
  yield { name: "dnr-name-unfinished", bytes: reply(resolver(Uint8Array.of(1, 0x78), LIST, PARAMS)) };
  yield { name: "dnr-name-label-type", bytes: reply(resolver(Uint8Array.of(0xc0, 0), LIST, PARAMS)) };
  yield { name: "dnr-name-trailing", bytes: reply(resolver(Uint8Array.of(1, 0x78, 0, 1), LIST, PARAMS)) };
  yield { name: "dnr-name-underscore", bytes: reply(resolver(names("_x.y"), LIST, PARAMS)) };
  yield { name: "dnr-name-hyphen", bytes: reply(resolver(names("x-.y"), LIST, PARAMS)) };
  yield { name: "dnr-header-cut", bytes: reply(option(V6_DNR, [0, 1, 0])) };
  yield { name: "dnr-name-cut", bytes: reply(option(V6_DNR, [0, 1, 0, 9, 1])) };
  yield { name: "dnr-addresses-cut", bytes: reply(option(V6_DNR, [0, 1, 0, 3, 1, 0x78, 0, 0])) };
  yield { name: "dnr-address-list-cut", bytes: reply(option(V6_DNR, [0, 1, 0, 3, 1, 0x78, 0, 0, 16, 1])) };
}

/** Advertisements and replies with every option, and each way to damage one. */
export function* seeds(): Generator<Seed> {
  yield* messages();
  yield* associations();
  yield* options();
  yield* resolvers();
}

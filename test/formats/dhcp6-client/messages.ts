import { concatBytes } from "../../../src/core/bytes.js";
import { encodeUtf8 } from "../../../src/core/utf8.js";
import { ByteWriter } from "../../../src/core/writer.js";
import {
  type Dhcp6ClientConfig,
  Dhcp6MessageType,
  type Dhcp6Option,
  Dhcp6OptionCode,
  encode,
} from "../../../src/formats/dhcp6-client/index.js";
import { encodeDhcp6Options } from "../../../src/formats/dhcp6-client/message.js";
import { parseDnsName } from "../../../src/net/dns-name.js";
import { parseIpv6 } from "../../../src/net/in-addr.js";

export const DUID = Uint8Array.of(0, 2, 0, 0, 0xab, 0x11);
export const SERVER_DUID = Uint8Array.of(0, 1, 9, 9);
export const IAID = 0x01020304;
export const TRANSACTION = 0x0a0b0c;

export const config: Dhcp6ClientConfig = {
  duid: DUID,
  iaid: IAID,
  requestAddress: true,
  requestPrefix: true,
  prefixHints: [],
  rapidCommit: false,
  requestedOptions: [],
  fqdn: null,
  userClasses: [],
  vendorClasses: [],
  vendorClassEnterprise: 0,
  vendorOptions: [],
  mudUrl: null,
};

export const option = (code: number, data: Uint8Array | string | readonly number[]): Dhcp6Option => ({
  code,
  data: typeof data === "string" ? encodeUtf8(data) : Uint8Array.from(data),
});

export const nested = (...options: readonly Dhcp6Option[]): Uint8Array =>
  encodeDhcp6Options(options, new ByteWriter()).finish();

export const u32 = (value: number): Uint8Array => new ByteWriter().u32be(value).finish();

export const ip = (...texts: readonly string[]): Uint8Array => concatBytes(...texts.map((text) => parseIpv6(text)!));

export const names = (...texts: readonly string[]): Uint8Array =>
  concatBytes(...texts.map((text) => parseDnsName(text)!));

export const status = (code: number): Dhcp6Option => option(Dhcp6OptionCode.STATUS_CODE, [code >> 8, code]);

/** IAID, T1, T2, options: the data of an IA_NA or IA_PD. */
export const association = (t1: number, t2: number, options: readonly Dhcp6Option[], iaid = IAID): Uint8Array =>
  concatBytes(u32(iaid), u32(t1), u32(t2), nested(...options));

export const address = (
  text: string,
  preferred = 3600,
  valid = 7200,
  options: readonly Dhcp6Option[] = [],
): Dhcp6Option => option(Dhcp6OptionCode.IAADDR, concatBytes(ip(text), u32(preferred), u32(valid), nested(...options)));

export const prefix = (
  text: string,
  length: number,
  preferred = 3600,
  valid = 7200,
  options: readonly Dhcp6Option[] = [],
): Dhcp6Option =>
  option(
    Dhcp6OptionCode.IAPREFIX,
    concatBytes(u32(preferred), u32(valid), Uint8Array.of(length), ip(text), nested(...options)),
  );

export const CLIENT = option(Dhcp6OptionCode.CLIENTID, DUID);
export const SERVER = option(Dhcp6OptionCode.SERVERID, SERVER_DUID);
export const IA_NA = option(Dhcp6OptionCode.IA_NA, association(1800, 2880, [address("2001:db8::1")]));
export const IA_PD = option(Dhcp6OptionCode.IA_PD, association(1000, 2000, [prefix("2001:db8:f::", 56)]));

export const message = (type: number, options: readonly Dhcp6Option[], transactionId = TRANSACTION): Uint8Array =>
  encode({ type, transactionId, options });

/** A reply of what a lease needs, and more. */
export const reply = (...options: readonly Dhcp6Option[]): Uint8Array =>
  message(Dhcp6MessageType.REPLY, [CLIENT, SERVER, IA_NA, ...options]);

/** The messages that a client sends. */
import type { Errno } from "../../core/errno.js";
import { ByteWriter } from "../../core/writer.js";
import { type DnsName, dnsNameLabels, parseDnsName } from "../../net/dns-name.js";
import type { InAddr } from "../../net/in-addr.js";
import type { Dhcp6Address, Dhcp6Lease, Dhcp6Prefix, VendorOption } from "./lease.js";
import { type Dhcp6Option, encodeDhcp6Message, encodeDhcp6Options } from "./message.js";
import { Dhcp6MessageType, Dhcp6OptionCode } from "./tables.js";

/** A prefix that the client would like. */
export interface PrefixHint {
  readonly prefix: InAddr;
  readonly prefixLength: number;
}

/** What a client is set up with. */
export interface Dhcp6ClientConfig {
  readonly duid: Uint8Array;
  readonly iaid: number;
  readonly requestAddress: boolean;
  readonly requestPrefix: boolean;
  readonly prefixHints: readonly PrefixHint[];
  readonly rapidCommit: boolean;
  readonly requestedOptions: readonly number[];
  readonly fqdn: DnsName | null;
  readonly userClasses: readonly Uint8Array[];
  readonly vendorClasses: readonly Uint8Array[];
  /** Under whose number the vendor classes go. */
  readonly vendorClassEnterprise: number;
  readonly vendorOptions: readonly VendorOption[];
  /** RFC 8520. */
  readonly mudUrl: Uint8Array | null;
}

export type ClientMessageType = Exclude<
  keyof typeof Dhcp6MessageType,
  "ADVERTISE" | "REPLY" | "RECONFIGURE" | "RELAY_FORW" | "RELAY_REPL"
>;

const NO_DATA = new Uint8Array(0);
/** The S bit of the FQDN option: the server is to update the names (RFC 4704 section 4.1). */
const FQDN_FLAG_S = 1;
const ELAPSED_MAX = 0xffff;

/** IAID, no T1, no T2, and the options inside (RFC 8415 section 18.2.4: a client leaves times to the server). */
function associationData(iaid: number, options: readonly Dhcp6Option[]): Uint8Array {
  return encodeDhcp6Options(options, new ByteWriter().u32be(iaid).u32be(0).u32be(0)).finish();
}

const addressOption = (address: InAddr): Dhcp6Option => ({
  code: Dhcp6OptionCode.IAADDR,
  data: new ByteWriter(32).bytes(address).u32be(0).u32be(0).finish(),
});

const prefixOption = ({ prefix, prefixLength }: PrefixHint): Dhcp6Option => ({
  code: Dhcp6OptionCode.IAPREFIX,
  data: new ByteWriter(32).u32be(0).u32be(0).u8(prefixLength).bytes(prefix).finish(),
});

const iaNaOption = (iaid: number, addresses: readonly Pick<Dhcp6Address, "address">[]): Dhcp6Option => ({
  code: Dhcp6OptionCode.IA_NA,
  data: associationData(
    iaid,
    addresses.map(({ address }) => addressOption(address)),
  ),
});

const iaPdOption = (iaid: number, prefixes: readonly (PrefixHint | Dhcp6Prefix)[]): Dhcp6Option => ({
  code: Dhcp6OptionCode.IA_PD,
  data: associationData(iaid, prefixes.map(prefixOption)),
});

/** Flags and the wire name; a single label without the root that would make it absolute. */
function fqdnOption(name: DnsName): Dhcp6Option {
  const wire = parseDnsName(name);
  if (wire === null) throw new TypeError(`${name} is no domain name`);
  const absolute = dnsNameLabels(name).length > 1;
  const data = new ByteWriter(64).u8(FQDN_FLAG_S).bytes(absolute ? wire : wire.subarray(0, -1));
  return { code: Dhcp6OptionCode.CLIENT_FQDN, data: data.finish() };
}

function writeClasses(writer: ByteWriter, classes: readonly Uint8Array[]): Uint8Array {
  for (const name of classes) writer.u16be(name.length).bytes(name);
  return writer.finish();
}

const vendorOption = ({ enterprise, code, data }: VendorOption): Dhcp6Option => ({
  code: Dhcp6OptionCode.VENDOR_OPTS,
  data: encodeDhcp6Options([{ code, data }], new ByteWriter(32).u32be(enterprise)).finish(),
});

/** What the client says of itself in every message about addresses. */
function descriptionOptions(config: Dhcp6ClientConfig): Dhcp6Option[] {
  const { fqdn, userClasses, vendorClasses } = config;
  const options: Dhcp6Option[] = [];
  if (fqdn !== null) options.push(fqdnOption(fqdn));
  if (userClasses.length > 0) {
    options.push({ code: Dhcp6OptionCode.USER_CLASS, data: writeClasses(new ByteWriter(32), userClasses) });
  }
  if (vendorClasses.length > 0) {
    const writer = new ByteWriter(32).u32be(config.vendorClassEnterprise);
    options.push({ code: Dhcp6OptionCode.VENDOR_CLASS, data: writeClasses(writer, vendorClasses) });
  }
  for (const option of config.vendorOptions) options.push(vendorOption(option));
  return options;
}

/** The associations of a lease, as far as the client wants them. */
function leasedOptions(config: Dhcp6ClientConfig, { iaNa, iaPd }: Dhcp6Lease): Dhcp6Option[] | Errno {
  const options: Dhcp6Option[] = [];
  if (config.requestAddress && iaNa !== null) options.push(iaNaOption(iaNa.iaid, iaNa.bindings));
  if (config.requestPrefix && iaPd !== null) {
    // A prefix of length 0 is no prefix that a server could renew.
    if (iaPd.bindings.some(({ prefixLength }) => prefixLength === 0)) return "EINVAL";
    options.push(iaPdOption(iaPd.iaid, iaPd.bindings));
  }
  return options;
}

/** The associations that a client without lease asks for. */
function wantedOptions(config: Dhcp6ClientConfig): Dhcp6Option[] {
  const options: Dhcp6Option[] = [];
  if (config.requestAddress) options.push(iaNaOption(config.iaid, []));
  if (config.requestPrefix) options.push(iaPdOption(config.iaid, config.prefixHints));
  return options;
}

const needsServer: ReadonlySet<ClientMessageType> = new Set(["REQUEST", "RENEW", "RELEASE", "DECLINE"]);

/**
 * A message of the client; all but SOLICIT and INFORMATION_REQUEST are about `lease` (`TypeError` without).
 *
 * `EINVAL` when the lease has a prefix of length 0. Elapsed time is in hundredths of a second, at most 65535.
 * Origin: RFC 8415 sections 18.2 and 21, client_send_message() at 257.
 */
export function encodeClientMessage(
  type: ClientMessageType,
  config: Dhcp6ClientConfig,
  header: { readonly transactionId: number; readonly elapsedHundredths: number },
  lease: Dhcp6Lease | null,
): Uint8Array | Errno {
  const options: Dhcp6Option[] = [];
  if (type === "SOLICIT") {
    if (config.rapidCommit) options.push({ code: Dhcp6OptionCode.RAPID_COMMIT, data: NO_DATA });
    options.push(...wantedOptions(config), ...descriptionOptions(config));
  } else if (type !== "INFORMATION_REQUEST") {
    if (lease === null) throw new TypeError(`${type} needs a lease`);
    const leased = leasedOptions(config, lease);
    if (typeof leased === "string") return leased;
    if (needsServer.has(type)) options.push({ code: Dhcp6OptionCode.SERVERID, data: lease.serverId });
    options.push(...leased, ...descriptionOptions(config));
  }
  if (config.mudUrl !== null) options.push({ code: Dhcp6OptionCode.MUD_URL_V6, data: config.mudUrl });
  if (config.requestedOptions.length > 0) {
    const codes = new ByteWriter(32);
    for (const code of config.requestedOptions) codes.u16be(code);
    options.push({ code: Dhcp6OptionCode.ORO, data: codes.finish() });
  }
  options.push({ code: Dhcp6OptionCode.CLIENTID, data: config.duid });
  const elapsed = new ByteWriter(2).u16be(Math.min(header.elapsedHundredths, ELAPSED_MAX)).finish();
  options.push({ code: Dhcp6OptionCode.ELAPSED_TIME, data: elapsed });
  return encodeDhcp6Message({ type: Dhcp6MessageType[type], transactionId: header.transactionId, options });
}

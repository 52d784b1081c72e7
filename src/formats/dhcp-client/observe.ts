import { fromHex, toHex } from "../../core/bytes.js";
import { attempt, type Errno, ParseFailure } from "../../core/errno.js";
import type { Json } from "../../core/json.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { type DhcpMessage, parseDhcpMessage } from "../../dhcp/message.js";
import { dnsResolverToJson } from "../../net/dns-resolver.js";
import { formatInAddr, formatIpv4, type InAddr } from "../../net/in-addr.js";
import { USEC_INFINITY, type Usec } from "../../time/usec.js";
import { type DhcpLease, type DhcpRoute, maskAddress, netmaskPrefixLength } from "./lease.js";
import { formatLeaseFile, parseLeaseFile } from "./lease-file.js";
import { type AcceptedLease, acceptOffer, type DhcpClientOptions } from "./offer.js";

/** The client of systemd's fuzzer: an identifier of the fixed test machine and interface, no rapid commit. */
export const fuzzerClient: DhcpClientOptions = {
  clientId: fromHex("ffa84bde8d00020000ab11617740de1342c3a2"),
  rapidCommit: false,
  ipv6OnlyPreferred: false,
};

/** A lease that a client took, and what its lease file keeps of it. */
export interface TakenLease {
  readonly accepted: AcceptedLease;
  readonly saved: string;
  readonly loaded: DhcpLease | ParseFailure;
}

/** What a client that waits for offers makes of one input. */
export interface OfferOutcome {
  /** The message, or why it is none. */
  readonly message: DhcpMessage | Errno;
  /** What the client took, or why it ignores the message. */
  readonly taken: TakenLease | Errno;
}

/** Hands one input to {@link fuzzerClient}, saves the lease that it gives and reads it back. */
export function run(input: Uint8Array): OfferOutcome {
  const message = attempt(() => parseDhcpMessage(input));
  if (message instanceof ParseFailure) return { message: message.errno, taken: message.errno };
  const accepted = acceptOffer(message, fuzzerClient);
  if (typeof accepted === "string") return { message, taken: accepted };
  const saved = formatLeaseFile(accepted.lease);
  return { message, taken: { accepted, saved, loaded: parseLeaseFile(encodeUtf8(saved)) } };
}

const usecToJson = (usec: Usec): Json => (usec === USEC_INFINITY ? "infinity" : Number(usec));

const addressesToJson = (list: readonly InAddr[]): Json => list.map(formatInAddr);

const routesToJson = (routes: readonly DhcpRoute[]): Json =>
  routes.map(({ destination, prefixLength, gateway }) => ({
    destination: formatIpv4(destination),
    prefixLength,
    gateway: formatIpv4(gateway),
  }));

/** A lease as the golden cases write it: members that are not set are left out. */
export function leaseToJson(lease: DhcpLease): Json {
  const json: Record<string, Json> = {
    address: formatIpv4(lease.address),
    serverAddress: formatIpv4(lease.serverAddress),
    nextServer: formatIpv4(lease.nextServer),
    rapidCommit: lease.rapidCommit,
  };
  const putAddresses = (key: string, list: readonly InAddr[]): void => {
    if (list.length > 0) json[key] = addressesToJson(list);
  };
  const putTime = (key: string, usec: Usec): void => {
    if (usec !== 0n) json[key] = usecToJson(usec);
  };
  const putText = (key: string, value: string | null): void => {
    if (value !== null) json[key] = value;
  };
  if (lease.netmask !== null) {
    const prefixLength = netmaskPrefixLength(lease.netmask);
    json.netmask = formatIpv4(lease.netmask);
    json.prefixLength = prefixLength;
    json.prefix = formatIpv4(maskAddress(lease.address, prefixLength));
  }
  if (lease.broadcast !== null) json.broadcast = formatIpv4(lease.broadcast);
  putAddresses("router", lease.router);
  putAddresses("dns", lease.dns);
  putAddresses("ntp", lease.ntp);
  putAddresses("sip", lease.sip);
  putAddresses("pop3", lease.pop3);
  putAddresses("smtp", lease.smtp);
  putAddresses("lpr", lease.lpr);
  putTime("lifetimeUsec", lease.lifetimeUsec);
  putTime("t1Usec", lease.t1Usec);
  putTime("t2Usec", lease.t2Usec);
  if (lease.staticRoutes.length > 0) json.staticRoutes = routesToJson(lease.staticRoutes);
  if (lease.classlessRoutes.length > 0) json.classlessRoutes = routesToJson(lease.classlessRoutes);
  if (lease.mtu !== 0) json.mtu = lease.mtu;
  putText("domainName", lease.domainName);
  putText("hostname", lease.hostname);
  putText("rootPath", lease.rootPath);
  putText("captivePortal", lease.captivePortal);
  putText("timezone", lease.timezone);
  if (lease.searchDomains !== null) json.searchDomains = lease.searchDomains;
  if (lease.vendorSpecific !== null) json.vendorSpecific = toHex(lease.vendorSpecific);
  if (lease.clientId !== null) json.clientId = toHex(lease.clientId);
  if (lease.sixrd !== null) {
    const { ipv4MaskLength, prefixLength, prefix, borderRelays } = lease.sixrd;
    json.sixrd = {
      ipv4MaskLength,
      prefixLength,
      prefix: formatInAddr(prefix),
      borderRelays: addressesToJson(borderRelays),
    };
  }
  if (lease.privateOptions.length > 0) {
    json.privateOptions = lease.privateOptions.map(({ tag, data }) => ({ tag, data: toHex(data) }));
  }
  if (lease.dnr.length > 0) json.dnr = lease.dnr.map(dnsResolverToJson);
  return json;
}

/** {@link run} in the shape of a golden case. */
export function observe(input: Uint8Array): Json {
  const { message, taken } = run(input);
  const parsed = typeof message !== "string";
  const seen = {
    messageType: parsed ? message.messageType : message,
    errorMessage: parsed ? message.errorMessage : null,
  };
  if (typeof taken === "string") return { ...seen, result: taken };
  const { accepted, saved, loaded } = taken;
  return {
    ...seen,
    result: 0,
    lease: leaseToJson(accepted.lease),
    save: "ok",
    saved,
    ...(loaded instanceof ParseFailure
      ? { load: loaded.errno, loaded: null }
      : { load: "ok", loaded: leaseToJson(loaded) }),
  };
}

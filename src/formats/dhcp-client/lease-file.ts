/**
 * The file in which a client keeps its lease: `KEY=value` lines, as environment files have them.
 *
 * Not everything is kept: POP3, SMTP and LPR servers, 6rd, the captive portal and resolvers without DNS over TLS are
 * not. Backslashes of escaped names are lost in reading, as they are for systemd.
 * Origin: dhcp_lease_save() and dhcp_lease_load() at 257.
 */
import { fromHex, isZero, toHex } from "../../core/bytes.js";
import { ParseFailure } from "../../core/errno.js";
import { isClientIdLength } from "../../dhcp/client-id.js";
import { DhcpOptionCode } from "../../dhcp/registry.js";
import { normalizeDnsName } from "../../net/dns-name.js";
import { type DnsResolver, DnsTransport } from "../../net/dns-resolver.js";
import { formatIpv4, type InAddr, parseIpv4 } from "../../net/in-addr.js";
import { type EnvAssignments, parseEnvFile } from "../../text/env-file.js";
import { parseIpPort, parseUnsigned } from "../../text/numbers.js";
import { formatTimespan, parseSec } from "../../time/timespan.js";
import type { Usec } from "../../time/usec.js";
import { type DhcpLease, type DhcpLeaseDraft, type DhcpRoute, emptyLease } from "./lease.js";

const HEADER = "# This is private data. Do not parse.\n";
const ACCURACY: Usec = 1_000_000n;
const MTU_MAX = 0xffff;
const PREFIX_LENGTH_MAX = 32;

const joinAddresses = (list: readonly InAddr[]): string => list.map((address) => formatIpv4(address)).join(" ");

const formatRoute = (route: DhcpRoute): string =>
  `${formatIpv4(route.destination)}/${route.prefixLength},${formatIpv4(route.gateway)}`;

const formatResolver = (address: InAddr, { port, authName }: DnsResolver): string =>
  `${formatIpv4(address)}${port === 0 ? "" : `:${port}`}${authName === "" ? "" : `#${authName}`}`;

const formatResolvers = (resolvers: readonly DnsResolver[]): string =>
  resolvers
    .filter(({ transports }) => (transports & DnsTransport.DOT) !== 0)
    .flatMap((resolver) => resolver.addresses.map((address) => formatResolver(address, resolver)))
    .join(" ");

/** The text of the lease file. {@link parseLeaseFile} reads it back. */
export function formatLeaseFile(lease: DhcpLease): string {
  let file = HEADER;
  const put = (key: string, value: string): void => {
    file += `${key}=${value}\n`;
  };
  const putList = <Item>(key: string, list: readonly Item[] | null, join: (list: readonly Item[]) => string): void => {
    if (list !== null && list.length > 0) put(key, join(list));
  };
  const putTime = (key: string, usec: Usec): void => {
    if (usec !== 0n) put(key, formatTimespan(usec, ACCURACY));
  };
  const putText = (key: string, value: string | null): void => {
    if (value !== null) put(key, value);
  };
  const putRoutes = (key: string, routes: readonly DhcpRoute[]): void =>
    putList(key, routes, (list) => list.map(formatRoute).join(" "));

  if (!isZero(lease.address)) put("ADDRESS", formatIpv4(lease.address));
  if (lease.netmask !== null) put("NETMASK", formatIpv4(lease.netmask));
  putList("ROUTER", lease.router, joinAddresses);
  if (!isZero(lease.serverAddress)) put("SERVER_ADDRESS", formatIpv4(lease.serverAddress));
  if (!isZero(lease.nextServer)) put("NEXT_SERVER", formatIpv4(lease.nextServer));
  if (lease.broadcast !== null) put("BROADCAST", formatIpv4(lease.broadcast));
  if (lease.mtu !== 0) put("MTU", String(lease.mtu));
  putTime("T1", lease.t1Usec);
  putTime("T2", lease.t2Usec);
  putTime("LIFETIME", lease.lifetimeUsec);
  putList("DNS", lease.dns, joinAddresses);
  putList("DNR", lease.dnr, formatResolvers);
  putList("NTP", lease.ntp, joinAddresses);
  putList("SIP", lease.sip, joinAddresses);
  putText("DOMAINNAME", lease.domainName);
  putList("DOMAIN_SEARCH_LIST", lease.searchDomains, (names) => names.join(" "));
  putText("HOSTNAME", lease.hostname);
  putText("ROOT_PATH", lease.rootPath);
  putRoutes("STATIC_ROUTES", lease.staticRoutes);
  putRoutes("CLASSLESS_ROUTES", lease.classlessRoutes);
  putText("TIMEZONE", lease.timezone);
  if (lease.clientId !== null) put("CLIENTID", toHex(lease.clientId));
  if (lease.vendorSpecific !== null) put("VENDOR_SPECIFIC", toHex(lease.vendorSpecific));
  for (const { tag, data } of lease.privateOptions) put(`OPTION_${tag}`, toHex(data));
  return file;
}

const words = (value: string): string[] => value.split(" ").filter((word) => word !== "");

const isAddress = (address: InAddr | null): address is InAddr => address !== null;
const isRoute = (route: DhcpRoute | null): route is DhcpRoute => route !== null;

function parseRoute(word: string): DhcpRoute | null {
  const comma = word.indexOf(",");
  const slash = word.indexOf("/");
  if (slash < 0 || comma < slash) return null;
  const destination = parseIpv4(word.slice(0, slash));
  const prefixLength = parseUnsigned(word.slice(slash + 1, comma), PREFIX_LENGTH_MAX);
  const gateway = parseIpv4(word.slice(comma + 1));
  if (destination === null || gateway === null || typeof prefixLength === "string") return null;
  return { destination, prefixLength, gateway };
}

/** `ADDRESS[:PORT][#NAME]`. */
function parseResolver(word: string, priority: number): DnsResolver | null {
  const hash = word.indexOf("#");
  const endpoint = hash < 0 ? word : word.slice(0, hash);
  const colon = endpoint.indexOf(":");
  const address = parseIpv4(colon < 0 ? endpoint : endpoint.slice(0, colon));
  const port = colon < 0 ? 0 : parseIpPort(endpoint.slice(colon + 1));
  const authName = hash < 0 ? "" : normalizeDnsName(word.slice(hash + 1));
  if (address === null || typeof port === "string" || authName === null) return null;
  return { priority, authName, addresses: [address], transports: DnsTransport.DOT, port, dohPath: null };
}

/** Resolvers in the order of the file, which becomes their priority; none when one is malformed. */
function parseResolvers(value: string): DnsResolver[] {
  const resolvers: DnsResolver[] = [];
  for (const word of words(value)) {
    const resolver = parseResolver(word, resolvers.length + 1);
    if (resolver === null) return [];
    resolvers.push(resolver);
  }
  return resolvers;
}

/** Keys of the options of private use. */
const privateKeys: readonly { readonly key: string; readonly tag: number }[] = Array.from(
  { length: DhcpOptionCode.PRIVATE_LAST - DhcpOptionCode.PRIVATE_BASE + 1 },
  (_, i) => ({ key: `OPTION_${DhcpOptionCode.PRIVATE_BASE + i}`, tag: DhcpOptionCode.PRIVATE_BASE + i }),
);

/** Reads the members of a lease; a malformed value is as good as none, and so is an empty one. */
function leaseOf(assignments: EnvAssignments): DhcpLease {
  const lease: DhcpLeaseDraft = emptyLease();
  const value = (key: string): string => assignments.get(key) ?? "";
  const text = (key: string): string | null => (value(key) === "" ? null : value(key));
  const address = (key: string): InAddr | null => parseIpv4(value(key));
  const addresses = (key: string): InAddr[] => words(value(key)).map(parseIpv4).filter(isAddress);
  const routes = (key: string): DhcpRoute[] => words(value(key)).map(parseRoute).filter(isRoute);
  const bytes = (key: string): Uint8Array | null => (value(key) === "" ? null : fromHex(value(key)));
  const time = (key: string): Usec => {
    const usec = parseSec(value(key));
    return typeof usec === "string" ? 0n : usec;
  };
  lease.address = address("ADDRESS") ?? lease.address;
  lease.serverAddress = address("SERVER_ADDRESS") ?? lease.serverAddress;
  lease.nextServer = address("NEXT_SERVER") ?? lease.nextServer;
  lease.netmask = address("NETMASK");
  lease.broadcast = address("BROADCAST");
  lease.router = addresses("ROUTER");
  lease.dns = addresses("DNS");
  lease.ntp = addresses("NTP");
  lease.sip = addresses("SIP");
  const mtu = parseUnsigned(value("MTU"), MTU_MAX);
  lease.mtu = typeof mtu === "string" ? 0 : mtu;
  lease.t1Usec = time("T1");
  lease.t2Usec = time("T2");
  lease.lifetimeUsec = time("LIFETIME");
  lease.dnr = parseResolvers(value("DNR"));
  lease.domainName = text("DOMAINNAME");
  lease.hostname = text("HOSTNAME");
  lease.rootPath = text("ROOT_PATH");
  lease.timezone = text("TIMEZONE");
  const names = words(value("DOMAIN_SEARCH_LIST"));
  lease.searchDomains = names.length === 0 ? null : names;
  lease.staticRoutes = routes("STATIC_ROUTES");
  lease.classlessRoutes = routes("CLASSLESS_ROUTES");
  const clientId = bytes("CLIENTID");
  lease.clientId = clientId !== null && isClientIdLength(clientId.length) ? clientId : null;
  lease.vendorSpecific = bytes("VENDOR_SPECIFIC");
  for (const { key, tag } of privateKeys) {
    const data = bytes(key);
    if (data !== null) lease.privateOptions.push({ tag, data });
  }
  return lease;
}

/**
 * Reads a lease file; fails as {@link parseEnvFile} does.
 *
 * Unknown keys and malformed values are passed over. Law: for a lease whose texts have no backslash and no white space at their
 * ends, what {@link formatLeaseFile} keeps comes back.
 */
export function parseLeaseFile(bytes: Uint8Array): DhcpLease | ParseFailure {
  const assignments = parseEnvFile(bytes);
  return assignments instanceof ParseFailure ? assignments : leaseOf(assignments);
}

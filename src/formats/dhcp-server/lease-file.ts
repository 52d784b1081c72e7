/**
 * The file in which a server keeps its bound leases: one JSON object.
 *
 *     {"BootID": hex, "Address": [4 bytes], "PrefixLength": n, "Leases": [
 *       {"ClientId": [bytes], "Address": [4 bytes], "Hostname": text, "HardwareAddressType": n,
 *        "HardwareAddressLength": n, "HardwareAddress": [16 bytes],
 *        "ExpirationUSec": since boot, "ExpirationRealtimeUSec": since the epoch} …]}
 *
 * Which of the two times counts depends on whether the machine was booted since.
 * Origin: dhcp_server_save_leases() and dhcp_server_load_leases() at 257.
 */
import { bytesEqual, toHex } from "../../core/bytes.js";
import { attempt, fail, ParseFailure } from "../../core/errno.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { DHCP_CLIENT_ID_MAX, DHCP_CLIENT_ID_MIN } from "../../dhcp/client-id.js";
import { DHCP_CHADDR_LENGTH } from "../../dhcp/message.js";
import { type JsonError, parseJsonFile } from "../../json/parse.js";
import { JsonArray, JsonObject, JsonString, JsonUnsigned, type JsonVariant } from "../../json/variant.js";
import { type InAddr, IPV4_LENGTH } from "../../net/in-addr.js";
import { isHostnameValid } from "../../text/names.js";
import { USEC_INFINITY, type Usec } from "../../time/usec.js";
import type { BoundLease, DhcpServerConfig, DhcpServerState } from "./state.js";

/** The machine's clocks at one moment. */
export interface LeaseClock {
  /** 16 bytes that change with every boot. */
  readonly bootId: Uint8Array;
  /** Since boot: the clock of {@link BoundLease.expirationUsec}. */
  readonly bootUsec: Usec;
  readonly realtimeUsec: Usec;
}

/** Whose leases a file has. */
export type LeaseServer = Pick<DhcpServerConfig, "address" | "prefixLength">;

const MAX_U8 = 0xff;
const PREFIX_LENGTH_MAX = 32;

const bytesToText = (bytes: Uint8Array): string => `[${bytes.join(",")}]`;

/** A time of one clock on another, never below zero. */
function translate(usec: Usec, fromNow: Usec, toNow: Usec): Usec {
  if (usec === USEC_INFINITY) return usec;
  const translated = usec - fromNow + toNow;
  return translated < 0n ? 0n : translated;
}

function formatLease(lease: BoundLease, clock: LeaseClock): string {
  const hostname = lease.hostname === null ? "" : `"Hostname":${JSON.stringify(lease.hostname)},`;
  return (
    `{"ClientId":${bytesToText(lease.clientId)},"Address":${bytesToText(lease.address)},${hostname}` +
    `"HardwareAddressType":${lease.hardwareType},"HardwareAddressLength":${lease.hardwareAddressLength},` +
    `"HardwareAddress":${bytesToText(lease.hardwareAddress)},"ExpirationUSec":${lease.expirationUsec},` +
    `"ExpirationRealtimeUSec":${translate(lease.expirationUsec, clock.bootUsec, clock.realtimeUsec)}}`
  );
}

/** The leases of a server, by address. Relays are not kept. {@link parseServerLeases} reads the text back. */
export function formatServerLeases(state: DhcpServerState, clock: LeaseClock): string {
  const { address, prefixLength } = state.config;
  const leases = [...state.boundByAddress.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, lease]) => formatLease(lease, clock));
  return (
    `{"BootID":"${toHex(clock.bootId)}","Address":${bytesToText(address)},"PrefixLength":${prefixLength},` +
    `"Leases":[${leases.join(",")}]}`
  );
}

/** Refuses the file, or the lease that is being read. */
const refuse = (why: string): never => fail("EINVAL", 0, why);

/** A whole number up to `max`. */
function numberOf(variant: JsonVariant | undefined, max: number): number {
  const value = variant instanceof JsonUnsigned ? variant.exact : max + 1;
  return typeof value === "number" && value <= max ? value : refuse(`not a number up to ${max}`);
}

const usecOf = (variant: JsonVariant | undefined): Usec =>
  variant instanceof JsonUnsigned ? variant.value : refuse("not a time");

/** An array of `min` to `max` bytes. */
function bytesOf(variant: JsonVariant | undefined, min: number, max: number): Uint8Array {
  const elements = variant instanceof JsonArray ? variant.elements : [];
  if (elements.length < min || elements.length > max) return refuse(`not ${min} to ${max} bytes`);
  const bytes = new Uint8Array(elements.length);
  for (let i = 0; i < elements.length; i++) bytes[i] = numberOf(elements[i], MAX_U8);
  return bytes;
}

const addressOf = (variant: JsonVariant | undefined): InAddr => bytesOf(variant, IPV4_LENGTH, IPV4_LENGTH);

function leaseOf(variant: JsonVariant, sameBoot: boolean, clock: LeaseClock): BoundLease {
  if (!(variant instanceof JsonObject)) return refuse("not an object");
  const name = variant.get("Hostname");
  const sinceBoot = usecOf(variant.get("ExpirationUSec"));
  const realtime = usecOf(variant.get("ExpirationRealtimeUSec"));
  return {
    clientId: bytesOf(variant.get("ClientId"), DHCP_CLIENT_ID_MIN, DHCP_CLIENT_ID_MAX),
    address: addressOf(variant.get("Address")),
    hardwareType: numberOf(variant.get("HardwareAddressType"), MAX_U8),
    hardwareAddress: bytesOf(variant.get("HardwareAddress"), DHCP_CHADDR_LENGTH, DHCP_CHADDR_LENGTH),
    hardwareAddressLength: numberOf(variant.get("HardwareAddressLength"), DHCP_CHADDR_LENGTH),
    gateway: new Uint8Array(IPV4_LENGTH),
    hostname: name instanceof JsonString && isHostnameValid(name.value) ? name.value : null,
    expirationUsec: sameBoot ? sinceBoot : translate(realtime, clock.realtimeUsec, clock.bootUsec),
  };
}

/** The leases of a file, those left out that are malformed, have ended, or repeat a client or an address. */
function leasesOf(file: JsonVariant | JsonError, server: LeaseServer, clock: LeaseClock): BoundLease[] {
  if (!(file instanceof JsonObject)) return refuse("not an object");
  const address = addressOf(file.get("Address"));
  const prefixLength = numberOf(file.get("PrefixLength"), PREFIX_LENGTH_MAX);
  const list = file.get("Leases");
  const ours = bytesEqual(address, server.address) && prefixLength === server.prefixLength;
  if (!ours || !(list instanceof JsonArray)) return refuse("another server's leases");
  const bootId = file.get("BootID");
  const sameBoot = bootId instanceof JsonString && bootId.value === toHex(clock.bootId);
  const taken = new Set<string>();
  const leases: BoundLease[] = [];
  for (const element of list.elements) {
    const lease = attempt(() => leaseOf(element, sameBoot, clock));
    if (lease instanceof ParseFailure || lease.expirationUsec < clock.bootUsec) continue;
    const names = [`client ${toHex(lease.clientId)}`, `address ${toHex(lease.address)}`];
    if (names.some((name) => taken.has(name))) continue;
    for (const name of names) taken.add(name);
    leases.push(lease);
  }
  return leases;
}

/**
 * The leases in a lease file of the given server, or `null` when it is none.
 *
 * Leases that are malformed, have ended, or repeat a client or an address are left out. Law: what
 * {@link formatServerLeases} writes comes back.
 */
export function parseServerLeases(text: string, server: LeaseServer, clock: LeaseClock): BoundLease[] | null {
  const leases = attempt(() => leasesOf(parseJsonFile(encodeUtf8(text)), server, clock));
  return leases instanceof ParseFailure ? null : leases;
}

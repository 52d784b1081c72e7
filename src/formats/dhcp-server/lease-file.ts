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
import { fromHex, toHex, u32beAt } from "../../core/bytes.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { isClientIdLength } from "../../dhcp/client-id.js";
import { DHCP_CHADDR_LENGTH } from "../../dhcp/message.js";
import { parseJsonFile } from "../../json/parse.js";
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

/** A whole number up to `max`, or -1. */
function numberOf(variant: JsonVariant | undefined, max: number): number {
  const value = variant instanceof JsonUnsigned ? variant.exact : -1;
  return typeof value === "number" && value <= max ? value : -1;
}

const usecOf = (variant: JsonVariant | undefined): Usec | null =>
  variant instanceof JsonUnsigned ? variant.value : null;

/** The bytes of an array of numbers up to 255, or `null`. */
function bytesOf(variant: JsonVariant | undefined): Uint8Array | null {
  if (!(variant instanceof JsonArray)) return null;
  const bytes = new Uint8Array(variant.elements.length);
  for (const [i, element] of variant.elements.entries()) {
    const byte = numberOf(element, 0xff);
    if (byte < 0) return null;
    bytes[i] = byte;
  }
  return bytes;
}

function addressOf(variant: JsonVariant | undefined): InAddr | null {
  const bytes = bytesOf(variant);
  return bytes !== null && bytes.length === IPV4_LENGTH ? bytes : null;
}

/** A lease, or `null` when it is incomplete or has ended. */
function leaseOf(variant: JsonVariant, sameBoot: boolean, clock: LeaseClock): BoundLease | null {
  if (!(variant instanceof JsonObject)) return null;
  const clientId = bytesOf(variant.get("ClientId"));
  const address = addressOf(variant.get("Address"));
  const hardwareType = numberOf(variant.get("HardwareAddressType"), 0xff);
  const hardwareAddressLength = numberOf(variant.get("HardwareAddressLength"), DHCP_CHADDR_LENGTH);
  const hardwareAddress = bytesOf(variant.get("HardwareAddress"));
  const name = variant.get("Hostname");
  const hostname = name instanceof JsonString && isHostnameValid(name.value) ? name.value : null;
  const sinceBoot = usecOf(variant.get("ExpirationUSec"));
  const realtime = usecOf(variant.get("ExpirationRealtimeUSec"));
  if (clientId === null || !isClientIdLength(clientId.length) || address === null || hardwareType < 0) return null;
  if (hardwareAddressLength < 0 || hardwareAddress?.length !== DHCP_CHADDR_LENGTH) return null;
  if (sinceBoot === null || realtime === null) return null;
  const expirationUsec = sameBoot ? sinceBoot : translate(realtime, clock.realtimeUsec, clock.bootUsec);
  if (expirationUsec < clock.bootUsec) return null;
  const gateway = new Uint8Array(IPV4_LENGTH);
  return { clientId, address, hardwareType, hardwareAddress, hardwareAddressLength, gateway, hostname, expirationUsec };
}

/**
 * The leases in a lease file of the given server, or `null` when it is none.
 *
 * Leases that are incomplete, have ended, or repeat a client or an address are left out. Law: what
 * {@link formatServerLeases} writes comes back.
 */
export function parseServerLeases(
  text: string,
  config: Pick<DhcpServerConfig, "address" | "prefixLength">,
  clock: LeaseClock,
): BoundLease[] | null {
  const file = parseJsonFile(encodeUtf8(text));
  if (!(file instanceof JsonObject)) return null;
  const bootId = file.get("BootID");
  const address = addressOf(file.get("Address"));
  const list = file.get("Leases");
  if (!(bootId instanceof JsonString) || address === null || !(list instanceof JsonArray)) return null;
  const isServer = u32beAt(address, 0) === u32beAt(config.address, 0);
  if (!isServer || numberOf(file.get("PrefixLength"), 32) !== config.prefixLength) return null;
  const boot = fromHex(bootId.value);
  const sameBoot = boot !== null && toHex(boot) === toHex(clock.bootId);
  const clients = new Set<string>();
  const addresses = new Set<number>();
  const leases: BoundLease[] = [];
  for (const element of list.elements) {
    const lease = leaseOf(element, sameBoot, clock);
    if (lease === null) continue;
    const client = toHex(lease.clientId);
    const key = u32beAt(lease.address, 0);
    if (clients.has(client) || addresses.has(key)) continue;
    clients.add(client);
    addresses.add(key);
    leases.push(lease);
  }
  return leases;
}

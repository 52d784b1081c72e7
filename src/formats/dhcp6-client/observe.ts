import { fromHex, toHex } from "../../core/bytes.js";
import { sameObservation } from "../../core/conformance.js";
import type { Errno } from "../../core/errno.js";
import type { Json } from "../../core/json.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { dnsResolverToJson } from "../../net/dns-resolver.js";
import { formatInAddr, formatIpv6 } from "../../net/in-addr.js";
import { USEC_INFINITY, type Usec } from "../../time/usec.js";
import { acceptDhcp6Lease, type ClientStep, type Dhcp6Client, type Moment, newDhcp6Client } from "./client.js";
import { type Dhcp6ClientConfig, encodeClientMessage } from "./encode.js";
import { type Dhcp6Lease, leaseTimes, timeServerAddresses } from "./lease.js";
import { type Dhcp6Message, type Dhcp6Option, parseDhcp6Message } from "./message.js";
import { readDhcp6Lease } from "./parse.js";
import { ALL_DHCP_RELAY_AGENTS_AND_SERVERS } from "./tables.js";

const texts = (...list: readonly string[]): Uint8Array[] => list.map((text) => encodeUtf8(text));

/** The client of systemd's fuzzer: asks for an address and a prefix, and says all that a client can say of itself. */
export const fuzzerConfig: Dhcp6ClientConfig = {
  duid: fromHex("00020000ab11617740de1342c3a2")!,
  iaid: 0x59e41b4a,
  requestAddress: true,
  requestPrefix: true,
  prefixHints: [{ prefix: fromHex("3ffe0501ffff00000000000000000000")!, prefixLength: 48 }],
  rapidCommit: true,
  requestedOptions: [],
  fqdn: "example.com",
  userClasses: texts("u1", "u2", "u3"),
  vendorClasses: texts("v1", "v2", "v3"),
  vendorClassEnterprise: 43793,
  vendorOptions: [
    { enterprise: 12345, code: 123, data: encodeUtf8("hogehoge") },
    { enterprise: 45678, code: 456, data: encodeUtf8("foobar") },
  ],
  mudUrl: encodeUtf8("https://www.example.com/mudfile.json"),
};

/** The moment of every step of the fuzzer's client. */
const moment: Moment = { nowUsec: 0n, random: () => 0 };

const idle = newDhcp6Client(fuzzerConfig);

/** A client that waits for an answer to a transaction. */
const waiting = (state: Dhcp6Client["state"], transactionId: number): Dhcp6Client => ({
  ...idle,
  state,
  transactionId,
});

/** What a client made of one input in one state. */
export interface ClientOutcome {
  /** What the message gave, whatever its type. */
  readonly lease: Dhcp6Lease | Errno;
  /** Options that were malformed and did no harm. */
  readonly ignored: readonly Dhcp6Option[];
  readonly step: ClientStep;
  /** The REQUEST that the lease which the client holds afterwards allows; `null` without one. */
  readonly request: Uint8Array | Errno | null;
}

/** The three clients of systemd's fuzzer; the last is not asked about an empty input. */
export interface Dhcp6Outcome {
  readonly message: Dhcp6Message | null;
  readonly informationRequest: ClientOutcome;
  readonly solicitation: ClientOutcome;
  readonly request: ClientOutcome | null;
}

interface Reading {
  readonly lease: Dhcp6Lease | Errno;
  readonly ignored: readonly Dhcp6Option[];
}

function read(message: Dhcp6Message | null, managed: boolean): Reading {
  if (message === null) return { lease: "ENODATA", ignored: [] };
  const ignored: Dhcp6Option[] = [];
  const { duid, iaid } = fuzzerConfig;
  return { lease: readDhcp6Lease(message, { duid, iaid, managed }, ignored), ignored };
}

function outcomeOf(message: Dhcp6Message | null, state: Dhcp6Client["state"], reading: Reading): ClientOutcome {
  const client = waiting(state, message?.transactionId ?? 0);
  const step = acceptDhcp6Lease(client, message?.type ?? 0, reading.lease, moment);
  const held = step.client.state === "STOPPED" ? null : step.client.lease;
  const header = { transactionId: 0, elapsedHundredths: 0 };
  const request = held === null ? null : encodeClientMessage("REQUEST", fuzzerConfig, header, held);
  return { ...reading, step, request };
}

/** Hands one input to a client in three states, and lets it ask for what it got. */
export function run(input: Uint8Array): Dhcp6Outcome {
  const message = parseDhcp6Message(input);
  const managed = read(message, true);
  return {
    message,
    informationRequest: outcomeOf(message, "INFORMATION_REQUEST", read(message, false)),
    solicitation: outcomeOf(message, "SOLICITATION", managed),
    request: input.length === 0 ? null : outcomeOf(message, "REQUEST", managed),
  };
}

const usecToJson = (usec: Usec): Json => (usec === USEC_INFINITY ? "infinity" : Number(usec));

export function leaseToJson(lease: Dhcp6Lease): Json {
  const { t1Usec, t2Usec, validUsec } = leaseTimes(lease);
  const json: Record<string, Json> = {
    clientId: toHex(lease.clientId),
    serverId: toHex(lease.serverId),
    preference: lease.preference,
    rapidCommit: lease.rapidCommit,
    t1Usec: usecToJson(t1Usec),
    t2Usec: usecToJson(t2Usec),
    validUsec: usecToJson(validUsec),
  };
  const putList = <Item>(key: string, list: readonly Item[], toJson: (item: Item) => Json): void => {
    if (list.length > 0) json[key] = list.map(toJson);
  };
  const itself = (text: string): Json => text;
  if (lease.iaNa !== null) {
    const { iaid, t1Sec, t2Sec, bindings } = lease.iaNa;
    const addresses = bindings.map(({ address, preferredSec, validSec }) => ({
      address: formatIpv6(address),
      preferred: preferredSec,
      valid: validSec,
    }));
    json.iaNa = { iaid, t1: t1Sec, t2: t2Sec, addresses };
  }
  if (lease.iaPd !== null) {
    const { iaid, t1Sec, t2Sec, bindings } = lease.iaPd;
    const prefixes = bindings.map(({ prefix, prefixLength, preferredSec, validSec }) => ({
      prefix: formatIpv6(prefix),
      prefixLength,
      preferred: preferredSec,
      valid: validSec,
    }));
    json.iaPd = { iaid, t1: t1Sec, t2: t2Sec, prefixes };
  }
  putList("dns", lease.dns, formatInAddr);
  putList("domains", lease.domains, itself);
  putList("ntpAddresses", timeServerAddresses(lease), formatInAddr);
  putList("ntp", lease.ntp, formatInAddr);
  putList("sntp", lease.sntp, formatInAddr);
  putList("ntpFqdn", lease.ntpFqdn, itself);
  if (lease.fqdn !== null) json.fqdn = lease.fqdn;
  if (lease.captivePortal !== null) json.captivePortal = lease.captivePortal;
  putList("vendorOptions", lease.vendorOptions, ({ enterprise, code, data }) => ({
    enterprise,
    option: code,
    data: toHex(data),
  }));
  putList("dnr", lease.dnr, dnsResolverToJson);
  return json;
}

/** What the client holds and sends afterwards. */
function afterwardsToJson({ step, request }: ClientOutcome): { readonly lease: Json; readonly sentAfter: Json } {
  const { lease } = step.client;
  const destination = formatIpv6(ALL_DHCP_RELAY_AGENTS_AND_SERVERS);
  return {
    lease: lease === null ? null : leaseToJson(lease),
    sentAfter: request instanceof Uint8Array ? [{ destination, bytes: toHex(request) }] : [],
  };
}

function outcomeToJson(outcome: ClientOutcome): Record<string, Json> {
  const { lease, step, request } = outcome;
  const { state, informationRefreshUsec } = step.client;
  const json: Record<string, Json> = {
    state,
    parse: typeof lease === "string" ? lease : "ok",
    ...afterwardsToJson(outcome),
  };
  if (informationRefreshUsec !== null) json.informationRefreshUsec = usecToJson(informationRefreshUsec);
  if (request !== null) json.sendRequest = typeof request === "string" ? request : "ok";
  return json;
}

/** {@link run} in the shape of a golden case: what equals the outcome under `solicitation` is left out of `request`. */
export function observe(input: Uint8Array): Json {
  const { informationRequest, solicitation, request } = run(input);
  const json: Record<string, Json> = {
    informationRequest: outcomeToJson(informationRequest),
    solicitation: outcomeToJson(solicitation),
  };
  if (request === null) return json;
  const requested = outcomeToJson(request);
  const same =
    request.step.client.lease !== null && sameObservation(afterwardsToJson(solicitation), afterwardsToJson(request));
  if (!same) return { ...json, request: requested };
  const { lease: _lease, sentAfter: _sentAfter, ...rest } = requested;
  return { ...json, request: { ...rest, sameAsSolicitation: true } };
}

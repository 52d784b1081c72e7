import { toHex } from "../../core/bytes.js";
import type { Json } from "../../core/json.js";
import { dnsResolverToJson } from "../../net/dns-resolver.js";
import { formatIpv6 } from "../../net/in-addr.js";
import { answerSolicitation, encodePacket } from "./encode.js";
import {
  type NeighborAdvertisement,
  parseNeighborAdvertisement,
  parseRedirect,
  parseRouterAdvertisement,
  parseRouterSolicitation,
  type Redirect,
  type RouterAdvertisement,
  type RouterSolicitation,
} from "./messages.js";
import type { NdiscOption, NdiscOptionValue } from "./options.js";
import { type NdiscPacket, NdiscRefusal, parsePacket, verifyPacket } from "./packet.js";
import { INPUT_MAX, NdiscType } from "./tables.js";

/** Who sends packets to systemd's `fuzz-ndisc-rs`: fe80::1234:56ff:fe78:9abc. */
const SENDER = Uint8Array.of(0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0x12, 0x34, 0x56, 0xff, 0xfe, 0x78, 0x9a, 0xbc);
/** Link-layer address of the router that it plays. */
const OWN_MAC = Uint8Array.of(0x41, 0x42, 0x43, 0x31, 0x32, 0x33);

/** What a host makes of a packet: `null` for types that it does not listen to. */
export type HostView =
  | { readonly kind: "router"; readonly message: RouterAdvertisement }
  | { readonly kind: "neighbor"; readonly message: NeighborAdvertisement }
  | { readonly kind: "redirect"; readonly message: Redirect };

export interface ReceivedPacket {
  readonly type: number;
  readonly host: HostView | NdiscRefusal | null;
  readonly solicitation: RouterSolicitation | NdiscRefusal;
  /** The advertisement sent back for a solicitation. */
  readonly reply: Uint8Array | null;
  readonly packet: NdiscPacket | NdiscRefusal;
  /** The packet written again. */
  readonly resent: Uint8Array | null;
  readonly second: NdiscPacket | NdiscRefusal | null;
}

/** `null` for inputs that are ignored because of their length. */
export type Outcome = ReceivedPacket | NdiscRefusal | null;

function hostView(input: Uint8Array, type: number): HostView | NdiscRefusal | null {
  if (type === NdiscType.routerAdvertisement) {
    const message = parseRouterAdvertisement(input);
    return message instanceof NdiscRefusal ? message : { kind: "router", message };
  }
  if (type === NdiscType.neighborAdvertisement) {
    const message = parseNeighborAdvertisement(input, SENDER);
    return message instanceof NdiscRefusal ? message : { kind: "neighbor", message };
  }
  if (type !== NdiscType.redirect) return null;
  const message = parseRedirect(input);
  return message instanceof NdiscRefusal ? message : { kind: "redirect", message };
}

/**
 * Uses a packet three times: by a host that looks for routers, by a router that answers solicitations, and by the parser
 * of options, which writes it again and reads that.
 */
export function run(input: Uint8Array): Outcome {
  if (input.length > INPUT_MAX) return null;
  const type = verifyPacket(input);
  if (type instanceof NdiscRefusal) return type;
  const solicitation = parseRouterSolicitation(input);
  const packet = parsePacket(input);
  const resent = packet instanceof NdiscRefusal ? null : encodePacket(packet);
  return {
    type,
    host: hostView(input, type),
    solicitation,
    reply: solicitation instanceof NdiscRefusal ? null : answerSolicitation(OWN_MAC),
    packet,
    resent,
    second: resent === null ? null : parsePacket(resent),
  };
}

const USEC_PER_SEC = 1_000_000;
const USEC_PER_MSEC = 1000;

const lifetime = (lifetimeSec: number): Json =>
  lifetimeSec === Number.POSITIVE_INFINITY ? "infinity" : lifetimeSec * USEC_PER_SEC;
const address = (bytes: Uint8Array): Json => formatIpv6(bytes);
const hexOrNull = (bytes: Uint8Array | null): Json => (bytes === null ? null : toHex(bytes));
const flags64 = (flags: bigint): Json => flags.toString(16).padStart(16, "0");

function valueToJson(value: NdiscOptionValue): { readonly [key: string]: Json } {
  switch (value.kind) {
    case "link-layer-address":
      return { mac: toHex(value.mac) };
    case "prefix":
      return {
        flags: value.flags,
        prefixLength: value.prefixLength,
        prefix: address(value.prefix),
        validUsec: lifetime(value.validSec),
        preferredUsec: lifetime(value.preferredSec),
      };
    case "redirected-header":
      return { ipv6Header: toHex(value.ipv6Header) };
    case "mtu":
      return { mtu: value.mtu };
    case "home-agent":
      return { preference: value.preference, lifetimeUsec: lifetime(value.lifetimeSec) };
    case "route":
      return {
        preference: value.preference,
        prefixLength: value.prefixLength,
        prefix: address(value.prefix),
        lifetimeUsec: lifetime(value.lifetimeSec),
      };
    case "rdnss":
      return { addresses: value.addresses.map(address), lifetimeUsec: lifetime(value.lifetimeSec) };
    case "flags":
      return { flagsHex: flags64(value.flags) };
    case "dnssl":
      return { domains: value.domains, lifetimeUsec: lifetime(value.lifetimeSec) };
    case "captive-portal":
      return { uri: value.uri };
    case "pref64":
      return {
        prefixLength: value.prefixLength,
        prefix: address(value.prefix),
        lifetimeUsec: lifetime(value.lifetimeSec),
      };
    case "encrypted-dns":
      return { lifetimeUsec: lifetime(value.lifetimeSec), resolver: dnsResolverToJson(value.resolver) };
    case "other":
      return { ignored: true };
  }
}

export const optionToJson = ({ type, offset, value }: NdiscOption): Json => ({ type, offset, ...valueToJson(value) });

export function hostViewToJson({ kind, message }: HostView): { readonly [key: string]: Json } {
  const options = message.options.map(optionToJson);
  if (kind === "router") {
    return {
      hopLimit: message.hopLimit,
      flagsHex: flags64(message.flags),
      preference: message.preference,
      lifetimeUsec: message.lifetimeSec * USEC_PER_SEC,
      reachableUsec: message.reachableMsec * USEC_PER_MSEC,
      retransmissionUsec: message.retransmissionMsec * USEC_PER_MSEC,
      senderMac: hexOrNull(message.senderMac),
      mtu: message.mtu ?? "ENODATA",
      captivePortal: message.captivePortal,
      options,
    };
  }
  if (kind === "neighbor") {
    return {
      target: address(message.target),
      targetMac: hexOrNull(message.targetMac),
      flagsHex: message.flags.toString(16).padStart(8, "0"),
      isRouter: message.isRouter,
      isSolicited: message.isSolicited,
      isOverride: message.isOverride,
      options,
    };
  }
  return {
    target: address(message.target),
    destination: address(message.destination),
    targetMac: hexOrNull(message.targetMac),
    redirectedHeader: hexOrNull(message.redirectedHeader),
    options,
  };
}

function ndiscToJson(host: ReceivedPacket["host"]): Json {
  if (host === null) return { result: "other-type" };
  return host instanceof NdiscRefusal ? { result: host.errno } : { result: "ok", [host.kind]: hostViewToJson(host) };
}

function radvToJson({ solicitation, reply }: ReceivedPacket): Json {
  if (solicitation instanceof NdiscRefusal) return { result: solicitation.errno };
  return {
    result: "ok",
    replyTo: address(SENDER),
    reply: hexOrNull(reply),
    senderMac: hexOrNull(solicitation.senderMac),
  };
}

function packetToJson({ packet, resent, second }: ReceivedPacket): Json {
  if (packet instanceof NdiscRefusal) return { result: packet.errno };
  const read = { result: "ok", options: packet.options.map(optionToJson) };
  const received = resent === null || verifyPacket(resent) instanceof NdiscRefusal ? "EBADMSG" : "ok";
  const secondParse = second instanceof NdiscRefusal ? second.errno : "ok";
  return { ...read, resend: "ok", resent: hexOrNull(resent), secondReceive: received, secondParse };
}

export function observe(input: Uint8Array): Json {
  const outcome = run(input);
  if (outcome === null) return { receive: "skipped" };
  if (outcome instanceof NdiscRefusal) {
    const result = "not-received";
    return { receive: outcome.errno, ndisc: { result }, radv: { result }, packet: { result } };
  }
  return {
    receive: "ok",
    icmpType: outcome.type,
    ndisc: ndiscToJson(outcome.host),
    radv: radvToJson(outcome),
    packet: packetToJson(outcome),
  };
}

import { concatBytes } from "../../core/bytes.js";
import type { Seed } from "../../core/format.js";
import {
  type BootpFields,
  DHCP_CHADDR_LENGTH,
  DHCP_FLAG_BROADCAST,
  DHCP_PAD,
  type DhcpOption,
} from "../../dhcp/message.js";
import { BootpOp, DhcpMessageType, DhcpOptionCode } from "../../dhcp/registry.js";
import { messageSeeds, sampleAddresses, sampleMessage, sampleOption, sampleType } from "../../dhcp/samples.js";
import { RELAY_HOPS_MAX } from "./relay.js";

type Fields = Partial<BootpFields>;

const RELAY = sampleAddresses("10.0.0.1");
const AGENT = sampleOption(DhcpOptionCode.RELAY_AGENT_INFORMATION, [1, 3, 0x61, 0x62, 0x63]);
const SERVER = sampleOption(DhcpOptionCode.SERVER_IDENTIFIER, sampleAddresses("192.168.5.1"));

const request = (options: readonly DhcpOption[], fields: Fields = {}): Uint8Array =>
  sampleMessage({
    fields: { op: BootpOp.REQUEST, ...fields },
    options: [sampleType(DhcpMessageType.DISCOVER), ...options],
  });

const reply = (options: readonly DhcpOption[], fields: Fields = {}, type: number = DhcpMessageType.OFFER): Uint8Array =>
  sampleMessage({
    fields: { op: BootpOp.REPLY, giaddr: RELAY, yiaddr: sampleAddresses("10.0.0.50"), ...fields },
    options: [sampleType(type), ...options],
  });

/** Requests and replies, with and without what a relay looks at, and damaged ones. */
export function* seeds(): Generator<Seed> {
  yield { name: "request", bytes: request([]) };
  yield { name: "request-second-relay", bytes: request([], { giaddr: sampleAddresses("192.0.2.1"), hops: 1 }) };
  yield { name: "request-last-hop", bytes: request([], { hops: RELAY_HOPS_MAX - 1 }) };
  yield { name: "request-too-many-hops", bytes: request([], { hops: RELAY_HOPS_MAX }) };
  yield { name: "request-with-information", bytes: request([AGENT]) };
  yield { name: "request-pads", bytes: request([DHCP_PAD, DHCP_PAD, SERVER]) };
  yield { name: "request-end-in-data", bytes: request([sampleOption(DhcpOptionCode.HOST_NAME, [0x61, 0xff, 0x62])]) };
  yield { name: "request-bytes-behind-end", bytes: concatBytes(request([]), Uint8Array.of(82, 1, 0)) };
  yield { name: "request-without-end", bytes: request([]).subarray(0, -1) };
  yield { name: "request-option-without-length", bytes: request([SERVER]).subarray(0, -6) };
  yield { name: "request-option-cut", bytes: request([SERVER]).subarray(0, -3) };
  yield { name: "request-without-hardware-address", bytes: request([], { hlen: 0 }) };
  yield { name: "request-zero-hardware-address", bytes: request([], { chaddr: new Uint8Array(DHCP_CHADDR_LENGTH) }) };
  yield { name: "request-long-hardware-address", bytes: request([], { hlen: DHCP_CHADDR_LENGTH + 1 }) };
  yield { name: "reply", bytes: reply([SERVER]) };
  yield { name: "reply-with-information", bytes: reply([SERVER, AGENT]) };
  yield { name: "reply-with-information-first", bytes: reply([AGENT, SERVER]) };
  yield { name: "reply-with-information-twice", bytes: reply([AGENT, AGENT]) };
  yield { name: "reply-information-behind-end", bytes: concatBytes(reply([]), Uint8Array.of(82, 1, 0, 0)) };
  yield { name: "reply-information-cut-behind-end", bytes: concatBytes(reply([]), Uint8Array.of(82, 9, 0)) };
  yield { name: "reply-information-code-last", bytes: concatBytes(reply([]), Uint8Array.of(82)) };
  yield { name: "reply-broadcast", bytes: reply([], { flags: DHCP_FLAG_BROADCAST }) };
  yield { name: "reply-client-address", bytes: reply([], { ciaddr: sampleAddresses("10.0.0.50") }) };
  yield { name: "reply-nak", bytes: reply([], { ciaddr: sampleAddresses("10.0.0.50") }, DhcpMessageType.NAK) };
  yield { name: "reply-long-hardware-address", bytes: reply([], { hlen: DHCP_CHADDR_LENGTH }) };
  yield { name: "reply-for-another-relay", bytes: reply([], { giaddr: sampleAddresses("10.0.0.2") }) };
  yield {
    name: "reply-without-type",
    bytes: sampleMessage({ fields: { op: BootpOp.REPLY, giaddr: RELAY }, options: [AGENT] }),
  };
  yield { name: "reply-option-cut", bytes: reply([SERVER]).subarray(0, -3) };
  yield* messageSeeds(reply);
  yield { name: "neither-request-nor-reply", bytes: request([], { op: 3 }) };
}

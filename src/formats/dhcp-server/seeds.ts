import type { Seed } from "../../core/format.js";
import {
  type BootpFields,
  DHCP_CHADDR_LENGTH,
  DHCP_FLAG_BROADCAST,
  DhcpField,
  type DhcpOption,
} from "../../dhcp/message.js";
import { BootpOp, DhcpMessageType, DhcpOptionCode, DhcpOverload, HardwareType } from "../../dhcp/registry.js";
import {
  messageSeeds,
  SAMPLE_HARDWARE_ADDRESS,
  sampleAddresses,
  sampleMessage,
  sampleNumber,
  sampleOption,
  sampleOverload,
  sampleType,
} from "../../dhcp/samples.js";

const {
  CLIENT_IDENTIFIER,
  REQUESTED_IP_ADDRESS,
  SERVER_IDENTIFIER,
  IP_ADDRESS_LEASE_TIME,
  MAXIMUM_MESSAGE_SIZE,
  RELAY_AGENT_INFORMATION,
  HOST_NAME,
  RAPID_COMMIT,
  OVERLOAD,
  PARAMETER_REQUEST_LIST,
  ERROR_MESSAGE,
} = DhcpOptionCode;

type Fields = Partial<BootpFields>;

const request = (type: number, options: readonly DhcpOption[], fields: Fields = {}): Uint8Array =>
  sampleMessage({ fields: { op: BootpOp.REQUEST, ...fields }, options: [sampleType(type), ...options] });

const client = (...id: readonly number[]): DhcpOption => sampleOption(CLIENT_IDENTIFIER, id);
const requested = (address: string): DhcpOption => sampleOption(REQUESTED_IP_ADDRESS, sampleAddresses(address));
const SERVER = sampleOption(SERVER_IDENTIFIER, sampleAddresses("10.0.0.1"));
const RAPID = sampleOption(RAPID_COMMIT, []);
const AGENT = sampleOption(RELAY_AGENT_INFORMATION, [1, 3, 0x61, 0x62, 0x63]);
const NO_HARDWARE: Fields = { hlen: 0, htype: HardwareType.INFINIBAND, chaddr: new Uint8Array(DHCP_CHADDR_LENGTH) };
const RELAYED: Fields = { giaddr: sampleAddresses("10.0.0.77") };

const { DISCOVER, REQUEST, DECLINE, RELEASE, INFORM, OFFER } = DhcpMessageType;

function* discovers(): Generator<Seed> {
  yield { name: "discover", bytes: request(DISCOVER, []) };
  yield { name: "discover-known-client", bytes: request(DISCOVER, [client(2, 2)]) };
  yield { name: "discover-static-client", bytes: request(DISCOVER, [client(2, 4)]) };
  yield { name: "discover-static-bound-client", bytes: request(DISCOVER, [client(2, 3)]) };
  yield { name: "discover-broadcast", bytes: request(DISCOVER, [], { flags: DHCP_FLAG_BROADCAST }) };
  yield { name: "discover-relayed", bytes: request(DISCOVER, [AGENT], RELAYED) };
  yield { name: "discover-rapid-commit", bytes: request(DISCOVER, [RAPID, client(1, ...SAMPLE_HARDWARE_ADDRESS)]) };
  yield {
    name: "discover-lease-time",
    bytes: request(DISCOVER, [sampleOption(IP_ADDRESS_LEASE_TIME, sampleNumber(60))]),
  };
  yield {
    name: "discover-lease-for-ever",
    bytes: request(DISCOVER, [sampleOption(IP_ADDRESS_LEASE_TIME, sampleNumber(0xffffffff))]),
  };
  yield { name: "discover-message-size", bytes: request(DISCOVER, [sampleOption(MAXIMUM_MESSAGE_SIZE, [5, 0xdc])]) };
  yield {
    name: "discover-parameters",
    bytes: request(DISCOVER, [sampleOption(PARAMETER_REQUEST_LIST, [1, 3, 6, 15])]),
  };
  yield { name: "discover-infiniband", bytes: request(DISCOVER, [client(1, 3, 3, 3, 3, 3, 3)], NO_HARDWARE) };
  yield { name: "discover-infiniband-other-id", bytes: request(DISCOVER, [client(0x20, 3, 3, 3, 3)], NO_HARDWARE) };
  yield { name: "discover-nobody", bytes: request(DISCOVER, [], NO_HARDWARE) };
  yield { name: "discover-short-id", bytes: request(DISCOVER, [client(1)]) };
  yield { name: "discover-long-hardware-address", bytes: request(DISCOVER, [], { hlen: DHCP_CHADDR_LENGTH + 1 }) };
  const file = sampleOverload(DhcpField.COOKIE - DhcpField.FILE, [AGENT]);
  yield {
    name: "discover-overload",
    bytes: request(DISCOVER, [sampleOption(OVERLOAD, [DhcpOverload.FILE])], { file }),
  };
}

function* requests(): Generator<Seed> {
  const renewing: Fields = { ciaddr: sampleAddresses("10.0.0.5") };
  yield { name: "request-selecting", bytes: request(REQUEST, [SERVER, requested("10.0.0.5")]) };
  yield { name: "request-selecting-moves", bytes: request(REQUEST, [SERVER, requested("10.0.0.50"), client(2, 2)]) };
  yield { name: "request-selecting-static", bytes: request(REQUEST, [SERVER, requested("10.0.0.4"), client(2, 4)]) };
  yield {
    name: "request-selecting-other-server",
    bytes: request(REQUEST, [sampleOption(SERVER_IDENTIFIER, sampleAddresses("10.0.0.9")), requested("10.0.0.5")]),
  };
  yield { name: "request-selecting-without-address", bytes: request(REQUEST, [SERVER]) };
  yield {
    name: "request-selecting-with-client-address",
    bytes: request(REQUEST, [SERVER, requested("10.0.0.5")], renewing),
  };
  yield { name: "request-selecting-taken", bytes: request(REQUEST, [SERVER, requested("10.0.0.2")]) };
  yield {
    name: "request-selecting-hostname",
    bytes: request(REQUEST, [SERVER, requested("10.0.0.5"), sampleOption(HOST_NAME, "client1")]),
  };
  yield {
    name: "request-selecting-bad-hostname",
    bytes: request(REQUEST, [SERVER, requested("10.0.0.5"), sampleOption(HOST_NAME, "a_b")]),
  };
  yield {
    name: "request-selecting-hostname-nul",
    bytes: request(REQUEST, [SERVER, requested("10.0.0.5"), sampleOption(HOST_NAME, "client1\0")]),
  };
  yield {
    name: "request-selecting-hostname-quote",
    bytes: request(REQUEST, [SERVER, requested("10.0.0.5"), sampleOption(HOST_NAME, "client'1")]),
  };
  yield {
    name: "request-selecting-no-hostname",
    bytes: request(REQUEST, [SERVER, requested("10.0.0.5"), sampleOption(HOST_NAME, "")]),
  };
  yield { name: "request-rebooting", bytes: request(REQUEST, [requested("10.0.0.2"), client(2, 2)]) };
  yield { name: "request-rebooting-elsewhere", bytes: request(REQUEST, [requested("192.168.1.1")]) };
  yield {
    name: "request-rebooting-elsewhere-relayed",
    bytes: request(REQUEST, [requested("192.168.1.1"), AGENT], RELAYED),
  };
  yield { name: "request-rebooting-with-client-address", bytes: request(REQUEST, [requested("10.0.0.5")], renewing) };
  yield { name: "request-renewing", bytes: request(REQUEST, [], renewing) };
  yield {
    name: "request-renewing-server-address",
    bytes: request(REQUEST, [], { ciaddr: sampleAddresses("10.0.0.1") }),
  };
  yield { name: "request-nothing", bytes: request(REQUEST, []) };
  yield {
    name: "request-malformed-options",
    bytes: request(REQUEST, [
      sampleOption(REQUESTED_IP_ADDRESS, [10, 0]),
      sampleOption(SERVER_IDENTIFIER, [10]),
      sampleOption(IP_ADDRESS_LEASE_TIME, [1]),
      sampleOption(MAXIMUM_MESSAGE_SIZE, [1]),
    ]),
  };
}

function* others(): Generator<Seed> {
  yield { name: "decline", bytes: request(DECLINE, [requested("10.0.0.2"), sampleOption(ERROR_MESSAGE, "in use")]) };
  yield { name: "release", bytes: request(RELEASE, [client(2, 2)], { ciaddr: sampleAddresses("10.0.0.2") }) };
  yield {
    name: "release-other-address",
    bytes: request(RELEASE, [client(2, 2)], { ciaddr: sampleAddresses("10.0.0.3") }),
  };
  yield { name: "release-unknown-client", bytes: request(RELEASE, [], { ciaddr: sampleAddresses("10.0.0.2") }) };
  yield { name: "inform", bytes: request(INFORM, [], { ciaddr: sampleAddresses("10.0.0.5") }) };
  yield { name: "reply", bytes: request(OFFER, [], { op: BootpOp.REPLY }) };
  yield { name: "no-message-type", bytes: sampleMessage({ fields: { op: BootpOp.REQUEST }, options: [] }) };
}

/** Every kind of request in every state of the client, and damaged ones. */
export function* seeds(): Generator<Seed> {
  yield* discovers();
  yield* requests();
  yield* others();
  yield* messageSeeds((options, fields) => request(DECLINE, options, fields));
}

import { describe, expect, it } from "vitest";
import { concatBytes } from "../../../src/core/bytes.js";
import { type BootpFields, DhcpField } from "../../../src/dhcp/message.js";
import {
  SAMPLE_HARDWARE_ADDRESS,
  sampleAddresses,
  sampleMessage,
  sampleOption,
  sampleType,
} from "../../../src/dhcp/samples.js";
import { isUdpFrameIntact, UDP_FRAME_HEADER_LENGTH } from "../../../src/dhcp/udp-frame.js";
import {
  BootpOp,
  DhcpMessageType,
  type DhcpOption,
  DhcpOptionCode,
  type DhcpRelayConfig,
  findOption,
  RELAY_HOPS_MAX,
  relayMessage,
} from "../../../src/formats/dhcp-server-relay/index.js";

type Fields = Partial<BootpFields>;

const config: DhcpRelayConfig = {
  address: sampleAddresses("10.0.0.1"),
  target: sampleAddresses("192.168.5.1"),
  circuitId: Uint8Array.of(0x61, 0x62),
  remoteId: Uint8Array.of(0x63),
  bindToInterface: false,
};

/** What the relay says of itself in option 82. */
const INFORMATION = Uint8Array.of(82, 7, 1, 2, 0x61, 0x62, 2, 1, 0x63);
const AGENT = sampleOption(DhcpOptionCode.RELAY_AGENT_INFORMATION, INFORMATION.subarray(2));
const SERVER = sampleOption(DhcpOptionCode.SERVER_IDENTIFIER, config.target);

const request = (options: readonly DhcpOption[] = [], fields: Fields = {}): Uint8Array =>
  sampleMessage({
    fields: { op: BootpOp.REQUEST, ...fields },
    options: [sampleType(DhcpMessageType.DISCOVER), ...options],
  });

const reply = (
  options: readonly DhcpOption[] = [],
  fields: Fields = {},
  type: number = DhcpMessageType.OFFER,
): Uint8Array =>
  sampleMessage({
    fields: { op: BootpOp.REPLY, giaddr: config.address, yiaddr: sampleAddresses("10.0.0.50"), ...fields },
    options: [sampleType(type), ...options],
  });

/** The message that is sent on, without its frame. */
function relayed(bytes: Uint8Array, changes: Partial<DhcpRelayConfig> = {}): Uint8Array {
  const sent = relayMessage(bytes, { ...config, ...changes });
  if (typeof sent === "string") throw new Error(sent);
  return sent.how === "raw" ? sent.bytes.subarray(UDP_FRAME_HEADER_LENGTH) : sent.bytes;
}

describe("a request", () => {
  it("goes to the server, with one hop more, the relay's address and its information", () => {
    const bytes = request([SERVER]);
    const expected = concatBytes(bytes.subarray(0, -1), INFORMATION, Uint8Array.of(255));
    expected[DhcpField.HOPS] = 1;
    expected.set(config.address, DhcpField.GIADDR);
    expect(relayMessage(bytes, config)).toEqual({
      how: "udp",
      destination: config.target,
      port: 67,
      withPacketInfo: false,
      bytes: expected,
    });
    expect(relayMessage(bytes, { ...config, bindToInterface: true })).toMatchObject({ withPacketInfo: true });
  });

  it("keeps the address of the relay before", () => {
    const giaddr = sampleAddresses("192.0.2.1");
    const bytes = relayed(request([], { giaddr, hops: 3 }));
    expect(bytes.subarray(DhcpField.GIADDR, DhcpField.CHADDR)).toEqual(giaddr);
    expect(bytes[DhcpField.HOPS]).toBe(4);
  });

  it("ends after so many relays", () => {
    expect(relayed(request([], { hops: RELAY_HOPS_MAX - 1 }))[DhcpField.HOPS]).toBe(16);
    expect(relayMessage(request([], { hops: RELAY_HOPS_MAX }), config)).toBe("ETIME");
  });

  it("loses what is behind its end", () => {
    expect(relayed(concatBytes(request(), Uint8Array.of(1, 2, 3)))).toEqual(relayed(request()));
  });

  it("keeps information that it has already", () => {
    const bytes = relayed(request([AGENT]));
    expect(bytes.subarray(-1 - 2 * INFORMATION.length, -1)).toEqual(concatBytes(INFORMATION, INFORMATION));
  });

  it("is not looked into", () => {
    expect(typeof relayMessage(request([sampleType(0)]), config)).toBe("object");
  });

  it.each<[string, Uint8Array, string]>([
    ["that is too short", request().subarray(0, DhcpField.OPTIONS - 1), "EBADMSG"],
    ["without options", request().subarray(0, DhcpField.OPTIONS), "ENOENT"],
    ["without end", request([SERVER]).subarray(0, -1), "ENOENT"],
    ["with an option without length", request([SERVER]).subarray(0, -6), "ENOBUFS"],
    ["with an option cut short", request([SERVER]).subarray(0, -3), "ENOBUFS"],
    ["without hardware address", request([], { hlen: 0 }), "EBADMSG"],
    ["with a hardware address of zeros", request([], { chaddr: new Uint8Array(16) }), "EBADMSG"],
    ["with a hardware address above 16 bytes", request([], { hlen: 17 }), "EBADMSG"],
    ["that is neither request nor reply", request([], { op: 0 }), "EBADMSG"],
  ])("%s is refused", (_what, bytes, errno) => {
    expect(relayMessage(bytes, config)).toBe(errno);
  });

  it("gets the sub-options that are set up", () => {
    const last = (changes: Partial<DhcpRelayConfig>, count: number) => relayed(request(), changes).subarray(-count);
    expect(last({ remoteId: null }, 7)).toEqual(Uint8Array.of(82, 4, 1, 2, 0x61, 0x62, 255));
    expect(last({ circuitId: null }, 6)).toEqual(Uint8Array.of(82, 3, 2, 1, 0x63, 255));
    expect(last({ circuitId: new Uint8Array(0), remoteId: null }, 5)).toEqual(Uint8Array.of(82, 2, 1, 0, 255));
  });

  it("is otherwise unchanged without sub-options, whatever its end", () => {
    const plain = { circuitId: null, remoteId: null };
    const bytes = concatBytes(request().subarray(0, -1), Uint8Array.of(7, 9));
    expect(relayed(bytes, plain).subarray(DhcpField.CHADDR)).toEqual(bytes.subarray(DhcpField.CHADDR));
  });

  it("has room for 255 bytes of sub-options", () => {
    const circuitId = new Uint8Array(253);
    expect(relayed(request(), { circuitId, remoteId: null })).toHaveLength(request().length + 257);
    expect(relayMessage(request(), { ...config, circuitId: new Uint8Array(254), remoteId: null })).toBe("ENOBUFS");
    expect(relayMessage(request(), { ...config, circuitId })).toBe("ENOBUFS");
  });
});

describe("a reply", () => {
  it("goes to the client in a frame", () => {
    const sent = relayMessage(reply([SERVER]), config);
    expect(sent).toMatchObject({ how: "raw", hardwareAddress: SAMPLE_HARDWARE_ADDRESS });
    expect(isUdpFrameIntact((sent as { bytes: Uint8Array }).bytes)).toBe(true);
    expect(relayed(reply([SERVER]))).toEqual(reply([SERVER]));
  });

  it("goes to the client's address when it has one, and by broadcast when the client wants that", () => {
    const ciaddr = sampleAddresses("10.0.0.50");
    expect(relayMessage(reply([], { ciaddr }), config)).toMatchObject({ how: "udp", destination: ciaddr, port: 68 });
    const broadcast = { how: "udp", destination: sampleAddresses("255.255.255.255"), port: 68 };
    expect(relayMessage(reply([], { flags: 0x8000 }), config)).toMatchObject(broadcast);
    expect(relayMessage(reply([], { ciaddr }, DhcpMessageType.NAK), config)).toMatchObject(broadcast);
  });

  it("loses the first relay agent information", () => {
    expect(relayed(reply([SERVER, AGENT]))).toEqual(reply([SERVER]));
    expect(relayed(reply([AGENT, SERVER]))).toEqual(reply([SERVER]));
    expect(relayed(reply([AGENT, AGENT]))).toEqual(reply([AGENT]));
  });

  it("loses it behind the end, too", () => {
    const behind = (bytes: readonly number[]) => relayed(concatBytes(reply(), Uint8Array.from(bytes)));
    expect(behind([82, 1, 9, 0])).toEqual(concatBytes(reply(), Uint8Array.of(0)));
    expect(behind([82, 9, 0])).toEqual(concatBytes(reply(), Uint8Array.of(82, 9, 0)));
    expect(behind([82])).toEqual(concatBytes(reply(), Uint8Array.of(82)));
    expect(behind([7])).toEqual(concatBytes(reply(), Uint8Array.of(7)));
  });

  it.each<[string, Uint8Array, string]>([
    ["for another relay", reply([], { giaddr: sampleAddresses("10.0.0.2") }), "EBADMSG"],
    ["for no relay", reply([], { giaddr: new Uint8Array(4) }), "EBADMSG"],
    [
      "without message type",
      sampleMessage({ fields: { op: BootpOp.REPLY, giaddr: config.address }, options: [] }),
      "ENOMSG",
    ],
    ["with an option cut short", reply([SERVER]).subarray(0, -3), "EINVAL"],
  ])("%s is refused", (_what, bytes, errno) => {
    expect(relayMessage(bytes, config)).toBe(errno);
  });

  it("is no longer than a frame can be", () => {
    const padded = (length: number): Uint8Array => concatBytes(reply(), new Uint8Array(length - reply().length));
    expect(relayed(padded(65507))).toHaveLength(65507);
    expect(relayMessage(padded(65508), config)).toBe("EOVERFLOW");
  });
});

describe("findOption", () => {
  const message = request([SERVER]);

  it("finds the first of a code, the end too, and nothing inside of data", () => {
    expect(findOption(message, DhcpOptionCode.MESSAGE_TYPE)).toBe(DhcpField.OPTIONS);
    expect(findOption(message, DhcpOptionCode.SERVER_IDENTIFIER)).toBe(DhcpField.OPTIONS + 3);
    expect(findOption(message, DhcpOptionCode.END)).toBe(message.length - 1);
    expect(findOption(message, 168)).toBe("ENOENT");
  });
});

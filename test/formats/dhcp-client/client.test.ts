import { describe, expect, it } from "vitest";
import { ParseFailure } from "../../../src/core/errno.js";
import {
  SAMPLE_HARDWARE_ADDRESS,
  sampleAddresses,
  sampleMessage,
  sampleNumber,
  sampleOption,
  sampleType,
} from "../../../src/dhcp/samples.js";
import { isUdpFrameIntact, UDP_FRAME_HEADER_LENGTH } from "../../../src/dhcp/udp-frame.js";
import {
  type BootpFields,
  BootpOp,
  type ClientStep,
  type DhcpClient,
  type DhcpClientConfig,
  type DhcpMessage,
  DhcpMessageType,
  type DhcpOption,
  DhcpOptionCode,
  elapseDhcpClient,
  type Moment,
  newDhcpClient,
  parse,
  receiveDhcpMessage,
  startDhcpClient,
} from "../../../src/formats/dhcp-client/index.js";
import { REQUIRED } from "./offers.js";

const { DISCOVER, OFFER, REQUEST, ACK, NAK } = DhcpMessageType;
const {
  CLIENT_IDENTIFIER,
  HOST_NAME,
  MAXIMUM_MESSAGE_SIZE,
  PARAMETER_REQUEST_LIST,
  RAPID_COMMIT,
  RENEWAL_TIME,
  REBINDING_TIME,
  REQUESTED_IP_ADDRESS,
  SERVER_IDENTIFIER,
  IP_ADDRESS_LEASE_TIME,
} = DhcpOptionCode;

const config: DhcpClientConfig = {
  clientId: Uint8Array.of(255, 1, 2, 3),
  rapidCommit: false,
  ipv6OnlyPreferred: false,
  hardwareType: 1,
  hardwareAddress: SAMPLE_HARDWARE_ADDRESS,
  requestedOptions: [1, 3, 6],
  hostname: "host",
  maximumMessageSize: 1472,
  broadcast: false,
};

const SEC = 1_000_000n;

/** A moment so many seconds after the start, in the middle of all random ranges. */
const at = (seconds: number): Moment => ({ nowUsec: BigInt(seconds) * SEC, random: () => 0.5 });

const start = (changes: Partial<DhcpClientConfig> = {}): ClientStep =>
  startDhcpClient(newDhcpClient({ ...config, ...changes }), at(0));

/** A server's message for a client. */
const reply = (
  { xid }: DhcpClient,
  type: number,
  options: readonly DhcpOption[] = REQUIRED,
  fields: Partial<BootpFields> = {},
): Uint8Array =>
  sampleMessage({
    fields: { op: BootpOp.REPLY, xid, yiaddr: sampleAddresses("192.0.2.100"), ...fields },
    options: [sampleType(type), ...options],
  });

/** The only message of a step, without the frame. */
function sentBy(step: ClientStep): DhcpMessage {
  expect(step.sent).toHaveLength(1);
  const [sent] = step.sent;
  const message = parse(sent!.how === "raw" ? sent!.bytes.subarray(UDP_FRAME_HEADER_LENGTH) : sent!.bytes);
  if (message instanceof ParseFailure) throw message;
  return message;
}

const optionOf = (message: DhcpMessage, code: number): Uint8Array | undefined =>
  message.options.find((option) => option.code === code)?.data;

const requesting = (changes: Partial<DhcpClientConfig> = {}): ClientStep => {
  const { client } = start(changes);
  return receiveDhcpMessage(client, reply(client, OFFER), at(1));
};

const bound = (options: readonly DhcpOption[] = REQUIRED): DhcpClient => {
  const { client } = requesting();
  return receiveDhcpMessage(client, reply(client, ACK, options), at(2)).client;
};

describe("a client that looks for a server", () => {
  it("sends a DISCOVER to everyone in an intact frame", () => {
    const step = start();
    expect(step.client).toMatchObject({ state: "SELECTING", xid: 2 ** 31 });
    expect(step.sent[0]).toMatchObject({ how: "raw", hardwareAddress: new Uint8Array(6).fill(0xff) });
    expect(isUdpFrameIntact(step.sent[0]!.bytes)).toBe(true);
    const message = sentBy(step);
    expect(message).toMatchObject({ op: BootpOp.REQUEST, messageType: DISCOVER, xid: 2 ** 31, hlen: 6, flags: 0 });
    expect(message.chaddr.subarray(0, 6)).toEqual(SAMPLE_HARDWARE_ADDRESS);
    expect(optionOf(message, CLIENT_IDENTIFIER)).toEqual(config.clientId);
    expect(optionOf(message, PARAMETER_REQUEST_LIST)).toEqual(Uint8Array.of(1, 3, 6));
    expect(optionOf(message, MAXIMUM_MESSAGE_SIZE)).toEqual(Uint8Array.of(5, 0xc0));
    expect(optionOf(message, HOST_NAME)).toEqual(new TextEncoder().encode("host"));
    expect(optionOf(message, RAPID_COMMIT)).toBeUndefined();
  });

  it("leaves out what it has not, and asks for rapid commit and broadcasts when set up so", () => {
    const message = sentBy(
      start({ clientId: null, requestedOptions: [], hostname: null, rapidCommit: true, broadcast: true }),
    );
    expect(message.flags).toBe(0x8000);
    expect(message.options.map(({ code }) => code)).toEqual([53, MAXIMUM_MESSAGE_SIZE, RAPID_COMMIT, 255]);
  });

  it("repeats it after 4, 8, 16, 32 and then always 64 seconds, a second more or less", () => {
    let step = start();
    const waits: number[] = [];
    let now = 0n;
    for (let i = 0; i < 7; i++) {
      const due = step.client.timerUsec!;
      waits.push(Number(due - now) / 1e6);
      now = due;
      step = elapseDhcpClient(step.client, { nowUsec: now, random: () => [0, 0.5, 1][i % 3]! });
      expect(sentBy(step)).toMatchObject({ messageType: DISCOVER, xid: 2 ** 31 });
    }
    expect(waits).toEqual([4, 7, 16, 33, 63, 64, 65]);
  });

  it("says how long it has been trying", () => {
    const { client } = start();
    expect(sentBy(elapseDhcpClient(client, at(9))).secs).toBe(9);
    expect(sentBy(elapseDhcpClient(client, at(100_000))).secs).toBe(0xffff);
  });

  it("does nothing before the timer is due", () => {
    const { client } = start();
    expect(elapseDhcpClient(client, at(3))).toEqual({ client, sent: [], refused: null });
  });

  it("requests what is offered", () => {
    const step = requesting();
    expect(step.client).toMatchObject({ state: "REQUESTING", lease: { address: sampleAddresses("192.0.2.100") } });
    const message = sentBy(step);
    expect(message).toMatchObject({ messageType: REQUEST, ciaddr: new Uint8Array(4), secs: 1 });
    expect(optionOf(message, SERVER_IDENTIFIER)).toEqual(sampleAddresses("192.0.2.1"));
    expect(optionOf(message, REQUESTED_IP_ADDRESS)).toEqual(sampleAddresses("192.0.2.100"));
  });

  it("binds at once to an ACK with rapid commit", () => {
    const { client } = start({ rapidCommit: true });
    const commit = [...REQUIRED, sampleOption(RAPID_COMMIT, [])];
    const step = receiveDhcpMessage(client, reply(client, ACK, commit), at(1));
    expect(step).toMatchObject({ client: { state: "BOUND" }, sent: [], refused: null });
  });

  it.each<[string, (client: DhcpClient) => Uint8Array, string]>([
    ["for another transaction", (client) => reply({ ...client, xid: 1 }, OFFER), "ENOMSG"],
    ["of a client", (client) => reply(client, OFFER, REQUIRED, { op: BootpOp.REQUEST }), "ENOMSG"],
    ["with another cookie", (client) => reply(client, OFFER, REQUIRED, { cookie: 1 }), "ENOMSG"],
    ["for another kind of hardware", (client) => reply(client, OFFER, REQUIRED, { htype: 32 }), "ENOMSG"],
    ["for another interface", (client) => reply(client, OFFER, REQUIRED, { chaddr: new Uint8Array(16) }), "ENOMSG"],
    ["without lease", (client) => reply(client, OFFER, []), "ENOMSG"],
    ["that is an ACK", (client) => reply(client, ACK), "ENOMSG"],
    ["that is cut short", (client) => reply(client, OFFER).subarray(0, -3), "EINVAL"],
  ])("ignores a message %s", (_what, message, errno) => {
    const { client } = start();
    expect(receiveDhcpMessage(client, message(client), at(1))).toEqual({ client, sent: [], refused: errno });
  });
});

describe("a client that has requested an address", () => {
  it("is bound by an ACK, until half of the lease is over", () => {
    const client = bound();
    expect(client).toMatchObject({ state: "BOUND", leasedUsec: 2n * SEC, timerUsec: 1802n * SEC });
    expect(receiveDhcpMessage(client, reply(client, ACK), at(3))).toMatchObject({ client, refused: "ENOMSG" });
  });

  it("starts anew, with another transaction, after a NAK", () => {
    const { client } = requesting();
    const moment: Moment = { ...at(2), random: () => 0.25 };
    const step = receiveDhcpMessage(client, reply(client, NAK, []), moment);
    expect(step.client).toMatchObject({ state: "SELECTING", xid: 2 ** 30, lease: null, startedUsec: 2n * SEC });
    expect(sentBy(step).messageType).toBe(DISCOVER);
  });

  it("starts anew after five requests without answer", () => {
    let step = requesting();
    const types: number[] = [];
    for (let i = 0; i < 5; i++) {
      step = elapseDhcpClient(step.client, { ...at(0), nowUsec: step.client.timerUsec! });
      types.push(sentBy(step).messageType);
    }
    expect(types).toEqual([REQUEST, REQUEST, REQUEST, REQUEST, DISCOVER]);
  });
});

describe("a bound client", () => {
  const times = [
    ...REQUIRED,
    sampleOption(RENEWAL_TIME, sampleNumber(1000)),
    sampleOption(REBINDING_TIME, sampleNumber(2000)),
  ];

  it("renews with its server, rebinds with any, and starts anew at the end", () => {
    const client = bound(times);
    const renewing = elapseDhcpClient(client, at(1002));
    expect(renewing.client).toMatchObject({ state: "RENEWING", timerUsec: 1502n * SEC });
    expect(renewing.sent[0]).toMatchObject({ how: "udp", destination: sampleAddresses("192.0.2.1"), port: 67 });
    const message = sentBy(renewing);
    expect(message).toMatchObject({ messageType: REQUEST, ciaddr: sampleAddresses("192.0.2.100"), flags: 0 });
    expect(optionOf(message, SERVER_IDENTIFIER)).toBeUndefined();
    expect(optionOf(message, REQUESTED_IP_ADDRESS)).toBeUndefined();

    const again = elapseDhcpClient(renewing.client, at(1502));
    expect(again.client).toMatchObject({ state: "RENEWING", timerUsec: 1752n * SEC });
    expect(elapseDhcpClient(again.client, at(1950)).client.timerUsec).toBe(2002n * SEC);

    const rebinding = elapseDhcpClient(again.client, at(2002));
    expect(rebinding.client).toMatchObject({ state: "REBINDING", timerUsec: 2802n * SEC });
    expect(rebinding.sent[0]).toMatchObject({ how: "udp", destination: sampleAddresses("255.255.255.255") });

    const over = elapseDhcpClient(rebinding.client, at(3602));
    expect(over.client).toMatchObject({ state: "SELECTING", lease: null });
    expect(sentBy(over).messageType).toBe(DISCOVER);
  });

  it("is bound anew by an ACK while renewing", () => {
    const { client } = elapseDhcpClient(bound(times), at(1002));
    const step = receiveDhcpMessage(client, reply(client, ACK, times), at(1003));
    expect(step.client).toMatchObject({ state: "BOUND", leasedUsec: 1003n * SEC, timerUsec: 2003n * SEC });
  });

  it("supplies times that the server left out or set beyond the lease", () => {
    const late = [
      ...REQUIRED,
      sampleOption(RENEWAL_TIME, sampleNumber(5000)),
      sampleOption(REBINDING_TIME, sampleNumber(6000)),
    ];
    const client = bound(late);
    expect(client.timerUsec).toBe(1802n * SEC);
    const { client: renewing } = elapseDhcpClient(client, at(1802));
    expect(elapseDhcpClient(renewing, at(3151)).client.state).toBe("RENEWING");
    expect(elapseDhcpClient(renewing, at(3152)).client.state).toBe("REBINDING");
  });

  it("keeps a lease for ever", () => {
    const client = bound([REQUIRED[0]!, sampleOption(IP_ADDRESS_LEASE_TIME, sampleNumber(0xffffffff))]);
    expect(client).toMatchObject({ state: "BOUND", timerUsec: null });
    expect(elapseDhcpClient(client, at(1e9)).client).toBe(client);
  });
});

describe("a client that had an address", () => {
  const rebooting = (): ClientStep => startDhcpClient(newDhcpClient(config), at(0), sampleAddresses("192.0.2.100"));

  it("asks for it", () => {
    const step = rebooting();
    expect(step.client.state).toBe("REBOOTING");
    const message = sentBy(step);
    expect(message).toMatchObject({ messageType: REQUEST, ciaddr: new Uint8Array(4) });
    expect(optionOf(message, REQUESTED_IP_ADDRESS)).toEqual(sampleAddresses("192.0.2.100"));
    expect(optionOf(message, SERVER_IDENTIFIER)).toBeUndefined();
  });

  it("gets it, or looks for another", () => {
    const { client } = rebooting();
    expect(receiveDhcpMessage(client, reply(client, ACK), at(1)).client.state).toBe("BOUND");
    expect(receiveDhcpMessage(client, reply(client, NAK, []), at(1)).client.state).toBe("SELECTING");
  });
});

describe("a stopped client", () => {
  it("takes no message and has no timer", () => {
    const client = newDhcpClient(config);
    expect(receiveDhcpMessage(client, reply(client, OFFER), at(0))).toEqual({ client, sent: [], refused: "ENOMSG" });
    expect(elapseDhcpClient(client, at(1e9))).toEqual({ client, sent: [], refused: null });
  });
});

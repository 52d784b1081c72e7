import { describe, expect, it } from "vitest";
import { DhcpField } from "../../../src/dhcp/message.js";
import { SAMPLE_HARDWARE_ADDRESS, sampleNumber, sampleOption } from "../../../src/dhcp/samples.js";
import { UDP_FRAME_HEADER_LENGTH } from "../../../src/dhcp/udp-frame.js";
import {
  BootpOp,
  type BoundLease,
  DECLINED,
  DhcpMessageType,
  type DhcpOption,
  DhcpOptionCode,
  type DhcpServerConfig,
  type DhcpServerState,
  handleServerMessage,
  newServerState,
  type ServerStep,
  wholeSubnetPool,
} from "../../../src/formats/dhcp-server/index.js";
import { USEC_INFINITY } from "../../../src/time/usec.js";
import { clientId, clientMessage, config, HOUR, ip, optionOf, readSent, requested, server } from "./clients.js";

const { DISCOVER, OFFER, REQUEST, DECLINE, ACK, NAK, RELEASE, INFORM } = DhcpMessageType;
const {
  IP_ADDRESS_LEASE_TIME,
  MAXIMUM_MESSAGE_SIZE,
  RELAY_AGENT_INFORMATION,
  HOST_NAME,
  RAPID_COMMIT,
  ROUTER,
  SUBNET_MASK,
  SERVER_IDENTIFIER,
} = DhcpOptionCode;

const NOW = 5n * HOUR;

/** What a server with the given setup makes of a message. */
const handle = (message: Uint8Array, setup: Partial<DhcpServerConfig> = {}): ServerStep =>
  handleServerMessage(newServerState({ ...config, ...setup }), message, NOW);

const next = (state: DhcpServerState, message: Uint8Array, nowUsec = NOW): ServerStep =>
  handleServerMessage(state, message, nowUsec);

/** The state in which the sample client, or one with an identifier, holds an address. */
const bound = (address: string, ...options: readonly DhcpOption[]): DhcpServerState =>
  handle(clientMessage(REQUEST, [server("10.0.0.1"), requested(address), ...options])).state;

const leases = ({ state }: ServerStep): readonly BoundLease[] => [...state.boundByClientId.values()];

/** The address that a step offered or acknowledged. */
const given = (step: ServerStep): string => [...readSent(step.sent[0]).yiaddr].join(".");

describe("DISCOVER", () => {
  it("is answered with an offer for the default time", () => {
    const step = handle(clientMessage(DISCOVER));
    expect(step.result).toBe(OFFER);
    expect(leases(step)).toEqual([]);
    const message = readSent(step.sent[0]);
    expect(message).toMatchObject({ op: BootpOp.REPLY, messageType: OFFER, xid: 2, giaddr: ip("0.0.0.0") });
    expect(message.options.map(({ code }) => code)).toEqual([53, 51, 1, 54, 255]);
    expect(optionOf(message, IP_ADDRESS_LEASE_TIME)).toEqual(sampleNumber(3600));
    expect(optionOf(message, SUBNET_MASK)).toEqual(ip("255.255.255.0"));
    expect(optionOf(message, SERVER_IDENTIFIER)).toEqual(ip("10.0.0.1"));
  });

  it("gives the same client the same address, others others", () => {
    const offered = (id: number): string => given(handle(clientMessage(DISCOVER, [clientId(1, id)])));
    expect(offered(1)).toBe(offered(1));
    expect(new Set([1, 2, 3, 4, 5, 6, 7, 8].map(offered)).size).toBeGreaterThan(4);
  });

  it("goes on to the next address when one is taken, round to the start of the pool", () => {
    const small = { poolOffset: 10, poolSize: 3 };
    const first = handle(clientMessage(DISCOVER, [clientId(1, 1)]), small);
    const seen: string[] = [];
    let state = first.state;
    for (let id = 1; id <= 3; id++) {
      const offer = next(state, clientMessage(DISCOVER, [clientId(1, id)]));
      seen.push(given(offer));
      const address = seen.at(-1)!;
      state = next(state, clientMessage(REQUEST, [server("10.0.0.1"), requested(address), clientId(1, id)])).state;
    }
    expect([...seen].sort()).toEqual(["10.0.0.10", "10.0.0.11", "10.0.0.12"]);
    expect(next(state, clientMessage(DISCOVER, [clientId(1, 4)]))).toMatchObject({ result: 0, sent: [] });
    const again = [1, 2, 3].map((id) => given(next(state, clientMessage(DISCOVER, [clientId(1, id)]))));
    expect(again).toEqual(seen);
  });

  it("gives a client the address that it holds", () => {
    expect(given(next(bound("10.0.0.77"), clientMessage(DISCOVER)))).toBe("10.0.0.77");
  });

  it("never gives the server's own address or a static one", () => {
    const all = {
      poolOffset: 1,
      poolSize: 3,
      staticLeases: [{ clientId: Uint8Array.of(9, 9), address: ip("10.0.0.3") }],
    };
    for (let id = 0; id < 20; id++) {
      expect(given(handle(clientMessage(DISCOVER, [clientId(1, id)]), all))).toBe("10.0.0.2");
    }
  });

  it("is not answered without pool", () => {
    expect(handle(clientMessage(DISCOVER), { poolSize: 0 })).toMatchObject({ result: 0, sent: [] });
  });

  it.each<[string, readonly DhcpOption[]]>([
    ["identifier", [clientId(2, 9)]],
    ["hardware address", []],
  ])("gives a static address by %s, inside the pool or not", (_what, options) => {
    const id = options.length > 0 ? Uint8Array.of(2, 9) : Uint8Array.of(1, ...SAMPLE_HARDWARE_ADDRESS);
    const pool = { poolOffset: 20, poolSize: 10 };
    for (const address of ["10.0.0.9", "10.0.0.25"]) {
      const staticLeases = [{ clientId: id, address: ip(address) }];
      expect(given(handle(clientMessage(DISCOVER, options), { ...pool, staticLeases }))).toBe(address);
    }
  });

  it.each(["192.168.7.7", "9.255.255.255", "10.0.1.0", "10.0.0.1"])("gives no static address like %s", (address) => {
    const message = clientMessage(DISCOVER, [clientId(2, 9)]);
    const staticLeases = [{ clientId: Uint8Array.of(2, 9), address: ip(address) }];
    expect(given(handle(message, { staticLeases }))).toBe(given(handle(message)));
  });

  it("gives a client its static address though it holds another one", () => {
    const staticLeases = [{ clientId: Uint8Array.of(2, 9), address: ip("10.0.0.9") }];
    const holding = bound("10.0.0.5", clientId(2, 9));
    const fixed = newServerState({ ...config, staticLeases }, holding.boundByClientId.values());
    expect(given(next(fixed, clientMessage(DISCOVER, [clientId(2, 9)])))).toBe("10.0.0.9");
    const step = next(fixed, clientMessage(REQUEST, [requested("10.0.0.9"), clientId(2, 9)]));
    expect(step.result).toBe(ACK);
    expect(leases(step)).toMatchObject([{ address: ip("10.0.0.9") }]);
  });

  it("is not answered when somebody else holds the static address", () => {
    const state = bound("10.0.0.9", clientId(7, 7));
    const staticLeases = [{ clientId: Uint8Array.of(2, 9), address: ip("10.0.0.9") }];
    const fixed = newServerState({ ...config, staticLeases }, state.boundByClientId.values());
    expect(next(fixed, clientMessage(DISCOVER, [clientId(2, 9)]))).toMatchObject({ result: 0, sent: [] });
  });

  it("is acknowledged at once with rapid commit, when the server does that", () => {
    const rapid = clientMessage(DISCOVER, [sampleOption(RAPID_COMMIT, [])]);
    const step = handle(rapid);
    expect(step.result).toBe(ACK);
    expect(optionOf(readSent(step.sent[0]), RAPID_COMMIT)).toEqual(new Uint8Array(0));
    expect(leases(step)).toHaveLength(1);
    expect(handle(rapid, { rapidCommit: false })).toMatchObject({ result: OFFER });
  });
});

describe("lease times", () => {
  const lifetime = (seconds: number, setup: Partial<DhcpServerConfig> = {}): number => {
    const time = sampleOption(IP_ADDRESS_LEASE_TIME, sampleNumber(seconds));
    const data = optionOf(readSent(handle(clientMessage(DISCOVER, [time]), setup).sent[0]), IP_ADDRESS_LEASE_TIME)!;
    return new DataView(data.buffer, data.byteOffset).getUint32(0);
  };

  it.each<[string, number, Partial<DhcpServerConfig>, number]>([
    ["what the client wants", 60, {}, 60],
    ["at most the limit", 1e6, {}, 43200],
    ["the limit for one for ever", 0xffffffff, {}, 43200],
    ["for ever without limit", 0xffffffff, { maxLeaseTimeUsec: 0n }, 0xffffffff],
    ["the default for 0", 0, {}, 3600],
    ["at least a second as default", 0, { defaultLeaseTimeUsec: 5n }, 1],
    ["rounded up", 0, { defaultLeaseTimeUsec: 1_000_001n }, 2],
    ["for ever when it does not fit", 0, { defaultLeaseTimeUsec: 1n << 62n, maxLeaseTimeUsec: 0n }, 0xffffffff],
  ])("are %s", (_what, wanted, setup, expected) => {
    expect(lifetime(wanted, setup)).toBe(expected);
  });
});

describe("REQUEST", () => {
  it("binds the address that the client selected", () => {
    const host = sampleOption(HOST_NAME, "client1");
    const step = handle(clientMessage(REQUEST, [server("10.0.0.1"), requested("10.0.0.5"), host]));
    expect(step.result).toBe(ACK);
    expect(given(step)).toBe("10.0.0.5");
    expect(leases(step)).toEqual([
      {
        clientId: Uint8Array.of(1, ...SAMPLE_HARDWARE_ADDRESS),
        address: ip("10.0.0.5"),
        hardwareType: 1,
        hardwareAddress: Uint8Array.from([...SAMPLE_HARDWARE_ADDRESS, ...new Array(10).fill(0)]),
        hardwareAddressLength: 6,
        gateway: ip("0.0.0.0"),
        hostname: "client1",
        expirationUsec: NOW + HOUR,
      },
    ]);
  });

  it.each<[string, Uint8Array, number]>([
    ["another server selected", clientMessage(REQUEST, [server("10.0.0.2"), requested("10.0.0.5")]), 0],
    ["selecting without address", clientMessage(REQUEST, [server("10.0.0.1")]), 0],
    [
      "selecting with a client address",
      clientMessage(REQUEST, [server("10.0.0.1"), requested("10.0.0.5")], { ciaddr: ip("10.0.0.5") }),
      0,
    ],
    ["selecting outside the pool", clientMessage(REQUEST, [server("10.0.0.1"), requested("10.0.1.5")]), 0],
    ["selecting the server's address", clientMessage(REQUEST, [server("10.0.0.1"), requested("10.0.0.1")]), 0],
    ["rebooting", clientMessage(REQUEST, [requested("10.0.0.5")]), ACK],
    ["rebooting elsewhere", clientMessage(REQUEST, [requested("192.168.1.1")]), NAK],
    ["rebooting with a client address", clientMessage(REQUEST, [requested("10.0.0.5")], { ciaddr: ip("10.0.0.5") }), 0],
    ["renewing", clientMessage(REQUEST, [], { ciaddr: ip("10.0.0.5") }), ACK],
    ["renewing outside the pool", clientMessage(REQUEST, [], { ciaddr: ip("10.0.1.5") }), 0],
    ["nothing at all", clientMessage(REQUEST), 0],
  ])("%s", (_what, message, result) => {
    const step = handle(message);
    expect(step.result).toBe(result);
    expect(step.sent).toHaveLength(result === 0 ? 0 : 1);
    expect(leases(step)).toHaveLength(result === ACK ? 1 : 0);
  });

  it("for somebody else's address is an error, and changes nothing", () => {
    const state = bound("10.0.0.5", clientId(7, 7));
    expect(next(state, clientMessage(REQUEST, [requested("10.0.0.5")]))).toEqual({
      state,
      result: "EEXIST",
      sent: [],
    });
  });

  it("extends a lease, keeping what is known of the client", () => {
    const state = bound("10.0.0.5", sampleOption(HOST_NAME, "client1"));
    const step = next(state, clientMessage(REQUEST, [], { ciaddr: ip("10.0.0.5") }), NOW + 60n);
    expect(leases(step)).toMatchObject([{ hostname: "client1", expirationUsec: NOW + HOUR + 60n }]);
  });

  it("moves a client to another address", () => {
    const step = next(bound("10.0.0.5"), clientMessage(REQUEST, [server("10.0.0.1"), requested("10.0.0.6")]));
    expect(leases(step)).toMatchObject([{ address: ip("10.0.0.6") }]);
    expect(step.state.boundByAddress.size).toBe(1);
    const other = clientMessage(REQUEST, [requested("10.0.0.5"), clientId(7, 7)]);
    expect(next(step.state, other).result).toBe(ACK);
  });

  it("for a static address must be for that one", () => {
    const setup = { staticLeases: [{ clientId: Uint8Array.of(2, 9), address: ip("10.0.0.9") }] };
    expect(handle(clientMessage(REQUEST, [requested("10.0.0.9"), clientId(2, 9)]), setup).result).toBe(ACK);
    expect(handle(clientMessage(REQUEST, [requested("10.0.0.8"), clientId(2, 9)]), setup).result).toBe(NAK);
    expect(handle(clientMessage(REQUEST, [requested("10.0.0.9"), clientId(2, 8)]), setup).result).toBe(NAK);
  });

  it("for ever has no end", () => {
    const time = sampleOption(IP_ADDRESS_LEASE_TIME, sampleNumber(0xffffffff));
    const step = handle(clientMessage(REQUEST, [requested("10.0.0.5"), time]), { maxLeaseTimeUsec: 0n });
    expect(leases(step)).toMatchObject([{ expirationUsec: USEC_INFINITY }]);
  });

  it("is never answered with rapid commit", () => {
    const step = handle(clientMessage(REQUEST, [requested("10.0.0.5"), sampleOption(RAPID_COMMIT, [])]));
    expect(optionOf(readSent(step.sent[0]), RAPID_COMMIT)).toBeUndefined();
  });
});

describe("other messages", () => {
  it("RELEASE of the client's address ends its lease, silently", () => {
    const state = bound("10.0.0.5");
    const step = next(state, clientMessage(RELEASE, [], { ciaddr: ip("10.0.0.5") }));
    expect(step).toMatchObject({ result: 0, sent: [] });
    expect(leases(step)).toEqual([]);
    expect(step.state.boundByAddress.size).toBe(0);
  });

  it("RELEASE of another address, or by another client, does nothing", () => {
    const state = bound("10.0.0.5");
    expect(next(state, clientMessage(RELEASE, [], { ciaddr: ip("10.0.0.6") })).state).toBe(state);
    const other = clientMessage(RELEASE, [clientId(7, 7)], { ciaddr: ip("10.0.0.5") });
    expect(next(state, other).state).toBe(state);
  });

  it("DECLINE is noted, INFORM and replies are not answered", () => {
    expect(handle(clientMessage(DECLINE, [requested("10.0.0.5")]))).toMatchObject({ result: DECLINED, sent: [] });
    expect(handle(clientMessage(INFORM))).toMatchObject({ result: 0, sent: [] });
    expect(handle(clientMessage(DISCOVER, [], { op: BootpOp.REPLY }))).toMatchObject({ result: 0, sent: [] });
  });

  it("leases that have ended are forgotten", () => {
    const state = bound("10.0.0.5");
    const other = clientMessage(REQUEST, [requested("10.0.0.5"), clientId(7, 7)]);
    expect(next(state, other, NOW + HOUR).result).toBe("EEXIST");
    expect(leases(next(state, other, NOW + HOUR + 1n))).toMatchObject([{ clientId: Uint8Array.of(7, 7) }]);
  });
});

describe("who the client is", () => {
  const nobody = { hlen: 0, chaddr: new Uint8Array(16) };

  it.each<[string, Uint8Array]>([
    ["neither identifier nor hardware address", clientMessage(DISCOVER, [], nobody)],
    ["an identifier of one byte, and no hardware address", clientMessage(DISCOVER, [clientId(1)], nobody)],
    ["an identifier of another type, and no hardware address", clientMessage(DISCOVER, [clientId(2, 3)], nobody)],
    [
      "an identifier too long for a hardware address",
      clientMessage(DISCOVER, [clientId(1, ...new Array(17).fill(3))], nobody),
    ],
    ["a hardware address above 16 bytes", clientMessage(DISCOVER, [], { hlen: 17 })],
  ])("is unknown for %s", (_what, message) => {
    expect(handle(message)).toMatchObject({ result: "EBADMSG", sent: [] });
  });

  it("is told by an identifier of type Ethernet that supplies the hardware address", () => {
    const step = handle(clientMessage(DISCOVER, [clientId(1, 2, 3, 4, 5, 6, 7)], nobody));
    expect(step.sent[0]).toMatchObject({ how: "raw", hardwareAddress: Uint8Array.of(2, 3, 4, 5, 6, 7) });
    expect(readSent(step.sent[0]).chaddr.subarray(0, 6)).toEqual(Uint8Array.of(2, 3, 4, 5, 6, 7));
  });
});

describe("replies", () => {
  it("go in a frame to a client without address", () => {
    const step = handle(clientMessage(DISCOVER));
    expect(step.sent).toMatchObject([{ how: "raw", hardwareAddress: SAMPLE_HARDWARE_ADDRESS }]);
  });

  it("are broadcast when the client wants that", () => {
    const step = handle(clientMessage(DISCOVER, [], { flags: 0x8000 }));
    expect(step.sent).toMatchObject([{ how: "udp", destination: ip("255.255.255.255"), port: 68 }]);
    expect(readSent(step.sent[0]).flags).toBe(0x8000);
  });

  it("go to the client's address when it has one, but not NAKs", () => {
    const renewed = handle(clientMessage(REQUEST, [], { ciaddr: ip("10.0.0.5") }), { bindToInterface: true });
    expect(renewed.sent).toMatchObject([{ how: "udp", destination: ip("10.0.0.5"), port: 68, withPacketInfo: true }]);
    const nak = handle(clientMessage(REQUEST, [requested("192.168.1.1")]));
    expect(nak.sent).toMatchObject([{ how: "udp", destination: ip("255.255.255.255"), port: 68 }]);
    expect(readSent(nak.sent[0]).options.map(({ code }) => code)).toEqual([53, 54, 255]);
  });

  it("go to the relay, with its information, and NAKs have the broadcast flag", () => {
    const agent = sampleOption(RELAY_AGENT_INFORMATION, [1, 1, 0x61]);
    const relayed = { giaddr: ip("10.0.0.77") };
    const offer = handle(clientMessage(DISCOVER, [agent], relayed));
    expect(offer.sent).toMatchObject([{ how: "udp", destination: ip("10.0.0.77"), port: 67 }]);
    expect(readSent(offer.sent[0]).giaddr).toEqual(ip("10.0.0.77"));
    expect(optionOf(readSent(offer.sent[0]), RELAY_AGENT_INFORMATION)).toEqual(agent.data);
    const nak = handle(clientMessage(REQUEST, [agent, requested("192.168.1.1")], relayed));
    expect(readSent(nak.sent[0]).flags).toBe(0x8000);
  });

  it("have no hardware address for InfiniBand", () => {
    const step = handle(clientMessage(DISCOVER, [], { htype: 32 }));
    expect(readSent(step.sent[0])).toMatchObject({ htype: 32, hlen: 0, chaddr: new Uint8Array(16) });
  });

  it("name the router and have the options of the setup, in this order", () => {
    const options = [sampleOption(6, ip("10.0.0.53")), sampleOption(15, "example.com")];
    const step = handle(clientMessage(DISCOVER), { router: ip("10.0.0.1"), options });
    const message = readSent(step.sent[0]);
    expect(message.options.map(({ code }) => code)).toEqual([53, 51, 1, ROUTER, 6, 15, 54, 255]);
  });

  it("must fit what the client takes, 576 bytes if it does not say", () => {
    const options = [sampleOption(250, new Uint8Array(255)), sampleOption(251, new Uint8Array(60))];
    expect(handle(clientMessage(DISCOVER), { options })).toMatchObject({ result: "ENOBUFS", sent: [] });
    const size = sampleOption(MAXIMUM_MESSAGE_SIZE, [5, 0xdc]);
    expect(handle(clientMessage(DISCOVER, [size]), { options })).toMatchObject({ result: OFFER });
    const tooSmall = sampleOption(MAXIMUM_MESSAGE_SIZE, [1, 0x0b]);
    expect(handle(clientMessage(DISCOVER, [size, tooSmall]), { options })).toMatchObject({ result: OFFER });
    const headersOnly = sampleOption(MAXIMUM_MESSAGE_SIZE, [1, 0x0c]);
    expect(handle(clientMessage(DISCOVER, [size, headersOnly]), { options })).toMatchObject({ result: "ENOBUFS" });
  });

  it("leave out the relay's information when it does not fit", () => {
    const filling = (length: number) => ({ options: [sampleOption(250, new Uint8Array(length))] });
    const agent = sampleOption(RELAY_AGENT_INFORMATION, new Uint8Array(100));
    const codes = (length: number) =>
      readSent(handle(clientMessage(DISCOVER, [agent]), filling(length)).sent[0]).options.map(({ code }) => code);
    expect(codes(200)).toContain(RELAY_AGENT_INFORMATION);
    expect(codes(220)).not.toContain(RELAY_AGENT_INFORMATION);
  });

  it("fill a frame at most", () => {
    const size = sampleOption(MAXIMUM_MESSAGE_SIZE, [0xff, 0xff]);
    const whole = 2 + 255;
    const others = 3 + 6 + 6 + 6 + 1;
    const room = 0xffff - UDP_FRAME_HEADER_LENGTH - DhcpField.OPTIONS - others;
    const last = 2 + (room % whole) - 4;
    const filled = (more: number): DhcpOption[] => [
      ...Array.from({ length: Math.floor(room / whole) }, () => sampleOption(250, new Uint8Array(255))),
      sampleOption(251, new Uint8Array(last + more)),
    ];
    const step = handle(clientMessage(DISCOVER, [size]), { options: filled(0) });
    expect(step.sent[0]!.bytes).toHaveLength(0xffff);
    expect(handle(clientMessage(DISCOVER, [size]), { options: filled(1) })).toMatchObject({ result: "ENOBUFS" });
  });
});

describe("the pool", () => {
  it("over a subnet leaves out its own and the broadcast address", () => {
    expect(wholeSubnetPool(24)).toEqual({ poolOffset: 1, poolSize: 254 });
    expect(wholeSubnetPool(31)).toEqual({ poolOffset: 1, poolSize: 0 });
    expect(wholeSubnetPool(32)).toEqual({ poolOffset: 1, poolSize: 0 });
  });

  it("works for every prefix length", () => {
    for (let prefixLength = 1; prefixLength <= 30; prefixLength++) {
      const setup = { address: ip("200.100.50.1"), prefixLength, ...wholeSubnetPool(prefixLength) };
      const offered = readSent(handle(clientMessage(DISCOVER), setup).sent[0]).yiaddr;
      const mask = (2 ** 32 - 2 ** (32 - prefixLength)) >>> 0;
      const key = (address: Uint8Array): number => new DataView(address.slice().buffer).getUint32(0);
      expect((key(offered) & mask) >>> 0).toBe((key(setup.address) & mask) >>> 0);
      expect(key(offered)).not.toBe(key(setup.address));
    }
  });
});

describe("newServerState", () => {
  it("wants leases that do not overlap", () => {
    const [lease] = leases({ state: bound("10.0.0.5"), result: 0, sent: [] });
    expect(() => newServerState(config, [lease!, { ...lease!, address: ip("10.0.0.6") }])).toThrow(TypeError);
    expect(() => newServerState(config, [lease!, { ...lease!, clientId: Uint8Array.of(7, 7) }])).toThrow(TypeError);
  });
});

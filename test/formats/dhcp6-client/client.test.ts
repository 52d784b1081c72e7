import { describe, expect, it } from "vitest";
import {
  type ClientMessageType,
  type ClientStep,
  type Dhcp6Client,
  type Dhcp6ClientConfig,
  type Dhcp6Lease,
  Dhcp6MessageType,
  type Dhcp6Option,
  Dhcp6OptionCode,
  elapseDhcp6Client,
  encodeClientMessage,
  type Moment,
  newDhcp6Client,
  parse,
  readDhcp6Lease,
  receiveDhcp6Message,
  startDhcp6Client,
} from "../../../src/formats/dhcp6-client/index.js";
import { USEC_INFINITY } from "../../../src/time/usec.js";
import {
  address,
  association,
  CLIENT,
  config,
  DUID,
  IA_NA,
  IA_PD,
  IAID,
  ip,
  message,
  names,
  nested,
  option,
  prefix,
  reply,
  SERVER,
  SERVER_DUID,
  status,
  u32,
} from "./messages.js";

const { ADVERTISE, REPLY, RECONFIGURE, SOLICIT, REQUEST, RENEW, REBIND, INFORMATION_REQUEST } = Dhcp6MessageType;
const {
  CLIENTID,
  SERVERID,
  ORO,
  ELAPSED_TIME,
  RAPID_COMMIT,
  CLIENT_FQDN,
  USER_CLASS,
  VENDOR_CLASS,
  VENDOR_OPTS,
  MUD_URL_V6,
  PREFERENCE,
} = Dhcp6OptionCode;

const codes = (options: readonly Dhcp6Option[]): number[] => options.map(({ code }) => code);

const EMPTY_IA = association(0, 0, []);

describe("encodeClientMessage", () => {
  const header = { transactionId: 0x010203, elapsedHundredths: 7 };

  const lease = readDhcp6Lease(parse(reply(IA_PD))!, { duid: DUID, iaid: IAID, managed: true }) as Dhcp6Lease;

  function sent(type: ClientMessageType, changes: Partial<Dhcp6ClientConfig> = {}, held: Dhcp6Lease | null = lease) {
    const bytes = encodeClientMessage(type, { ...config, ...changes }, header, held);
    if (typeof bytes === "string") throw new Error(bytes);
    return parse(bytes)!;
  }

  const dataOf = (options: readonly Dhcp6Option[], code: number): Uint8Array | undefined =>
    options.find((one) => one.code === code)?.data;

  it("asks in a SOLICIT for an address and a prefix", () => {
    const found = sent("SOLICIT", {}, null);
    expect(found).toMatchObject({ type: SOLICIT, transactionId: 0x010203, brokenAt: -1 });
    expect(found.options).toEqual([
      option(Dhcp6OptionCode.IA_NA, EMPTY_IA),
      option(Dhcp6OptionCode.IA_PD, EMPTY_IA),
      option(CLIENTID, DUID),
      option(ELAPSED_TIME, [0, 7]),
    ]);
  });

  it("hints at prefixes, and asks for rapid commit", () => {
    const prefixHints = [{ prefix: ip("2001:db8::"), prefixLength: 48 }];
    const { options } = sent("SOLICIT", { prefixHints, rapidCommit: true, requestAddress: false }, null);
    expect(options.slice(0, 2)).toEqual([
      option(RAPID_COMMIT, []),
      option(Dhcp6OptionCode.IA_PD, association(0, 0, [prefix("2001:db8::", 48, 0, 0)])),
    ]);
  });

  it.each<[ClientMessageType, boolean]>([
    ["REQUEST", true],
    ["RENEW", true],
    ["RELEASE", true],
    ["DECLINE", true],
    ["REBIND", false],
    ["CONFIRM", false],
  ])("names in a %s what is leased, and the server: %s", (type, named) => {
    const { options } = sent(type);
    const bound = [
      option(Dhcp6OptionCode.IA_NA, association(0, 0, [address("2001:db8::1", 0, 0)])),
      option(Dhcp6OptionCode.IA_PD, association(0, 0, [prefix("2001:db8:f::", 56, 0, 0)])),
    ];
    expect(options).toEqual([
      ...(named ? [option(SERVERID, SERVER_DUID)] : []),
      ...bound,
      option(CLIENTID, DUID),
      option(ELAPSED_TIME, [0, 7]),
    ]);
  });

  it("leaves out what is not wanted, or not leased", () => {
    expect(codes(sent("REQUEST", { requestPrefix: false }).options)).toEqual([SERVERID, 3, CLIENTID, ELAPSED_TIME]);
    expect(codes(sent("REQUEST", { requestAddress: false }).options)).toEqual([SERVERID, 25, CLIENTID, ELAPSED_TIME]);
    expect(codes(sent("REQUEST", {}, { ...lease, iaPd: null }).options)).toEqual([SERVERID, 3, CLIENTID, ELAPSED_TIME]);
  });

  it("asks for information without naming anything", () => {
    const described = { fqdn: "a.example", userClasses: [Uint8Array.of(1)] };
    expect(codes(sent("INFORMATION_REQUEST", described, null).options)).toEqual([CLIENTID, ELAPSED_TIME]);
  });

  it("says of the client what is set up, in this order", () => {
    const { options } = sent("REQUEST", {
      fqdn: "h.example",
      userClasses: [Uint8Array.of(0x75), Uint8Array.of(0x76, 0x77)],
      vendorClasses: [Uint8Array.of(0x78)],
      vendorClassEnterprise: 43793,
      vendorOptions: [{ enterprise: 1, code: 2, data: Uint8Array.of(3) }],
      mudUrl: Uint8Array.of(0x6d),
      requestedOptions: [23, 24],
    });
    expect(options.slice(3, -2)).toEqual([
      option(CLIENT_FQDN, [1, ...names("h.example")]),
      option(USER_CLASS, [0, 1, 0x75, 0, 2, 0x76, 0x77]),
      option(VENDOR_CLASS, [...u32(43793), 0, 1, 0x78]),
      option(VENDOR_OPTS, [...u32(1), ...nested(option(2, [3]))]),
      option(MUD_URL_V6, "m"),
      option(ORO, [0, 23, 0, 24]),
    ]);
  });

  it("leaves a name of one label open", () => {
    expect(dataOf(sent("SOLICIT", { fqdn: "host" }, null).options, CLIENT_FQDN)).toEqual(
      Uint8Array.of(1, 4, 0x68, 0x6f, 0x73, 0x74),
    );
  });

  it("counts no more than 65535 hundredths of a second", () => {
    const bytes = encodeClientMessage("SOLICIT", config, { ...header, elapsedHundredths: 1e9 }, null) as Uint8Array;
    expect(dataOf(parse(bytes)!.options, ELAPSED_TIME)).toEqual(Uint8Array.of(0xff, 0xff));
  });

  it("cannot ask for a prefix of length 0", () => {
    const zero = { ...lease, iaPd: { ...lease.iaPd!, bindings: [{ ...lease.iaPd!.bindings[0]!, prefixLength: 0 }] } };
    expect(encodeClientMessage("REQUEST", config, header, zero)).toBe("EINVAL");
    expect(sent("REQUEST", { requestPrefix: false }, zero).type).toBe(REQUEST);
  });

  it("wants a lease, and a name that is one", () => {
    expect(() => encodeClientMessage("RENEW", config, header, null)).toThrow(TypeError);
    expect(() => encodeClientMessage("SOLICIT", { ...config, fqdn: "a..b" }, header, null)).toThrow(TypeError);
  });
});

const SEC = 1_000_000n;

/** A moment so many seconds after the start, in the middle of all random ranges. */
const at = (seconds: number): Moment => ({ nowUsec: BigInt(Math.round(seconds * 1e6)), random: () => 0.5 });

const start = (managed = true, changes: Partial<Dhcp6ClientConfig> = {}): ClientStep =>
  startDhcp6Client(newDhcp6Client({ ...config, ...changes }), managed, at(0));

/** A server's message in the client's transaction. */
const answer = (
  { transactionId }: Dhcp6Client,
  type: number,
  options: readonly Dhcp6Option[] = [CLIENT, SERVER, IA_NA],
): Uint8Array => message(type, options, transactionId);

/** The type of the only message of a step. */
function typeSent(step: ClientStep): number {
  expect(step.sent).toHaveLength(1);
  return parse(step.sent[0]!)!.type;
}

/** The message of a step's timer. */
const due = ({ client }: ClientStep): Moment => ({ ...at(0), nowUsec: client.timerUsec! });

const requesting = (): ClientStep => {
  const { client } = start();
  return receiveDhcp6Message(
    client,
    answer(client, ADVERTISE, [CLIENT, SERVER, IA_NA, option(PREFERENCE, [255])]),
    at(1),
  );
};

const bound = (...options: readonly Dhcp6Option[]): Dhcp6Client => {
  const { client } = requesting();
  const given = options.length > 0 ? options : [IA_NA];
  return receiveDhcp6Message(client, answer(client, REPLY, [CLIENT, SERVER, ...given]), at(2)).client;
};

describe("a client that looks for servers", () => {
  it("sends a SOLICIT and waits, a little longer than a second at first", () => {
    const step = start();
    expect(step.client).toMatchObject({ state: "SOLICITATION", transactionId: 2 ** 23, timerUsec: 1_050_000n });
    expect(typeSent(step)).toBe(SOLICIT);
  });

  it("repeats it at growing intervals, up to an hour", () => {
    let step = start();
    const waits: number[] = [];
    let now = 0n;
    for (let i = 0; i < 15; i++) {
      waits.push(Number(step.client.timerUsec! - now) / 1e6);
      now = step.client.timerUsec!;
      step = elapseDhcp6Client(step.client, due(step));
      expect(typeSent(step)).toBe(SOLICIT);
      expect(step.client.transactionId).toBe(2 ** 23);
    }
    expect(waits.slice(0, 4)).toEqual([1.05, 2.1, 4.2, 8.4]);
    expect(waits.slice(-3)).toEqual([3600, 3600, 3600]);
  });

  it("does nothing before the timer is due", () => {
    const { client } = start();
    expect(elapseDhcp6Client(client, at(1))).toEqual({ client, sent: [] });
  });

  it("requests at once what comes with the best preference", () => {
    const step = requesting();
    expect(step.client).toMatchObject({ state: "REQUEST", startedUsec: SEC });
    expect(typeSent(step)).toBe(REQUEST);
  });

  it("waits for other servers first, and takes the best", () => {
    const other = option(SERVERID, [9, 9, 9]);
    const advertise = (client: Dhcp6Client, server: Dhcp6Option, preference: number) =>
      receiveDhcp6Message(
        client,
        answer(client, ADVERTISE, [CLIENT, server, IA_NA, option(PREFERENCE, [preference])]),
        at(0),
      );
    let step = advertise(start().client, SERVER, 7);
    step = advertise(step.client, other, 9);
    step = advertise(step.client, SERVER, 9);
    expect(step).toMatchObject({ client: { state: "SOLICITATION" }, sent: [] });
    step = elapseDhcp6Client(step.client, at(1.05));
    expect(step.client.state).toBe("REQUEST");
    expect(parse(step.sent[0]!)!.options[0]).toEqual(other);
  });

  it("is bound at once by a reply with rapid commit only", () => {
    const { client } = start();
    const commit = answer(client, REPLY, [CLIENT, SERVER, IA_NA, option(RAPID_COMMIT, [])]);
    expect(receiveDhcp6Message(client, commit, at(1)).client).toMatchObject({ state: "BOUND", leasedUsec: SEC });
    expect(receiveDhcp6Message(client, answer(client, REPLY), at(1))).toEqual({ client, sent: [] });
  });

  it.each<[string, (client: Dhcp6Client) => Uint8Array]>([
    ["of another transaction", (client) => answer({ ...client, transactionId: 1 }, ADVERTISE)],
    ["of another type", (client) => answer(client, RECONFIGURE)],
    ["that is too short", () => Uint8Array.of(ADVERTISE, 0x80, 0)],
    ["for another client", (client) => answer(client, ADVERTISE, [option(CLIENTID, [1]), SERVER, IA_NA])],
    ["with NoBinding", (client) => answer(client, ADVERTISE, [CLIENT, SERVER, IA_NA, status(3)])],
  ])("ignores a message %s", (_what, bytes) => {
    const { client } = start();
    expect(receiveDhcp6Message(client, bytes(client), at(1))).toEqual({ client, sent: [] });
  });
});

describe("a client that requests", () => {
  it("is bound by a reply, not by an advertisement", () => {
    const { client } = requesting();
    expect(receiveDhcp6Message(client, answer(client, ADVERTISE), at(2)).client).toBe(client);
    const { client: done, sent } = receiveDhcp6Message(client, answer(client, REPLY), at(2));
    expect(done).toMatchObject({ state: "BOUND", timerUsec: 1802n * SEC });
    expect(sent).toEqual([]);
  });

  it("looks for servers again after NoBinding, and after ten requests", () => {
    const { client } = requesting();
    const refused = receiveDhcp6Message(client, answer(client, REPLY, [CLIENT, SERVER, status(3)]), at(2));
    expect(refused.client).toMatchObject({ state: "SOLICITATION", lease: null });
    expect(typeSent(refused)).toBe(SOLICIT);

    let step = requesting();
    const types: number[] = [];
    for (let i = 0; i < 10; i++) {
      step = elapseDhcp6Client(step.client, due(step));
      types.push(typeSent(step));
    }
    expect(types).toEqual([...new Array(9).fill(REQUEST), SOLICIT]);
  });

  it("sends nothing for a prefix of length 0, and gives up", () => {
    const { client } = start();
    const zero = option(Dhcp6OptionCode.IA_PD, association(0, 0, [prefix("::", 0)]));
    const best = option(PREFERENCE, [255]);
    let step = receiveDhcp6Message(client, answer(client, ADVERTISE, [CLIENT, SERVER, zero, best]), at(1));
    for (let i = 0; i < 10; i++) {
      expect(step).toMatchObject({ client: { state: "REQUEST" }, sent: [] });
      step = elapseDhcp6Client(step.client, due(step));
    }
    expect(typeSent(step)).toBe(SOLICIT);
  });
});

describe("a bound client", () => {
  it("renews, rebinds, and looks for servers at the end", () => {
    const renewing = elapseDhcp6Client(bound(), at(1802));
    expect(renewing.client).toMatchObject({ state: "RENEW", timerUsec: 1812n * SEC });
    expect(typeSent(renewing)).toBe(RENEW);
    const again = elapseDhcp6Client(renewing.client, at(1812));
    expect(again.client).toMatchObject({ state: "RENEW", timerUsec: 1832n * SEC });
    const rebinding = elapseDhcp6Client(again.client, at(2882));
    expect(rebinding.client.state).toBe("REBIND");
    expect(typeSent(rebinding)).toBe(REBIND);
    const over = elapseDhcp6Client(rebinding.client, at(7202));
    expect(over.client).toMatchObject({ state: "SOLICITATION", lease: null });
  });

  it("is bound anew while renewing, and loses the lease with NoBinding", () => {
    const { client } = elapseDhcp6Client(bound(), at(1802));
    const renewed = receiveDhcp6Message(client, answer(client, REPLY), at(1803)).client;
    expect(renewed).toMatchObject({ state: "BOUND", leasedUsec: 1803n * SEC, timerUsec: 3603n * SEC });
    const lost = receiveDhcp6Message(client, answer(client, REPLY, [CLIENT, SERVER, status(3)]), at(1803));
    expect(lost.client).toMatchObject({ state: "SOLICITATION", lease: null });
    const failed = receiveDhcp6Message(client, answer(client, REPLY, [CLIENT, SERVER, status(1)]), at(1803));
    expect(failed).toEqual({ client, sent: [] });
  });

  it("never acts with a lease for ever", () => {
    const all = 0xffffffff;
    const forever = option(Dhcp6OptionCode.IA_NA, association(all, all, [address("::1", all, all)]));
    const client = bound(forever);
    expect(client).toMatchObject({ state: "BOUND", timerUsec: null });
    expect(elapseDhcp6Client(client, { ...at(0), nowUsec: USEC_INFINITY - 1n })).toEqual({ client, sent: [] });
  });

  it("goes on renewing when the lease is for ever but its times are not", () => {
    const all = 0xffffffff;
    const endless = option(Dhcp6OptionCode.IA_NA, association(10, 20, [address("::1", all, all)]));
    const rebinding = elapseDhcp6Client(elapseDhcp6Client(bound(endless), at(12)).client, at(22));
    expect(rebinding.client.state).toBe("REBIND");
    expect(elapseDhcp6Client(rebinding.client, at(1e8)).client.state).toBe("REBIND");
  });

  it("takes no message", () => {
    const client = bound(IA_NA, IA_PD);
    expect(receiveDhcp6Message(client, answer(client, REPLY), at(3))).toEqual({ client, sent: [] });
  });
});

describe("a client that asks for information", () => {
  it("is done with the reply, until that is to be refreshed", () => {
    const step = start(false);
    expect(typeSent(step)).toBe(INFORMATION_REQUEST);
    const { client } = step;
    expect(receiveDhcp6Message(client, answer(client, ADVERTISE, [CLIENT]), at(1)).client).toBe(client);
    const done = receiveDhcp6Message(client, answer(client, REPLY, [CLIENT]), at(1)).client;
    expect(done).toMatchObject({ state: "STOPPED", timerUsec: null, informationRefreshUsec: 86401n * SEC });
    expect(elapseDhcp6Client(done, at(1e9))).toEqual({ client: done, sent: [] });
  });

  it("asks again and again", () => {
    let step = start(false);
    for (let i = 0; i < 20; i++) {
      step = elapseDhcp6Client(step.client, due(step));
      expect(typeSent(step)).toBe(INFORMATION_REQUEST);
    }
  });
});

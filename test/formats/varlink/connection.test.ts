import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { decodeUtf8, encodeUtf8 } from "../../../src/core/utf8.js";
import { definition } from "../../../src/formats/varlink/definition.js";
import {
  BUFFER_MAX,
  ProtocolViolation,
  parseCall,
  parseReply,
  VarlinkClientConnection,
  type VarlinkMethodHandler,
  VarlinkServerConnection,
  type VarlinkState,
} from "../../../src/formats/varlink/index.js";
import { BUILT_IN_INTERFACES } from "../../../src/formats/varlink/service-interfaces.js";
import { checkConsistency, format, parse, VarlinkIdlError } from "../../../src/formats/varlink-idl/index.js";
import { JsonError } from "../../../src/json/parse.js";

const serve = (
  handler: VarlinkMethodHandler,
  outputLimit?: number,
): { readonly server: VarlinkServerConnection; readonly states: VarlinkState[] } => {
  const states: VarlinkState[] = [];
  const server = new VarlinkServerConnection(
    { vendor: "", product: "", version: "", url: "", methods: new Map([["a.B", handler]]) },
    { onState: (_from, to) => states.push(to), ...(outputLimit === undefined ? {} : { outputLimit }) },
  );
  return { server, states };
};
const send = (connection: { receive(bytes: Uint8Array): void }, ...messages: string[]): void =>
  connection.receive(encodeUtf8(messages.map((message) => `${message}\0`).join("")));
const taken = (connection: { takeOutput(): Uint8Array }): string => decodeUtf8(connection.takeOutput());

describe("messages", () => {
  it.each([
    ['{"method":"a.B"}', "call"],
    ['{"method":"a.B","more":true,"parameters":null}', "more"],
    ['{"oneway":true,"method":"a.B"}', "oneway"],
    ['{"method":"a.B","more":false,"oneway":false}', "call"],
  ])("%s is a %s", (text, mode) => {
    expect(parseCall(encodeUtf8(text))).toMatchObject({ method: "a.B", mode, parameters: { keys: [] } });
  });

  it.each([
    ["1", "varlink.not-an-object"],
    ["{}", "varlink.no-method"],
    ['{"method":1}', "varlink.bad-member"],
    ['{"method":"a","method":"a"}', "varlink.repeated-member"],
    ['{"method":"a","parameters":[]}', "varlink.bad-member"],
    ['{"method":"a","parameters":{},"parameters":{}}', "varlink.repeated-member"],
    ['{"method":"a","more":1}', "varlink.bad-member"],
    ['{"method":"a","more":true,"oneway":true}', "varlink.more-and-oneway"],
    ['{"method":"a","error":"b"}', "varlink.unknown-member"],
  ])("%s is no call: %s", (text, code) => {
    const violation = parseCall(encodeUtf8(text));
    expect(violation).toBeInstanceOf(ProtocolViolation);
    expect(violation).toMatchObject({ code });
  });

  it.each([
    ["{}", false, { error: null, continues: false }],
    ['{"error":"x"}', false, { error: "x", continues: false }],
    ['{"continues":true}', true, { error: null, continues: true }],
    ['{"continues":true}', false, { code: "varlink.unwanted-continuation" }],
    ['{"continues":true,"error":"x"}', true, { code: "varlink.error-continues" }],
    ['{"continues":true,"continues":true}', true, { code: "varlink.repeated-member" }],
    ['{"continues":1}', true, { code: "varlink.bad-member" }],
    ['{"error":null}', false, { code: "varlink.bad-member" }],
    ['{"error":"x","error":"x"}', false, { code: "varlink.repeated-member" }],
    ['{"parameters":1}', false, { code: "varlink.bad-member" }],
    ['{"method":"x"}', false, { code: "varlink.unknown-member" }],
  ])("reply %s, more wanted: %s", (text, more, expected) => {
    expect(parseReply(encodeUtf8(text), more)).toMatchObject(expected);
  });

  it("that are no JSON are told apart from those that break the protocol", () => {
    expect(parseCall(encodeUtf8("{"))).toBeInstanceOf(JsonError);
    expect(parseReply(encodeUtf8(""))).toBeInstanceOf(JsonError);
  });
});

describe("server", () => {
  it("goes through the states of an ordinary call", () => {
    const { server, states } = serve((connection) => connection.reply());
    send(server, '{"method":"a.B"}');
    expect(taken(server)).toBe('{"parameters":{}}\0');
    expect(states).toEqual(["processing-method", "processed-method", "idle-server"]);
  });

  it("leaves further calls alone while one waits for its reply", () => {
    const { server, states } = serve(() => {});
    send(server, '{"method":"a.B"}', "no JSON");
    expect(server.state).toBe("pending-method");
    expect(server.reply()).toBe(true);
    expect(taken(server)).toBe('{"parameters":{}}\0');
    expect(states.slice(-3)).toEqual(["pending-disconnect", "processing-disconnect", "disconnected"]);
    expect(server.failure).toMatchObject({ code: "json.bad-token", message: 1 });
  });

  it("refuses replies that nobody waits for", () => {
    const answers: boolean[] = [];
    const { server } = serve((connection) => answers.push(connection.reply(), connection.notify()));
    expect(server.reply()).toBe(false);
    send(server, '{"method":"a.B","oneway":true}');
    send(server, '{"method":"a.B"}');
    expect(answers).toEqual([false, false, true, false]);
    server.close();
    expect(server.error("x.Y")).toBe(false);
  });

  it("loses what was not written when it hangs up", () => {
    const { server } = serve((connection) => connection.reply(), 10);
    send(server, '{"method":"a.B"}', "[]");
    expect(taken(server)).toBe('{"paramete');
    expect(taken(server)).toBe("");
  });

  it("hangs up once the other side sends nothing more and nothing waits", () => {
    const { server } = serve(() => {});
    send(server, '{"method":"a.B"}');
    server.receiveEnd();
    expect(server.state).toBe("pending-method");
    server.reply();
    expect(taken(server)).toBe('{"parameters":{}}\0');
    expect(server.state).toBe("disconnected");
    expect(server.failure).toBeNull();
  });

  it("goes on after a handler has thrown", () => {
    const { server } = serve((connection) => {
      connection.reply();
      throw new RangeError("of the application");
    });
    expect(() => send(server, '{"method":"a.B"}')).toThrow(RangeError);
    expect(taken(server)).toBe('{"parameters":{}}\0');
  });

  it("gives up on a message that is too long", () => {
    const { server } = serve(() => {});
    server.receive(new Uint8Array(BUFFER_MAX).fill(0x20));
    expect(server.state).toBe("idle-server");
    server.receive(new Uint8Array(1).fill(0x20));
    expect(server.state).toBe("disconnected");
    expect(server.failure?.code).toBe("varlink.message-too-long");
  });

  it.each([
    ["{}", "interface"],
    ['{"interface":null}', "interface"],
    ['{"other":1}', "interface"],
    ['{"other":1,"interface":"a"}', "other"],
    ['{"interface":"a","description":1,"":1}', ""],
    ['{"interface":1,"interface":"a"}', "interface"],
  ])("names the bad parameter of GetInterfaceDescription %s", (parameters, name) => {
    const { server } = serve(() => {});
    send(server, `{"method":"org.varlink.service.GetInterfaceDescription","parameters":${parameters}}`);
    expect(JSON.parse(taken(server).slice(0, -1))).toEqual({
      error: "org.varlink.service.InvalidParameter",
      parameters: { parameter: name },
    });
  });

  it.each([
    ['{"interface":"a","interface":"b"}', 76],
    ['{"interface":"a","interface":1}', 22],
    ['{"interface":"a","description":"b"}', 99],
    ['{"description":"b","interface":"a","interface":"b"}', 99],
    ['{"interface":"a","interface":"b","description":"b"}', 76],
  ])("answers GetInterfaceDescription %s, which its description allows, with errno %d", (parameters, errno) => {
    const { server } = serve(() => {});
    send(server, `{"method":"org.varlink.service.GetInterfaceDescription","parameters":${parameters}}`);
    expect(taken(server)).toBe(`{"error":"io.systemd.System","parameters":{"errno":${errno}}}\0`);
  });

  it.each([
    ['{"x":1,"y":2}', "x"],
    ['{"vendor":1,"url":2}', "vendor"],
    ['{"vendor":1,"x":2}', "x"],
  ])("names the parameter of GetInfo %s that its description does not know, else the first", (parameters, name) => {
    const { server } = serve(() => {});
    send(server, `{"method":"org.varlink.service.GetInfo","parameters":${parameters}}`);
    expect(JSON.parse(taken(server).slice(0, -1))).toEqual({
      error: "org.varlink.service.InvalidParameter",
      parameters: { parameter: name },
    });
  });

  it("describes its interfaces in the definition language's own form", () => {
    for (const [name, description] of BUILT_IN_INTERFACES) {
      const parsed = parse(encodeUtf8(description));
      if (parsed instanceof VarlinkIdlError) throw new Error(`${name}: ${parsed.code}`);
      expect(parsed.interface.name).toBe(name);
      expect(checkConsistency(parsed.interface)).toBeNull();
      expect(format(parsed.interface)).toBe(description);
    }
  });
});

describe("client", () => {
  it("takes several calls at once, and their replies in order", () => {
    const errors: (string | null)[] = [];
    const client = new VarlinkClientConnection({ onReply: ({ error }) => errors.push(error) });
    client.call("a.B");
    client.call("a.C");
    client.call("a.D", undefined, "oneway");
    expect(taken(client).split("\0").length).toBe(4);
    send(client, "{}");
    expect(client.state).toBe("awaiting-reply");
    send(client, '{"error":"x"}');
    expect(client.state).toBe("idle-client");
    expect(errors).toEqual([null, "x"]);
  });

  it("refuses calls that the state does not allow", () => {
    const client = new VarlinkClientConnection({ onReply: () => {} });
    client.call("a.B");
    expect(() => client.call("a.C", undefined, "more")).toThrow(TypeError);
    client.close();
    expect(() => client.call("a.B")).toThrow(TypeError);
  });

  it("may be closed by its own callback", () => {
    const client: VarlinkClientConnection = new VarlinkClientConnection({ onReply: () => client.close() });
    client.call("a.B");
    send(client, "{}", "{}");
    expect(client.state).toBe("disconnected");
  });
});

describe("laws", () => {
  const holds = (bytes: Uint8Array): void => checkLaws(definition, bytes, definition.run(bytes));

  it("hold for every seed", () => {
    for (const { bytes } of definition.seeds()) holds(bytes);
  });

  it("hold for messages and pieces of them in any order", () => {
    const pieces = [...definition.dictionary()].filter((piece) => typeof piece === "string");
    const whole = [...definition.seeds()].map(({ bytes }) => decodeUtf8(bytes)).filter((text) => text.length < 300);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces, ...whole), { maxLength: 12 }), (chosen) =>
        holds(encodeUtf8(chosen.join(""))),
      ),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), holds));
  });
});

describe("inspect", () => {
  it("reports why each side gave up", () => {
    const { diagnostics, error } = definition.inspect(encodeUtf8('{"method":"io.test.Other"}\0[]\0'));
    expect(error).toBeNull();
    expect(diagnostics).toMatchObject([
      { code: "varlink.not-an-object", params: { side: "server", message: 2 } },
      { code: "varlink.unknown-member", params: { side: "client", message: 1, member: "method" } },
    ]);
  });
});

// What lay in the buffer from a long message before was looked through again for each piece of the next.
it("regression: short pieces behind a long message cost no more than their own bytes", () => {
  const { server } = serve((connection) => connection.reply());
  const long = `{"method":"a.B","parameters":{"a":"${"x".repeat(1_000_000)}"}}`;
  send(server, long);
  taken(server);
  const typedArray: Uint8Array = Object.getPrototypeOf(Uint8Array.prototype);
  const native = typedArray.indexOf;
  let looked = 0;
  const spy = vi.spyOn(typedArray, "indexOf").mockImplementation(function (this: Uint8Array, byte, from = 0) {
    const at: number = native.call(this, byte, from);
    looked += (at < 0 ? this.length : at) - from;
    return at;
  });
  for (const piece of ["{", '"method"', ":", '"a.B"', "}"]) server.receive(encodeUtf8(piece));
  spy.mockRestore();
  expect(looked).toBeLessThan(1000);
  server.receive(encodeUtf8("\0"));
  expect(taken(server)).toContain("parameters");
});

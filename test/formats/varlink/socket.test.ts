import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  VarlinkClientConnection,
  type VarlinkConnection,
  type VarlinkLocalError,
  type VarlinkMethodHandler,
  type VarlinkReply,
  VarlinkServerConnection,
  type VarlinkService,
} from "../../../src/formats/varlink/index.js";
import { JsonObject, JsonString } from "../../../src/json/variant.js";
import { RawClient } from "./raw-client.js";

const parameters = (name: string, value: string): JsonObject =>
  new JsonObject([new JsonString(name)], [new JsonString(value)], 1, true, true);

const service: VarlinkService = {
  vendor: "Example",
  product: "Echo",
  version: "1",
  url: "https://example.org/",
  methods: new Map<string, VarlinkMethodHandler>([
    ["org.example.Echo", (connection, call) => connection.reply(call.parameters)],
    ["org.example.Later", (connection) => setTimeout(() => connection.reply(parameters("when", "later")), 5)],
    [
      "org.example.Count",
      (connection) => {
        connection.notify(parameters("count", "one"));
        connection.notify(parameters("count", "two"));
        connection.reply(parameters("count", "three"));
      },
    ],
    ["org.example.Fail", (connection) => connection.error("org.example.Failed", parameters("why", "asked"))],
  ]),
};

/** Ties a connection to a socket; replies that a handler gives later leave with the next turn of the event loop. */
function attach(connection: VarlinkConnection, socket: Socket): () => void {
  const flush = (): void => {
    const bytes = connection.takeOutput();
    if (bytes.length > 0) socket.write(bytes);
    if (connection.state === "disconnected") socket.end();
  };
  const timer = setInterval(flush, 1);
  socket.on("data", (bytes) => {
    connection.receive(new Uint8Array(bytes));
    flush();
  });
  socket.on("end", () => {
    connection.receiveEnd();
    flush();
  });
  socket.on("close", () => clearInterval(timer));
  return flush;
}

let folder: string;
let path: string;
let server: Server;
let connections: VarlinkServerConnection[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "sdfuzz-varlink-"));
  path = join(folder, "socket");
  connections = [];
  server = createServer({ allowHalfOpen: true }, (socket) => {
    const connection = new VarlinkServerConnection(service);
    connections.push(connection);
    attach(connection, socket);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
});

afterEach(async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()));
  rmSync(folder, { recursive: true });
});

describe("a server on an AF_UNIX socket", () => {
  it("answers calls at once, later, and with errors", async () => {
    const client = await RawClient.connect(path);
    expect(await client.call({ method: "org.example.Echo", parameters: { text: "hé" } })).toEqual({
      parameters: { text: "hé" },
    });
    expect(await client.call({ method: "org.example.Later" })).toEqual({ parameters: { when: "later" } });
    expect(await client.call({ method: "org.example.Fail" })).toEqual({
      error: "org.example.Failed",
      parameters: { why: "asked" },
    });
    expect(await client.call({ method: "org.example.Missing" })).toEqual({
      error: "org.varlink.service.MethodNotFound",
      parameters: { method: "org.example.Missing" },
    });
    client.end();
    await client.closed;
    expect(connections[0]?.state).toBe("disconnected");
  });

  it("tells what it is", async () => {
    const client = await RawClient.connect(path);
    expect(await client.call({ method: "org.varlink.service.GetInfo" })).toEqual({
      parameters: {
        vendor: "Example",
        product: "Echo",
        version: "1",
        url: "https://example.org/",
        interfaces: ["io.systemd", "org.varlink.service"],
      },
    });
    client.end();
    await client.closed;
  });

  it("sends several replies where they are wanted, and none to a oneway call", async () => {
    const client = await RawClient.connect(path);
    client.write(`${JSON.stringify({ method: "org.example.Echo", oneway: true })}\0`);
    expect(await client.call({ method: "org.example.Count", more: true })).toEqual({
      parameters: { count: "one" },
      continues: true,
    });
    expect(await client.next()).toEqual({ parameters: { count: "two" }, continues: true });
    expect(await client.next()).toEqual({ parameters: { count: "three" } });
    client.end();
    await client.closed;
  });

  it("reads calls that arrive byte by byte, and those that arrive together", async () => {
    const client = await RawClient.connect(path);
    for (const byte of Buffer.from('{"method":"org.example.Echo"}\0')) client.write(new Uint8Array([byte]));
    expect(await client.next()).toEqual({ parameters: {} });
    client.write('{"method":"org.example.Later"}\0{"method":"org.example.Echo","parameters":{"n":2}}\0');
    expect(await client.next()).toEqual({ parameters: { when: "later" } });
    expect(await client.next()).toEqual({ parameters: { n: 2 } });
    client.end();
    await client.closed;
  });

  it.each([
    ["[]\0", "varlink.not-an-object"],
    ['{"method":"a.B","x":1}\0', "varlink.unknown-member"],
    ["{]\0", "json.unexpected-token"],
  ])("hangs up on %j", async (bytes, code) => {
    const client = await RawClient.connect(path);
    client.write(bytes);
    await client.closed;
    expect(connections[0]?.failure?.code).toBe(code);
  });
});

describe("a client on an AF_UNIX socket", () => {
  it("hands over replies, and the end of the connection", async () => {
    const socket = connect(path);
    const seen: (VarlinkReply | VarlinkLocalError)[] = [];
    let told = (): void => {};
    const client = new VarlinkClientConnection({
      onReply: (reply) => {
        seen.push(reply);
        told();
      },
    });
    const flush = attach(client, socket);
    const replies = (count: number): Promise<void> =>
      new Promise((resolve) => {
        told = () => {
          if (seen.length === count) resolve();
        };
      });

    const both = replies(2);
    client.call("org.example.Echo", parameters("a", "b"));
    client.call("org.example.Fail");
    flush();
    await both;
    expect(seen.map((reply) => reply.error)).toEqual([null, "org.example.Failed"]);
    expect(client.state).toBe("idle-client");

    const three = replies(5);
    client.call("org.example.Count", undefined, "more");
    flush();
    await three;
    expect(seen.slice(2).map((reply) => "continues" in reply && reply.continues)).toEqual([true, true, false]);

    const end = replies(6);
    client.call("org.example.Later");
    flush();
    connections[0]?.close();
    await end;
    expect(seen.at(-1)).toEqual({ error: "io.systemd.Disconnected", local: true });
    expect(client.state).toBe("disconnected");
  });
});

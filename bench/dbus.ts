/**
 * D-Bus messages beside npm's codec: nanoseconds per message, and what each does with malformed ones.
 * `tsx bench/dbus.ts` prints both.
 */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { Bench } from "tinybench";
import {
  BusMessageRefusal,
  createMessage,
  encode,
  isBodyFailure,
  type MessageInit,
  parse,
  readBody,
} from "../src/formats/bus-message/index.js";
import { seeds } from "../src/formats/bus-message/seeds.js";

const require = createRequire(import.meta.url);
const DBUS_NATIVE = require.resolve("@homebridge/dbus-native/lib/message.js");

/** What of the codec is used here; it comes without types. */
interface DbusNative {
  unmarshall(bytes: Buffer): unknown;
  marshall(message: Readonly<Record<string, unknown>>): Buffer;
}
const dbusNative = require(DBUS_NATIVE) as DbusNative;

const messages = new Map([...seeds()].map(({ name, bytes }) => [name, Buffer.from(bytes)]));

/** Messages that both codecs decode whole. */
const DECODED = [
  "call-every-field",
  "error-with-text",
  "signal-properties-changed",
  "body-every-type",
  "body-arrays-in-arrays",
  "body-structures",
  "body-dictionary-of-dictionaries",
  "body-variants-in-variants",
] as const;

const message = (name: string): Buffer => {
  const bytes = messages.get(name);
  if (bytes === undefined) throw new TypeError(`no seed is called ${name}`);
  return bytes;
};

/** Header and values, checked whole; `false` when anything is wrong. */
function decode(bytes: Uint8Array): boolean {
  const parsed = parse(bytes);
  return !(parsed instanceof BusMessageRefusal) && !isBodyFailure(readBody(parsed));
}

const call: MessageInit = {
  type: "method_call",
  cookie: 1,
  path: "/org/example/Obj",
  interface: "org.example.Iface",
  member: "Ping",
  destination: "org.example.Svc",
  signature: "sasu",
  values: ["text", ["a", "b"], 5],
};
const theirCall = {
  type: 1,
  serial: 1,
  path: call.path,
  interface: call.interface,
  member: call.member,
  destination: call.destination,
  signature: call.signature,
  body: call.values,
};

/** Suites for the bench runner: each task handles one message. */
export function suites(): Bench[] {
  const all = DECODED.map((name) => {
    const bytes = message(name);
    return new Bench({ name: `decode a D-Bus message: ${name}, ${bytes.length} bytes`, time: 300 })
      .add("sdfuzz", () => void decode(bytes))
      .add("@homebridge/dbus-native", () => void dbusNative.unmarshall(bytes));
  });
  const created = createMessage(call);
  all.push(
    new Bench({ name: "encode a D-Bus message: call with sasu", time: 300 })
      .add("sdfuzz, from values", () => void createMessage(call))
      .add("sdfuzz, from a message", () => void encode(created))
      .add("@homebridge/dbus-native, from values", () => void dbusNative.marshall(theirCall)),
  );
  return all;
}

/** What a codec did with malformed messages. */
export interface MalformedCounts {
  readonly codec: string;
  /** Refused with an error that says so. */
  refused: number;
  /** A RangeError or TypeError from inside: nobody checked. */
  crashed: number;
  /** Decoded as if nothing were wrong. */
  accepted: number;
  /** Neither an answer nor an error within two seconds and 256 MB. */
  hung: number;
}

const HANG_MSEC = 2000;
const MEMORY_MB = 256;

/** Messages that are malformed: the damaged seeds, and the valid ones cut off at every byte. */
function malformedMessages(): Buffer[] {
  const all: Buffer[] = [];
  for (const [name, bytes] of messages) {
    all.push(bytes);
    if (DECODED.includes(name as never))
      for (let length = 1; length < bytes.length; length++) all.push(bytes.subarray(0, length));
  }
  return all.filter((bytes) => !decode(bytes));
}

/** Answers each input with how it went; runs on a thread of its own, because it may not come back. */
const WORKER = `
const { parentPort, workerData } = require("node:worker_threads");
const { unmarshall } = require(workerData);
parentPort.on("message", (bytes) => {
  try {
    unmarshall(Buffer.from(bytes));
    parentPort.postMessage("accepted");
  } catch (error) {
    parentPort.postMessage(error instanceof RangeError || error instanceof TypeError ? "crashed" : "refused");
  }
});
`;

type Answer = "refused" | "crashed" | "accepted" | "hung";

const startWorker = (): Worker =>
  new Worker(WORKER, { eval: true, workerData: DBUS_NATIVE, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });

function ask(worker: Worker, input: Buffer): Promise<Answer> {
  return new Promise((resolve) => {
    const lost = (): void => settle("hung");
    const settle = (answer: Answer): void => {
      clearTimeout(timer);
      worker.off("message", settle).off("error", lost);
      resolve(answer);
    };
    const timer = setTimeout(lost, HANG_MSEC);
    worker.on("message", settle).on("error", lost);
    worker.postMessage(input);
  });
}

/** Counts for each codec over the same malformed messages. */
export async function malformedCounts(): Promise<MalformedCounts[]> {
  const inputs = malformedMessages();
  const ours: MalformedCounts = { codec: "sdfuzz", refused: inputs.length, crashed: 0, accepted: 0, hung: 0 };
  const theirs: MalformedCounts = { codec: "@homebridge/dbus-native", refused: 0, crashed: 0, accepted: 0, hung: 0 };
  let worker = startWorker();
  for (const input of inputs) {
    const answer = await ask(worker, input);
    theirs[answer]++;
    if (answer === "hung") {
      await worker.terminate();
      worker = startWorker();
    }
  }
  await worker.terminate();
  return [ours, theirs];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const bench of suites()) {
    await bench.run();
    console.log(bench.name);
    console.table(bench.table());
  }
  console.table(await malformedCounts());
}

/**
 * DNS messages beside npm's codecs: nanoseconds per message, and what each does with malformed ones.
 * `tsx bench/dns.ts` prints both.
 */
import { pathToFileURL } from "node:url";
import dnsPacket from "dns-packet";
import dns2 from "dns2";
import { Bench } from "tinybench";
import { ParseFailure } from "../src/core/errno.js";
import { encode, parse } from "../src/formats/dns-packet/index.js";
import { seeds } from "../src/formats/dns-packet/seeds.js";

const messages = new Map([...seeds()].map(({ name, bytes }) => [name, Buffer.from(bytes)]));

/** Messages whose records dns-packet takes apart as well; dns2 keeps the data of the later types raw. */
const DECODED = [
  "query",
  "query-edns",
  "reply-a",
  "reply-a-uncompressed",
  "reply-all-sections",
  "record-soa",
  "record-mx",
  "record-txt",
  "record-srv",
  "record-naptr",
  "record-rrsig",
  "record-dnskey-short",
  "record-nsec",
  "record-caa",
] as const;

const message = (name: string): Buffer => {
  const bytes = messages.get(name);
  if (bytes === undefined) throw new TypeError(`no seed is called ${name}`);
  return bytes;
};

interface Codec {
  readonly name: string;
  /** Decodes, or throws. */
  decode(bytes: Buffer): unknown;
}

const codecs: readonly Codec[] = [
  {
    name: "sdfuzz",
    decode(bytes) {
      const packet = parse(bytes);
      if (packet instanceof ParseFailure) throw packet;
      return packet;
    },
  },
  { name: "dns-packet", decode: (bytes) => dnsPacket.decode(bytes) },
  { name: "dns2", decode: (bytes) => dns2.Packet.parse(bytes) },
];

/** Suites for the bench runner: each task handles one message. */
export function suites(): Bench[] {
  const all = DECODED.map((name) => {
    const bytes = message(name);
    const bench = new Bench({ name: `decode a DNS message: ${name}, ${bytes.length} bytes`, time: 300 });
    for (const codec of codecs) bench.add(codec.name, () => void codec.decode(bytes));
    return bench;
  });
  const reply = message("reply-all-sections");
  const ours = parse(reply);
  if (ours instanceof ParseFailure) throw ours;
  const theirs = dnsPacket.decode(reply);
  all.push(
    new Bench({ name: "encode a DNS message: reply-all-sections", time: 300 })
      .add("sdfuzz, compressed", () => void encode(ours))
      .add("sdfuzz, names spelled out", () => void encode(ours, { compress: false }))
      .add("dns-packet, names spelled out", () => void dnsPacket.encode(theirs)),
  );
  return all;
}

/** What one codec did with malformed messages. */
export interface MalformedCounts {
  readonly codec: string;
  /** Refused with an error that says so. */
  refused: number;
  /** A RangeError or TypeError from inside: nobody checked. */
  crashed: number;
  /** Decoded as if nothing were wrong. */
  accepted: number;
  /** Took more than a second. */
  slow: number;
}

const SLOW_MSEC = 1000;

/** Messages that are malformed: the damaged seeds, and every valid one cut off at each byte. */
function malformedMessages(): Buffer[] {
  const all: Buffer[] = [];
  for (const [name, bytes] of messages) {
    if (name.startsWith("bad-")) all.push(bytes);
    else for (let length = 12; length < bytes.length; length++) all.push(bytes.subarray(0, length));
  }
  return all.filter((bytes) => parse(bytes) instanceof ParseFailure);
}

/** Counts for each codec over the same malformed messages. */
export function malformedCounts(): MalformedCounts[] {
  const inputs = malformedMessages();
  return codecs.map(({ name, decode }) => {
    const counts: MalformedCounts = { codec: name, refused: 0, crashed: 0, accepted: 0, slow: 0 };
    for (const input of inputs) {
      const started = performance.now();
      try {
        decode(input);
        counts.accepted++;
      } catch (error) {
        if (error instanceof RangeError || error instanceof TypeError) counts.crashed++;
        else counts.refused++;
      }
      if (performance.now() - started > SLOW_MSEC) counts.slow++;
    }
    return counts;
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const bench of suites()) {
    await bench.run();
    console.log(bench.name);
    console.table(bench.table());
  }
  console.table(malformedCounts());
}

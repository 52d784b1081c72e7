/**
 * JSON beside what people would use instead: reading, reading with the place of each value, writing.
 * `tsx bench/json.ts` prints that, and what each reader makes of texts that systemd has an opinion on.
 */
import { pathToFileURL } from "node:url";
import { type ParseError, parseTree, parse as parseWithComments } from "jsonc-parser";
import { Bench } from "tinybench";
import { encodeUtf8 } from "../src/core/utf8.js";
import { formatJson } from "../src/json/format.js";
import { JsonError, parseJson } from "../src/json/parse.js";
import type { JsonVariant } from "../src/json/variant.js";

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Records as journalctl and busctl print them. */
function records(count: number): unknown[] {
  return Array.from({ length: count }, (_, i) => ({
    __REALTIME_TIMESTAMP: String(1_700_000_000_000_000 + i),
    PRIORITY: i % 8,
    MESSAGE: `Started unit-${i}.service – "quoted" and C:\\escaped.`,
    _PID: 1000 + i,
    fields: [null, true, { unit: `unit-${i}.service`, result: "done", nested: { depth: [1, 2, [3]] } }],
  }));
}

const DOCUMENTS: readonly (readonly [name: string, text: string])[] = [
  ["one varlink call", JSON.stringify({ method: "org.example.Echo", parameters: { text: "hello", count: 7 } })],
  ["records", JSON.stringify(records(300))],
  ["records, indented", JSON.stringify(records(300), null, 2)],
  ["numbers", JSON.stringify(Array.from({ length: 5000 }, (_, i) => (i % 3 === 0 ? i * 1.25 : i * 7919)))],
  ["nested arrays", "[".repeat(500) + "]".repeat(500)],
];

function read(bytes: Uint8Array): JsonVariant {
  const value = parseJson(bytes);
  if (value instanceof JsonError) throw new Error(`${value.code} at ${value.line}:${value.column}`);
  return value;
}

function readWithComments(bytes: Uint8Array): unknown {
  const errors: ParseError[] = [];
  const value: unknown = parseWithComments(decoder.decode(bytes), errors, { disallowComments: true });
  if (errors.length > 0) throw new Error(`jsonc-parser: ${errors.length} errors`);
  return value;
}

/** Texts, what systemd makes of them, and why that matters. */
const OPINIONS: readonly (readonly [text: string, systemd: string])[] = [
  ["[9007199254740993]", "exact"],
  ["[18446744073709551615]", "exact"],
  ['{"a":1,"a":2}', "both members kept"],
  ["[1,/* comment */2]", "refused"],
  ["[1,]", "refused"],
  ['["\\ud800"]', "refused"],
  ['["\\u0000"]', "refused"],
  ["[1e400]", "null"],
];

function made(read: () => unknown): string {
  try {
    return JSON.stringify(read());
  } catch {
    return "refused";
  }
}

/** What each reader makes of the texts above. */
export function opinions(): Readonly<Record<string, string>>[] {
  return OPINIONS.map(([text, systemd]) => {
    const bytes = encodeUtf8(text);
    const ours = parseJson(bytes);
    return {
      text,
      systemd,
      sdfuzz: ours instanceof JsonError ? "refused" : formatJson(ours),
      "JSON.parse": made(() => JSON.parse(text)),
      "jsonc-parser": made(() => readWithComments(bytes)),
    };
  });
}

/** Suites for the bench runner: each task starts from the bytes that a file or socket gives. */
export function suites(): Bench[] {
  const all: Bench[] = [];
  for (const [name, text] of DOCUMENTS) {
    const bytes = encodeUtf8(text);
    const bench = new Bench({ name: `read JSON: ${name}, ${bytes.length} bytes`, time: 300 });
    bench
      .add("sdfuzz parseJson, places kept", () => void read(bytes))
      .add("JSON.parse", () => void JSON.parse(decoder.decode(bytes)))
      .add("jsonc-parser parse", () => void readWithComments(bytes))
      .add("jsonc-parser parseTree, places kept", () => void parseTree(decoder.decode(bytes)));
    all.push(bench);
  }
  const bytes = encodeUtf8(JSON.stringify(records(300)));
  const plain: unknown = JSON.parse(decoder.decode(bytes));
  const value = read(bytes);
  all.push(
    new Bench({ name: "write JSON: records, indented", time: 300 })
      .add("sdfuzz formatJson", () => void formatJson(value, { pretty: true }))
      .add("JSON.stringify", () => void JSON.stringify(plain, null, "\t")),
  );
  return all;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const bench of suites()) {
    await bench.run();
    console.log(bench.name);
    console.table(bench.table());
  }
  console.table(opinions());
}

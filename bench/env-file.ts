/**
 * Environment files beside what people would use instead: reading.
 * `tsx bench/env-file.ts` prints that, and what each reader makes of lines that systemd has an opinion on.
 */
import { pathToFileURL } from "node:url";
import { parse as parseDotenv } from "dotenv";
import { parse as parseIni } from "ini";
import { Bench } from "tinybench";
import { encodeUtf8 } from "../src/core/utf8.js";
import { EnvFileFailure, readEnvFile } from "../src/text/env-file.js";

const decoder = new TextDecoder("utf-8", { fatal: true });

const OS_RELEASE = `NAME="Fedora Linux"
VERSION="42 (Server Edition)"
ID=fedora
VERSION_ID=42
PRETTY_NAME="Fedora Linux 42 (Server Edition)"
ANSI_COLOR="0;38;2;60;110;180"
HOME_URL="https://fedoraproject.org/"
# Where bugs go.
BUG_REPORT_URL='https://bugzilla.redhat.com/'
`;

const DOCUMENTS: readonly (readonly [name: string, text: string])[] = [
  ["os-release", OS_RELEASE],
  ["2000 plain lines", Array.from({ length: 2000 }, (_, i) => `VARIABLE_${i}=value number ${i}\n`).join("")],
  [
    "2000 quoted lines",
    Array.from({ length: 2000 }, (_, i) => `VARIABLE_${i}="value \\"${i}\\" of \\$HOME"\n`).join(""),
  ],
];

/** Lines, what systemd makes of them, and why that matters. */
const OPINIONS: readonly (readonly [text: string, systemd: string])[] = [
  ["A=one # two", "one # two"],
  ['A="one"two', "onetwo"],
  ["A=\"one\"'two'", "onetwo"],
  ['A="\\$HOME \\n"', "$HOME \\n"],
  ["A=one\\\ntwo", "onetwo"],
  ["A=1\nA=2", "2"],
  ["; A=1", "(none)"],
  ["export A=1", "(none)"],
];

function read(bytes: Uint8Array): ReadonlyMap<string, string> {
  const entries = readEnvFile(bytes);
  if (entries instanceof EnvFileFailure) throw new Error(`${entries.errno}: ${entries.message}`);
  return new Map(entries.map(({ key, value }) => [key, value]));
}

const shown = (value: unknown): string => (value === undefined ? "(none)" : String(value));

/** What each reader takes `A` to be. */
export function opinions(): Readonly<Record<string, string>>[] {
  return OPINIONS.map(([text, systemd]) => ({
    text,
    systemd,
    sdfuzz: shown(read(encodeUtf8(text)).get("A")),
    dotenv: shown(parseDotenv(text).A),
    ini: shown(parseIni(text).A),
  }));
}

/** Suites for the bench runner: each task starts from the bytes of the file. */
export function suites(): Bench[] {
  return DOCUMENTS.map(([name, text]) => {
    const bytes = encodeUtf8(text);
    return new Bench({ name: `read environment file: ${name}, ${bytes.length} bytes`, time: 300 })
      .add("sdfuzz readEnvFile", () => void read(bytes))
      .add("dotenv parse", () => void parseDotenv(decoder.decode(bytes)))
      .add("ini parse", () => void parseIni(decoder.decode(bytes)));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const bench of suites()) {
    await bench.run();
    console.log(bench.name);
    console.table(bench.table());
  }
  console.table(opinions());
}

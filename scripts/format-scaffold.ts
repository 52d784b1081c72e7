/** What a new format starts from. */
export interface NewFormat {
  /** systemd's fuzzer name without `fuzz-`. */
  readonly slug: string;
  /** One line for `sdfuzz list`. */
  readonly title: string;
  readonly kind: "text" | "binary";
}

const SLUG = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** `dns-packet` to `DnsPacket`. */
const pascal = (slug: string): string =>
  slug
    .split("-")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");

/** `dns-packet` to `dnsPacket`. */
const camel = (slug: string): string => {
  const name = pascal(slug);
  return name.charAt(0).toLowerCase() + name.slice(1);
};

/** Every file of a new format: path relative to the package root to content. A bad slug is caller misuse (`TypeError`). */
export function scaffold({ slug, title, kind }: NewFormat): ReadonlyMap<string, string> {
  if (!SLUG.test(slug)) throw new TypeError(`${slug} is no slug: lower-case words joined by hyphens`);
  const Type = pascal(slug);
  const name = camel(slug);
  const back = kind === "text" ? "format" : "encode";
  const folder = `src/formats/${slug}`;
  return new Map([
    [
      `${folder}/index.ts`,
      `export { ${back} } from "./${back}.js";
export { type ${Type}, type ${Type}Outcome, parse } from "./parse.js";
`,
    ],
    [
      `${folder}/tables.ts`,
      `/** Longest input that is read. State where the limit comes from. */
export const MAX_LENGTH = 65_536;
`,
    ],
    [
      `${folder}/diagnostics.ts`,
      `import type { DiagnosticTable } from "../../core/diagnostics.js";

export const ${name}Diagnostics = {
  "${slug}.too-long": { message: "{length} bytes are more than are read" },
} as const satisfies DiagnosticTable;
`,
    ],
    [
      `${folder}/parse.ts`,
      `import { attempt, fail, ParseFailure } from "../../core/errno.js";
import { MAX_LENGTH } from "./tables.js";

/** State in one sentence what this is. */
export interface ${Type} {
  readonly bytes: Uint8Array;
}

/** What became of an input: a value, or the reason why there is none. */
export type ${Type}Outcome = { readonly value: ${Type} } | { readonly failure: ParseFailure };

function read(input: Uint8Array): ${Type} {
  if (input.length > MAX_LENGTH) fail("E2BIG", MAX_LENGTH, "the input is too long");
  return { bytes: input };
}

/**
 * State what is accepted and refused, the limits, and the origin (man page, RFC section, systemd function at 257).
 */
export function parse(input: Uint8Array): ${Type}Outcome {
  const result = attempt(() => read(input));
  return result instanceof ParseFailure ? { failure: result } : { value: result };
}
`,
    ],
    [
      `${folder}/${back}.ts`,
      kind === "text"
        ? `import { decodeUtf8 } from "../../core/utf8.js";
import type { ${Type} } from "./parse.js";

/** The text that \`parse\` reads back to the same value. */
export const format = (value: ${Type}): string => decodeUtf8(value.bytes);
`
        : `import type { ${Type} } from "./parse.js";

/** The bytes that \`parse\` reads back to the same value. */
export const encode = (value: ${Type}): Uint8Array => value.bytes.slice();
`,
    ],
    [
      `${folder}/laws.ts`,
      `import { bytesEqual } from "../../core/bytes.js";
import { type Law, LawViolation } from "../../core/format.js";
${kind === "text" ? 'import { encodeUtf8 } from "../../core/utf8.js";\n' : ""}import { ${back} } from "./${back}.js";
import { type ${Type}Outcome, parse } from "./parse.js";

const reparses: Law<${Type}Outcome> = {
  name: "${back === "format" ? "format-reparses" : "encode-reparses"}",
  check(_input, outcome) {
    if (!("value" in outcome)) return;
    const again = parse(${back === "format" ? "encodeUtf8(format(outcome.value))" : "encode(outcome.value)"});
    if (!("value" in again) || !bytesEqual(again.value.bytes, outcome.value.bytes)) {
      throw new LawViolation(this.name, "another value was read back");
    }
  },
};

/** What holds for every input. */
export const laws: readonly Law<${Type}Outcome>[] = [reparses];
`,
    ],
    [
      `${folder}/observe.ts`,
      `import type { Json } from "../../core/json.js";
import { parse } from "./parse.js";

/** Everything that a golden case records, computed. */
export const run = parse;

/** The same in the shape of a golden case's \`expect\`. */
export function observe(input: Uint8Array): Json {
  const outcome = run(input);
  return { parse: "value" in outcome ? "ok" : outcome.failure.errno };
}
`,
    ],
    [
      `${folder}/seeds.ts`,
      `import type { Seed } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";

/** Inputs that show the format's features, one each; the registry test says how many are wanted. */
export function* seeds(): Iterable<Seed> {
  yield { name: "empty", bytes: encodeUtf8("") };
}
`,
    ],
    [
      `${folder}/dictionary.ts`,
      `import type { DictionaryEntry } from "../../core/format.js";

/** Keywords and magic numbers, from the tables. */
export function* dictionary(): Iterable<DictionaryEntry> {}
`,
    ],
    [
      `${folder}/definition.ts`,
      `import { defineFormat } from "../../core/format.js";
import { ${name}Diagnostics } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { observe, run } from "./observe.js";
import type { ${Type}Outcome } from "./parse.js";
import { seeds } from "./seeds.js";
import { MAX_LENGTH } from "./tables.js";

export const definition = defineFormat<${Type}Outcome>({
  slug: "${slug}",
  title: ${JSON.stringify(title)},
  kind: "${kind}",
  maxLen: MAX_LENGTH,
  diagnostics: ${name}Diagnostics,
  laws,
  run,
  observe,
  inspect(input) {
    const outcome = run(input);
    if ("value" in outcome) return { value: outcome.value, diagnostics: [], error: null };
    return { value: null, diagnostics: [], error: outcome.failure.errno };
  },
  dictionary,
  seeds,
});
`,
    ],
    [
      `targets/fuzz-${slug}.ts`,
      `import { definition } from "sdfuzz/${slug}/definition";
import { defineTarget } from "sdfuzz/target";

export const { fuzz } = defineTarget({ name: "fuzz-${slug}", format: definition });
`,
    ],
    [
      `test/formats/${slug}/${slug}.test.ts`,
      `import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLaws } from "../../../src/core/format.js";
import { definition } from "../../../src/formats/${slug}/definition.js";

describe("${slug}", () => {
  it("follows the rules of its man page or RFC", () => {
    expect.fail("write a test for each rule of ${slug}");
  });

  it("keeps its laws", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        checkLaws(definition, bytes, definition.run(bytes));
      }),
    );
    expect.fail("make inputs of ${slug} that reach all of its laws");
  });
});
`,
    ],
  ]);
}

const BEGIN = "  // formats:begin\n";
const END = "  // formats:end\n";

/** registry.ts with a row for the format, rows sorted by slug. A format that is there already is caller misuse (`TypeError`). */
export function addRegistryRow(source: string, slug: string): string {
  const begin = source.indexOf(BEGIN) + BEGIN.length;
  const end = source.indexOf(END);
  if (begin < BEGIN.length || end < begin) throw new TypeError("the registry has no markers");
  const rows = source
    .slice(begin, end)
    .split("\n")
    .filter((row) => row !== "");
  if (rows.some((row) => row.includes(`slug: "${slug}"`))) throw new TypeError(`${slug} is registered already`);
  rows.push(`  { slug: "${slug}", load: async () => (await import("./${slug}/definition.js")).definition },`);
  const slugOf = (row: string): string => /slug: "([^"]*)"/.exec(row)?.[1] ?? "";
  rows.sort((a, b) => (slugOf(a) < slugOf(b) ? -1 : 1));
  return `${source.slice(0, begin)}${rows.join("\n")}\n${source.slice(end)}`;
}

import { encodeUtf8 } from "../src/core/utf8.js";
import type { Directive, DirectiveTable } from "../src/directives/directive-table.js";
import { linkTable } from "../src/directives/tables/link.js";
import { netdevTable } from "../src/directives/tables/netdev.js";
import { networkTable } from "../src/directives/tables/network.js";
import { nspawnTable } from "../src/directives/tables/nspawn.js";
import { unitFileTable } from "../src/directives/tables/unit-file.js";
import { samplesOf } from "../src/directives/value-types.js";

/** Which seeds of a corpus folder scripts/generate-directives.ts makes; the others come from the format itself. */
export const isDirectiveSeed = (name: string): boolean => name.startsWith("directives.") || name.startsWith("value.");

/** Unit types, the sections of each that its seed lists, and nothing else. */
const unitSeeds: readonly (readonly [type: string, sections: RegExp])[] = [
  ["automount", /^Automount/],
  ["mount", /^Mount/],
  ["path", /^Path/],
  ["scope", /^Scope/],
  ["service", /^(Service|Unit|Install)/],
  ["slice", /^Slice/],
  ["socket", /^Socket/],
  ["swap", /^Swap/],
  ["timer", /^Timer/],
];

const networkSeeds: readonly (readonly [name: string, table: DirectiveTable])[] = [
  ["link", linkTable],
  ["netdev", netdevTable],
  ["network", networkTable],
  ["nspawn", nspawnTable],
];

/** `[Section]`, a `Name=` line per directive, and a blank line, for every section. */
export function directiveList(sections: ReadonlyMap<string, readonly string[]>, unitType?: string): string {
  let text = unitType === undefined ? "" : `${unitType}\n`;
  for (const [section, names] of sections) {
    text += `[${section}]\n${names.map((name) => `${name}=\n`).join("")}\n`;
  }
  return text;
}

/** Names by section of the sections that the pattern matches. */
function namesBySection(table: DirectiveTable, pattern: RegExp): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const [section, rows] of table.sections) {
    if (pattern.test(section))
      names.set(
        section,
        rows.map((row) => row.name),
      );
  }
  return names;
}

const GPERF_ROW = /^([a-zA-Z0-9-]+)\.([a-zA-Z0-9-]+),/;

/** Directives of a gperf table by section, in order of first appearance; `sections` must match at a section's start. */
export function readGperf(text: string, sections = "."): ReadonlyMap<string, readonly string[]> {
  const wanted = new RegExp(`^(?:${sections})`);
  const found = new Map<string, string[]>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, section, name] = GPERF_ROW.exec(line) ?? [];
    if (section === undefined || name === undefined || !wanted.test(section)) continue;
    const names = found.get(section);
    if (names === undefined) found.set(section, [name]);
    else names.push(name);
  }
  return found;
}

/** Kinds of network devices whose .netdev files may hold a section; the others are named as the section is. */
const netdevKinds: ReadonlyMap<string, string> = new Map([
  ["Tunnel", "ipip"],
  ["FooOverUDP", "fou"],
  ["L2TPSession", "l2tp"],
  ["Peer", "veth"],
  ["MACsecReceiveChannel", "macsec"],
  ["MACsecTransmitAssociation", "macsec"],
  ["MACsecReceiveAssociation", "macsec"],
  ["WireGuardPeer", "wireguard"],
  ["BatmanAdvanced", "batadv"],
  ["Match", "dummy"],
  ["NetDev", "dummy"],
]);

/** What a file needs before a section, so that systemd reads the section at all. */
export function prelude(table: DirectiveTable, section: string): string {
  switch (table) {
    case unitFileTable:
      return `${section === "Unit" || section === "Install" ? "service" : section.toLowerCase()}\n`;
    case networkTable:
      return "[Match]\nName=eth0\n";
    case linkTable:
      return "[Match]\nOriginalName=eth0\n";
    case netdevTable:
      return `[NetDev]\nName=test0\nKind=${netdevKinds.get(section) ?? section.toLowerCase()}\n`;
    default:
      return "";
  }
}

/**
 * The first directive of each variant, in files of one unit type or device kind where that matters: what stands in front of
 * the first section must do for all.
 */
function representatives(table: DirectiveTable, rows: readonly Directive[]): readonly Directive[] {
  const first = new Map<string | null, Directive>();
  const start = prelude(table, rows[0]!.section);
  for (const row of rows) {
    if (!first.has(row.variant) && prelude(table, row.section) === start) first.set(row.variant, row);
  }
  return [...first.values()];
}

/** One file with an assignment per sample of each row; empty when there is no sample. */
function valueSeed(table: DirectiveTable, rows: readonly Directive[], kind: "valid" | "invalid"): string {
  let text = "";
  let section = "";
  for (const row of representatives(table, rows)) {
    const samples = samplesOf(row.type!, row.variant)[kind];
    if (samples.length === 0) continue;
    if (text === "") text = prelude(table, row.section);
    if (row.section !== section) text += `[${row.section}]\n`;
    section = row.section;
    for (const sample of samples) text += `${row.name}=${sample}\n`;
  }
  return text;
}

/** Seeds with valid and with invalid values for every value type of a table. */
function valueSeeds(table: DirectiveTable): Map<string, string> {
  const byType = new Map<string, Directive[]>();
  for (const row of table.rows) {
    if (row.type === null) continue;
    const rows = byType.get(row.type);
    if (rows === undefined) byType.set(row.type, [row]);
    else rows.push(row);
  }
  const seeds = new Map<string, string>();
  for (const [type, rows] of byType) {
    for (const kind of ["valid", "invalid"] as const) {
      const text = valueSeed(table, rows, kind);
      if (text !== "") seeds.set(`value.${type}.${kind}`, text);
    }
  }
  return seeds;
}

/** Every directive seed: path relative to the package root to content. */
export function directiveSeeds(): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const [type, sections] of unitSeeds) {
    const names = namesBySection(unitFileTable, sections);
    files.set(`corpora/fuzz-unit-file/directives.${type}`, encodeUtf8(directiveList(names, type)));
  }
  for (const [name, table] of networkSeeds) {
    const text = directiveList(namesBySection(table, /^/));
    files.set(`corpora/fuzz-${table.slug}/directives.${name}`, encodeUtf8(text));
  }
  for (const table of [unitFileTable, networkTable, netdevTable, linkTable, nspawnTable]) {
    for (const [name, text] of valueSeeds(table)) files.set(`corpora/fuzz-${table.slug}/${name}`, encodeUtf8(text));
  }
  return files;
}

/** Corpus folders that hold directive seeds. */
export const directiveFolders: readonly string[] = [
  "unit-file",
  "network-parser",
  "netdev-parser",
  "link-parser",
  "nspawn-settings",
].map((slug) => `corpora/fuzz-${slug}`);

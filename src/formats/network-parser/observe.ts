import { type Diagnostic, renderDiagnostic } from "../../core/diagnostics.js";
import type { Json } from "../../core/json.js";
import { encodeUtf8, latin1 } from "../../core/utf8.js";
import { netConditionKinds } from "../../directives/net-match.js";
import { networkDiagnostics } from "./diagnostics.js";
import { type NetworkObjects, readObjects } from "./objects.js";
import { type LoadedNetworkFile, loadNetworkFile } from "./parse.js";
import { type NetworkValues, valuesThatDiffer } from "./values.js";

/** Longest input. Origin: systemd 257's fuzz-network-parser. */
export const NETWORK_INPUT_MAX = 65_536;

/** What the settings of a file have come to. */
export interface NetworkDump {
  /** Values that differ from those of a file that matches one interface and says nothing else. */
  readonly values: NetworkValues;
  readonly objects: NetworkObjects;
}

/** What the fuzz target does with an input: `null` when it is too long. */
export type NetworkOutcome = {
  readonly file: LoadedNetworkFile;
  /** `null` when the file cannot be used. */
  readonly dump: NetworkDump | null;
} | null;

const changedValues = valuesThatDiffer(loadNetworkFile(encodeUtf8("[Match]\nName=eth0\n")).network);

/** The dump of a file that can be used. */
export const dumpNetwork = ({ accepted, masked, network }: LoadedNetworkFile): NetworkDump | null =>
  accepted || masked ? null : { values: changedValues(network), objects: readObjects(network) };

/** Reads a file, checks it, and dumps what it has come to. */
export function runNetworkFile(input: Uint8Array): NetworkOutcome {
  if (input.length > NETWORK_INPUT_MAX) return null;
  const file = loadNetworkFile(input);
  return { file, dump: dumpNetwork(file) };
}

/** An assignment by which [Match] tests the machine, wherever it stands. */
const MACHINE_TEST = new RegExp(`(?:^|[\\n\\r\\0])[ \\t]*(?:${netConditionKinds.join("|")})[ \\t]*=`);

/** Whether what becomes of a file depends on the machine. Golden cases decide that by the text alone. */
const testsMachine = (input: Uint8Array): boolean => MACHINE_TEST.test(latin1(input, 0, input.length));

const reportsOf = (diagnostics: readonly Diagnostic[]): Json[] =>
  diagnostics.map((diagnostic) => ({
    line: diagnostic.line,
    level: diagnostic.level,
    message: renderDiagnostic(diagnostic, networkDiagnostics),
  }));

/** The outcome of {@link runNetworkFile} as a golden case records it. What holds on one machine only is left out. */
export function observeNetworkFile(input: Uint8Array): Json {
  const outcome = runNetworkFile(input);
  if (outcome === null) return { ignored: true };
  const { file, dump } = outcome;
  if (testsMachine(input)) {
    return { host_condition: true, diagnostics: reportsOf(file.diagnostics.filter(({ line }) => line !== null)) };
  }
  const observed: Record<string, Json> = {
    accepted: file.accepted,
    diagnostics: reportsOf(file.diagnostics),
    verify: reportsOf(file.verification),
    stored: dump !== null,
  };
  if (dump === null) return observed;
  const { sections, lists, counts } = dump.objects;
  observed.values = Object.fromEntries(dump.values);
  observed.section_counts = Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
  for (const [name, records] of Object.entries(sections)) {
    if (records.length) observed[name] = records.map(({ line, fields }) => ({ line, ...fields }));
  }
  for (const [name, words] of Object.entries(lists)) if (words.length) observed[name] = words;
  return observed;
}

type Report = { readonly line: number | null; readonly level: number };

const compareReports = (a: Report, b: Report): number => (a.line ?? 0) - (b.line ?? 0) || a.level - b.level;

/** Puts the reports of the check into an order of their own: sections are checked in none. */
export function sortVerification(expect: Json): Json {
  if (typeof expect !== "object" || expect === null || Array.isArray(expect)) return expect;
  const { verify } = expect as { readonly verify?: readonly Report[] };
  if (verify === undefined) return expect;
  return { ...expect, verify: [...verify].sort(compareReports) };
}

import { type Diagnostic, renderDiagnostic } from "../../core/diagnostics.js";
import type { Json } from "../../core/json.js";
import { encodeUtf8, latin1 } from "../../core/utf8.js";
import { loggedMessages } from "../../directives/logged-messages.js";
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

type Report = { readonly line: number | null; readonly level: number; readonly message: string };

/** Reports behind whose value systemd's message goes on. */
const withTail = new Set(["network-parser.bad-class"]);

const reportsOf = (diagnostics: readonly Diagnostic[]): Report[] =>
  diagnostics.map((diagnostic) => ({
    line: diagnostic.line,
    level: diagnostic.level,
    message: renderDiagnostic(diagnostic, networkDiagnostics),
  }));

/** Reports as systemd logs them: what follows a line break is a message of its own, about no line. */
const logOf = (diagnostics: readonly Diagnostic[]): Report[] =>
  diagnostics.flatMap((diagnostic) => {
    const [first] = reportsOf([diagnostic]);
    const rest = loggedMessages(diagnostic, withTail.has(diagnostic.code)) - 1;
    return [first!, ...Array.from({ length: rest }, () => ({ line: null, level: diagnostic.level, message: "" }))];
  });

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
    diagnostics: logOf(file.diagnostics),
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

type Place = { readonly line: number | null; readonly level: number };

const compareReports = (a: Place, b: Place): number => (a.line ?? 0) - (b.line ?? 0) || a.level - b.level;

/** Puts the reports of the check into an order of their own: sections are checked in none. */
export function sortVerification(expect: Json): Json {
  if (typeof expect !== "object" || expect === null || Array.isArray(expect)) return expect;
  const { verify } = expect as { readonly verify?: readonly Place[] };
  if (verify === undefined) return expect;
  return { ...expect, verify: [...verify].sort(compareReports) };
}

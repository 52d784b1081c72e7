import { LF, NUL } from "../../core/ascii.js";
import { indexOfByte } from "../../core/bytes.js";
import { bytesToJson, type Json } from "../../core/json.js";
import { fromLatin1, latin1 } from "../../core/utf8.js";
import { MessageType } from "../../dbus/types.js";
import { formatRawMatch, type MatchScope, matchScope } from "./format.js";
import { MatchKey } from "./keys.js";
import { type MatchComponent, MatchReader, MatchRefusal } from "./parse.js";
import { MatchTree } from "./tree.js";

/** Longer inputs are ignored by systemd's `fuzz-bus-match`. */
export const INPUT_MAX = 65536;

/** What became of one line. */
export interface MatchLine {
  /** The rule up to the first NUL or line feed, one code unit a byte. */
  readonly raw: string;
  readonly components: readonly MatchComponent[] | MatchRefusal;
  /** Normal form of a valid rule, one code unit a byte. */
  readonly string: string;
  readonly scope: MatchScope;
}

export interface Outcome {
  readonly lines: readonly MatchLine[];
  readonly tree: MatchTree;
  readonly dump: string;
}

const NOTHING = "";
const NOT_SOUGHT = -1;

function runRule(components: MatchLine["components"], raw: string, tree: MatchTree): MatchLine {
  if (components instanceof MatchRefusal) return { raw, components, string: NOTHING, scope: "generic" };
  tree.add(components, undefined);
  return { raw, components, string: formatRawMatch(components), scope: matchScope(components) };
}

/** Parses every line of the input as a rule, adds the valid ones to one tree and dumps it, as systemd's `fuzz-bus-match` does. */
export function run(input: Uint8Array): Outcome {
  const tree = new MatchTree();
  const lines: MatchLine[] = [];
  const size = input.length > INPUT_MAX ? 0 : input.length;
  const text = latin1(input, 0, size);
  const reader = new MatchReader(input, text);
  let nul = NOT_SOUGHT;
  for (let start = 0; start < size; ) {
    const feed = indexOfByte(input, LF, start, size);
    if (nul < start) nul = indexOfByte(input, NUL, start, size);
    const end = Math.min(feed, nul);
    lines.push(runRule(reader.rule(start, end), text.slice(start, end), tree));
    start = feed + 1;
  }
  return { lines, tree, dump: tree.dump() };
}

const rawToJson = (raw: string): Json => bytesToJson(fromLatin1(raw));

function lineToJson({ raw, components, string, scope }: MatchLine): Json {
  const line = rawToJson(raw);
  if (components instanceof MatchRefusal) return { line, result: components.errno };
  return {
    line,
    result: "ok",
    components: components.map((component) => ({
      type: component.name,
      value:
        component.key === MatchKey.type
          ? MessageType[component.raw as keyof typeof MessageType]
          : rawToJson(component.raw),
    })),
    string: rawToJson(string),
    scope,
    add: "ok",
  };
}

export function observe(input: Uint8Array): Json {
  const { lines, dump } = run(input);
  return { lines: lines.map(lineToJson), stopped: null, tree: rawToJson(dump) };
}

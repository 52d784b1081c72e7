import type { DictionaryEntry } from "../../core/format.js";
import { partitionDesignator } from "../../directives/enums.js";
import { partitionPolicyWords } from "../../directives/image-policy.js";
import { encodeRaw } from "../../text/raw-bytes.js";
import { haltOptions, runlevelOptions, shutdownOptions, telinitOptions } from "./compat.js";
import type { Option } from "./reading.js";
import { systemctlOptions } from "./systemctl.js";
import {
  loadStates,
  outputModes,
  presetModes,
  programNames,
  telinitActions,
  timestampStyleSpellings,
  timestampStyles,
  unitTypeOrder,
} from "./tables.js";

/** Words that mean something as arguments, whatever the option. */
const ARGUMENTS = [
  "help",
  "list",
  "auto",
  "show",
  "cancel",
  "now",
  "yes",
  "no",
  "infinity",
  "tomorrow",
  "RTMIN+1",
  "SIGKILL",
  "reload-or-restart",
];
const SHAPES = ["\0", "\0--\0", "\0-", "-.", "@1", "+1", "1:2", "12:30", "=", ",", "\\", "*", "~", "//", "/../"];

function* namesOf(options: readonly Option[]): Generator<string> {
  for (const { name, letter, argument } of options) {
    if (letter !== null) yield `-${letter}`;
    if (name === null) continue;
    yield `--${name}`;
    if (argument !== "none") yield `--${name}=`;
  }
}

/** Programs, options in both forms, words of the tables, and what shapes a command line. */
export function* dictionary(): Generator<DictionaryEntry> {
  const words = new Set<string>([
    "systemctl",
    ...programNames.map(([name]) => name),
    ...[systemctlOptions, haltOptions, shutdownOptions, telinitOptions, runlevelOptions].flatMap((options) => [
      ...namesOf(options),
    ]),
    ...ARGUMENTS,
    ...SHAPES,
    ...outputModes,
    ...presetModes,
    ...timestampStyles,
    ...timestampStyleSpellings.keys(),
    ...unitTypeOrder,
    ...loadStates,
    ...telinitActions.keys(),
    ...partitionDesignator.map((name) => `${name}=`),
    ...partitionPolicyWords,
  ]);
  for (const word of words) yield encodeRaw(word);
}

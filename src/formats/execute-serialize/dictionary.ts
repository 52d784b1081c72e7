import type { DictionaryEntry } from "../../core/format.js";
import {
  cgroupIoLimitType,
  execDirectoryType,
  execInput,
  execOutput,
  partitionDesignator,
  protectControlGroups,
  protectHome,
  protectProc,
} from "../../directives/enums.js";
import { rlimitResources } from "../../text/rlimit.js";
import { blocks } from "./blocks.js";

const members: Readonly<Record<string, readonly string[]>> = {
  "directories-": execDirectoryType,
  "prefix-directories-": execDirectoryType,
  "limit-": rlimitResources,
  "io-device-limit-": cgroupIoLimitType,
};

/** Every key, and the words and shapes of values. */
export function* executeSerializeDictionary(): Iterable<DictionaryEntry> {
  for (const { prefix, rows } of blocks) {
    for (const { key } of rows) {
      if (!key.endsWith("-")) yield `\n${prefix}${key}=`;
      else for (const member of members[key] ?? []) yield `\n${prefix}${key}${member}=`;
    }
  }
  const words = new Set<string>(
    [execInput, execOutput, protectControlGroups, protectHome, protectProc].flatMap((table) => [...table]),
  );
  yield* words;
  for (const name of partitionDesignator) yield `${name}:`;
  yield* ["\n\n\n\n\n", "\\x20", "\\", ":rbind", ":norbind", ":no:no", " 1 2", "18446744073709551615", "-1", "0xff"];
  yield* [
    "root=verity+signed",
    "=ignore",
    "ipv4:tcp:",
    "0-3,5",
    " rwm",
    "aGVsbG8= no",
    "0123456789abcdef0123456789abcdef",
  ];
}

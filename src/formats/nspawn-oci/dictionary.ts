import { capabilityNames } from "../../text/capability-names.js";
import { rlimitResources } from "../../text/rlimit.js";
import { hooksFields } from "./hooks.js";
import { linuxFields } from "./linux.js";
import { bundleFields, rootFields } from "./parse.js";
import { processFields } from "./process.js";
import { resourcesFields } from "./resources.js";
import { throttleKinds } from "./settings.js";
import { cloneFlags, seccompActions, seccompArchitectures, seccompOperators } from "./tables.js";

const FIELD_TABLES = [bundleFields, rootFields, processFields, linuxFields, resourcesFields, hooksFields];

/** Fields of the objects inside the larger ones. */
const INNER_FIELDS = [
  ...["height", "width", "uid", "gid", "additionalGids", "type", "soft", "hard", "path", "timeout"],
  ...["effective", "bounding", "inheritable", "permitted", "ambient", "destination", "source", "options"],
  ...["containerID", "hostID", "size", "major", "minor", "fileMode", "allow", "access", "weight", "leafWeight", "rate"],
  ...["limit", "reservation", "swap", "kernel", "kernelTCP", "swapiness", "disableOOMKiller", "weightDevice"],
  ...["shares", "quota", "period", "realtimeRuntime", "realtimePeriod", "cpus", "mems", "syscalls", "names", "action"],
  ...["defaultAction", "architectures", "index", "value", "valueTwo", "op", ...throttleKinds],
];

/** Names of all fields, whatever object they belong to. */
export function* fieldNames(): Iterable<string> {
  for (const { byName } of FIELD_TABLES) yield* byName.keys();
  yield* INNER_FIELDS;
}

/** Field names, words of the tables, and values that limits end at. */
export function* dictionary(): Iterable<string> {
  for (const name of fieldNames()) yield `"${name}":`;
  for (const table of [cloneFlags, seccompActions, seccompArchitectures])
    for (const word of table.keys()) yield `"${word}"`;
  for (const word of seccompOperators) yield `"${word}"`;
  for (const resource of rlimitResources) yield `"RLIMIT_${resource}"`;
  for (const name of capabilityNames) yield `"${name.toUpperCase()}"`;
  yield* ['{"ociVersion":"1.0.0",', '"linux":{', '"process":{', '"resources":{', '"mounts":[{"destination":"/a"}]'];
  yield* ['"A=b"', '"/a"', '"a.slice"', '"a.slice/a-b.slice"', '"bind"', '"shared"', '"rwm"', '"0-3,5"', '"0"'];
  yield* [
    "-1",
    "0",
    "1.0",
    "65535",
    "65536",
    "4294967295",
    "18446744073709551615",
    "true",
    "false",
    "null",
    "[]",
    "{}",
  ];
}

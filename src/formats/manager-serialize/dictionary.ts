import type { DictionaryEntry } from "../../core/format.js";
import { unitSubstates } from "../../directives/unit-substates.js";
import { unitTypes } from "../../text/unit-name.js";
import { cgroupItemKeys } from "./cgroup.js";
import { headerItemKeys } from "./header.js";
import { jobItemKeys } from "./job.js";
import { runtimeItemKeys } from "./runtimes.js";
import {
  freezerStates,
  jobTypes,
  logTargets,
  objectives,
  resultWords,
  showStatusModes,
  unitMarkers,
} from "./tables.js";
import { commonItemKeys, typeItemKeys } from "./unit-items.js";

/** Keys of every item, names of units, words of the enumerations, and values that need a shape. */
export function managerSerializeDictionary(): Iterable<DictionaryEntry> {
  const keys = [
    ...headerItemKeys,
    ...commonItemKeys.filter((key) => key !== "job"),
    ...cgroupItemKeys,
    ...runtimeItemKeys,
    ...jobItemKeys,
    ...unitTypes.flatMap(typeItemKeys),
  ];
  const entries = [
    ...keys.map((key) => `\n${key}=`),
    ...unitTypes.map((type) => `\n\na.${type}\n`),
    "\n\n-.mount\n",
    "\n\n-.slice\n",
    "\n\ninit.scope\n",
    "\n\nsystem.slice\n",
    "@x.service",
    "\njob\n",
    ...showStatusModes,
    ...logTargets,
    ...objectives,
    ...freezerStates,
    ...unitMarkers,
    ...jobTypes,
    ...Object.values(unitSubstates).flat(),
    ...Object.values(resultWords).flat(),
    "=5\n",
    "=yes\n",
    "=1 2\n",
    "=0 10000000 0 5\n",
    "=@5:5\n",
    "=ExecStart 0 /bin/x x\n",
    "=PathExists 1 /x\n",
    "=found-udev,found-mount\n",
    "=0123456789abcdef0123456789abcdef\n",
    " varlink-server-socket-fd=",
    "2147483647",
    "18446744073709551615",
    "\\x20",
    "\0",
  ];
  return new Set(entries);
}

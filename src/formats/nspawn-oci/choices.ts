import { capabilityNames } from "../../text/capability-names.js";
import { rlimitResources } from "../../text/rlimit.js";
import type { WordChoices } from "../../text/word-hint.js";
import { fieldNames } from "./dictionary.js";
import { cloneFlags, seccompActions, seccompArchitectures, seccompOperators } from "./tables.js";

/** Words that a bundle takes, by the code of the report about another. */
export const choices: WordChoices = {
  "json.unexpected-field": ["key", [...fieldNames()]],
  "nspawn-oci.unknown-limit": ["value", rlimitResources.map((name) => `RLIMIT_${name}`)],
  "nspawn-oci.unknown-capability": ["value", capabilityNames.map((name) => name.toUpperCase())],
  "nspawn-oci.unknown-namespace": ["value", [...cloneFlags.keys()]],
  "nspawn-oci.unknown-action": ["value", [...seccompActions.keys()]],
  "nspawn-oci.unknown-architecture": ["value", [...seccompArchitectures.keys()]],
  "nspawn-oci.unknown-operator": ["value", seccompOperators],
};

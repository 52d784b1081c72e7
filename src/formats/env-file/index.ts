/**
 * Environment files (os-release(5), `EnvironmentFile=`): read as systemd 257 reads them, and written.
 *
 * `parse` gives every assignment in the order of the file; `listAssignments` and `listPairs` leave the last of each name.
 */
export { type EnvEntry, EnvFileFailure, readEnvFile as parse } from "../../text/env-file.js";
export { formatEnvFile as format } from "./format.js";
export { listAssignments, listPairs } from "./lists.js";

import { type EtcHostsResult, parseEtcHosts } from "./parse.js";

export type EtcHostsOutcome = EtcHostsResult;

/** Parses the input as systemd's `fuzz-etc-hosts` does. */
export const run = (input: Uint8Array): EtcHostsOutcome => parseEtcHosts(input);

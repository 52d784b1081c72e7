/** Hosts files (hosts(5)): names by address and addresses by name, as systemd-resolved 257 reads them. */

export type { InAddr } from "../../net/in-addr.js";
export { diagnostics as etcHostsDiagnostics, type EtcHostsCode } from "./diagnostics.js";
export { formatEtcHosts as format } from "./format.js";
export { EtcHosts, type HostAddress, type HostName } from "./hosts.js";
export { type EtcHostsResult, parseEtcHosts as parse } from "./parse.js";

import { formatInAddr } from "../../net/in-addr.js";
import type { EtcHosts } from "./hosts.js";

/** The address of names that are mapped to nothing. */
const NULL_ADDRESS = "0.0.0.0";

/** The root is a name too; empty it could not be written. A backslash takes the next character as it is. */
const writable = (name: string): string => (name === "" ? "." : name.replaceAll("\\", "\\\\"));

/**
 * Writes hosts as a file: a line per address, its canonical name first, then a line for each blocked name. Reading gives the
 * same addresses with the same names; a name that several addresses have may change its spelling.
 */
export function formatEtcHosts(hosts: EtcHosts): string {
  let text = "";
  for (const { address, names } of hosts.addresses()) {
    text += `${[formatInAddr(address), ...names.map(writable)].join(" ")}\n`;
  }
  for (const name of hosts.blocked()) text += `${NULL_ADDRESS} ${writable(name)}\n`;
  return text;
}

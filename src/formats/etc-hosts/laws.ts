import { type Law, LawViolation } from "../../core/format.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { formatInAddr, type InAddr } from "../../net/in-addr.js";
import { ldhNameKey as nameKey } from "../../net/ldh-name.js";
import { isLocalhost } from "../../net/localhost.js";
import { formatEtcHosts } from "./format.js";
import type { EtcHosts } from "./hosts.js";
import { parseEtcHosts } from "./parse.js";
import type { EtcHostsOutcome } from "./run.js";

/** What stands for a name and an address that it leads to. */
const way = (name: string, address: InAddr): string => `${formatInAddr(address)} ${nameKey(name)}`;

/** What is found by one way is found by the other, but for local names that went with a loopback address. */
const lookupsAgree: Law<EtcHostsOutcome> = {
  name: "lookups-agree",
  check(_input, { hosts }) {
    const ways = new Set<string>();
    const named = new Set<string>();
    for (const { name } of hosts.names()) {
      named.add(nameKey(name));
      for (const address of hosts.lookupName(name)?.addresses ?? []) ways.add(way(name, address));
    }
    for (const { address } of hosts.addresses()) {
      const { names = [], canonicalName } = hosts.lookupAddress(address) ?? {};
      if ((names[0] ?? null) !== canonicalName)
        throw new LawViolation(this.name, `${canonicalName} is not the first name`);
      for (const name of names) {
        if (ways.delete(way(name, address))) continue;
        if (named.has(nameKey(name)) || !isLocalhost(nameKey(name))) {
          throw new LawViolation(this.name, `${name} does not lead to ${formatInAddr(address)}`);
        }
      }
    }
    const [left] = ways;
    if (left !== undefined) throw new LawViolation(this.name, `an address is not called as it should be: ${left}`);
  },
};

/** Addresses with their names, and blocked names, without regard to spelling. */
function summary(hosts: EtcHosts): string {
  const addresses = [...hosts.addresses()].map(({ address, names }) => [formatInAddr(address), ...names.map(nameKey)]);
  return JSON.stringify([addresses, [...hosts.blocked()].map(nameKey)]);
}

/** What is written is read back. */
const formatReparses: Law<EtcHostsOutcome> = {
  name: "format-reparses",
  check(_input, { hosts, errno }) {
    if (errno !== null) return;
    const again = parseEtcHosts(encodeUtf8(formatEtcHosts(hosts)));
    if (summary(again.hosts) !== summary(hosts))
      throw new LawViolation(this.name, "other hosts are read than were written");
  },
};

const diagnosticsAreInOrder: Law<EtcHostsOutcome> = {
  name: "diagnostics-are-in-order",
  check(input, { diagnostics }) {
    let line = 1;
    for (const report of diagnostics) {
      if (report.code === "etc-hosts.line-too-long") continue;
      if (report.line === null || report.line < line || report.line > input.length + 1) {
        throw new LawViolation(this.name, `line ${report.line} behind line ${line}`);
      }
      line = report.line;
    }
  },
};

export const laws: readonly Law<EtcHostsOutcome>[] = [lookupsAgree, formatReparses, diagnosticsAreInOrder];

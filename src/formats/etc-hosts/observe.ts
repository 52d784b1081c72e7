import { renderDiagnostic } from "../../core/diagnostics.js";
import type { Json } from "../../core/json.js";
import { formatInAddr } from "../../net/in-addr.js";
import { diagnostics } from "./diagnostics.js";
import { run } from "./run.js";

const ascending = (texts: Iterable<string>): string[] => [...texts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

const sortedBy = <Field extends string, Item extends Readonly<Record<Field, string>>>(
  items: Item[],
  field: Field,
): Item[] => items.sort((a, b) => (a[field] < b[field] ? -1 : 1));

/** The outcome in the shape of a golden case: all collections sorted, as systemd keeps them in no order. */
export function observe(input: Uint8Array): Json {
  const { hosts, errno, diagnostics: reports } = run(input);
  return {
    result: errno ?? "ok",
    by_address: sortedBy(
      [...hosts.addresses()].map(({ address, canonicalName, names }) => ({
        address: formatInAddr(address),
        canonical: canonicalName,
        names: ascending(names),
      })),
      "address",
    ),
    by_name: sortedBy(
      [...hosts.names()].map(({ name, addresses }) => ({
        name,
        addresses: ascending(addresses.map(formatInAddr)),
      })),
      "name",
    ),
    no_address: ascending(hosts.blocked()),
    diagnostics: reports.map((report) => ({
      level: report.level,
      line: report.line,
      message: renderDiagnostic(report, diagnostics),
    })),
  };
}

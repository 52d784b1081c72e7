import { encodeUtf8 } from "../../../src/core/utf8.js";
import { type NetdevHost, unknownHost } from "../../../src/formats/netdev-parser/assignment.js";
import type { NetdevKind } from "../../../src/formats/netdev-parser/device.js";
import { type NetdevOfKind, parseNetdevFile } from "../../../src/formats/netdev-parser/parse.js";

/** Lines before those of {@link readKind}'s caller. */
export const HEAD_LINES = 3;

export interface Reading<Kind extends NetdevKind> {
  readonly accepted: string | 0;
  readonly device: NetdevOfKind<Kind> | null;
  /** `<code>@<line>`, or the code alone where a report is about no line. */
  readonly reports: readonly string[];
}

export function readLines(lines: readonly string[], host: Partial<NetdevHost> = {}): Reading<NetdevKind> {
  const file = parseNetdevFile(encodeUtf8(`${lines.join("\n")}\n`), { ...unknownHost, ...host });
  const reports = file.diagnostics.map(({ code, line }) => (line === null ? code : `${code}@${line}`));
  return { accepted: file.accepted, device: file.device, reports };
}

/** Reads a device of a kind; the given lines start on line 4. */
export function readKind<Kind extends NetdevKind>(
  kind: Kind,
  lines: readonly string[],
  host: Partial<NetdevHost> = {},
): Reading<Kind> {
  return readLines(["[NetDev]", "Name=test0", `Kind=${kind}`, ...lines], host) as Reading<Kind>;
}

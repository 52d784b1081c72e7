import { encodeUtf8 } from "../../../src/core/utf8.js";
import type { Network } from "../../../src/formats/network-parser/network.js";
import { dumpNetwork, type NetworkDump } from "../../../src/formats/network-parser/observe.js";
import { loadNetworkFile } from "../../../src/formats/network-parser/parse.js";

export interface ReadNetwork {
  readonly network: Network;
  readonly accepted: 0 | string;
  /** `code@line` of reports about assignments, in order. */
  readonly reports: readonly string[];
  /** `code@line` of reports about what settings say together; `@-` for those about no line. */
  readonly verified: readonly string[];
  readonly dump: NetworkDump | null;
}

const MATCH = ["[Match]", "Name=eth0"];
/** Line on which the lines that are given to {@link read} start. */
export const FIRST = MATCH.length + 1;

/** Reads lines as a file. */
export function readWhole(...lines: readonly string[]): ReadNetwork {
  const file = loadNetworkFile(encodeUtf8(lines.join("\n")));
  const place = ({ code, line }: { code: string; line: number | null }) => `${code}@${line ?? "-"}`;
  return {
    network: file.network,
    accepted: file.accepted,
    reports: file.diagnostics.map(place),
    verified: file.verification.map(place),
    dump: dumpNetwork(file),
  };
}

/** Reads lines behind a [Match] section of two lines. */
export const read = (...lines: readonly string[]): ReadNetwork => readWhole(...MATCH, ...lines);

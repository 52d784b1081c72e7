import { type DiagnosticTable, type DiagnosticText, Severity } from "../../core/diagnostics.js";
import { defineFormat, type Inspection } from "../../core/format.js";
import { dictionary } from "./dictionary.js";
import { type LldpFault, LldpRefusal } from "./frame.js";
import { neighborToJson } from "./json.js";
import { laws } from "./laws.js";
import { parseNeighbor } from "./neighbor.js";
import { INPUT_MAX, type Outcome, observe, run } from "./observe.js";
import { seeds } from "./seeds.js";
import { interpretTlv } from "./tlv-values.js";

const faults: Readonly<Record<LldpFault, DiagnosticText>> = {
  empty: { message: "There are no bytes." },
  short: { message: "The frame ends inside its Ethernet header." },
  ethertype: { message: "The Ethernet type is not that of LLDP (88cc)." },
  destination: { message: "The destination is none of LLDP's group addresses." },
  "tlv-cut": { message: "A TLV is cut off, or the one that ends the list is missing." },
  "end-not-empty": { message: "The TLV that ends the list has a value." },
  "id-length": { message: "A chassis or port id has an impossible length.", help: "It takes 2 to 256 bytes." },
  "ttl-length": { message: "The time to live does not take two bytes." },
  "capabilities-length": { message: "The capabilities do not take four bytes." },
  "private-length": { message: "A private TLV is too short for organisation and subtype." },
  repeated: { message: "Chassis id, port id or time to live comes twice." },
  missing: { message: "Chassis id, port id or time to live is missing." },
};

const diagnostics: DiagnosticTable = Object.fromEntries(
  Object.entries(faults).map(([fault, text]) => [`lldp-rx.${fault}`, text]),
);

function inspect(input: Uint8Array): Inspection {
  const neighbor = parseNeighbor(input);
  if (neighbor instanceof LldpRefusal) {
    const { fault, offset, errno } = neighbor;
    const span = { start: offset, end: offset };
    return {
      value: null,
      diagnostics: [{ code: `lldp-rx.${fault}`, level: Severity.err, line: null, span, params: {} }],
      error: errno,
    };
  }
  const tlvs = neighbor.frame.tlvs.map(interpretTlv);
  return {
    value: { ...neighborToJson(neighbor), ttl: neighbor.ttl, mudUrl: neighbor.mudUrl, tlvs },
    diagnostics: [],
    error: null,
  };
}

export const definition = defineFormat<Outcome>({
  slug: "lldp-rx",
  title: "LLDP frames: TLVs, neighbours, neighbour table",
  kind: "binary",
  maxLen: INPUT_MAX,
  diagnostics,
  laws,
  run,
  observe,
  inspect,
  dictionary,
  seeds,
});

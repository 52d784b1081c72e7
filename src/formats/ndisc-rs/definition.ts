import { type DiagnosticTable, type DiagnosticText, Severity } from "../../core/diagnostics.js";
import { defineFormat, type Inspection } from "../../core/format.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { hostViewToJson, type Outcome, observe, optionToJson, run } from "./observe.js";
import { type NdiscFault, NdiscRefusal } from "./packet.js";
import { seeds } from "./seeds.js";
import { INPUT_MAX } from "./tables.js";

const faults: Readonly<Record<NdiscFault, DiagnosticText>> = {
  short: { message: "The packet is shorter than an ICMPv6 message." },
  code: { message: "The code is not 0." },
  type: { message: "This type of ICMPv6 message is not expected here." },
  header: { message: "The packet ends before its options start." },
  "option-header": { message: "The last option has no room for its length." },
  "option-length": { message: "An option has no length, or reaches beyond the end." },
  address: { message: "A redirect names an address that it must not." },
};

const diagnostics: DiagnosticTable = Object.fromEntries(
  Object.entries(faults).map(([fault, text]) => [`ndisc-rs.${fault}`, text]),
);

function inspect(input: Uint8Array): Inspection {
  const outcome = run(input);
  if (outcome === null) return { value: null, diagnostics: [], error: "EMSGSIZE" };
  const refusal = [outcome, outcome instanceof NdiscRefusal ? null : (outcome.host ?? outcome.packet)].find(
    (part): part is NdiscRefusal => part instanceof NdiscRefusal,
  );
  if (refusal !== undefined || outcome instanceof NdiscRefusal) {
    const { fault, offset, errno } = refusal ?? (outcome as NdiscRefusal);
    const span = { start: offset, end: offset };
    return {
      value: null,
      diagnostics: [{ code: `ndisc-rs.${fault}`, level: Severity.err, line: null, span, params: {} }],
      error: errno,
    };
  }
  const { type, host, packet } = outcome;
  if (host !== null && !(host instanceof NdiscRefusal)) {
    return { value: { type, [host.kind]: hostViewToJson(host) }, diagnostics: [], error: null };
  }
  const options = packet instanceof NdiscRefusal ? [] : packet.options.map(optionToJson);
  return { value: { type, options }, diagnostics: [], error: null };
}

export const definition = defineFormat<Outcome>({
  slug: "ndisc-rs",
  title: "IPv6 neighbour discovery: advertisements, solicitations, redirects and their options",
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

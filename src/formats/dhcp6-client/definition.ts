import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import { defineFormat, type Inspection } from "../../core/format.js";
import { diagnostics, reasons } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import type { Dhcp6Option } from "./message.js";
import { leaseToJson, observe, run } from "./observe.js";
import { seeds } from "./seeds.js";
import { dhcp6OptionName } from "./tables.js";

/** Inputs of systemd's fuzzer are at most this long. */
const INPUT_MAX = 65536;

const report = (name: string, level: Diagnostic["level"], params: Diagnostic["params"]): Diagnostic => ({
  code: `dhcp6-client.${name}`,
  level,
  line: null,
  params,
});

function ignoredOption({ code, data }: Dhcp6Option, input: Uint8Array): Diagnostic {
  const start = data.byteOffset - input.byteOffset;
  const params = { option: dhcp6OptionName(code), length: data.length };
  return { ...report("option-ignored", Severity.debug, params), span: { start, end: start + data.length } };
}

/** The lease for a client that asked for addresses. */
function inspect(input: Uint8Array): Inspection {
  const { message, solicitation } = run(input);
  if (message === null) {
    const short = report("too-short", Severity.err, { length: input.length });
    return { value: null, diagnostics: [short], error: "ENODATA" };
  }
  const { type, transactionId, trailing } = message;
  const { lease, ignored } = solicitation;
  const found = ignored.map((option) => ignoredOption(option, input));
  if (trailing.length > 0) found.push(report("trailing-bytes", Severity.debug, { count: trailing.length }));
  if (typeof lease === "string") {
    found.push(report("no-lease", Severity.err, { reason: reasons.get(lease) ?? lease }));
    return { value: { type, transactionId }, diagnostics: found, error: lease };
  }
  return { value: { type, transactionId, lease: leaseToJson(lease) }, diagnostics: found, error: null };
}

export const definition = defineFormat({
  slug: "dhcp6-client",
  title: "DHCPv6 advertise or reply in three states of a client",
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

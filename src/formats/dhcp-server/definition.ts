import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import { ParseFailure } from "../../core/errno.js";
import { defineFormat, type Inspection } from "../../core/format.js";
import { DHCP_INPUT_MAX, DhcpField } from "../../dhcp/message.js";
import { parse } from "../../dhcp/parse.js";
import { dhcpMessageTypeName } from "../../dhcp/registry.js";
import { outgoingToJson } from "../../dhcp/send.js";
import { diagnostics } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { fuzzerClock, fuzzerState, observe, run } from "./observe.js";
import { seeds } from "./seeds.js";
import { handleServerMessage } from "./server.js";

type Params = Diagnostic["params"];

const report = (name: string, level: Diagnostic["level"], params: Params = {}): Diagnostic => ({
  code: `dhcp-server.${name}`,
  level,
  line: null,
  params,
});

/** The server of systemd's fuzzer answers. */
function inspect(input: Uint8Array): Inspection {
  if (input.length < DhcpField.OPTIONS) {
    const short = report("too-short", Severity.err, { length: input.length });
    return { value: null, diagnostics: [short], error: "EINVAL" };
  }
  const message = parse(input);
  if (message instanceof ParseFailure) {
    const malformed = report("malformed", Severity.err, { reason: message.message, offset: message.offset });
    return { value: null, diagnostics: [malformed], error: message.errno };
  }
  const { result, sent } = handleServerMessage(fuzzerState, input, fuzzerClock.bootUsec);
  const type = dhcpMessageTypeName(message.messageType);
  if (typeof result === "string") {
    const refusal = report(result === "EEXIST" ? "address-taken" : "unidentified", Severity.err, { type });
    return { value: { type }, diagnostics: [refusal], error: result };
  }
  const silent = sent.length === 0 ? [report("no-answer", Severity.debug, { type })] : [];
  return { value: { type, result, sent: sent.map(outgoingToJson) }, diagnostics: silent, error: null };
}

export const definition = defineFormat({
  slug: "dhcp-server",
  title: "DHCPv4 request: what a server answers, and its lease file",
  kind: "binary",
  maxLen: DHCP_INPUT_MAX,
  diagnostics,
  laws,
  run,
  observe,
  inspect,
  dictionary,
  seeds,
});

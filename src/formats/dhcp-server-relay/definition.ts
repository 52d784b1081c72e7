import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import { defineFormat, type Inspection } from "../../core/format.js";
import { DHCP_INPUT_MAX, DhcpField } from "../../dhcp/message.js";
import { outgoingToJson } from "../../dhcp/send.js";
import { diagnostics, reasons } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { fuzzerRelay, observe, run } from "./observe.js";
import { relayMessage } from "./relay.js";
import { seeds } from "./seeds.js";

const report = (name: string, params: Diagnostic["params"]): Diagnostic => ({
  code: `dhcp-server-relay.${name}`,
  level: Severity.err,
  line: null,
  params,
});

/** What the relay of systemd's fuzzer sends on. */
function inspect(input: Uint8Array): Inspection {
  if (input.length < DhcpField.OPTIONS) {
    return { value: null, diagnostics: [report("too-short", { length: input.length })], error: "EINVAL" };
  }
  const relayed = relayMessage(input, fuzzerRelay);
  if (typeof relayed !== "string") return { value: outgoingToJson(relayed), diagnostics: [], error: null };
  const reason = reasons.get(relayed) ?? relayed;
  return { value: null, diagnostics: [report("not-relayed", { reason })], error: relayed };
}

export const definition = defineFormat({
  slug: "dhcp-server-relay",
  title: "DHCPv4 message: what a relay agent sends on",
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

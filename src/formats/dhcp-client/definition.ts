import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import { ParseFailure } from "../../core/errno.js";
import { defineFormat, type Inspection } from "../../core/format.js";
import { DHCP_INPUT_MAX, type DhcpOption } from "../../dhcp/message.js";
import { parse } from "../../dhcp/parse.js";
import { dhcpMessageTypeName, dhcpOptionName } from "../../dhcp/registry.js";
import { diagnostics } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { fuzzerClient, leaseToJson, observe, run } from "./observe.js";
import { acceptOffer } from "./offer.js";
import { seeds } from "./seeds.js";

function ignoredOption({ code, data }: DhcpOption, input: Uint8Array): Diagnostic {
  const start = data.byteOffset - input.byteOffset;
  return {
    code: "dhcp-client.option-ignored",
    level: Severity.debug,
    line: null,
    ...(data.length > 0 && { span: { start, end: start + data.length } }),
    params: { option: dhcpOptionName(code), length: data.length },
  };
}

function inspect(input: Uint8Array): Inspection {
  const message = parse(input);
  if (message instanceof ParseFailure) {
    const { offset, message: reason, errno } = message;
    const span = { start: offset, end: offset };
    const params = { reason, offset };
    const malformed: Diagnostic = { code: "dhcp-client.malformed", level: Severity.err, line: null, span, params };
    return { value: null, diagnostics: [malformed], error: errno };
  }
  const type = dhcpMessageTypeName(message.messageType);
  const accepted = acceptOffer(message, fuzzerClient);
  if (typeof accepted === "string") {
    const refused: Diagnostic = { code: "dhcp-client.no-lease", level: Severity.err, line: null, params: { type } };
    return { value: { type, errorMessage: message.errorMessage }, diagnostics: [refused], error: accepted };
  }
  return {
    value: { type, lease: leaseToJson(accepted.lease) },
    diagnostics: accepted.ignored.map((option) => ignoredOption(option, input)),
    error: null,
  };
}

export const definition = defineFormat({
  slug: "dhcp-client",
  title: "DHCPv4 offer: what a client takes from it, and its lease file",
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

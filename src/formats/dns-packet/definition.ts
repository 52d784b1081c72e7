import { type Diagnostic, Severity } from "../../core/diagnostics.js";
import { ParseFailure } from "../../core/errno.js";
import { defineFormat, type Inspection } from "../../core/format.js";
import { diagnostics } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { type Outcome, observe, run } from "./observe.js";
import { PACKET_SIZE_MAX } from "./packet.js";
import { parse } from "./parse.js";
import { seeds } from "./seeds.js";

function inspect(input: Uint8Array): Inspection {
  const packet = parse(input);
  if (packet instanceof ParseFailure) {
    const malformed: Diagnostic = {
      code: "dns-packet.malformed",
      level: Severity.err,
      line: null,
      span: { start: packet.offset, end: packet.offset },
      params: { reason: packet.message, offset: packet.offset },
    };
    return { value: null, diagnostics: [malformed], error: packet.errno };
  }
  const found: Diagnostic[] = [];
  if (packet.optProblem !== null) {
    found.push({ code: `dns-packet.opt-${packet.optProblem}`, level: Severity.debug, line: null, params: {} });
  }
  if (packet.trailing > 0) {
    found.push({
      code: "dns-packet.trailing-bytes",
      level: Severity.debug,
      line: null,
      span: { start: input.length - packet.trailing, end: input.length },
      params: { count: packet.trailing },
    });
  }
  return { value: packet, diagnostics: found, error: null };
}

export const definition = defineFormat<Outcome>({
  slug: "dns-packet",
  title: "DNS message: header, questions, records of all sections, EDNS",
  kind: "binary",
  maxLen: PACKET_SIZE_MAX,
  diagnostics,
  laws,
  run,
  observe,
  inspect,
  dictionary,
  seeds,
});

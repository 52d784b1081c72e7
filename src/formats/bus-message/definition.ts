import { defineFormat, type Inspection } from "../../core/format.js";
import { BusMessageRefusal, parseMessage } from "../../dbus/message.js";
import { errorMessage, isBodyFailure, readBody } from "../../dbus/values.js";
import { bodyDiagnostic, diagnostics, refusalDiagnostic } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { type Outcome, observe, run } from "./observe.js";
import { seeds } from "./seeds.js";

function inspect(input: Uint8Array): Inspection {
  const message = parseMessage(input);
  if (message instanceof BusMessageRefusal) {
    return { value: null, diagnostics: [refusalDiagnostic(message)], error: message.errno };
  }
  const body = readBody(message);
  const failed = isBodyFailure(body);
  return {
    value: { ...message, errorMessage: errorMessage(message), values: failed ? null : body },
    diagnostics: failed ? [bodyDiagnostic(body, input.length - message.body.length)] : [],
    error: null,
  };
}

export const definition = defineFormat<Outcome>({
  slug: "bus-message",
  title: "D-Bus messages: header, body values, dump",
  kind: "binary",
  // systemd's target has no limit of its own; this keeps the dump of deeply nested values below 100 MB
  maxLen: 65536,
  diagnostics,
  laws,
  run,
  observe,
  inspect,
  dictionary,
  seeds,
});

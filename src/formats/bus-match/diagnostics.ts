import { type Diagnostic, type DiagnosticTable, type DiagnosticText, Severity } from "../../core/diagnostics.js";
import type { MatchFault, MatchRefusal } from "./parse.js";

const faults: Readonly<Record<MatchFault, DiagnosticText>> = {
  "no-equals": { message: "A component has no equals sign." },
  "unknown-key": {
    message: "The key is not known.",
    help: "Keys are sender, type, destination, interface, member, path, path_namespace, and arg0 to arg63 alone or with path, namespace or has.",
  },
  "unknown-type": {
    message: "There is no message type of this name.",
    help: "Types are method_call, method_return, error and signal.",
  },
  "open-quote": { message: "A quoted value does not end." },
  "after-quote": { message: "Something other than a comma follows a quoted value." },
  "repeated-key": { message: "A key comes twice." },
};

export const diagnostics: DiagnosticTable = Object.fromEntries(
  Object.entries(faults).map(([fault, text]) => [`bus-match.${fault}`, text]),
);

export const refusalDiagnostic = (refusal: MatchRefusal, line: number): Diagnostic => ({
  code: `bus-match.${refusal.fault}`,
  level: Severity.err,
  line,
  span: { start: refusal.offset, end: refusal.offset },
  params: {},
});

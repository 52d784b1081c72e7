import { type Diagnostic, type DiagnosticText, Severity } from "../../core/diagnostics.js";
import { jsonDiagnostics } from "../../json/diagnostics.js";
import type { JsonErrorCode } from "../../json/parse.js";

/** Why a connection was given up. */
export type VarlinkFailureCode =
  | JsonErrorCode
  | "varlink.message-too-long"
  | "varlink.not-an-object"
  | "varlink.unknown-member"
  | "varlink.repeated-member"
  | "varlink.bad-member"
  | "varlink.no-method"
  | "varlink.more-and-oneway"
  | "varlink.unwanted-continuation"
  | "varlink.error-continues";

export const diagnostics: Readonly<Record<VarlinkFailureCode, DiagnosticText>> = {
  ...jsonDiagnostics,
  "varlink.message-too-long": { message: "a message is longer than {limit} bytes" },
  "varlink.not-an-object": { message: "a message is no JSON object" },
  "varlink.unknown-member": { message: "a message has the unknown member {member}" },
  "varlink.repeated-member": { message: "a message repeats its member {member}" },
  "varlink.bad-member": { message: "the member {member} has the wrong type" },
  "varlink.no-method": { message: "a call names no method" },
  "varlink.more-and-oneway": { message: "a call wants several replies and none" },
  "varlink.unwanted-continuation": { message: "a reply announces more although only one was asked for" },
  "varlink.error-continues": { message: "an error announces more replies" },
};

/** The reason for which a connection was given up, and the message at which that happened. */
export interface VarlinkFailure {
  readonly code: VarlinkFailureCode;
  /** Counts the complete messages that were received before. */
  readonly message: number;
  readonly params: Readonly<Record<string, string | number>>;
}

/** A failure as a diagnostic of one side. */
export function toDiagnostic(side: "server" | "client", { code, message, params }: VarlinkFailure): Diagnostic {
  return { code, level: Severity.err, line: null, params: { side, message, ...params } };
}

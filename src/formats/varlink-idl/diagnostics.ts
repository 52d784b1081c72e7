import {
  type Diagnostic,
  type DiagnosticText,
  type Severity,
  Severity as SeverityLevel,
  type Span,
} from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";

/** Why a definition is refused, or inconsistent. */
export type VarlinkIdlCode =
  | "varlink-idl.unexpected-end"
  | "varlink-idl.bad-token"
  | "varlink-idl.unexpected-token"
  | "varlink-idl.bad-comment"
  | "varlink-idl.too-deep"
  | "varlink-idl.enum-with-types"
  | "varlink-idl.struct-without-types"
  | "varlink-idl.empty-type"
  | "varlink-idl.unknown-type"
  | "varlink-idl.not-a-type"
  | "varlink-idl.bad-interface-name"
  | "varlink-idl.bad-symbol-name"
  | "varlink-idl.repeated-symbol"
  | "varlink-idl.bad-field-name"
  | "varlink-idl.repeated-field"
  | "varlink-idl.unresolved-type";

export const diagnostics: Readonly<Record<VarlinkIdlCode, DiagnosticText>> = {
  "varlink-idl.unexpected-end": { message: "the definition ends too early" },
  "varlink-idl.bad-token": { message: "nothing that can stand here" },
  "varlink-idl.unexpected-token": { message: "{token} cannot stand here" },
  "varlink-idl.bad-comment": { message: "the comment is no valid UTF-8" },
  "varlink-idl.too-deep": { message: "types are nested deeper than {limit} levels" },
  "varlink-idl.enum-with-types": { message: "values of an enumeration have no type" },
  "varlink-idl.struct-without-types": { message: "a field needs a type" },
  "varlink-idl.empty-type": {
    message: "an empty type could be a struct or an enumeration",
    help: "Only methods and errors may be without fields.",
  },
  "varlink-idl.unknown-type": { message: "no type {name} is defined" },
  "varlink-idl.not-a-type": { message: "{name} is used as a type but is a method, an error or the text of a comment" },
  "varlink-idl.bad-interface-name": { message: "{name} is no valid interface name" },
  "varlink-idl.bad-symbol-name": {
    message: "{name} is no valid name of a type, method or error",
    help: "An upper-case letter, then letters and digits.",
  },
  "varlink-idl.repeated-symbol": { message: "{name} is defined twice" },
  "varlink-idl.bad-field-name": {
    message: "{name} is no valid field name",
    help: "A letter, then letters and digits, with single underscores between them.",
  },
  "varlink-idl.repeated-field": { message: "the field {name} is defined twice" },
  "varlink-idl.unresolved-type": {
    message: "the type of field {name} is not looked up inside a type without a name",
    help: "Give the surrounding type a name of its own.",
  },
};

/** A refused definition: what systemd returns, and where its parser stood. */
export class VarlinkIdlError {
  constructor(
    readonly errno: Errno,
    readonly code: VarlinkIdlCode,
    /**
     * 1-based line and column, in bytes: where the parser stood. The line feed behind a comment counts twice, as it does in
     * systemd. 0 when the error has no place.
     */
    readonly line: number,
    readonly column: number,
    readonly params: Readonly<Record<string, string | number>> = {},
    /** Where that is in the text; absent when the error has no place. */
    readonly span?: Span,
  ) {}
}

const LEVEL: Severity = SeverityLevel.debug;

/** The report of a refusal. What the consistency check finds has no place: it looks at the model. */
export function toDiagnostic(error: VarlinkIdlError): Diagnostic {
  const { code, line, column, params, span } = error;
  const place = span === undefined ? {} : { span };
  return { code, level: LEVEL, line: line === 0 ? null : line, ...place, params: { line, column, ...params } };
}

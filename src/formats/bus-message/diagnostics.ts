import { type Diagnostic, type DiagnosticTable, type DiagnosticText, Severity } from "../../core/diagnostics.js";
import type { BodyFailure } from "../../dbus/body.js";
import type { HeaderFault } from "../../dbus/header-fields.js";
import type { BusMessageRefusal } from "../../dbus/message.js";

const faults: Readonly<Record<HeaderFault, DiagnosticText>> = {
  short: { message: "The input ends inside the fixed part of the header." },
  "byte-order": {
    message: "The first byte names no byte order.",
    help: "It is l for little-endian or B for big-endian.",
  },
  type: { message: "A message of type 0 is not valid." },
  version: { message: "The version of the protocol is not known." },
  cookie: { message: "The cookie is 0." },
  size: { message: "The sizes in the header do not add up to the length of the input." },
  "field-code": { message: "A header field has code 0." },
  "field-type": { message: "The type of a header field is not the one of its code." },
  "field-value": { message: "A header field is cut short, badly padded or holds an invalid value." },
  "field-repeated": { message: "A header field comes twice." },
  "field-missing": { message: "A header field that messages of this type need is missing." },
  "field-unexpected": { message: "A call or signal says that it answers another message." },
  descriptors: { message: "The announced number of file descriptors did not come along." },
  "reserved-name": { message: "The message uses a name that is reserved for the local peer." },
};

export const diagnostics: DiagnosticTable = {
  ...Object.fromEntries(Object.entries(faults).map(([fault, text]) => [`bus-message.${fault}`, text])),
  "bus-message.body": {
    message: "The body cannot be read to its end ({errno}).",
    help: "The header is valid; the values before this place are.",
  },
};

export const refusalDiagnostic = (refusal: BusMessageRefusal): Diagnostic => ({
  code: `bus-message.${refusal.fault}`,
  level: Severity.err,
  line: null,
  span: { start: refusal.offset, end: refusal.offset },
  params: {},
});

/** `bodyStart` is where the body lies in the message. */
export const bodyDiagnostic = (failure: BodyFailure, bodyStart: number): Diagnostic => ({
  code: "bus-message.body",
  level: Severity.err,
  line: null,
  span: { start: bodyStart + failure.offset, end: bodyStart + failure.offset },
  params: { errno: failure.errno },
});

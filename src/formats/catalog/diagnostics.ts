import type { DiagnosticText } from "../../core/diagnostics.js";

export type CatalogCode =
  | "catalog.text-before-id"
  | "catalog.no-text"
  | "catalog.language-too-short"
  | "catalog.language-too-long"
  | "catalog.language-unneeded"
  | "catalog.language-differs"
  | "catalog.line-too-long";

export const diagnostics: Readonly<Record<CatalogCode, DiagnosticText>> = {
  "catalog.text-before-id": {
    message: "text stands before the first message id",
    help: 'An entry starts with "-- ", 32 hexadecimal digits and perhaps a language, behind an empty line.',
  },
  "catalog.no-text": { message: "the entry before this line has no text" },
  "catalog.language-too-short": { message: "the language has less than {limit} bytes" },
  "catalog.language-too-long": { message: "the language has more than {limit} bytes" },
  "catalog.language-unneeded": { message: "the language is the one of the whole file" },
  "catalog.language-differs": { message: "the language is not the one of the whole file" },
  "catalog.line-too-long": { message: "the line is longer than {limit} bytes" },
};

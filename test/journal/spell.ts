import { latin1 } from "../../src/core/utf8.js";
import { fieldData, type JournalField } from "../../src/journal/field.js";
import type { JournalMessage } from "../../src/journal/message.js";

/** Fields as `NAME=value`, one code unit per byte. */
export const spell = (fields: readonly JournalField[]): string[] => fields.map((field) => latin1(fieldData(field)));

/** A message as its priority and the fields whose names are given. */
export const pick = ({ priority, fields }: JournalMessage, ...names: readonly string[]): (number | string)[] => [
  priority,
  ...spell(fields.filter(({ name }) => names.includes(name))),
];

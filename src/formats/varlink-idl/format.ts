import { isWhitespace } from "../../core/ascii.js";
import type { VarlinkEnumValue, VarlinkField, VarlinkInterface, VarlinkSymbol, VarlinkType } from "./model.js";
import { ARRAY_MARK, ARROW, MAP_MARK } from "./tables.js";

/** Enumerations come first, then structs, methods and errors: each in the order of the definition. */
const ORDER = ["enum", "struct", "method", "error"] as const;

const CONTAINER_MARKS = { array: ARRAY_MARK, map: MAP_MARK } as const;

/**
 * Writes a definition as systemd does, without colours: symbols ordered by kind with an empty line before each, one field
 * a line. Comments lose one level of backslashes, and some white space.
 * Origin: sd_varlink_idl_dump() at 257.
 */
export function formatVarlinkIdl({ name, comments, symbols }: VarlinkInterface): string {
  let text = `${formatComments(comments, "")}interface ${name}\n`;
  for (const kind of ORDER) {
    for (const symbol of symbols) if (symbol.definition.kind === kind) text += `\n${formatSymbol(symbol)}`;
  }
  return text;
}

function formatSymbol({ name, comments, definition }: VarlinkSymbol): string {
  const before = formatComments(comments, "");
  switch (definition.kind) {
    case "method":
      return `${before}method ${name}${formatFields(definition.input, "")} ${ARROW} ${formatFields(definition.output, "")}\n`;
    case "error":
      return `${before}error ${name}${formatFields(definition.fields, "")}\n`;
    default:
      return `${before}type ${name}${formatMembers(definition, "")}\n`;
  }
}

type Members = Extract<VarlinkSymbol["definition"], { kind: "struct" | "enum" }>;

const formatMembers = (members: Members, indent: string): string =>
  members.kind === "struct" ? formatFields(members.fields, indent) : formatValues(members.values, indent);

function formatFields(fields: readonly VarlinkField[], indent: string): string {
  if (!fields.length) return "()";
  const inner = `${indent}\t`;
  let text = "";
  let open = "(\n";
  for (const { name, type, comments } of fields) {
    text += `${open}${formatComments(comments, inner)}${inner}${name}: ${formatType(type, inner)}`;
    open = ",\n";
  }
  return `${text}\n${indent})`;
}

function formatValues(values: readonly VarlinkEnumValue[], indent: string): string {
  const inner = `${indent}\t`;
  let text = "";
  let open = "(\n";
  for (const { name, comments } of values) {
    text += `${open}${formatComments(comments, inner)}${inner}${name}`;
    open = ",\n";
  }
  return `${text}\n${indent})`;
}

function formatType({ base, container, nullable }: VarlinkType, indent: string): string {
  const marks = `${nullable ? "?" : ""}${container === null ? "" : CONTAINER_MARKS[container]}`;
  if (typeof base === "string") return marks + base;
  return marks + (base.kind === "named" ? base.name : formatMembers(base, indent));
}

function formatComments(comments: readonly string[], indent: string): string {
  let text = "";
  for (const comment of comments) if (comment !== "") text += `${indent}# ${tidy(comment)}\n`;
  return text;
}

/**
 * A comment's text as it is written: backslashes are taken away as by systemd's word splitting; white space at the end
 * goes when no other stands between words, and when there is nothing else.
 */
function tidy(comment: string): string {
  const text = comment.includes("\\") ? comment.replace(/\\(.?)/gsu, "$1") : comment;
  const { length } = text;
  let word = 0;
  while (word < length && isWhitespace(text.charCodeAt(word))) word++;
  let end = word;
  while (end < length && !isWhitespace(text.charCodeAt(end))) end++;
  let rest = end;
  while (rest < length && isWhitespace(text.charCodeAt(rest))) rest++;
  if (rest < length) return text;
  return word === end ? "" : text.slice(0, end);
}

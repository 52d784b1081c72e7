import { isWhitespace } from "../../core/ascii.js";
import {
  isElementary,
  type VarlinkEnumValue,
  type VarlinkField,
  type VarlinkInterface,
  type VarlinkSymbol,
  type VarlinkType,
} from "./model.js";
import { ARRAY_MARK, ARROW, MAP_MARK } from "./tables.js";

type Kind = VarlinkSymbol["definition"]["kind"];

const KEYWORDS: Readonly<Record<Kind, string>> = { enum: "type", struct: "type", method: "method", error: "error" };

const CONTAINER_MARKS = { array: ARRAY_MARK, map: MAP_MARK } as const;

/**
 * Writes a definition as systemd does, without colours: symbols ordered by kind with an empty line before each, one field
 * a line. Comments lose one level of backslashes, and inside of lists the white space at their end.
 * Origin: sd_varlink_idl_dump() at 257.
 */
export function formatVarlinkIdl({ name, comments, symbols }: VarlinkInterface): string {
  let text = `${formatComments(comments, "")}interface ${name}\n`;
  // Enumerations come first, then structs, methods and errors: each in the order of the definition.
  const texts: Record<Kind, string> = { enum: "", struct: "", method: "", error: "" };
  for (const symbol of symbols) texts[symbol.definition.kind] += `\n${formatSymbol(symbol)}`;
  for (const kind in texts) text += texts[kind as Kind];
  return text;
}

function formatSymbol({ name, comments, definition }: VarlinkSymbol): string {
  return `${formatComments(comments, "")}${KEYWORDS[definition.kind]} ${name}${formatDefinition(definition, "")}\n`;
}

function formatDefinition(definition: VarlinkSymbol["definition"], indent: string): string {
  if ("fields" in definition) return formatFields(definition.fields, indent);
  if ("values" in definition) return formatValues(definition.values, indent);
  return `${formatFields(definition.input, indent)} ${ARROW} ${formatFields(definition.output, indent)}`;
}

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
  if (isElementary(base)) return marks + base;
  return marks + ("name" in base ? base.name : formatDefinition(base, indent));
}

function formatComments(comments: readonly string[], indent: string): string {
  let text = "";
  for (const comment of comments) {
    if (comment === "") continue;
    const words = unescaped(comment);
    text += `${indent}# ${indent === "" ? words : withoutEnd(words)}\n`;
  }
  return text;
}

/** A comment's text as systemd's word splitting leaves it: each backslash goes, the character behind it stays. */
const unescaped = (comment: string): string => (comment.includes("\\") ? comment.replace(/\\(.?)/gsu, "$1") : comment);

/** The text without the white space at its end. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isWhitespace(text.charCodeAt(end - 1))) end--;
  return text.slice(0, end);
}

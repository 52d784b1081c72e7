import { formatReal } from "./number.js";
import { JsonArray, JsonObject, type JsonVariant } from "./variant.js";

export interface JsonFormat {
  /** One member a line, indented with tabs, a line feed at the end. Else one line without spaces. */
  readonly pretty?: boolean;
  /** With `pretty`: each line starts with the line and column where its value was read. */
  readonly source?: boolean;
  /** Writes `"<sensitive data>"` in place of values marked as sensitive. */
  readonly censor?: boolean;
}

const CENSORED = '"<sensitive data>"';
const NUMBER_WIDTH = 10;
const NO_SOURCE = " ".repeat(2 * NUMBER_WIDTH + 4);

/**
 * Writes a value as systemd does: `json` of busctl and others. Reals have 21 decimals and an exponent; control characters
 * below U+0020, quotes and backslashes are escaped, everything else is not. Throws `RangeError` for a text that one string cannot
 * hold: with `pretty` a value takes as many tabs as containers are around it. Origin: sd_json_variant_dump.
 */
export function formatJson(variant: JsonVariant, format: JsonFormat = {}): string {
  const censor = format.censor === true;
  if (format.pretty !== true) return compact(variant, censor);
  const writer = new PrettyWriter(format.source === true, censor);
  writer.write(variant);
  return writer.finish();
}

function scalar(variant: Exclude<JsonVariant, JsonArray | JsonObject>): string {
  switch (variant.type) {
    case "null":
      return "null";
    case "boolean":
      return variant.value ? "true" : "false";
    case "integer":
    case "unsigned":
      return variant.exact.toString();
    case "real":
      return formatReal(variant.value);
    case "string":
      return JSON.stringify(variant.value);
  }
}

function compact(variant: JsonVariant, censor: boolean): string {
  if (censor && variant.sensitive) return CENSORED;
  if (!(variant instanceof JsonArray || variant instanceof JsonObject)) return scalar(variant);
  if (!censor && variant.compact !== null) return variant.compact;
  const text = variant instanceof JsonArray ? compactArray(variant, censor) : compactObject(variant, censor);
  if (!censor) variant.compact = text;
  return text;
}

function compactArray({ elements }: JsonArray, censor: boolean): string {
  let text = "[";
  let separator = "";
  for (const element of elements) {
    text += separator + compact(element, censor);
    separator = ",";
  }
  return `${text}]`;
}

function compactObject({ keys, values }: JsonObject, censor: boolean): string {
  let text = "{";
  let separator = "";
  for (let i = 0; i < keys.length; i++) {
    text += `${separator}${JSON.stringify(keys[i]!.value)}:${compact(values[i]!, censor)}`;
    separator = ",";
  }
  return `${text}}`;
}

class PrettyWriter {
  #text = "";
  #indent = "";

  constructor(
    readonly source: boolean,
    readonly censor: boolean,
  ) {}

  finish(): string {
    return `${this.#text}\n`;
  }

  write(variant: JsonVariant): void {
    this.#startLine(variant);
    this.#value(variant);
  }

  /** What stands before a line: where it was read, and the indentation. `null` is a line that only closes something. */
  #startLine(variant: JsonVariant | null): void {
    if (this.source) {
      this.#text += variant?.line ? `[${pad(variant.line)}:${pad(variant.column)}] ` : NO_SOURCE;
    }
    this.#text += this.#indent;
  }

  #value(variant: JsonVariant): void {
    if (this.censor && variant.sensitive) {
      this.#text += CENSORED;
    } else if (variant instanceof JsonArray) {
      this.#members("[", "]", null, variant.elements);
    } else if (variant instanceof JsonObject) {
      this.#members("{", "}", variant.keys, variant.values);
    } else {
      this.#text += scalar(variant);
    }
  }

  #members(open: string, close: string, keys: JsonObject["keys"] | null, values: readonly JsonVariant[]): void {
    this.#text += open;
    if (values.length) {
      const outer = this.#indent;
      this.#indent = `${outer}\t`;
      let separator = "\n";
      for (let i = 0; i < values.length; i++) {
        this.#text += separator;
        separator = ",\n";
        this.#startLine(keys === null ? values[i]! : keys[i]!);
        if (keys !== null) this.#text += `${JSON.stringify(keys[i]!.value)} : `;
        this.#value(values[i]!);
      }
      this.#indent = outer;
      this.#text += "\n";
      this.#startLine(null);
    }
    this.#text += close;
  }
}

const pad = (value: number): string => String(value).padStart(NUMBER_WIDTH, " ");

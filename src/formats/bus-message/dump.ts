import type { Errno } from "../../core/errno.js";
import { type BodyVisitor, walkBody } from "../../dbus/body.js";
import { bigintOf } from "../../dbus/int64.js";
import type { BusMessage } from "../../dbus/message.js";
import { messageTypeNames, TYPE_BOOLEAN, TYPE_DOUBLE, TYPE_INT64, typeRows } from "../../dbus/types.js";
import { bodySource, bodyTypes, errorMessage } from "../../dbus/values.js";
import { formatDouble } from "./double.js";

/** A dump, and how far it got. */
export interface Dump {
  /** The header and the values up to the first that could not be read. */
  readonly text: string;
  readonly result: "ok" | Errno;
}

/** A cookie that the library makes up itself shows as -1. */
const COOKIE_SYNTHETIC = 0xffffffff;
const SPACES_BEFORE = "  ";
const SPACES_PER_LEVEL = 8;
/** Text is handed over when it reaches this length. */
const PIECE = 65536;
const ZERO = 0;
const FIRST_LEVEL = 1;
const HALF = 0x100000000;
/** A high half below this keeps the whole within the integers that a number holds exactly. */
const EXACT_HALF = 0x200000;

const indents: string[] = [];
const labels: string[] = [];
for (const { code, name } of typeRows) labels[code] = `${name} `;

function indent(level: number): string {
  for (let known = indents.length; known <= level; known++) {
    indents.push(SPACES_BEFORE + " ".repeat(SPACES_PER_LEVEL * known));
  }
  return indents[level]!;
}

function formatInteger(high: number, low: number, signed: boolean): string {
  const top = signed ? high | ZERO : high;
  if (top < EXACT_HALF && top >= -EXACT_HALF) return String(top * HALF + low);
  return String(bigintOf(high, low, signed));
}

/** Writes lines and hands them over in pieces, so that the dump of a large message need not be one string. */
class DumpWriter implements BodyVisitor {
  #pending = "";
  #level = FIRST_LEVEL;
  #indent = indent(FIRST_LEVEL);

  constructor(readonly write: (piece: string) => void) {}

  append(text: string): void {
    this.#pending += text;
    if (this.#pending.length >= PIECE) this.flush();
  }

  flush(): void {
    this.write(this.#pending);
    this.#pending = "";
  }

  enter(code: number, contents: string): void {
    this.append(`${this.#indent}${labels[code]!}"${contents}" {\n`);
    this.#indent = indent(++this.#level);
  }

  leave(): void {
    this.#indent = indent(--this.#level);
    this.append(`${this.#indent}};\n`);
  }

  number(code: number, value: number): void {
    const shown = code === TYPE_BOOLEAN ? String(value !== ZERO) : String(value);
    this.append(`${this.#indent}${labels[code]!}${shown};\n`);
  }

  wide(code: number, high: number, low: number): void {
    const shown = code === TYPE_DOUBLE ? formatDouble(high, low) : formatInteger(high, low, code === TYPE_INT64);
    this.append(`${this.#indent}${labels[code]!}${shown};\n`);
  }

  string(code: number, value: string): void {
    this.append(`${this.#indent}${labels[code]!}"${value}";\n`);
  }
}

function headerText(message: BusMessage, error: string | null): string {
  const { type, endian, flags, version, cookie, replyCookie, errorName } = message;
  let text = `> Type=${messageTypeNames.get(type) ?? "(unknown)"}  Endian=${endian}  Flags=${flags}  Version=${version}`;
  text += cookie === COOKIE_SYNTHETIC ? " Cookie=-1" : ` Cookie=${cookie}`;
  if (replyCookie !== ZERO) text += `  ReplyCookie=${replyCookie}`;
  let names = "";
  if (message.sender !== null) names += `  Sender=${message.sender}`;
  if (message.destination !== null) names += `  Destination=${message.destination}`;
  if (message.path !== null) names += `  Path=${message.path}`;
  if (message.interface !== null) names += `  Interface=${message.interface}`;
  if (message.member !== null) names += `  Member=${message.member}`;
  text += names.length > ZERO ? `\n${names}\n` : "\n";
  if (errorName !== null) text += `  ErrorName=${errorName}  ErrorMessage="${error ?? "n/a"}"\n`;
  return text;
}

/**
 * Writes a message as `sd_bus_message_dump` does with its header and without colours, but for the time stamp at the end of the first line.
 *
 * `write` gets the text in pieces. What is returned tells whether the whole body could be read; see `walkBody` for the errors.
 */
export function dumpTo(message: BusMessage, write: (piece: string) => void): "ok" | Errno {
  const writer = new DumpWriter(write);
  writer.append(`${headerText(message, errorMessage(message))}  MESSAGE "${message.signature ?? ""}" {\n`);
  const failure = walkBody(bodySource(message), bodyTypes(message), writer);
  if (failure === null) writer.append("  };\n\n");
  writer.flush();
  return failure?.errno ?? "ok";
}

/** {@link dumpTo} as one string; a message of many megabytes may exceed what one string can hold, which throws `RangeError`. */
export function dump(message: BusMessage): Dump {
  let text = "";
  const result = dumpTo(message, (piece) => {
    text += piece;
  });
  return { text, result };
}

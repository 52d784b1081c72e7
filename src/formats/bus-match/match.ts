import { encodeUtf8, isAscii, latin1 } from "../../core/utf8.js";
import { type BodyVisitor, walkBody } from "../../dbus/body.js";
import type { BusMessage } from "../../dbus/message.js";
import { isInNamespace, isInPathNamespace, isPathPrefixEitherWay } from "../../dbus/names.js";
import { messageTypeNames, TYPE_ARRAY, TYPE_OBJECT_PATH, TYPE_SIGNATURE, TYPE_STRING } from "../../dbus/types.js";
import { bodySource, bodyTypes } from "../../dbus/values.js";
import { keyRows, MatchKey } from "./keys.js";
import type { MatchComponent } from "./parse.js";

/** UTF-8 bytes of a text, one code unit each: what values of rules are compared as. */
function rawText(text: string): string {
  const bytes = encodeUtf8(text);
  return isAscii(bytes) ? text : latin1(bytes);
}

const textCodes = [TYPE_STRING, TYPE_OBJECT_PATH, TYPE_SIGNATURE];
const textSignatures = textCodes.map((code) => String.fromCharCode(code));

/** One argument as rules see it: a text, the texts of an array, or neither. */
type Argument = string | readonly string[] | null;

/** Collects the arguments of a message up to the first that cannot be read. */
class ArgumentCollector implements BodyVisitor {
  readonly values: Argument[] = [];
  #depth = 0;
  #list: string[] | null = null;

  enter(code: number, contents: string): void {
    if (this.#depth === 0) this.#list = code === TYPE_ARRAY && textSignatures.includes(contents) ? [] : null;
    this.#depth++;
  }

  leave(): void {
    this.#depth--;
    if (this.#depth === 0) this.values.push(this.#list);
  }

  number(): void {
    if (this.#depth === 0) this.values.push(null);
  }

  wide(): void {
    if (this.#depth === 0) this.values.push(null);
  }

  string(_code: number, value: string): void {
    if (this.#depth === 0) this.values.push(rawText(value));
    else this.#list?.push(rawText(value));
  }
}

/** A message as match rules see it. */
export class MatchTarget {
  readonly #header: readonly (string | null)[];
  #arguments: readonly Argument[] | null = null;

  /** @param senderNames well-known names that the sender owns, which the message itself does not tell. */
  constructor(
    readonly message: BusMessage,
    readonly senderNames: readonly string[] = [],
  ) {
    const header: (string | null)[] = [];
    header[MatchKey.sender] = message.sender;
    header[MatchKey.type] = messageTypeNames.get(message.type) ?? null;
    header[MatchKey.destination] = message.destination;
    header[MatchKey.interface] = message.interface;
    header[MatchKey.member] = message.member;
    header[MatchKey.path] = message.path;
    header[MatchKey.pathNamespace] = message.path;
    this.#header = header;
  }

  #argument(index: number): Argument {
    if (this.#arguments === null) {
      const collector = new ArgumentCollector();
      walkBody(bodySource(this.message), bodyTypes(this.message), collector);
      this.#arguments = collector.values;
    }
    return this.#arguments[index] ?? null;
  }

  /** What a key looks at: texts of which one has to fit, none where the message has no such thing. */
  texts(key: number): readonly string[] {
    const { argument, comparison } = keyRows[key]!;
    const value = argument === null ? this.#header[key]! : this.#argument(argument);
    if (value === null) return [];
    if (typeof value !== "string") return comparison === "has" ? value : [];
    if (comparison === "has") return [];
    return key === MatchKey.sender ? [value, ...this.senderNames] : [value];
  }
}

/** Whether one of the texts that a message has for `key` fits `raw`, the value of a rule's component. */
export function fits(key: number, raw: string, texts: readonly string[]): boolean {
  const { comparison } = keyRows[key]!;
  if (comparison === "in-path-namespace") return texts.some((text) => isInPathNamespace(raw, text));
  if (comparison === "path-prefix") return texts.some((text) => isPathPrefixEitherWay(raw, text));
  if (comparison === "in-namespace") return texts.some((text) => isInNamespace(raw, text));
  return texts.includes(raw);
}

/**
 * Whether a message matches a rule: every component fits. A rule without components matches everything.
 *
 * Arguments are looked at up to the first that cannot be read. `argN` takes strings, object paths and signatures alike, as systemd
 * does; `argNhas` takes arrays of them. Origin: D-Bus specification, "Match Rules"; `bus_match_run`.
 */
export const matches = (components: readonly MatchComponent[], target: MatchTarget): boolean =>
  components.every(({ key, raw }) => fits(key, raw, target.texts(key)));

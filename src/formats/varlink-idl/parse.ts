import { COLON, HASH, LF, NUL, PAREN_CLOSE, PAREN_OPEN, QUESTION, SPACE } from "../../core/ascii.js";
import type { Errno } from "../../core/errno.js";
import { decodeUtf8, isValidUtf8, latin1 } from "../../core/utf8.js";
import { type VarlinkIdlCode, VarlinkIdlError } from "./diagnostics.js";
import {
  ELEMENTARY_TYPES,
  isElementary,
  type VarlinkContainer,
  type VarlinkEnum,
  type VarlinkEnumValue,
  type VarlinkField,
  type VarlinkInterface,
  type VarlinkStruct,
  type VarlinkSymbol,
  type VarlinkType,
} from "./model.js";
import {
  ARRAY_MARK,
  ARROW,
  ARROW_CHARACTER,
  BLANK,
  CLOSING,
  COLON_SIGN,
  COMMA_SIGN,
  classes,
  DEPTH_MAX,
  HASH_SIGN,
  IDENTIFIER,
  INTERFACE_NAME,
  LINE_END,
  LOWER,
  MAP_MARK,
  NOTHING,
  OPENING,
} from "./tables.js";

/** A definition that could be read, and where the parser stood at its end. */
export interface ParsedVarlinkIdl {
  readonly interface: VarlinkInterface;
  readonly line: number;
  readonly column: number;
}

/**
 * Parses a varlink interface definition; a NUL byte ends it.
 *
 * Stricter and laxer than the specification: there is no `any`, types may be used before they are defined, a comment
 * must stand on a line before a symbol, field or value, and names are checked by `checkConsistency` only. Comments that
 * nothing follows are dropped, but those of a method without input go before its first output.
 *
 * `EBADMSG` for what cannot be read, `ENETUNREACH` when a type is used that is not defined, or that a comment outside of lists
 * hides: one before the type whose whole text is its name. Types inside of types without a name are not looked up. Nesting is
 * limited by {@link DEPTH_MAX}; linear time. Origin: varlink.org/Interface-Definition, sd_varlink_idl_parse() at 257.
 */
export function parseVarlinkIdl(bytes: Uint8Array): ParsedVarlinkIdl | VarlinkIdlError {
  const nul = bytes.indexOf(NUL);
  return new Parser(bytes, nul < 0 ? bytes.length : nul).parse();
}

const UNEXPECTED_TOKEN = "varlink-idl.unexpected-token";

/** The list in parentheses behind a name: a struct's fields or an enumeration's values. */
type Members = VarlinkStruct | VarlinkEnum;

class Parser {
  readonly #text: string;
  #at = 0;
  #line = 1;
  #column = 1;
  /** Where the last token starts; it ends at `#at`. */
  #start = 0;
  /** Whether the text ended where a token was wanted. */
  #ended = false;
  #error: VarlinkIdlError | null = null;
  /** Comments of the list read last that stand before its closing parenthesis: only a list without members can have them. */
  #left: readonly string[] = [];

  constructor(
    readonly bytes: Uint8Array,
    readonly end: number,
  ) {
    this.#text = latin1(bytes, 0, end);
  }

  parse(): ParsedVarlinkIdl | VarlinkIdlError {
    const parsed = this.#interface();
    if (parsed === null) return this.#error!;
    const unresolved = this.#resolve(parsed);
    return unresolved ?? { interface: parsed, line: this.#line, column: this.#column };
  }

  /** Records why the text is refused; the callers return null all the way up. */
  #fail(code: VarlinkIdlCode, params: Readonly<Record<string, string | number>> = {}, errno: Errno = "EBADMSG"): null {
    const end = this.#at;
    const span = { start: code === UNEXPECTED_TOKEN ? this.#start : end, end };
    this.#error = new VarlinkIdlError(errno, code, this.#line, this.#column, params, span);
    return null;
  }

  #unexpected(): null {
    return this.#fail(UNEXPECTED_TOKEN, { token: this.#word() });
  }

  #word(): string {
    return this.#text.slice(this.#start, this.#at);
  }

  /** Whether the last token is that one character. */
  #is(character: number): boolean {
    return this.bytes[this.#start] === character;
  }

  #skipBlank(): void {
    const { bytes, end } = this;
    let at = this.#at;
    while (at < end && classes[bytes[at]!]! & BLANK) {
      this.#column++;
      if (bytes[at++] !== LF) continue;
      this.#line++;
      this.#column = 1;
    }
    this.#at = at;
  }

  /** Reads one character of the class `single`, or as many as there are of the class `many`; white space may come before. */
  #token(single: number, many: number): boolean {
    if (!this.#match(single, many) && !this.#ended) {
      this.#skipBlank();
      if (!this.#match(single, many) && !this.#ended) this.#fail("varlink-idl.bad-token");
    }
    return this.#error === null;
  }

  #match(single: number, many: number): boolean {
    const { bytes, end } = this;
    const start = this.#at;
    if (start >= end) {
      this.#ended = true;
      this.#fail("varlink-idl.unexpected-end");
      return false;
    }
    this.#start = start;
    let at = start;
    if (classes[bytes[at]!]! & single) at++;
    else while (at < end && classes[bytes[at]!]! & many) at++;
    this.#column += at - start;
    this.#at = at;
    return at > start;
  }

  /** Reads the rest of the line behind a `#` into the list. */
  #comment(comments: string[]): boolean {
    const { bytes, end } = this;
    const start = this.#at;
    let at = start;
    while (at < end && !(classes[bytes[at]!]! & LINE_END)) at++;
    if (!isValidUtf8(bytes, start, at)) {
      this.#fail("varlink-idl.bad-comment");
      return false;
    }
    comments.push(decodeUtf8(bytes, bytes[start] === SPACE && start < at ? start + 1 : start, at));
    // The byte behind the comment is counted here, and again when it is read as white space.
    if (at < end && bytes[at] === LF) {
      this.#line++;
      this.#column = 1;
    } else this.#column += at - start + 1;
    this.#at = at;
    return true;
  }

  #interface(): VarlinkInterface | null {
    const comments: string[] = [];
    for (;;) {
      if (!this.#token(HASH_SIGN, LOWER)) return null;
      if (this.#is(HASH)) {
        if (!this.#comment(comments)) return null;
        continue;
      }
      if (this.#word() !== "interface") return this.#unexpected();
      if (!this.#token(NOTHING, INTERFACE_NAME)) return null;
      const name = this.#word();
      const symbols = this.#symbols();
      return symbols === null ? null : { name, comments, symbols };
    }
  }

  #symbols(): VarlinkSymbol[] | null {
    const symbols: VarlinkSymbol[] = [];
    let comments: string[] = [];
    let keyword = LOWER;
    for (;;) {
      if (!this.#token(HASH_SIGN, keyword)) {
        if (!this.#ended) return null;
        this.#error = null;
        return symbols;
      }
      if (this.#is(HASH)) {
        if (!this.#comment(comments)) return null;
        continue;
      }
      const symbol = this.#symbol(this.#word(), comments);
      if (symbol === null) return null;
      symbols.push(symbol);
      comments = [];
      // Behind a symbol a word may hold the comment sign; no keyword does.
      keyword = LOWER | HASH_SIGN;
    }
  }

  #symbol(keyword: string, comments: readonly string[]): VarlinkSymbol | null {
    if (keyword !== "type" && keyword !== "method" && keyword !== "error") return this.#unexpected();
    if (!this.#token(HASH_SIGN, IDENTIFIER)) return null;
    const name = this.#word();
    if (keyword === "type") {
      const definition = this.#members(null, 0);
      return definition === null ? null : { name, comments, definition };
    }
    const fields = this.#fields();
    if (fields === null) return null;
    if (keyword === "error") return { name, comments, definition: { kind: "error", fields } };
    if (!this.#token(HASH_SIGN, ARROW_CHARACTER)) return null;
    if (this.#word() !== ARROW) return this.#unexpected();
    const left = this.#left;
    const output = this.#fields();
    if (output === null) return null;
    return { name, comments, definition: { kind: "method", input: fields, output: withComments(left, output) } };
  }

  #fields(): readonly VarlinkField[] | null {
    const members = this.#members(false, 0);
    return members !== null && "fields" in members ? members.fields : null;
  }

  /** A list in parentheses; what it holds tells whether it is an enumeration, unless that is given. */
  #members(given: boolean | null, depth: number): Members | null {
    if (!this.#token(OPENING, NOTHING)) return null;
    const fields: VarlinkField[] = [];
    const values: VarlinkEnumValue[] = [];
    let isEnum = given;
    let comments: string[] = [];
    let mayClose = CLOSING;
    for (;;) {
      if (!this.#token(HASH_SIGN | mayClose, IDENTIFIER)) return null;
      if (this.#is(HASH)) {
        if (!this.#comment(comments)) return null;
        continue;
      }
      if (this.#is(PAREN_CLOSE)) break;
      const name = this.#word();
      if (!this.#token(COLON_SIGN | COMMA_SIGN | CLOSING, NOTHING)) return null;
      if (this.#is(COLON)) {
        if (isEnum) return this.#fail("varlink-idl.enum-with-types");
        isEnum = false;
        const type = this.#type(depth);
        if (type === null) return null;
        fields.push({ name, type, comments });
        if (!this.#token(COMMA_SIGN | CLOSING, NOTHING)) return null;
      } else {
        if (isEnum === false) return this.#fail("varlink-idl.struct-without-types");
        isEnum = true;
        values.push({ name, comments });
      }
      if (this.#is(PAREN_CLOSE)) break;
      comments = [];
      mayClose = NOTHING;
    }
    this.#left = fields.length || values.length ? [] : comments;
    if (isEnum === null) return this.#fail("varlink-idl.empty-type");
    return isEnum ? { kind: "enum", values } : { kind: "struct", fields };
  }

  /** Skips a mark that must follow at once. */
  #mark(mark: string): boolean {
    if (!this.#text.startsWith(mark, this.#at)) return false;
    this.#at += mark.length;
    this.#column += mark.length;
    return true;
  }

  #type(depth: number): VarlinkType | null {
    this.#skipBlank();
    const nullable = this.bytes[this.#at] === QUESTION && this.#at < this.end;
    if (nullable) {
      this.#at++;
      this.#column++;
    }
    const container: VarlinkContainer | null = this.#mark(ARRAY_MARK) ? "array" : this.#mark(MAP_MARK) ? "map" : null;
    const base = this.#base(depth + 1);
    return base === null ? null : { base, container, nullable };
  }

  #base(depth: number): VarlinkType["base"] | null {
    if (this.#at < this.end && this.bytes[this.#at] === PAREN_OPEN) {
      return depth > DEPTH_MAX ? this.#fail("varlink-idl.too-deep", { limit: DEPTH_MAX }) : this.#members(null, depth);
    }
    for (const name of ELEMENTARY_TYPES) if (this.#mark(name)) return name;
    return this.#token(NOTHING, IDENTIFIER) ? { kind: "named", name: this.#word() } : null;
  }

  /** Looks up the types that symbols use directly. */
  #resolve(parsed: VarlinkInterface): VarlinkIdlError | null {
    const { symbols } = parsed;
    const types = kindsByName(parsed);
    for (const { definition } of symbols) {
      for (const name of namesOfTypes(definition)) {
        const isType = types.get(name);
        if (isType) continue;
        this.#fail(
          isType === undefined ? "varlink-idl.unknown-type" : "varlink-idl.not-a-type",
          { name },
          "ENETUNREACH",
        );
        return this.#error;
      }
    }
    return null;
  }
}

/** What a comment or a symbol of each name is: whether the first of them is a type. Comments have their text as a name. */
function kindsByName({ comments, symbols }: VarlinkInterface): ReadonlyMap<string, boolean> {
  const types = new Map<string, boolean>();
  const add = (name: string, isType: boolean): void => {
    if (!types.has(name)) types.set(name, isType);
  };
  for (const comment of comments) add(comment, false);
  for (const symbol of symbols) {
    for (const comment of symbol.comments) add(comment, false);
    add(symbol.name, TYPE_KINDS.has(symbol.definition.kind));
  }
  return types;
}

/** The fields, with comments before those of the first. */
function withComments(comments: readonly string[], fields: readonly VarlinkField[]): readonly VarlinkField[] {
  const [first, ...others] = fields;
  if (first === undefined || comments.length === 0) return fields;
  return [{ ...first, comments: [...comments, ...first.comments] }, ...others];
}

/** What may be used as a type. */
const TYPE_KINDS: ReadonlySet<VarlinkSymbol["definition"]["kind"]> = new Set(["struct", "enum"]);

/** The types that a symbol uses by name, except inside of types without one. */
function namesOfTypes(definition: VarlinkSymbol["definition"]): readonly string[] {
  if ("values" in definition) return [];
  const names: string[] = [];
  for (const fields of "fields" in definition ? [definition.fields] : [definition.input, definition.output]) {
    for (const { type } of fields) if (!isElementary(type.base) && "name" in type.base) names.push(type.base.name);
  }
  return names;
}

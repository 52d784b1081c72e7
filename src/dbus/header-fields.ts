import { isBusName, isErrorName, isInterfaceName, isMemberName, isObjectPath } from "./names.js";
import { AlignedReader, FAILED } from "./reader.js";
import { isSignature, parseSignature, type TypeNode } from "./signature.js";
import {
  ARRAY_SIZE_MAX,
  FIELD_ALIGNMENT,
  HEADER_SIZE,
  HeaderField,
  TYPE_ARRAY,
  TYPE_OBJECT_PATH,
  TYPE_SIGNATURE,
  TYPE_STRING,
  TYPE_UINT32,
  TYPE_VARIANT,
} from "./types.js";

/** A header field that this module does not interpret, as it stood on the wire. */
export interface UnknownField {
  readonly code: number;
  readonly signature: string;
  /** The value's bytes in the message's byte order, from behind its signature; padding inside counts from the field's start. */
  readonly value: Uint8Array;
}

/** What is wrong with a header. */
export type HeaderFault =
  | "short"
  | "byte-order"
  | "type"
  | "version"
  | "cookie"
  | "size"
  | "field-code"
  | "field-type"
  | "field-value"
  | "field-repeated"
  | "field-missing"
  | "field-unexpected"
  | "descriptors"
  | "reserved-name";

interface TextField {
  readonly type: number;
  readonly isValid: (text: string) => boolean;
}

const textFields: (TextField | undefined)[] = [];
textFields[HeaderField.path] = { type: TYPE_OBJECT_PATH, isValid: isObjectPath };
textFields[HeaderField.interface] = { type: TYPE_STRING, isValid: isInterfaceName };
textFields[HeaderField.member] = { type: TYPE_STRING, isValid: isMemberName };
textFields[HeaderField.errorName] = { type: TYPE_STRING, isValid: isErrorName };
textFields[HeaderField.destination] = { type: TYPE_STRING, isValid: isBusName };
textFields[HeaderField.sender] = { type: TYPE_STRING, isValid: isBusName };

const FIRST_UNKNOWN = Object.keys(HeaderField).length + 1;
const INVALID = 0;
const NONE = 0;
const ONE = 1;

const noTexts: readonly (string | null)[] = Array.from({ length: FIRST_UNKNOWN }, () => null);

/** One pass over the header fields. Methods that read tell whether it went well; `fault` says what did not. */
export class FieldReader extends AlignedReader {
  fault: HeaderFault = "field-value";
  /** Texts of path, interface, member, error name, destination and sender by field code. */
  readonly texts: (string | null)[] = noTexts.slice();
  readonly order: number[] = [];
  readonly unknown: UnknownField[] = [];
  bodySignature: string | null = null;
  replyCookie = NONE;
  unixFds: number | null = null;

  constructor(bytes: Uint8Array, end: number, littleEndian: boolean) {
    super(bytes, HEADER_SIZE, end, littleEndian);
  }

  all(): boolean {
    while (this.at < this.end) if (!this.#field()) return false;
    return true;
  }

  #fail(fault: HeaderFault): false {
    this.fault = fault;
    return false;
  }

  #field(): boolean {
    const codeAt = this.take(FIELD_ALIGNMENT, ONE);
    const signature = codeAt === FAILED ? null : this.signature();
    if (signature === null) return false;
    const code = this.bytes[codeAt]!;
    if (code === INVALID) return this.#fail("field-code");
    this.order.push(code);
    if (code >= FIRST_UNKNOWN) return this.#unknownField(code, signature);
    const type = signature.length === ONE ? signature.charCodeAt(NONE) : INVALID;
    const row = textFields[code];
    if (row !== undefined) return this.#textField(code, type, row);
    if (code === HeaderField.signature) return this.#signatureField(type);
    return this.#numberField(code, type);
  }

  #textField(code: number, type: number, row: TextField): boolean {
    if (this.texts[code] !== null) return this.#fail("field-repeated");
    if (type !== row.type) return this.#fail("field-type");
    const text = this.latin1();
    if (text === null || !row.isValid(text)) return false;
    this.texts[code] = text;
    return true;
  }

  #signatureField(type: number): boolean {
    if (this.bodySignature !== null) return this.#fail("field-repeated");
    if (type !== TYPE_SIGNATURE) return this.#fail("field-type");
    this.bodySignature = this.signature();
    return this.bodySignature !== null && isSignature(this.bodySignature);
  }

  #numberField(code: number, type: number): boolean {
    const reply = code === HeaderField.replySerial;
    if (reply ? this.replyCookie !== NONE : this.unixFds !== null) return this.#fail("field-repeated");
    if (type !== TYPE_UINT32) return this.#fail("field-type");
    const number = this.word();
    if (number === FAILED) return false;
    if (reply) this.replyCookie = number;
    else this.unixFds = number;
    return !reply || number !== NONE;
  }

  #unknownField(code: number, signature: string): boolean {
    const start = this.at;
    if (!this.#skip(signature)) return false;
    this.unknown.push({ code, signature, value: this.bytes.subarray(start, this.at) });
    return true;
  }

  /**
   * Moves behind values of any types as `message_skip_fields` does: structures and dictionary entries are refused, and of an
   * array only the first element is stepped over, so that one of several elements makes the field after it unreadable.
   */
  #skip(signature: string): boolean {
    const types = parseSignature(signature);
    if (types === null) return false;
    const pending = [...types].reverse();
    for (let type = pending.pop(); type !== undefined; type = pending.pop()) {
      if (type.size !== NONE) {
        if (this.take(type.alignment, type.size) === FAILED) return false;
      } else if (type.code === TYPE_ARRAY) {
        const length = this.word();
        const element = type.members[0]!;
        if (length === FAILED || length > ARRAY_SIZE_MAX) return false;
        if (this.take(element.alignment, NONE) === FAILED) return false;
        if (length > NONE) pending.push(element);
      } else if (type.code === TYPE_VARIANT) {
        const inner = this.signature();
        const innerTypes = inner === null ? null : parseSignature(inner);
        if (innerTypes === null) return false;
        for (let i = innerTypes.length - ONE; i >= NONE; i--) pending.push(innerTypes[i]!);
      } else if (!this.#skipText(type)) return false;
    }
    return true;
  }

  #skipText(type: TypeNode): boolean {
    if (type.code === TYPE_SIGNATURE) {
      const signature = this.signature();
      return signature !== null && isSignature(signature);
    }
    if (type.code === TYPE_OBJECT_PATH) {
      const path = this.latin1();
      return path !== null && isObjectPath(path);
    }
    return type.code === TYPE_STRING && this.utf8() !== FAILED;
  }
}

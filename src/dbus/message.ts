import type { Errno } from "../core/errno.js";
import { FieldReader, type HeaderFault, type UnknownField } from "./header-fields.js";
import { LOCAL_NAME, LOCAL_PATH } from "./names.js";
import { wordAt } from "./reader.js";
import { FIELD_ALIGNMENT, HEADER_SIZE, HeaderField, MessageType } from "./types.js";

/*
 * A message (D-Bus specification, "Message Format"):
 *
 *      0       1       2       3       4               8               12              16
 *     +-------+-------+-------+-------+---------------+---------------+---------------+----------------- - -
 *     | endian| type  | flags |version| size of body  | cookie        | size of fields| fields, zeros, body
 *     +-------+-------+-------+-------+---------------+---------------+---------------+----------------- - -
 *
 * Each field is a structure of a code and a variant, so it starts at a multiple of 8; so does the body.
 */
const ENDIAN_OFFSET = 0;
const TYPE_OFFSET = 1;
const FLAGS_OFFSET = 2;
const VERSION_OFFSET = 3;
const BODY_SIZE_OFFSET = 4;
const COOKIE_OFFSET = 8;
const FIELDS_SIZE_OFFSET = 12;

/** Byte order mark of a message: its first byte. */
export type Endian = "l" | "B";

const LITTLE_ENDIAN = 0x6c;
const BIG_ENDIAN = 0x42;
/** The protocol's version (D-Bus specification, "Message Format"). */
const VERSION = 1;
/** What the version byte of messages of the never merged kernel transport said; systemd still lets it pass. */
const VERSION_KDBUS = 2;

/** A message whose header is valid; its body is checked only when it is read. */
export interface BusMessage {
  readonly endian: Endian;
  /** 1 call, 2 return, 3 error, 4 signal; other numbers are kept. */
  readonly type: number;
  readonly flags: number;
  readonly version: number;
  /** The sender's serial number of the message, never 0. */
  readonly cookie: number;
  /** Cookie of the message that this one answers; 0 when it answers none. */
  readonly replyCookie: number;
  readonly path: string | null;
  readonly interface: string | null;
  readonly member: string | null;
  readonly errorName: string | null;
  readonly destination: string | null;
  readonly sender: string | null;
  /** Signature of the body; `null` without the field, which means the same as an empty one: no values. */
  readonly signature: string | null;
  /** File descriptors that come with the message. */
  readonly unixFds: number;
  /** Codes of the header fields in wire order. */
  readonly fieldOrder: readonly number[];
  /** Fields with codes that are not in the specification, in wire order. */
  readonly unknownFields: readonly UnknownField[];
  /** Bytes of the header fields, without the zeros behind them. */
  readonly fieldsSize: number;
  /** The marshalled values. */
  readonly body: Uint8Array;
}

/** Why a message was refused: always `EBADMSG`, as systemd has it. */
export class BusMessageRefusal {
  readonly errno: Errno = "EBADMSG";
  constructor(
    readonly fault: HeaderFault,
    /** Byte offset in the message where the fault was seen. */
    readonly offset: number,
  ) {}
}

const INVALID = 0;
const NONE = 0;

const padded = (size: number): number => Math.ceil(size / FIELD_ALIGNMENT) * FIELD_ALIGNMENT;

/** The fields that a message of this type must have, and those it must not (D-Bus specification, "Message Types"). */
function requirementFault(type: number, fields: FieldReader): HeaderFault | null {
  const { texts, replyCookie } = fields;
  if (type === MessageType.method_call || type === MessageType.signal) {
    if (texts[HeaderField.path] === null || texts[HeaderField.member] === null) return "field-missing";
    if (type === MessageType.signal && texts[HeaderField.interface] === null) return "field-missing";
    return replyCookie === NONE ? null : "field-unexpected";
  }
  if (type === MessageType.method_return) return replyCookie === NONE ? "field-missing" : null;
  if (type !== MessageType.error) return null;
  return replyCookie === NONE || texts[HeaderField.errorName] === null ? "field-missing" : null;
}

function isReserved(texts: readonly (string | null)[]): boolean {
  return (
    texts[HeaderField.path] === LOCAL_PATH ||
    texts[HeaderField.interface] === LOCAL_NAME ||
    texts[HeaderField.sender] === LOCAL_NAME
  );
}

/** What came with the bytes of a message. */
export interface MessageContext {
  /** Number of file descriptors; the header has to announce as many. 0 when absent. */
  readonly descriptors?: number;
}

/**
 * Reads one message: the bytes are its header and body, no fewer and no more.
 *
 * The header is checked whole: byte order, type (0 is refused), version (1; systemd also takes 2), cookie, sizes, every field's type,
 * value and padding, the fields that the type of message requires, and that nobody else claims to be the local
 * peer. The body is not looked at; see `readBody` and `walkBody`. Never throws; a refusal is a {@link BusMessageRefusal}.
 * Origin: D-Bus specification, "Message Format"; `bus_message_from_malloc`, `message_parse_fields`.
 */
export function parseMessage(bytes: Uint8Array, context: MessageContext = {}): BusMessage | BusMessageRefusal {
  if (bytes.length < HEADER_SIZE) return new BusMessageRefusal("short", bytes.length);
  const endian = bytes[ENDIAN_OFFSET]!;
  const type = bytes[TYPE_OFFSET]!;
  const version = bytes[VERSION_OFFSET]!;
  if (version !== VERSION && version !== VERSION_KDBUS) return new BusMessageRefusal("version", VERSION_OFFSET);
  if (type === INVALID) return new BusMessageRefusal("type", TYPE_OFFSET);
  if (endian !== LITTLE_ENDIAN && endian !== BIG_ENDIAN) return new BusMessageRefusal("byte-order", ENDIAN_OFFSET);
  const little = endian === LITTLE_ENDIAN;
  const cookie = wordAt(bytes, COOKIE_OFFSET, little);
  if (cookie === NONE) return new BusMessageRefusal("cookie", COOKIE_OFFSET);
  const bodySize = wordAt(bytes, BODY_SIZE_OFFSET, little);
  const fieldsSize = wordAt(bytes, FIELDS_SIZE_OFFSET, little);
  const bodyStart = HEADER_SIZE + padded(fieldsSize);
  if (bodyStart + bodySize !== bytes.length) return new BusMessageRefusal("size", BODY_SIZE_OFFSET);

  const fields = new FieldReader(bytes, HEADER_SIZE + fieldsSize, little);
  if (!fields.all()) return new BusMessageRefusal(fields.fault, fields.at);
  const unixFds = fields.unixFds ?? NONE;
  const { texts } = fields;
  if (unixFds !== (context.descriptors ?? NONE)) return new BusMessageRefusal("descriptors", HEADER_SIZE);
  const fault = requirementFault(type, fields);
  if (fault !== null) return new BusMessageRefusal(fault, HEADER_SIZE);
  if (isReserved(texts)) return new BusMessageRefusal("reserved-name", HEADER_SIZE);
  return {
    endian: little ? "l" : "B",
    type,
    flags: bytes[FLAGS_OFFSET]!,
    version,
    cookie,
    replyCookie: fields.replyCookie,
    path: texts[HeaderField.path]!,
    interface: texts[HeaderField.interface]!,
    member: texts[HeaderField.member]!,
    errorName: texts[HeaderField.errorName]!,
    destination: texts[HeaderField.destination]!,
    sender: texts[HeaderField.sender]!,
    signature: fields.bodySignature,
    unixFds,
    fieldOrder: fields.order,
    unknownFields: fields.unknown,
    fieldsSize,
    body: bytes.subarray(bodyStart),
  };
}

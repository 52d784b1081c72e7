import { LOWER_A } from "../core/ascii.js";

/** Type codes of the D-Bus type system under systemd's names (D-Bus specification, "Type System"; `SD_BUS_TYPE_*`). */
export const TYPE_BYTE = 0x79;
export const TYPE_BOOLEAN = 0x62;
export const TYPE_INT16 = 0x6e;
export const TYPE_UINT16 = 0x71;
export const TYPE_INT32 = 0x69;
export const TYPE_UINT32 = 0x75;
export const TYPE_INT64 = 0x78;
export const TYPE_UINT64 = 0x74;
export const TYPE_DOUBLE = 0x64;
export const TYPE_STRING = 0x73;
export const TYPE_OBJECT_PATH = 0x6f;
export const TYPE_SIGNATURE = 0x67;
export const TYPE_UNIX_FD = 0x68;
export const TYPE_VARIANT = 0x76;
export const TYPE_ARRAY = LOWER_A;
export const TYPE_STRUCT_BEGIN = 0x28;
export const TYPE_STRUCT_END = 0x29;
export const TYPE_DICT_ENTRY_BEGIN = 0x7b;
export const TYPE_DICT_ENTRY_END = 0x7d;

/** What is known of one type code. */
export interface TypeRow {
  readonly code: number;
  /** The name that dumps print. */
  readonly name: string;
  /** Boundary to which a value is padded, in bytes. */
  readonly alignment: number;
  /** Bytes of a value, or 0 where the value says itself how long it is. */
  readonly size: number;
  /** Whether it may be the key of a dictionary: everything but the containers and the variant. */
  readonly basic: boolean;
}

const row = (code: number, name: string, alignment: number, size: number, basic = true): TypeRow => ({
  code,
  name,
  alignment,
  size,
  basic,
});

/** Every type code that can start a complete type (D-Bus specification, "Summary of types" and "Marshalling"). */
export const typeRows: readonly TypeRow[] = [
  row(TYPE_BYTE, "BYTE", 1, 1),
  row(TYPE_BOOLEAN, "BOOLEAN", 4, 4),
  row(TYPE_INT16, "INT16", 2, 2),
  row(TYPE_UINT16, "UINT16", 2, 2),
  row(TYPE_INT32, "INT32", 4, 4),
  row(TYPE_UINT32, "UINT32", 4, 4),
  row(TYPE_INT64, "INT64", 8, 8),
  row(TYPE_UINT64, "UINT64", 8, 8),
  row(TYPE_DOUBLE, "DOUBLE", 8, 8),
  row(TYPE_UNIX_FD, "UNIX_FD", 4, 4),
  row(TYPE_STRING, "STRING", 4, 0),
  row(TYPE_OBJECT_PATH, "OBJECT_PATH", 4, 0),
  row(TYPE_SIGNATURE, "SIGNATURE", 1, 0),
  row(TYPE_VARIANT, "VARIANT", 1, 0, false),
  row(TYPE_ARRAY, "ARRAY", 4, 0, false),
  row(TYPE_STRUCT_BEGIN, "STRUCT", 8, 0, false),
  row(TYPE_DICT_ENTRY_BEGIN, "DICT_ENTRY", 8, 0, false),
];

/** Message types (D-Bus specification, "Message Types"); the values are those on the wire. */
export const MessageType = {
  method_call: 1,
  method_return: 2,
  error: 3,
  signal: 4,
} as const;

/** Names of the message types by number, as dumps and match rules write them. */
export const messageTypeNames: ReadonlyMap<number, string> = new Map(
  Object.entries(MessageType).map(([name, number]) => [number, name]),
);

/** Header field codes (D-Bus specification, "Header Fields"). */
export const HeaderField = {
  path: 1,
  interface: 2,
  member: 3,
  errorName: 4,
  replySerial: 5,
  destination: 6,
  sender: 7,
  signature: 8,
  unixFds: 9,
} as const;

/** Header flags (D-Bus specification, "Message Format"); other bits are kept as they are. */
export const MessageFlag = {
  noReplyExpected: 1,
  noAutoStart: 2,
  allowInteractiveAuthorization: 4,
} as const;

/** Longest name of any kind (D-Bus specification, "Valid Names"; `SD_BUS_MAXIMUM_NAME_LENGTH`). */
export const NAME_LENGTH_MAX = 255;
/** Longest object path that systemd takes; the specification has no limit (`BUS_PATH_SIZE_MAX`). */
export const PATH_LENGTH_MAX = 64 * 1024;
/** Longest signature: the specification allows 255 bytes ("Valid Signatures"), systemd reads no message with one of 255. */
export const SIGNATURE_LENGTH_MAX = 254;
/** Arrays inside each other in one signature (D-Bus specification, "Valid Signatures"). */
export const ARRAY_DEPTH_MAX = 32;
/** Structures and dictionary entries inside each other in one signature (the same). */
export const STRUCT_DEPTH_MAX = 32;
/** Containers inside each other that systemd enters, variants included (`BUS_CONTAINER_DEPTH`). */
export const CONTAINER_DEPTH_MAX = 128;
/** Containers inside each other that a conforming sender may write, variants included (D-Bus specification, "Message Format"). */
export const SPECIFIED_DEPTH_MAX = 64;
/** Bytes in one array (D-Bus specification, "Marshalling"; `BUS_ARRAY_MAX_SIZE`). */
export const ARRAY_SIZE_MAX = 64 * 1024 * 1024;
/** Bytes in one message, header included (D-Bus specification, "Message Format"; `BUS_MESSAGE_SIZE_MAX`). */
export const MESSAGE_SIZE_MAX = 128 * 1024 * 1024;
/** Bytes in the fixed part of the header: it ends with the length of the header fields. */
export const HEADER_SIZE = 16;
/** Header fields start at multiples of this, and so does the body. */
export const FIELD_ALIGNMENT = 8;

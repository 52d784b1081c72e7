/** D-Bus messages: parse, encode, values of the body, dump. */

export type { BodyFailure } from "../../dbus/body.js";
export { createMessage, encodeMessage as encode, type MessageInit, type MessageParts } from "../../dbus/encode.js";
export type { HeaderFault, UnknownField } from "../../dbus/header-fields.js";
export { marshal } from "../../dbus/marshal.js";
export {
  type BusMessage,
  BusMessageRefusal,
  type Endian,
  type MessageContext,
  parseMessage as parse,
} from "../../dbus/message.js";
export { isBusName, isErrorName, isInterfaceName, isMemberName, isObjectPath } from "../../dbus/names.js";
export { isSignature, parseSignature, parseSingleType, type TypeNode } from "../../dbus/signature.js";
export { HeaderField, MessageFlag, MessageType } from "../../dbus/types.js";
export { type BusValue, BusVariant, errorMessage, isBodyFailure, readBody } from "../../dbus/values.js";
export { type Dump, dump, dumpTo } from "./dump.js";

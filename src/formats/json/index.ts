/**
 * JSON as systemd reads and writes it: exact 64-bit integers, a depth limit, places of errors, sorting, normal form.
 *
 * `parse` takes a file's content; see {@link parseJsonFile} for what is refused. Values never change: every operation
 * returns another one, or the name of an errno.
 */
export { formatJson as format, type JsonFormat } from "../../json/format.js";
export {
  appendElement,
  equalJson,
  filterFields,
  type JsonNormalization,
  mergeObjects,
  normalizeJson,
  setField,
  sortJson,
} from "../../json/operations.js";
export { JsonError, type JsonErrorCode, parseJsonFile as parse } from "../../json/parse.js";
export {
  elementCount,
  isBlankArray,
  isBlankObject,
  isNegative,
  isNormalized,
  isSorted,
  JSON_DEPTH_MAX,
  JsonArray,
  JsonBoolean,
  JsonInteger,
  JsonNull,
  JsonObject,
  JsonReal,
  JsonString,
  type JsonType,
  JsonUnsigned,
  type JsonVariant,
  markSensitive,
  newArray,
  newInteger,
  newObject,
  newReal,
  newUnsigned,
  realValue,
} from "../../json/variant.js";

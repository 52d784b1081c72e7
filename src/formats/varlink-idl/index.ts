/**
 * Varlink interface definitions (varlink.org/Interface-Definition) as systemd 257 reads, checks and writes them.
 *
 * `parse` gives a typed model or the refusal with its place; `checkConsistency` is a second, separate step.
 */
export { checkConsistency, isFieldName, isInterfaceName, isSymbolName } from "./consistency.js";
export { type VarlinkIdlCode, VarlinkIdlError } from "./diagnostics.js";
export { formatVarlinkIdl as format } from "./format.js";
export type {
  VarlinkContainer,
  VarlinkElementaryType,
  VarlinkEnum,
  VarlinkEnumValue,
  VarlinkErrorType,
  VarlinkField,
  VarlinkInterface,
  VarlinkMethod,
  VarlinkNamedType,
  VarlinkStruct,
  VarlinkSymbol,
  VarlinkType,
} from "./model.js";
export { type ParsedVarlinkIdl, parseVarlinkIdl as parse } from "./parse.js";

export type { Diagnostic, Span } from "../../core/diagnostics.js";
export { nodeText } from "../../ini/document.js";
export type { IniNode, IniNodeKind } from "../../ini/reader.js";
export { type NetdevHost, unknownHost } from "./assignment.js";
export type { NetdevKind } from "./device.js";
export { netdevParserDiagnostics } from "./diagnostics.js";
export {
  formatNetdevDocument,
  formatNetdevFile,
  type NetdevFileAssignment,
  type NetdevFileSection,
  netdevFileSections,
} from "./format.js";
export type { SettingsOfKind } from "./kinds/index.js";
export { type NetdevFile, type NetdevOfKind, type NetworkDevice, parseNetdevFile } from "./parse.js";
export { type StoredValues, storedValues } from "./values.js";

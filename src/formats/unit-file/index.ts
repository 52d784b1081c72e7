export type { Diagnostic, Span } from "../../core/diagnostics.js";
export { nodeText } from "../../ini/document.js";
export type { IniNode, IniNodeKind } from "../../ini/reader.js";
export { unitFileDiagnostics } from "./diagnostics.js";
export { dumpUnit } from "./dump.js";
export {
  formatUnitDocument,
  formatUnitFile,
  type UnitFileAssignment,
  type UnitFileSection,
  unitFileSections,
} from "./format.js";
export { type ParseUnitFileOptions, parseUnitFile, type UnitDocument, type UnitFile } from "./parse.js";
export { Unit } from "./unit.js";
export { isUnitType, type UnitType, unitTypes } from "./unit-types.js";

export type { Diagnostic, Span } from "../../core/diagnostics.js";
export type { IniAssignment, IniDocument, IniSection } from "../../ini/document.js";
export { nodeText } from "../../ini/document.js";
export type { IniNode, IniNodeKind } from "../../ini/reader.js";
export type { ScopeSettings } from "./cgroup/scope.js";
export type { CGroupSettings } from "./cgroup/settings.js";
export type { CommonSettings } from "./common/settings.js";
export { unitFileDiagnostics } from "./diagnostics.js";
export { dumpUnit } from "./dump.js";
export type { ExecSettings } from "./exec/settings.js";
export {
  formatUnitDocument,
  formatUnitFile,
  type UnitFileAssignment,
  type UnitFileSection,
  unitFileSections,
} from "./format.js";
export type { KillSettings } from "./kill/settings.js";
export type { AutomountSettings, MountSettings, SwapSettings } from "./mount/settings.js";
export { type ParseUnitFileOptions, parseUnitFile, type UnitDocument, type UnitFile } from "./parse.js";
export type { PathSettings } from "./path/settings.js";
export type { ServiceSettings } from "./service/settings.js";
export type { SocketSettings } from "./socket/settings.js";
export type { TimerSettings } from "./timer/settings.js";
export { Unit } from "./unit.js";
export { isUnitType, type UnitType, unitTypes } from "./unit-types.js";

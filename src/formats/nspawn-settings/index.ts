export type { Diagnostic, Span } from "../../core/diagnostics.js";
export type { CpuSet } from "../../directives/cpu-set.js";
export type { ResourceLimits } from "../../directives/values.js";
export type { IniAssignment, IniDocument, IniSection } from "../../ini/document.js";
export type { IniNode, IniNodeKind } from "../../ini/reader.js";
export { type CustomMount, type CustomMountType, customMount } from "../../nspawn/custom-mounts.js";
export {
  EVERY_CAPABILITY,
  type ExposedPort,
  type InterfacePair,
  type LinkJournal,
  NspawnSettings,
  portKey,
  type StartMode,
  type UserNamespaceMode,
} from "../../nspawn/settings.js";
export { nspawnDiagnostics } from "./diagnostics.js";
export { formatNspawnSettings, nspawnFileSections } from "./format.js";
export { type NspawnFile, type ParseNspawnOptions, parseNspawnSettings, settingsOfSections } from "./parse.js";

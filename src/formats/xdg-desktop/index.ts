export type { Diagnostic, Span } from "../../core/diagnostics.js";
export type { IniNode, IniNodeKind } from "../../ini/reader.js";
export { xdgDesktopDiagnostics } from "./diagnostics.js";
export {
  type ExecutableLookup,
  type GeneratedUnit,
  type GenerateOptions,
  generateAutostartUnit,
} from "./generate.js";
export { DesktopEntry, type DesktopFile, parseDesktopFile } from "./parse.js";

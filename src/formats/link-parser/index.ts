export type { Diagnostic, Span } from "../../core/diagnostics.js";
export { nodeText } from "../../ini/document.js";
export type { IniNode, IniNodeKind } from "../../ini/reader.js";
export { type LinkHost, plainHost } from "./assignment.js";
export { linkDiagnostics } from "./diagnostics.js";
export {
  formatLinkDocument,
  formatLinkFile,
  type LinkFileAssignment,
  type LinkFileSection,
  linkFileSections,
} from "./format.js";
export { Link } from "./link.js";
export { type LinkMode, linkModes } from "./link-modes.js";
export { type LinkFile, type LoadedLinkFile, loadLinkFile, parseLinkFile } from "./parse.js";
export { modeBits } from "./transmission.js";
export { type WakeEvent, wakeBits, wakeEvents } from "./wake-on-lan.js";

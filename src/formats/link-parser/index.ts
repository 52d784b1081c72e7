export type { Diagnostic, Span } from "../../core/diagnostics.js";
export type { NetConditions, NetMatch } from "../../directives/net-match.js";
export type { RepeatedSections } from "../../directives/repeated-sections.js";
export type { SrIovSettings } from "../../directives/sr-iov.js";
export type { IniAssignment, IniDocument, IniSection } from "../../ini/document.js";
export { nodeText } from "../../ini/document.js";
export type { IniNode, IniNodeKind } from "../../ini/reader.js";
export type { SpecifierHost } from "../../text/machine-specifiers.js";
export { type LinkHost, plainHost } from "./assignment.js";
export type { CoalesceSettings } from "./coalesce.js";
export type { DevicePropertySettings } from "./device-properties.js";
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
export type { NamingSettings } from "./naming.js";
export type { OffloadSettings } from "./offload.js";
export { type LinkFile, type LoadedLinkFile, loadLinkFile, parseLinkFile } from "./parse.js";
export type { QueueSettings } from "./queues.js";
export type { TransmissionSettings } from "./transmission.js";
export { modeBits } from "./transmission.js";
export type { WakeOnLanSettings } from "./wake-on-lan.js";
export { type WakeEvent, wakeBits, wakeEvents } from "./wake-on-lan.js";

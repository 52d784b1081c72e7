export type { Diagnostic, Span } from "../../core/diagnostics.js";
export { nodeText } from "../../ini/document.js";
export type { IniNode, IniNodeKind } from "../../ini/reader.js";
export { type NetworkHost, plainHost } from "./assignment.js";
export { networkDiagnostics } from "./diagnostics.js";
export {
  formatNetworkDocument,
  formatNetworkFile,
  type NetworkFileAssignment,
  type NetworkFileSection,
  networkFileSections,
} from "./format.js";
export { Network } from "./network.js";
export {
  type LoadedNetworkFile,
  type LoadNetworkOptions,
  loadNetworkFile,
  type NetworkFile,
  parseNetworkFile,
  type ReadFile,
} from "./parse.js";

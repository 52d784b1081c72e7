export type { Diagnostic, Span } from "../../core/diagnostics.js";
export { DescriptorTable } from "../../serialize/descriptors.js";
export { managerSerializeDiagnostics } from "./diagnostics.js";
export { type FormatManagerStateOptions, formatManagerState, managerStateLines } from "./format.js";
export {
  type ActivationDetails,
  type CGroupRuntime,
  type DualTimestamp,
  type Job,
  ManagerState,
  type ProcessReference,
  type RateLimit,
  type SharedRuntime,
  Unit,
} from "./model.js";
export { type ManagerStateFile, type ParseManagerStateOptions, parseManagerState } from "./parse.js";
export type { LogTarget, ManagerTimestamp, UnitTimestamp, Watchdog } from "./tables.js";
export type { UnitDetails } from "./unit-details.js";

export type { Diagnostic, Span } from "../../core/diagnostics.js";
export { DescriptorTable } from "../../serialize/descriptors.js";
export type { UnitType } from "../../text/unit-name.js";
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
export type { JobType, LogTarget, ManagerTimestamp, UnitTimestamp, Watchdog } from "./tables.js";
export type {
  AutomountDetails,
  DeviceDetails,
  ExecStatus,
  MountDetails,
  PathDetails,
  PlainDetails,
  ScopeDetails,
  ServiceDetails,
  SocketDetails,
  SwapDetails,
  TimerDetails,
  UnitDetails,
} from "./unit-details.js";

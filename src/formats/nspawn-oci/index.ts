export type { Diagnostic, Span } from "../../core/diagnostics.js";
export type { CpuSet } from "../../directives/cpu-set.js";
export type { ResourceLimits } from "../../directives/values.js";
export { type CustomMount, type CustomMountType, customMount } from "../../nspawn/custom-mounts.js";
export {
  EVERY_CAPABILITY,
  type ExposedPort,
  type InterfacePair,
  type LinkJournal,
  NspawnSettings,
  type StartMode,
  type UserNamespaceMode,
} from "../../nspawn/settings.js";
export { ociDiagnostics } from "./diagnostics.js";
export { formatOciBundle } from "./format.js";
export { type OciBundle, type ParseOciOptions, parseOciBundle, usualDeviceName } from "./parse.js";
export type { DeviceLookup } from "./reader.js";
export {
  type DeviceAmount,
  type DeviceNode,
  type DeviceRule,
  type HookKind,
  NO_LIMIT,
  type OciCapabilities,
  type OciHook,
  OciResources,
  OciSettings,
  type SeccompArgument,
  type SeccompFilter,
  type SeccompRule,
  type ThrottleKind,
} from "./settings.js";

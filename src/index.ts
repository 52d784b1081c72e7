export * from "./core/conformance.js";
export * from "./core/diagnostics.js";
export * from "./core/errno.js";
export * from "./core/format.js";
export * from "./core/json.js";
export { findFormat, type RegistryEntry, registry, vectorSets } from "./formats/registry.js";

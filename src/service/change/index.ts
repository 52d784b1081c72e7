/** What a change touches, and whether a finding was there before it. */
export { BaseBuild } from "./base-build.js";
export { Git } from "./git.js";
export { type ModuleGraph, moduleGraph } from "./import-graph.js";
export { type TouchedTarget, type TouchReason, touchedTargets } from "./touched-targets.js";

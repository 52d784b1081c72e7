/** Linting of configuration files: what `sdfuzz verify` does, for programs. Pure ECMAScript. */
export { Severity, severityNames } from "../core/diagnostics.js";
export { type FileKind, fileKinds, type KindedFile, kindOfPath } from "../formats/file-kinds.js";
export type { Excerpt } from "./place.js";
export { type RenderOptions, renderProblem } from "./render.js";
export { SarifResults, sarifLevel } from "./sarif.js";
export {
  PROBLEMS_MAX,
  type Problem,
  type ProblemRange,
  type Verification,
  type VerifyOptions,
  verifyFile,
} from "./verify.js";

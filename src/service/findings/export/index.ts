export {
  describeFinding,
  type FindingDetails,
  frameText,
  hexDump,
  inputText,
  projectPath,
  reproduceCommand,
} from "./describe.js";
export { type FindingJson, findingJson, toJson } from "./json.js";
export { findingsTable, toMarkdown } from "./markdown.js";
export { regressionName, writeRegressionFile } from "./regression-file.js";
export { toSarif } from "./sarif.js";

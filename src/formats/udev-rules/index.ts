/**
 * udev rules files (udev(7)): read as systemd 257 reads them, looked at as `udevadm verify` does, and written.
 *
 * `parse` gives the rules with what is wrong; `verify` says more of what is doubtful, and of style.
 */
export type { Diagnostic, Span } from "../../core/diagnostics.js";
export { debianAccounts } from "./accounts.js";
export { udevRulesDiagnostics } from "./diagnostics.js";
export { formatUdevRules as format } from "./format.js";
export type * from "./model.js";
export type { UdevAssignOperator, UdevMatchOperator, UdevOperator } from "./operators.js";
export { parseUdevRules as parse } from "./parse.js";
export { type BuiltinName, builtinNames, INVALID_ID } from "./tables.js";
export {
  tokenTypes,
  type UdevFlagType,
  type UdevMatchType,
  type UdevNumberType,
  type UdevQueryType,
  type UdevTextType,
  type UdevTokenType,
} from "./token-types.js";
export { type UdevRulesVerdict, type UdevRulesVerification, verifyUdevRules as verify } from "./verify.js";

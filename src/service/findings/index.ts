/** Findings: artifacts become signatures, are confirmed, minimised, kept, replayed, exported. */

export * from "./export/index.js";
export {
  crashFailure,
  executionFailure,
  type Failure,
  outcomeFailure,
} from "./failure.js";
export { FindingFiles } from "./finding-files.js";
export { artifactKindOf, Inbox, type InboxEntry, type Report } from "./inbox.js";
export { type ReduceLimits, reduce, type StillFails } from "./minimize.js";
export { type CheckedFinding, checkFinding, type RegressResult, regressTarget, type Verdict } from "./regress.js";
export { dominantStack, type JudgingLimits, replay, replayTask } from "./replay.js";
export { triageSettings } from "./settings.js";
export { isNear, maskMessage, type Signature, signatureOf } from "./signature.js";
export { SourceFiles, type SourceLines } from "./sources.js";
export { Triage, type TriageContext, type Triaged, type TriageSettings, titleOf } from "./triage.js";

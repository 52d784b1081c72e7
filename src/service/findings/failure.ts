import type { CrashEvent, EngineOutcome, Execution, StackFrame } from "../../engine/index.js";
import type { FindingKind } from "../model.js";

/** How an input failed: what a signature is made of. */
export interface Failure {
  readonly kind: FindingKind;
  /** Class of the thrown error, or what else ended the process (`bug-detector`, `exit`, `signal`). */
  readonly errorName: string | null;
  /** Name of the broken law, or code of the error. */
  readonly code: string | null;
  readonly message: string;
  /** Innermost first; empty when none is known. */
  readonly stack: readonly StackFrame[];
}

/** Characters kept of a message. */
const MAX_MESSAGE = 4096;
/** `ERR_INVALID_ARG_TYPE` in `TypeError [ERR_INVALID_ARG_TYPE]: …`. */
const ERROR_CODE = /^([\p{ID_Start}$_][\p{ID_Continue}$.]*) \[([A-Z][A-Z0-9_]*)\](?:: ([\s\S]*))?$/u;
const LAW = /^([a-z0-9-]+): ([\s\S]*)$/;
/** Class of broken laws (src/core/format.ts). */
const LAW_VIOLATION = "LawViolation";
const STACK_OVERFLOW = /^(?:Maximum call stack size exceeded|too much recursion)/;

export const STACK_OVERFLOW_CODE = "stack-overflow";

/** A thrown error, or the other ways in which an input ends a process. */
export function crashFailure({ cause, errorName, message, stack }: CrashEvent): Failure {
  const cut = message.slice(0, MAX_MESSAGE);
  if (errorName === LAW_VIOLATION) {
    const law = LAW.exec(cut);
    return { kind: "law", errorName, code: law?.[1] ?? null, message: law?.[2] ?? cut, stack };
  }
  if (errorName === "RangeError" && STACK_OVERFLOW.test(cut)) {
    return { kind: "crash", errorName, code: STACK_OVERFLOW_CODE, message: cut, stack };
  }
  const coded = errorName === null ? ERROR_CODE.exec(cut) : null;
  if (coded !== null) return { kind: "crash", errorName: coded[1]!, code: coded[2]!, message: coded[3] ?? "", stack };
  return {
    kind: "crash",
    errorName: errorName ?? (cause === "exception" ? null : cause),
    code: null,
    message: cut,
    stack,
  };
}

/** The failure that an outcome of the engine is; `null` for the outcomes that say nothing against an input. */
export function outcomeFailure(outcome: EngineOutcome): Failure | null {
  if (outcome.kind === "finding") return crashFailure(outcome.crash);
  const nothing = { errorName: null, code: null, stack: [] };
  if (outcome.kind === "timeout")
    return { kind: "timeout", ...nothing, message: `took more than ${outcome.seconds} s` };
  if (outcome.kind === "oom") return { kind: "oom", ...nothing, message: `used ${outcome.usedMb} MiB` };
  if (outcome.kind === "slow") return { kind: "slow", ...nothing, message: `took ${outcome.seconds} s` };
  return null;
}

/** What libFuzzer says of a target that ends its process. */
const EXITED = "fuzz target exited";

/** The failure that an execution outside of the engine is; `null` when it is none. */
export function executionFailure(execution: Execution): Failure | null {
  if (execution.kind === "returned") return null;
  if (execution.kind === "threw") return crashFailure(execution.crash);
  const nothing = { code: null, stack: [] };
  if (execution.kind === "timeout") return { kind: "timeout", errorName: null, ...nothing, message: "took too long" };
  const exited = execution.exitCode !== null;
  const message = exited ? EXITED : `ended by ${execution.signal}`;
  return { kind: "crash", errorName: exited ? "exit" : "signal", ...nothing, message };
}

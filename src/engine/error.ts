/** Why an engine could not be started; what a started engine came to is an outcome, not an error. */
export type EngineErrorCode =
  /** The target has not been built, or its name is wrong. */
  | "target-missing"
  /** A path cannot be handed to libFuzzer, or is not what the task needs there. */
  | "bad-path"
  /** A number is out of its range. */
  | "bad-number"
  /** @jazzer.js/core is not installed. */
  | "engine-missing"
  /** The operating system refused to start the process. */
  | "spawn-failed";

/** The engine could not be started. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  constructor(
    readonly code: EngineErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

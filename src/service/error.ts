/** Why the service could not do what it was asked to. */
export type ServiceErrorCode =
  /** The configuration file or a flag is wrong; the message names the field. */
  | "bad-configuration"
  /** Another process works in the work folder. */
  | "work-folder-busy"
  /** The store was written by a later version. */
  | "store-too-new"
  /** The file of the store, or of the lock, cannot be opened or is no database. */
  | "store-unusable"
  | "sqlite-missing"
  | "unknown-target"
  | "unknown-finding"
  | "unknown-campaign"
  /** There is not enough room on the disk. */
  | "disk-low"
  /** An engine run came to nothing that the operation could use. */
  | "engine-failed"
  /** A file or folder is not what it must be. */
  | "bad-input";

/** An operation of the service failed for a reason outside of it. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  constructor(
    readonly code: ServiceErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

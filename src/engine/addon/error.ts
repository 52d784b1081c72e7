/** Why a native addon could not be read or adapted. */
export type AddonErrorCode =
  /** The file ends before something that its headers announce. */
  | "truncated"
  /** The file does not start with the ELF magic. */
  | "not-elf"
  /** ELF, but not 64-bit. */
  | "unsupported-class"
  /** ELF, but not little-endian. */
  | "unsupported-byte-order"
  /** ELF for a machine other than x86-64 and AArch64. */
  | "unsupported-machine"
  /** The headers contradict each other. */
  | "malformed"
  /** A symbol has no stand-in in the C library that runs. */
  | "no-stand-in"
  /** The file still does not load after the change, or does not load for a reason that the change does not touch. */
  | "does-not-load"
  /** The file is missing or unreadable, or its replacement could not be written. */
  | "io";

/** A native addon that cannot be read or adapted; the file on disk is unchanged. */
export class AddonError extends Error {
  override readonly name = "AddonError";
  constructor(
    readonly code: AddonErrorCode,
    /** Path of the addon. */
    readonly file: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(`${file}: ${message}`, options);
  }
}

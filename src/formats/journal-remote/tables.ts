/** Shortest and longest input of the fuzz entry point. Origin: fuzz-journal-remote.c at 257. */
export const LENGTH_MIN = 3;
export const LENGTH_MAX = 65_536;

/** Bytes of the length of a binary field. */
export const SIZE_LENGTH = 8;

/** Most fields of an entry: further ones are left out. Origin: iovw_put() at 257. */
export { ENTRY_FIELD_COUNT_MAX as FIELDS_MAX } from "../../journal/field.js";

/** First time stamp that is too large. Origin: VALID_REALTIME() and VALID_MONOTONIC() of journal-file.h at 257. */
export const TIMESTAMP_END = 1n << 55n;

export const BOOT_ID_FIELD = "_BOOT_ID";
/** What starts the names of lines that are about the entry, not in it. */
export const SPECIAL_PREFIX = "__";
export const REALTIME_FIELD = "__REALTIME_TIMESTAMP";
export const MONOTONIC_FIELD = "__MONOTONIC_TIMESTAMP";
/** Special lines that tell nothing needed. Origin: systemd.io/JOURNAL_EXPORT_FORMATS. */
export const SKIPPED_FIELDS: ReadonlySet<string> = new Set(["__CURSOR", "__SEQNUM", "__SEQNUM_ID"]);

/** The boot id before one was read. */
export const NULL_ID = "0".repeat(32);

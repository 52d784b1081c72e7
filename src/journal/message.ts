import { bytesEqual, toBase64 } from "../core/bytes.js";
import type { Json } from "../core/json.js";
import { fieldData, type JournalField } from "./field.js";

/** What one input of the journal daemon hands to the journal. */
export interface JournalMessage {
  /** Facility times eight plus level. */
  readonly priority: number;
  /** In the order in which the daemon gives them. */
  readonly fields: readonly JournalField[];
  /** The process that the entry is about, where the sender named one. */
  readonly objectPid?: number;
  /** Microseconds since the epoch that the source itself gave. */
  readonly sourceTimeUsec?: bigint;
}

/** A field as golden cases write it: base64 of `NAME=value`. */
export const fieldToJson = (field: JournalField): Json => toBase64(fieldData(field));

/** A message as golden cases write it. */
export function messageToJson(message: JournalMessage): Json {
  const { priority, fields, objectPid, sourceTimeUsec } = message;
  const json: Record<string, Json> = { priority, fields: fields.map(fieldToJson) };
  if (objectPid !== undefined) json.object_pid = objectPid;
  if (sourceTimeUsec !== undefined) json.source_time_usec = sourceTimeUsec.toString();
  return json;
}

/** Whether two optional values are both absent or the same bytes. */
export const sameValue = (a: Uint8Array | null, b: Uint8Array | null): boolean =>
  a === null || b === null ? a === b : bytesEqual(a, b);

/** Whether two lists hold the same fields in the same order. */
export function sameFields(a: readonly JournalField[], b: readonly JournalField[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (a[i]!.name !== b[i]!.name || !sameValue(a[i]!.value, b[i]!.value)) return false;
  }
  return true;
}

import type { DictionaryEntry } from "../../core/format.js";
import { messageTypeNames } from "../../dbus/types.js";
import { keyNames } from "./keys.js";

/** Every key with its equals sign, the message types, names with a meaning, and the bytes of the grammar. */
export function* dictionary(): Generator<DictionaryEntry> {
  for (const name of keyNames) yield `${name}=`;
  for (const type of messageTypeNames.values()) yield `type='${type}'`;
  yield* ["org.freedesktop.DBus", "org.freedesktop.DBus.Local", "/org/freedesktop/DBus/Local", ":1.1", "a.b", "/a/"];
  yield* ["'", "','", "',", "=''", "\\'", "\\\\", "\\,", ", ", "\n", "\0"];
}

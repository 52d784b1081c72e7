import type { DictionaryEntry } from "../../core/format.js";
import {
  AUTOMATIC_TITLES,
  DEFAULT_FIELD,
  INITRD_FIELD,
  LOADER_ONLY_FIELDS,
  OPTIONS_FIELD,
  OVERLAY_FIELD,
  PATH_FIELDS,
  TEXT_FIELDS,
} from "./tables.js";

export function* dictionary(): Iterable<DictionaryEntry> {
  for (const member of ["config", "entries", "loader"]) yield `"${member}":`;
  for (const field of [...Object.keys(TEXT_FIELDS), ...Object.keys(PATH_FIELDS)]) yield `\\n${field} `;
  for (const field of [OPTIONS_FIELD, INITRD_FIELD, OVERLAY_FIELD]) yield `\\n${field} /`;
  for (const field of [DEFAULT_FIELD, ...LOADER_ONLY_FIELDS]) yield `${field} `;
  for (const id of AUTOMATIC_TITLES.keys()) yield `"${id}"`;
  yield* ["@saved", "*", "?", "[a-z]", "[!a]", ".conf", "+1.conf", "+0-2.conf", "+3-", "a.conf"];
  yield* ["\\n", "\\\\n", "\\\\x41", "\\\\", "\\t", "#", "/..", "/./", "//", "~", "^", "-", "."];
  yield* ['[["a.conf","title x"]]', '["a.conf",""],', '["auto-windows"]', "{", "}", "[", "]", ",", '"'];
}

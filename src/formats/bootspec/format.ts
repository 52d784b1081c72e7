import { isWhitespace } from "../../core/ascii.js";
import { encodeRaw } from "../../text/raw-bytes.js";
import type { BootEntry } from "./model.js";
import { INITRD_FIELD, OPTIONS_FIELD, OVERLAY_FIELD, PATH_FIELDS, ROOT, TEXT_FIELDS } from "./tables.js";

/** A component that goes when the path is read. */
const HERE = "/.";

/** A path as it can be written: the root itself would be refused as a folder, and white space at the end would be cut. */
function writable(path: string | null): string | null {
  if (path === null) return null;
  if (path === ROOT) return HERE;
  return isWhitespace(path.charCodeAt(path.length - 1)) ? path + HERE : path;
}

/** The file of an entry: reading it under the same name gives the same entry. */
export function formatEntry(entry: BootEntry): Uint8Array {
  let text = "";
  const add = (field: string, value: string | null): void => {
    if (value !== null) text += `${field} ${value}\n`;
  };
  for (const [field, member] of Object.entries(TEXT_FIELDS)) add(field, entry[member]);
  for (const options of entry.options) add(OPTIONS_FIELD, options);
  for (const [field, member] of Object.entries(PATH_FIELDS)) add(field, writable(entry[member]));
  for (const path of entry.initrd) add(INITRD_FIELD, writable(path));
  for (const path of entry.devicetreeOverlay) add(OVERLAY_FIELD, writable(path));
  return encodeRaw(text);
}

/** The JSON wrapper of the fuzz entry point. */
export interface BootspecWrapper {
  readonly config?: string;
  /** File names and contents. */
  readonly entries?: readonly (readonly [name: string, content: string])[];
  /** Ids that the boot loader reported. */
  readonly loader?: readonly string[];
}

/** A wrapper as the input of the fuzz entry point; backslashes of entries are escaped, so that they arrive. */
export function formatWrapper({ config, entries, loader }: BootspecWrapper): string {
  const escaped = entries?.map(([name, content]) => [name, content.replaceAll("\\", "\\\\")]);
  return JSON.stringify({ config, entries: escaped, loader });
}

import type { BootEntry } from "./model.js";
import { entryTitle } from "./model.js";

type Member = string | number | boolean | readonly string[] | null;

/** An entry as a member of the listing, its members in systemd's order; absent ones are left out. */
function toListed(entry: BootEntry, isDefault: boolean): Record<string, Member> {
  const { type, id, path, root, triesLeft, triesDone, options, initrd, devicetreeOverlay } = entry;
  const listed: Record<string, Member> = { type, source: "esp", id, path };
  const add = (name: string, value: Member): void => {
    if (value !== null) listed[name] = value;
  };
  const list = (name: string, value: readonly string[]): void => {
    if (value.length) listed[name] = value;
  };
  const commandLine = options.length ? options.join(" ") : null;
  add("root", root);
  add("title", entry.title);
  add("showTitle", entryTitle(entry));
  add("sortKey", entry.sortKey);
  add("version", entry.version);
  add("machineId", entry.machineId);
  add("architecture", entry.architecture);
  add("options", commandLine);
  add("linux", entry.linux);
  add("efi", entry.efi);
  list("initrd", initrd);
  add("devicetree", entry.devicetree);
  list("devicetreeOverlay", devicetreeOverlay);
  listed.isReported = entry.reported;
  add("triesLeft", triesLeft);
  add("triesDone", triesDone);
  listed.isDefault = isDefault;
  listed.addons = null;
  add("cmdline", commandLine);
  return listed;
}

/**
 * The listing of bootctl(1) as compact JSON; `null` when a text is no valid UTF-8. Origin: show_boot_entries() at 257.
 */
export function listEntries(entries: readonly BootEntry[], defaultEntry: number): string | null {
  const text = JSON.stringify(entries.map((entry, index) => toListed(entry, index === defaultEntry)));
  return entries.every(isListable) ? text : null;
}

/** What valid UTF-8 as systemd has it cannot spell: bytes kept as lone surrogates, and non-characters. */
const UNLISTABLE = /[\p{Cs}\p{Noncharacter_Code_Point}]/u;

/** Whether the texts that come from a file are valid UTF-8. */
function isListable(entry: BootEntry): boolean {
  const { title, showTitle, sortKey, version, machineId, architecture, linux, efi, devicetree } = entry;
  const single = [title, showTitle, sortKey, version, machineId, architecture, linux, efi, devicetree];
  const all = [...single, ...entry.options, ...entry.initrd, ...entry.devicetreeOverlay];
  return !UNLISTABLE.test(all.join(" "));
}

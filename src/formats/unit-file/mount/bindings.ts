import { utf8Length } from "../../../core/utf8.js";
import type { Binding, Bindings } from "../../../directives/assignment.js";
import { assign, bool, mode, secFix0 } from "../../../directives/values.js";
import { isErrno, safeAtoi } from "../../../text/numbers.js";
import { PATH_MAX } from "../../../text/path.js";
import type { UnitAssignment } from "../unit.js";
import { resolveText, unitPath, unitString } from "../values.js";
import type { AutomountSettings, MountSettings, SwapSettings } from "./settings.js";

/** Largest swap priority. Origin: swapon(2). */
const SWAP_PRIORITY_MAX = 32_767;

/** Folders of links that stand for the tags of a block device. Origin: udev's by-… links, fstab(5). */
const tagFolders: ReadonlyMap<string, string> = new Map([
  ["LABEL", "by-label"],
  ["UUID", "by-uuid"],
  ["PARTUUID", "by-partuuid"],
  ["PARTLABEL", "by-partlabel"],
]);

const KEPT_IN_LINK = /[A-Za-z0-9#+\-.:=@_\u0080-\uffff]/;

/** Escapes a tag's value as udev does for link names. Origin: udev's encode_devnode_name(). */
function encodeLinkName(value: string): string {
  let name = "";
  for (const character of value) {
    name +=
      KEPT_IN_LINK.test(character) || character.length > 1
        ? character
        : `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
  }
  return name;
}

/** The device node that `LABEL=…`, `UUID=…` and so on name; other texts stay. Origin: fstab_node_to_udev_node() at 257. */
export function fstabNodeToDevice(text: string): string {
  const equals = text.indexOf("=");
  const folder = equals < 0 ? undefined : tagFolders.get(text.slice(0, equals));
  if (folder === undefined) return text;
  const value = text.slice(equals + 1).replace(/^(["'])(.*)\1$/s, "$2");
  return `/dev/disk/${folder}/${encodeLinkName(value)}`;
}

/** What is mounted: anything shorter than a path may be. Origin: config_parse_mount_node() at 257. */
function node<Settings extends { what: string | null }>(): Binding<Settings, UnitAssignment> {
  return (settings, value, at) => {
    const text = resolveText(at, value);
    if (text === null) return undefined;
    const what = fstabNodeToDevice(text);
    if (what.length >= PATH_MAX || utf8Length(what) >= PATH_MAX) return at.warn("unit-file.path-invalid-length", what);
    assign(settings, "what", what === "" ? null : what);
    return undefined;
  };
}

/** Directives of systemd.mount(5). */
export const mountBindings: Bindings<MountSettings, UnitAssignment> = {
  What: node(),
  Where: unitPath("where"),
  Options: unitString("options"),
  Type: unitString("fsType"),
  TimeoutSec: secFix0("timeoutUsec"),
  DirectoryMode: mode("directoryMode"),
  SloppyOptions: bool("sloppyOptions"),
  LazyUnmount: bool("lazyUnmount"),
  ForceUnmount: bool("forceUnmount"),
  ReadWriteOnly: bool("readWriteOnly"),
};

/** Directives of systemd.automount(5). */
export const automountBindings: Bindings<AutomountSettings, UnitAssignment> = {
  Where: unitPath("where"),
  ExtraOptions: unitString("extraOptions"),
  DirectoryMode: mode("directoryMode"),
  TimeoutIdleSec: secFix0("timeoutIdleUsec"),
};

/** -1 (the kernel chooses) to 32767. Origin: config_parse_swap_priority() at 257. */
const swapPriority: Binding<SwapSettings, UnitAssignment> = (settings, value, at) => {
  if (value === "") {
    settings.priority = -1;
    settings.prioritySet = false;
    return undefined;
  }
  const priority = safeAtoi(value);
  if (isErrno(priority)) return at.warn("value.not-integer", value);
  if (priority < -1 || priority > SWAP_PRIORITY_MAX) return at.warn("unit-file.swap-priority-out-of-range", value);
  settings.priority = priority;
  settings.prioritySet = true;
  return undefined;
};

/** Directives of systemd.swap(5). */
export const swapBindings: Bindings<SwapSettings, UnitAssignment> = {
  What: node(),
  Priority: swapPriority,
  Options: unitString("options"),
  TimeoutSec: secFix0("timeoutUsec"),
};

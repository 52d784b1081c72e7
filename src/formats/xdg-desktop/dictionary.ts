import { DESKTOP_ENTRY_SECTION, desktopEntryKeys } from "./parse.js";

/** The section, the keys, field codes and escapes. */
export function xdgDesktopDictionary(): Iterable<string> {
  return [
    `[${DESKTOP_ENTRY_SECTION}]\n`,
    ...desktopEntryKeys.map((key) => `${key}=`),
    "Name[de]=",
    "Application",
    "GNOME;",
    "true",
    "false",
    "%f",
    "%%",
    "\\s",
    "\\\\",
    "\\;",
    "/bin/true",
    "Initialization",
  ];
}

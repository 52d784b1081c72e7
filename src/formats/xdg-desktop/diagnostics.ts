import type { DiagnosticTable } from "../../core/diagnostics.js";
import { iniDiagnostics } from "../../ini/diagnostics.js";

const ownDiagnostics = {
  "xdg-desktop.defined-twice": { message: "{key} was set before, keeping the first value" },
  "xdg-desktop.bad-escape": {
    message: "{key} holds the unknown escape {escape}, giving up on the file",
    help: "The Desktop Entry Specification knows \\s, \\n, \\t, \\r and \\\\.",
    about: "escape",
  },
  "xdg-desktop.bad-list-escape": {
    message: "{key} holds the unknown escape {escape}, the list does not count",
    help: "The Desktop Entry Specification knows \\s, \\n, \\t, \\r, \\\\ and, in lists, \\;.",
    about: "escape",
  },
  "xdg-desktop.not-boolean": { message: "{key} wants a boolean, not {value}, giving up on the file" },
  "xdg-desktop.reading-stopped": { message: "the rest of the file is not read: {reason}" },
  "xdg-desktop.file-ignored": { message: "the entry is taken as hidden, since its file is broken" },
  "xdg-desktop.hidden": { message: "no unit: the entry is hidden" },
  "xdg-desktop.skipped": { message: "no unit: the entry asks to be left out" },
  "xdg-desktop.not-application": { message: "no unit: the entry is of type {type}, not Application" },
  "xdg-desktop.no-exec": { message: "no unit: the entry has no Exec" },
  "xdg-desktop.try-exec-missing": { message: "no unit: the program of TryExec, {value}, is not there ({reason})" },
  "xdg-desktop.exec-empty": { message: "Exec holds no word" },
  "xdg-desktop.exec-not-found": { message: "the program of Exec, {value}, cannot be run ({reason})" },
  "xdg-desktop.exec-bad-word": { message: "word {value} of Exec holds an escape that cannot be resolved" },
  "xdg-desktop.exec-failed": { message: "no unit: Exec cannot be used ({reason})" },
  "xdg-desktop.gnome-phase-only": { message: "no unit: GNOME starts the phases of its session by itself" },
  "xdg-desktop.gnome-phase": {
    message: "GNOME starts the phases of its session by itself, the unit is for other desktops",
  },
  "xdg-desktop.condition-helper-missing": {
    message: "the program that checks {condition} is not there, going on without",
  },
  "xdg-desktop.linked": { message: "the unit is wanted by xdg-desktop-autostart.target" },
} as const satisfies DiagnosticTable;

/** Texts of every report about an autostart entry. */
export const xdgDesktopDiagnostics: DiagnosticTable = { ...iniDiagnostics, ...ownDiagnostics };

import { defineFormat } from "../../core/format.js";
import { xdgDesktopDiagnostics } from "./diagnostics.js";
import { xdgDesktopDictionary } from "./dictionary.js";
import { xdgDesktopLaws } from "./laws.js";
import { observeXdgDesktop, runXdgDesktop, XDG_DESKTOP_INPUT_MAX, type XdgDesktopOutcome } from "./observe.js";
import { parseDesktopFile } from "./parse.js";
import { xdgDesktopSeeds } from "./seeds.js";

export const definition = defineFormat<XdgDesktopOutcome | null>({
  slug: "xdg-desktop",
  title: "autostart .desktop files and the units made of them",
  kind: "text",
  maxLen: XDG_DESKTOP_INPUT_MAX,
  diagnostics: xdgDesktopDiagnostics,
  laws: xdgDesktopLaws,
  run: runXdgDesktop,
  observe: observeXdgDesktop,
  givenFields: ["executables"],
  inspect(input) {
    const { result, entry, diagnostics } = parseDesktopFile(input);
    return { value: entry, diagnostics, error: result === 1 ? null : result };
  },
  dictionary: xdgDesktopDictionary,
  seeds: xdgDesktopSeeds,
});

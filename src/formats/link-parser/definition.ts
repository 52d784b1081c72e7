import { defineFormat } from "../../core/format.js";
import { linkDiagnostics } from "./diagnostics.js";
import { linkDictionary } from "./dictionary.js";
import { linkLaws } from "./laws.js";
import { LINK_INPUT_MAX, type LinkOutcome, observeLink, runLink } from "./observe.js";
import { loadLinkFile } from "./parse.js";
import { linkSeeds } from "./seeds.js";

export const definition = defineFormat<LinkOutcome>({
  slug: "link-parser",
  title: "network device files: .link (systemd.link(5))",
  kind: "text",
  maxLen: LINK_INPUT_MAX,
  diagnostics: linkDiagnostics,
  laws: linkLaws,
  run: runLink,
  observe: observeLink,
  inspect(input) {
    const { accepted, stored, link, diagnostics } = loadLinkFile(input);
    return { value: { stored, settings: link }, diagnostics, error: accepted === 0 ? null : accepted };
  },
  dictionary: linkDictionary,
  seeds: linkSeeds,
});

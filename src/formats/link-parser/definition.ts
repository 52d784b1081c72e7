import { defineFormat } from "../../core/format.js";
import { directiveHint } from "../../directives/hints.js";
import { linkTable } from "../../directives/tables/link.js";
import { linkDiagnostics } from "./diagnostics.js";
import { linkDictionary } from "./dictionary.js";
import { linkLaws } from "./laws.js";
import { LINK_INPUT_MAX, type LinkOutcome, observeLink, runLink } from "./observe.js";
import { loadLinkFile, parseLinkFile } from "./parse.js";
import { linkSeeds } from "./seeds.js";

/** Reports that depend on what else is on the machine. */
const codesOfTheMachine: ReadonlySet<string> = new Set([
  "link-parser.no-password-file",
  "link-parser.no-password-credential",
]);

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
  diagnose(input, { isDropIn }) {
    if (isDropIn) {
      const { result, diagnostics } = parseLinkFile(input);
      return { diagnostics, error: result === 1 ? null : result };
    }
    const { accepted, diagnostics } = loadLinkFile(input);
    const ofTheFile = diagnostics.filter(({ code }) => !codesOfTheMachine.has(code));
    return { diagnostics: ofTheFile, error: accepted === 0 ? null : accepted };
  },
  hint: (diagnostic) => directiveHint(diagnostic, linkTable),
  dictionary: linkDictionary,
  seeds: linkSeeds,
});

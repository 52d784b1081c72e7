import { defineFormat } from "../../core/format.js";
import { directiveHint } from "../../directives/hints.js";
import { netdevTable } from "../../directives/tables/netdev.js";
import { diagnoseNetdevFile } from "./diagnose.js";
import { netdevParserDiagnostics } from "./diagnostics.js";
import { netdevDictionary } from "./dictionary.js";
import { netdevLaws } from "./laws.js";
import { NETDEV_INPUT_MAX, type NetdevOutcome, observeNetdevFile, runNetdevFile } from "./observe.js";
import { parseNetdevFile } from "./parse.js";
import { netdevSeeds } from "./seeds.js";

export const definition = defineFormat<NetdevOutcome>({
  slug: "netdev-parser",
  title: "network device files: what networkd creates (systemd.netdev(5))",
  kind: "text",
  maxLen: NETDEV_INPUT_MAX,
  diagnostics: netdevParserDiagnostics,
  laws: netdevLaws,
  run: runNetdevFile,
  observe: observeNetdevFile,
  inspect(input) {
    const { accepted, device, diagnostics } = parseNetdevFile(input);
    return { value: device, diagnostics, error: accepted === 0 ? null : accepted };
  },
  diagnose: diagnoseNetdevFile,
  hint: (diagnostic) => directiveHint(diagnostic, netdevTable),
  dictionary: netdevDictionary,
  seeds: netdevSeeds,
});

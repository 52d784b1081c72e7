import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { Command } from "commander";
import { packageRoot } from "../src/engine/package-root.js";
import { findFormat } from "../src/formats/registry.js";
import { directiveFolders, directiveList, directiveSeeds, isDirectiveSeed, readGperf } from "./directive-seeds.js";
import { settle } from "./generated-files.js";

/** Whether a corpus belongs to a format that is there; tables come before their formats. */
const isOfRegisteredFormat = (path: string): boolean => findFormat(path.split("/")[1] ?? "") !== undefined;

const isMain = import.meta.url === pathToFileURL(process.argv[1] ?? "").href;
if (isMain) {
  const program = new Command("generate-directives")
    .description(
      "With a gperf table: prints its directives as systemd's test/fuzz/generate-directives.py does.\n" +
        "Without: writes the directive seeds (directives.*, value.*) of the unit, network, netdev, link and nspawn corpora.",
    )
    .argument("[table]", "gperf table, such as systemd's load-fragment-gperf.gperf.in after expansion")
    .argument("[sections]", "regular expression that a section must match at its start", ".")
    .argument("[unitType]", "first line of the output")
    .option("--check", "write nothing; print a diff and exit 1 when a committed file is stale")
    .addHelpText(
      "after",
      "\nExamples:\n  $ npm run -s generate:directives -- load-fragment-gperf.gperf '(Service|Unit|Install)' service\n  $ npm run generate:directives -- --check",
    )
    .action(
      (table: string | undefined, sections: string, unitType: string | undefined, options: { check?: boolean }) => {
        if (table !== undefined) {
          if (options.check === true) program.error("error: --check goes without a table", { exitCode: 2 });
          process.stdout.write(directiveList(readGperf(readFileSync(table, "utf8"), sections), unitType || undefined));
          return;
        }
        const files = new Map([...directiveSeeds()].filter(([path]) => isOfRegisteredFormat(path)));
        const generated = { files, folders: directiveFolders, owns: isDirectiveSeed };
        process.exitCode = settle(packageRoot, generated, options.check === true, "generate-directives");
      },
    );
  program.parse();
}

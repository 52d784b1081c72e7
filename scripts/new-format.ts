import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Command, Option } from "commander";
import { packageRoot } from "../src/engine/package-root.js";
import { addRegistryRow, type NewFormat, scaffold } from "./format-scaffold.js";

/** Writes the files of a new format and its registry row; nothing is overwritten. Returns the paths written. */
export function writeScaffold(root: string, format: NewFormat): readonly string[] {
  const files = scaffold(format);
  for (const path of files.keys()) if (existsSync(join(root, path))) throw new TypeError(`${path} is there already`);
  const registry = join(root, "src", "formats", "registry.ts");
  const withRow = addRegistryRow(readFileSync(registry, "utf8"), format.slug);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  writeFileSync(registry, withRow);
  return [...files.keys(), "src/formats/registry.ts"];
}

const isMain = import.meta.url === pathToFileURL(process.argv[1] ?? "").href;
if (isMain) {
  const program = new Command("new-format")
    .description("Writes the files of a new format (see docs/adding-a-format.md) and registers it.")
    .argument("<slug>", "systemd's fuzzer name without fuzz-")
    .option("--title <title>", "one line for `sdfuzz list`")
    .addOption(new Option("--kind <kind>", "what the inputs are").choices(["text", "binary"]).default("text"))
    .addHelpText("after", "\nExample:\n  $ npm run new:format bootspec -- --title 'Boot loader entries'")
    .action((slug: string, options: { title?: string; kind: NewFormat["kind"] }) => {
      try {
        const format = { slug, title: options.title ?? slug, kind: options.kind };
        for (const path of writeScaffold(packageRoot, format)) console.log(path);
        console.log(
          `\nNext: fill in src/formats/${slug} and test/formats/${slug}, record test/golden/fuzz-${slug}/cases.jsonl,`,
        );
        console.log("then npm run generate. test/registry.test.ts fails while a piece is missing.");
      } catch (error) {
        if (error instanceof TypeError) program.error(`error: ${error.message}`, { exitCode: 2 });
        throw error;
      }
    });
  program.parse();
}

import { pathToFileURL } from "node:url";
import { Command } from "commander";
import type { FormatDefinition } from "../src/core/format.js";
import { packageRoot } from "../src/engine/package-root.js";
import { isDirectiveSeed } from "./directive-seeds.js";
import { type GeneratedFiles, settle } from "./generated-files.js";
import { chosenFormats } from "./registered-formats.js";

const SEED_NAME = /^[A-Za-z0-9][A-Za-z0-9._+-]*$/;

/** Seeds of the given formats; whatever else lies in their corpus folders is left over, but for directive seeds. */
export async function generateSeeds(slugs: readonly string[]): Promise<GeneratedFiles> {
  return seedFiles(await chosenFormats(slugs));
}

/** See {@link generateSeeds}. A name that comes twice, or that is no file name, is a mistake of the format: `TypeError`. */
export function seedFiles(formats: readonly Pick<FormatDefinition, "slug" | "seeds">[]): GeneratedFiles {
  const files = new Map<string, Uint8Array>();
  const folders: string[] = [];
  for (const { slug, seeds } of formats) {
    const folder = `corpora/fuzz-${slug}`;
    folders.push(folder);
    for (const { name, bytes } of seeds()) {
      const path = `${folder}/${name}`;
      if (!SEED_NAME.test(name) || isDirectiveSeed(name)) throw new TypeError(`${path}: no name for a seed`);
      if (files.has(path)) throw new TypeError(`${path}: two seeds have this name`);
      files.set(path, bytes);
    }
  }
  return { files, folders, owns: (name) => !isDirectiveSeed(name) };
}

const isMain = import.meta.url === pathToFileURL(process.argv[1] ?? "").href;
if (isMain) {
  const program = new Command("generate-seeds")
    .description("Writes corpora/fuzz-<slug>/ for every registered format, or for those named, and removes old seeds.")
    .argument("[slug...]", "formats; all when none is given")
    .option("--check", "write nothing; print a diff and exit 1 when a committed file is stale")
    .addHelpText("after", "\nExamples:\n  $ npm run generate:seeds\n  $ npm run generate:seeds -- json --check")
    .action(async (slugs: string[], options: { check?: boolean }) => {
      process.exitCode = settle(packageRoot, await generateSeeds(slugs), options.check === true, "generate-seeds");
    });
  await program.parseAsync();
}

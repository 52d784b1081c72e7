import type { Command } from "commander";
import { registry } from "../../formats/registry.js";

export function registerList(program: Command): void {
  program
    .command("list")
    .summary("list the formats")
    .description(
      "Lists every format by its slug and title; --json adds its kind, its fuzz target and the limit of an input in bytes.",
    )
    .option("--json", "print as JSON")
    .addHelpText("after", "\nExamples:\n  $ sdfuzz list\n  $ sdfuzz list --json | jq -r '.formats[].slug'")
    .action(async (options: { json?: boolean }) => {
      const formats = [];
      for (const entry of registry) {
        const { slug, title, kind, maxLen } = await entry.load();
        formats.push({ slug, target: `targets/fuzz-${slug}`, kind, maxLen, title });
      }
      if (options.json === true) {
        console.log(JSON.stringify({ formats }));
        return;
      }
      const width = Math.max(...formats.map(({ slug }) => slug.length), 0);
      for (const { slug, title } of formats) console.log(`${slug.padEnd(width)}  ${title}`);
    });
}

import { defineFormat } from "../../core/format.js";
import { udevDatabaseDiagnostics } from "./diagnostics.js";
import { udevDatabaseDictionary } from "./dictionary.js";
import { formatThenParse, spansLieInside } from "./laws.js";
import { observeUdevDatabase } from "./observe.js";
import { parseUdevDatabase, type UdevDatabaseFile } from "./parse.js";
import { udevDatabaseSeeds } from "./seeds.js";

/** The entry point sets no limit; this is what the engine is given. */
const INPUT_MAX = 65_536;

export const definition = defineFormat<UdevDatabaseFile>({
  slug: "udev-database",
  title: "udev database records: properties, tags and links of a device",
  kind: "text",
  maxLen: INPUT_MAX,
  diagnostics: udevDatabaseDiagnostics,
  laws: [formatThenParse, spansLieInside],
  run: parseUdevDatabase,
  observe: observeUdevDatabase,
  inspect(input) {
    const { database, diagnostics } = parseUdevDatabase(input);
    return { value: database, diagnostics, error: null };
  },
  dictionary: udevDatabaseDictionary,
  seeds: udevDatabaseSeeds,
});

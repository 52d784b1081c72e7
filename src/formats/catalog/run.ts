import { type CatalogResult, parseCatalog } from "./parse.js";

/** A language for the second reading. */
const LANGUAGE = "de";

export interface CatalogOutcome {
  /** Read as a file whose name tells no language. */
  readonly plain: CatalogResult;
  /** Read as a file whose name tells one. */
  readonly german: CatalogResult;
}

/** Reads the input as systemd's `fuzz-catalog` does, and once more as the source of one language. */
export function run(input: Uint8Array): CatalogOutcome {
  return { plain: parseCatalog(input), german: parseCatalog(input, LANGUAGE) };
}

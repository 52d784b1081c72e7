import type { FormatDefinition } from "../src/core/format.js";
import { findFormat, registry } from "../src/formats/registry.js";

/** The definitions of the named formats, or of all registered ones when no name is given. */
export async function chosenFormats(slugs: readonly string[]): Promise<readonly FormatDefinition[]> {
  const entries = slugs.map((slug) => {
    const entry = findFormat(slug);
    if (entry === undefined) throw new TypeError(`${slug} is no registered format`);
    return entry;
  });
  return Promise.all((slugs.length === 0 ? registry : entries).map((entry) => entry.load()));
}

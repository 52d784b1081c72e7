import { bytesEqual } from "../../core/bytes.js";
import { type Law, LawViolation } from "../../core/format.js";
import { formatCatalog } from "./format.js";
import { parseCatalog } from "./parse.js";
import type { CatalogOutcome } from "./run.js";

/** What is written reads back as the same entries. */
const formatReparses: Law<CatalogOutcome> = {
  name: "format-reparses",
  check(_input, { plain }) {
    const entries = [...plain.catalog.entries()];
    const again = parseCatalog(formatCatalog(entries));
    if (again.errno !== null) throw new LawViolation(this.name, `${again.errno} in what was written`);
    const other = [...again.catalog.entries()];
    const same =
      other.length === entries.length &&
      entries.every(({ id, language, text }, i) => {
        const { id: otherId, language: otherLanguage, text: otherText } = other[i]!;
        return id === otherId && language === otherLanguage && bytesEqual(text, otherText);
      });
    if (!same) throw new LawViolation(this.name, "other entries are read than were written");
  },
};

const lookupsFindEntries: Law<CatalogOutcome> = {
  name: "lookups-find-entries",
  check(_input, { plain }) {
    for (const { id, language } of plain.catalog.entries()) {
      if (/[._@]/.test(language)) continue;
      const found = plain.catalog.lookup(id, language);
      if (found?.id !== id || found.language !== language) throw new LawViolation(this.name, `${id} ${language}`);
    }
  },
};

/** A default language changes languages and warnings, not what is refused. */
const languageRefusesNothing: Law<CatalogOutcome> = {
  name: "language-refuses-nothing",
  check(_input, { plain, german }) {
    if (plain.errno !== german.errno) throw new LawViolation(this.name, `${plain.errno} and ${german.errno}`);
    if (german.catalog.size > plain.catalog.size) throw new LawViolation(this.name, "a default language added entries");
  },
};

export const laws: readonly Law<CatalogOutcome>[] = [formatReparses, lookupsFindEntries, languageRefusesNothing];

import {
  formatIniDocument,
  formatIniSections,
  type IniAssignment,
  type IniDocument,
  type IniSection,
  iniSections,
} from "../../ini/document.js";

/** One `key=value` line. */
export type LinkFileAssignment = IniAssignment;

/** One `[name]` section with its lines. */
export type LinkFileSection = IniSection;

/** Writes a parsed document back, byte for byte. */
export const formatLinkDocument: (document: IniDocument) => Uint8Array = formatIniDocument;

/** Writes a .link file from sections; see {@link formatIniSections} for what cannot be written. */
export const formatLinkFile: (sections: readonly LinkFileSection[]) => Uint8Array = formatIniSections;

/** The sections of a document as it stands, in order; lines that are no assignment are left out. */
export const linkFileSections: (document: IniDocument) => LinkFileSection[] = iniSections;

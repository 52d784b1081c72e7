import {
  formatIniDocument,
  formatIniSections,
  type IniAssignment,
  type IniDocument,
  type IniSection,
  iniSections,
} from "../../ini/document.js";

/** One `key=value` line. */
export type NetdevFileAssignment = IniAssignment;

/** One `[name]` section with its lines. */
export type NetdevFileSection = IniSection;

/** Writes a parsed document back, byte for byte. */
export const formatNetdevDocument: (document: IniDocument) => Uint8Array = formatIniDocument;

/** Writes a .netdev file from sections; see {@link formatIniSections} for what cannot be written. */
export const formatNetdevFile: (sections: readonly NetdevFileSection[]) => Uint8Array = formatIniSections;

/** The sections of a document as it stands, in order; lines that are no assignment are left out. */
export const netdevFileSections: (document: IniDocument) => NetdevFileSection[] = iniSections;

import {
  formatIniDocument,
  formatIniSections,
  type IniAssignment,
  type IniDocument,
  type IniSection,
  iniSections,
} from "../../ini/document.js";

/** One `key=value` line. */
export type UnitFileAssignment = IniAssignment;

/** One `[name]` section with its lines. */
export type UnitFileSection = IniSection;

/** Writes a parsed document back, byte for byte. */
export const formatUnitDocument: (document: IniDocument) => Uint8Array = formatIniDocument;

/** Writes a unit file from sections; see {@link formatIniSections} for what cannot be written. */
export const formatUnitFile: (sections: readonly UnitFileSection[]) => Uint8Array = formatIniSections;

/** The sections of a document as it stands, in order; lines that are no assignment are left out. */
export const unitFileSections: (document: IniDocument) => UnitFileSection[] = iniSections;

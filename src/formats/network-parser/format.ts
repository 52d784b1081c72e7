import {
  formatIniDocument,
  formatIniSections,
  type IniAssignment,
  type IniDocument,
  type IniSection,
  iniSections,
} from "../../ini/document.js";

/** One `key=value` line. */
export type NetworkFileAssignment = IniAssignment;

/** One `[name]` section with its lines. */
export type NetworkFileSection = IniSection;

/** Writes a parsed document back, byte for byte. */
export const formatNetworkDocument: (document: IniDocument) => Uint8Array = formatIniDocument;

/** Writes a .network file from sections; see {@link formatIniSections} for what cannot be written. */
export const formatNetworkFile: (sections: readonly NetworkFileSection[]) => Uint8Array = formatIniSections;

/** The sections of a document as it stands, in order; lines that are no assignment are left out. */
export const networkFileSections: (document: IniDocument) => NetworkFileSection[] = iniSections;

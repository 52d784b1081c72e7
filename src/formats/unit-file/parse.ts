import type { Diagnostic } from "../../core/diagnostics.js";
import { Severity } from "../../core/diagnostics.js";
import type { Errno } from "../../core/errno.js";
import type { IniDocument } from "../../ini/document.js";
import { type IniNode, type IniSink, readIni, type SectionVerdict } from "../../ini/reader.js";
import { type SectionTable, type UnitDirective, unitSections } from "./sections.js";
import { Unit, UnitAssignment } from "./unit.js";
import type { UnitType } from "./unit-types.js";

/** A unit file as written: its lines with their bytes, in order and without gap. */
export type UnitDocument = IniDocument;

/** What {@link parseUnitFile} makes of a file. */
export interface UnitFile {
  /** 1 when the whole file was read; the errno for which reading stopped otherwise. What was read before counts. */
  readonly result: 1 | Errno;
  readonly document: UnitDocument;
  /** The effective settings. */
  readonly unit: Unit;
  readonly diagnostics: readonly Diagnostic[];
}

export interface ParseUnitFileOptions {
  readonly type: UnitType;
  /** Full unit name, which specifiers and dependencies refer to; `a.<type>` when absent. */
  readonly name?: string;
  /** Offset at which the file starts in the given bytes; 0 when absent. */
  readonly start?: number;
}

class UnitFileSink implements IniSink {
  readonly #at: UnitAssignment;
  readonly #sections: SectionTable;
  #keys: ReadonlyMap<string, UnitDirective | null> = new Map();

  constructor(
    readonly unit: Unit,
    diagnostics: Diagnostic[],
  ) {
    this.#at = new UnitAssignment(unit, diagnostics);
    this.#sections = unitSections.get(unit.type)!;
  }

  section(name: string): SectionVerdict {
    const keys = this.#sections.get(name);
    if (keys === undefined) return name.startsWith("X-") ? "ignored" : "unknown";
    this.#keys = keys;
    this.#at.section = name;
    return "known";
  }

  assignment(key: string, value: string, node: IniNode): Errno | undefined {
    const directive = this.#keys.get(key);
    this.#at.node = node;
    if (directive === undefined) {
      if (!key.startsWith("X-")) this.#at.report(Severity.warning, "ini.unknown-key");
      return undefined;
    }
    return directive === null ? undefined : directive(this.unit, value, this.#at);
  }
}

/**
 * Reads a unit file into its document, its effective settings and diagnostics.
 *
 * Accepts what systemd 257's load_fragment does: a bad assignment is a diagnostic and reading goes on; the few errors
 * that make systemd give up on a file are the `result`. Never throws on any bytes; time is linear in their number.
 * Throws `TypeError` when `start` lies outside the bytes.
 *
 * Origin: systemd.syntax(7), systemd.unit(5) and the pages of each unit type; config_parse() and load-fragment at 257.
 */
export function parseUnitFile(bytes: Uint8Array, options: ParseUnitFileOptions): UnitFile {
  const { type, name = `a.${type}`, start = 0 } = options;
  if (!(start >= 0 && start <= bytes.length))
    throw new TypeError(`start ${start} is outside the ${bytes.length} bytes`);
  const unit = new Unit(type, name);
  const diagnostics: Diagnostic[] = [];
  const { result, nodes } = readIni(bytes, start, new UnitFileSink(unit, diagnostics), diagnostics);
  return { result, document: { bytes, start, nodes }, unit, diagnostics };
}

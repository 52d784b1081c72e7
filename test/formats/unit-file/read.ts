import { encodeUtf8 } from "../../../src/core/utf8.js";
import { dumpUnit } from "../../../src/formats/unit-file/dump.js";
import { parseUnitFile } from "../../../src/formats/unit-file/parse.js";
import type { Unit } from "../../../src/formats/unit-file/unit.js";
import type { UnitType } from "../../../src/formats/unit-file/unit-types.js";

export interface ReadUnit {
  readonly unit: Unit;
  readonly result: 1 | string;
  /** `code@line`, in order. */
  readonly reports: readonly string[];
  readonly dump: readonly string[];
}

/** Parses lines as the file of unit `a.<type>`, or of `name`. */
export function read(type: UnitType, lines: readonly string[], name = `a.${type}`): ReadUnit {
  const { unit, result, diagnostics } = parseUnitFile(encodeUtf8(lines.join("\n")), { type, name });
  return { unit, result, reports: diagnostics.map(({ code, line }) => `${code}@${line}`), dump: dumpUnit(unit) };
}

const sectionNames: Readonly<Partial<Record<UnitType, string>>> = {
  service: "Service",
  socket: "Socket",
  mount: "Mount",
  swap: "Swap",
  automount: "Automount",
  timer: "Timer",
  path: "Path",
  slice: "Slice",
  scope: "Scope",
};

/** Parses one assignment in the unit type's own section. */
export function readOwn(type: UnitType, ...lines: readonly string[]): ReadUnit {
  return read(type, [`[${sectionNames[type]}]`, ...lines]);
}

import { Severity } from "../../core/diagnostics.js";
import { cgroupPathOf, cgroupPathOfSlice } from "../../text/cgroup-path.js";
import { LONG_LINE_MAX } from "../../text/lines.js";
import { machineSpecifiers, type SpecifierEntry, temporaryFolders } from "../../text/machine-specifiers.js";
import { PATH_MAX } from "../../text/path.js";
import { SpecifierFailure, type SpecifierTable, type SpecifierValue, specifierPrintf } from "../../text/specifier.js";
import {
  splitUnitName,
  UNIT_NAME_MAX,
  type UnitNameParts,
  unitNamePathUnescape,
  unitNameUnescape,
} from "../../text/unit-name.js";
import type { UnitAssignment } from "./unit.js";

/** Folders of the system manager and the account that it resolves specifiers for. Origin: systemd.unit(5) "Specifiers". */
const SYSTEM_SCOPE: readonly (readonly [specifier: string, value: string])[] = [
  ["t", "/run"],
  ["S", "/var/lib"],
  ["C", "/var/cache"],
  ["L", "/var/log"],
  ["E", "/etc"],
  ["D", "/usr/share"],
  ["h", "/root"],
  ["s", "/bin/bash"],
];
const ACCOUNT: readonly (readonly [specifier: string, value: string])[] = [
  ["u", "root"],
  ["U", "0"],
  ["g", "root"],
  ["G", "0"],
];
const EINVAL: SpecifierValue = { errno: "EINVAL" };
const ENOENT: SpecifierValue = { errno: "ENOENT" };

/** The part behind the last `-` of a prefix. */
const lastComponent = (prefix: string): string => prefix.slice(prefix.lastIndexOf("-") + 1);

const nameEntries = (id: string, { prefix, instance }: UnitNameParts): SpecifierEntry[] => [
  ["i", instance ?? ""],
  ["j", lastComponent(prefix)],
  ["n", id],
  ["N", instance === null ? prefix : `${prefix}@${instance}`],
  ["p", prefix],
];

/** What a unit name resolves to only in values, not in unit names. */
const valueEntries = (at: UnitAssignment, { prefix, instance }: UnitNameParts): SpecifierEntry[] => {
  const { unit } = at;
  const deprecated = (specifier: string, path: string): string => {
    at.reportWhole(Severity.warning, "unit-file.deprecated-specifier", { specifier });
    return path;
  };
  return [
    ["I", unitNameUnescape(instance ?? "") ?? EINVAL],
    ["J", unitNameUnescape(lastComponent(prefix)) ?? EINVAL],
    ["P", unitNameUnescape(prefix) ?? EINVAL],
    ["f", unitNamePathUnescape(instance ?? prefix) ?? EINVAL],
    ["y", ENOENT],
    ["Y", ENOENT],
    ["d", `/run/credentials/${unit.name}`],
    ["c", () => deprecated("c", cgroupPathOf(unit.name, unit.common.slice))],
    ["r", () => deprecated("r", unit.common.slice === null ? "" : cgroupPathOfSlice(unit.common.slice))],
    ["R", () => deprecated("R", "")],
  ];
};

/** Tables of the files being read, made when the first specifier is seen. */
type Tables = WeakMap<UnitAssignment, SpecifierTable>;
const nameTables: Tables = new WeakMap();
const valueTables: Tables = new WeakMap();

function tableOf(at: UnitAssignment, tables: Tables): SpecifierTable {
  const known = tables.get(at);
  if (known !== undefined) return known;
  const parts = splitUnitName(at.unit.name);
  if (parts === null) throw new TypeError(`${at.unit.name} is no unit name`);
  const entries: SpecifierEntry[] = [...nameEntries(at.unit.name, parts), ...machineSpecifiers(at.host), ...ACCOUNT];
  if (tables === valueTables) entries.push(...SYSTEM_SCOPE, ...temporaryFolders, ...valueEntries(at, parts));
  const table: SpecifierTable = new Map(entries);
  tables.set(at, table);
  return table;
}

const printf = (at: UnitAssignment, text: string, maxLength: number): string | SpecifierFailure =>
  text.includes("%") ? specifierPrintf(text, maxLength, tableOf(at, valueTables)) : withinLimit(text, maxLength);

/** A text without specifiers has to keep to the limit as well. */
function withinLimit(text: string, maxLength: number): string | SpecifierFailure {
  return text.length * MAX_BYTES_PER_UNIT <= maxLength ? text : specifierPrintf(text, maxLength, noSpecifiers);
}

const MAX_BYTES_PER_UNIT = 3;
const noSpecifiers: SpecifierTable = new Map();

/**
 * Resolves the specifiers of a value for the unit that is being read.
 *
 * An unknown letter fails (`EBADSLT`), as does a result over `maxLength` bytes (`ENAMETOOLONG`) and `%y`, `%Y` of a unit
 * that no file is known of (`ENOENT`). `%c`, `%r` and `%R` are reported as deprecated, about no line.
 * Origin: systemd.unit(5) "Specifiers", unit_full_printf_full() at 257.
 */
export const unitFullPrintf = (
  at: UnitAssignment,
  text: string,
  maxLength = LONG_LINE_MAX,
): string | SpecifierFailure => printf(at, text, maxLength);

/** {@link unitFullPrintf} for paths: at most PATH_MAX - 1 bytes. Origin: unit_path_printf() at 257. */
export const unitPathPrintf = (at: UnitAssignment, text: string): string | SpecifierFailure =>
  printf(at, text, PATH_MAX - 1);

/** Specifiers in unit names: fewer of them, at most {@link UNIT_NAME_MAX} bytes. Origin: unit_name_printf() at 257. */
export const unitNamePrintf = (at: UnitAssignment, text: string): string | SpecifierFailure =>
  text.includes("%") ? specifierPrintf(text, UNIT_NAME_MAX, tableOf(at, nameTables)) : withinLimit(text, UNIT_NAME_MAX);

export { type SpecifierHost as UnitHost, unknownHost } from "../../text/machine-specifiers.js";
export { SpecifierFailure };

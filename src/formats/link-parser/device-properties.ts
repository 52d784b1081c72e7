import { eachWord } from "../../directives/net-values.js";
import { Extract } from "../../text/extract-word.js";
import { machineSpecifiers, temporaryFolders } from "../../text/machine-specifiers.js";
import { isEnvAssignmentValid, isEnvNameValid } from "../../text/names.js";
import { SpecifierFailure, type SpecifierTable, specifierPrintf } from "../../text/specifier.js";
import type { LinkAssignment, LinkBinding, LinkBindings, LinkHost } from "./assignment.js";

/** Properties of the device in udev's database. Origin: systemd.link(5). */
export class DevicePropertySettings {
  /** Values to set, by name. */
  readonly set = new Map<string, string>();
  /** Names of properties to take over from the database. */
  import: string[] = [];
  /** Names of properties to remove. */
  unset: string[] = [];
}

/**
 * Properties that only the kernel and udev themselves set. `SYNTH_ARG_` begins the names of more.
 * Origin: udev(7), device_property_can_set() at 257.
 */
export const reservedProperties: ReadonlySet<string> = new Set([
  "ACTION",
  "CURRENT_TAGS",
  "DEVGID",
  "DEVLINKS",
  "DEVMODE",
  "DEVNAME",
  "DEVPATH",
  "DEVPATH_OLD",
  "DEVTYPE",
  "DEVUID",
  "DISKSEQ",
  "DRIVER",
  "IFINDEX",
  "INTERFACE",
  "INTERFACE_OLD",
  "MAJOR",
  "MINOR",
  "MODALIAS",
  "PARTN",
  "SEQNUM",
  "SUBSYSTEM",
  "SYNTH_UUID",
  "TAGS",
  "UDEV_DATABASE_VERSION",
  "USEC_INITIALIZED",
]);
const RESERVED_PREFIX = "SYNTH_ARG_";

/** Whether a .link file may set a property. */
export const isPropertySettable = (name: string): boolean =>
  !reservedProperties.has(name) && !name.startsWith(RESERVED_PREFIX);

const tables = new WeakMap<LinkHost, SpecifierTable>();

function specifiersOf(host: LinkHost): SpecifierTable {
  const known = tables.get(host);
  if (known !== undefined) return known;
  const table: SpecifierTable = new Map([...machineSpecifiers(host.specifiers), ...temporaryFolders]);
  tables.set(host, table);
  return table;
}

const WORDS = Extract.CUNESCAPE | Extract.UNQUOTE;

/** Hands words, specifiers resolved, to `take`; those that cannot be resolved are reported and skipped. */
function eachResolved(value: string, at: LinkAssignment, take: (text: string) => void): undefined {
  return eachWord(value, WORDS, at, (word) => {
    const text = specifierPrintf(word, Number.POSITIVE_INFINITY, specifiersOf(at.host));
    if (text instanceof SpecifierFailure) at.warn("link-parser.bad-specifier", word);
    else take(text);
  });
}

/** `NAME=value`, several; a name that was there gets the new value, an empty value resets. Origin: config_parse_udev_property() at 257. */
const assignments: LinkBinding<DevicePropertySettings> = (settings, value, at) => {
  if (!value) {
    settings.set.clear();
    return undefined;
  }
  return eachResolved(value, at, (text) => {
    if (!isEnvAssignmentValid(text)) return at.warn("link-parser.bad-property", text);
    const equals = text.indexOf("=");
    const name = text.slice(0, equals);
    if (!isPropertySettable(name)) return at.warn("link-parser.reserved-property", text);
    settings.set.set(name, text.slice(equals + 1));
    return undefined;
  });
};

/** Names, several, repeats kept; an empty value resets. Origin: config_parse_udev_property_name() at 257. */
const names =
  (field: "import" | "unset"): LinkBinding<DevicePropertySettings> =>
  (settings, value, at) => {
    if (!value) {
      settings[field] = [];
      return undefined;
    }
    return eachResolved(value, at, (name) => {
      if (!isEnvNameValid(name)) at.warn("link-parser.bad-property-name", name);
      else if (!isPropertySettable(name)) at.warn("link-parser.reserved-property", name);
      else settings[field].push(name);
    });
  };

/** Directives of [Link] about device properties. */
export const devicePropertyBindings: LinkBindings<DevicePropertySettings> = {
  Property: assignments,
  ImportProperty: names("import"),
  UnsetProperty: names("unset"),
};

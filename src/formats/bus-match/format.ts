import { decodeUtf8, fromLatin1 } from "../../core/utf8.js";
import { LOCAL_NAME, LOCAL_PATH } from "../../dbus/names.js";
import { keyNames, MatchKey } from "./keys.js";
import { MatchComponent } from "./parse.js";

/** Where messages come from that a rule can match (`enum bus_match_scope`). */
export type MatchScope = "generic" | "local" | "driver";

const DRIVER = "org.freedesktop.DBus";

const QUOTE = "'";
const FIRST = 0;
const openings = keyNames.map((name) => `${name}='`);
const joints = keyNames.map((name) => `',${name}='`);

/**
 * The normal form of a rule as systemd writes it: every value in quotes, nothing escaped, so that a value with a quote or a backslash
 * does not read back; see {@link escapeMatch}. The result has one code unit a byte. Origin: `bus_match_to_string`.
 */
export function formatRawMatch(components: readonly MatchComponent[]): string {
  let rule = "";
  for (let i = FIRST; i < components.length; i++) {
    const { key, raw } = components[i]!;
    rule += (i === FIRST ? openings : joints)[key]! + raw;
  }
  return components.length === FIRST ? rule : rule + QUOTE;
}

/** Whether a value holds a byte that {@link formatRawMatch} should have escaped. */
export const needsEscape = (components: readonly MatchComponent[]): boolean =>
  components.some(({ raw }) => raw.includes(QUOTE) || raw.includes("\\"));

/** The rule in a form that reads back to the same components whatever the values: quotes and backslashes are escaped. */
export const escapeRawMatch = (components: readonly MatchComponent[]): string =>
  formatRawMatch(components.map(({ key, raw }) => new MatchComponent(key, raw.replace(/['\\]/g, "\\$&"))));

/** {@link formatRawMatch} as text; bytes that are no UTF-8 become U+FFFD. */
export const formatMatch = (components: readonly MatchComponent[]): string =>
  decodeUtf8(fromLatin1(formatRawMatch(components)));

/** {@link escapeRawMatch} as text; bytes that are no UTF-8 become U+FFFD. */
export const escapeMatch = (components: readonly MatchComponent[]): string =>
  decodeUtf8(fromLatin1(escapeRawMatch(components)));

/** Whether a rule is about messages that the library makes up itself, about the bus driver's, or any (`bus_match_get_scope`). */
export function matchScope(components: readonly MatchComponent[]): MatchScope {
  let scope: MatchScope = "generic";
  for (const { key, raw } of components) {
    if (raw === LOCAL_NAME && (key === MatchKey.sender || key === MatchKey.interface)) return "local";
    if (raw === LOCAL_PATH && key === MatchKey.path) return "local";
    if (raw === DRIVER && key === MatchKey.sender) scope = "driver";
  }
  return scope;
}

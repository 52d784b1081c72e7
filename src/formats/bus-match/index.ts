/** D-Bus match rules: parse, format, and a tree that finds the rules a message matches. */

export type { BusMessage } from "../../dbus/message.js";
export { escapeMatch as formatEscaped, formatMatch as format, type MatchScope, matchScope as scope } from "./format.js";
export { ARGUMENT_MAX, keyNames, MatchKey } from "./keys.js";
export { MatchTarget, matches } from "./match.js";
export { MatchComponent, type MatchFault, MatchRefusal, parseMatch as parse } from "./parse.js";
export { MatchTree } from "./tree.js";

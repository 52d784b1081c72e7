/**
 * Kinds of token in the order in which udev runs them within a rule: what matches comes before what assigns, cheap
 * before costly. Origin: UdevRuleTokenType at 257.
 */
export const tokenTypes = [
  "M_ACTION",
  "M_DEVPATH",
  "M_KERNEL",
  "M_DEVLINK",
  "M_NAME",
  "M_ENV",
  "M_CONST",
  "M_TAG",
  "M_SUBSYSTEM",
  "M_DRIVER",
  "M_ATTR",
  "M_SYSCTL",
  "M_PARENTS_KERNEL",
  "M_PARENTS_SUBSYSTEM",
  "M_PARENTS_DRIVER",
  "M_PARENTS_ATTR",
  "M_PARENTS_TAG",
  "M_TEST",
  "M_PROGRAM",
  "M_IMPORT_FILE",
  "M_IMPORT_PROGRAM",
  "M_IMPORT_BUILTIN",
  "M_IMPORT_DB",
  "M_IMPORT_CMDLINE",
  "M_IMPORT_PARENT",
  "M_RESULT",
  "A_OPTIONS_STRING_ESCAPE_NONE",
  "A_OPTIONS_STRING_ESCAPE_REPLACE",
  "A_OPTIONS_DB_PERSIST",
  "A_OPTIONS_INOTIFY_WATCH",
  "A_OPTIONS_DEVLINK_PRIORITY",
  "A_OPTIONS_LOG_LEVEL",
  "A_OWNER",
  "A_GROUP",
  "A_MODE",
  "A_OWNER_ID",
  "A_GROUP_ID",
  "A_MODE_ID",
  "A_TAG",
  "A_OPTIONS_STATIC_NODE",
  "A_SECLABEL",
  "A_ENV",
  "A_NAME",
  "A_DEVLINK",
  "A_ATTR",
  "A_SYSCTL",
  "A_RUN_BUILTIN",
  "A_RUN_PROGRAM",
] as const;

export type UdevTokenType = (typeof tokenTypes)[number];

/** What a kind of token makes of its rule; nothing for one that only matches. */
export const Effect = { NONE: 0, NAME: 1, DEVLINK: 2, STATIC_NODE: 3, UPDATES: 4 } as const;
export type Effect = (typeof Effect)[keyof typeof Effect];

/** What is to be known of a kind of token. */
interface TokenKind {
  /** Its place in {@link tokenTypes}. */
  readonly rank: number;
  readonly effect: Effect;
}

const deviceNode: ReadonlySet<UdevTokenType> = new Set<UdevTokenType>([
  "A_DEVLINK",
  "A_OWNER",
  "A_GROUP",
  "A_MODE",
  "A_OWNER_ID",
  "A_GROUP_ID",
  "A_MODE_ID",
]);

function effectOf(type: UdevTokenType): Effect {
  if (type === "A_NAME") return Effect.NAME;
  if (type === "A_OPTIONS_STATIC_NODE") return Effect.STATIC_NODE;
  if (deviceNode.has(type)) return Effect.DEVLINK;
  const acts = type.startsWith("A_") || type.startsWith("M_IMPORT_") || type === "M_PROGRAM";
  return acts ? Effect.UPDATES : Effect.NONE;
}

const kinds: ReadonlyMap<UdevTokenType, TokenKind> = new Map(
  tokenTypes.map((type, rank) => [type, { rank, effect: effectOf(type) }]),
);

/** What is to be known of a kind of token. */
export const kindOf = (type: UdevTokenType): TokenKind => kinds.get(type)!;

/** Tokens that compare a value with patterns. */
export type UdevMatchType =
  | "M_ACTION"
  | "M_DEVPATH"
  | "M_KERNEL"
  | "M_DEVLINK"
  | "M_NAME"
  | "M_ENV"
  | "M_CONST"
  | "M_TAG"
  | "M_SUBSYSTEM"
  | "M_DRIVER"
  | "M_ATTR"
  | "M_SYSCTL"
  | "M_PARENTS_KERNEL"
  | "M_PARENTS_SUBSYSTEM"
  | "M_PARENTS_DRIVER"
  | "M_PARENTS_ATTR"
  | "M_PARENTS_TAG"
  | "M_RESULT";

/** Tokens that run or read something and match when that succeeds. */
export type UdevQueryType =
  | "M_PROGRAM"
  | "M_IMPORT_FILE"
  | "M_IMPORT_PROGRAM"
  | "M_IMPORT_DB"
  | "M_IMPORT_CMDLINE"
  | "M_IMPORT_PARENT";

/** Tokens that set a text. */
export type UdevTextType =
  | "A_OWNER"
  | "A_GROUP"
  | "A_MODE"
  | "A_TAG"
  | "A_OPTIONS_STATIC_NODE"
  | "A_SECLABEL"
  | "A_ENV"
  | "A_NAME"
  | "A_DEVLINK"
  | "A_ATTR"
  | "A_SYSCTL"
  | "A_RUN_PROGRAM";

/** Options without a value. */
export type UdevFlagType = "A_OPTIONS_STRING_ESCAPE_NONE" | "A_OPTIONS_STRING_ESCAPE_REPLACE" | "A_OPTIONS_DB_PERSIST";

/** Options whose value is a number: watch or not, a priority, a log level. */
export type UdevNumberType = "A_OPTIONS_INOTIFY_WATCH" | "A_OPTIONS_DEVLINK_PRIORITY" | "A_OPTIONS_LOG_LEVEL";

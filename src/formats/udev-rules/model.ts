import type { Diagnostic, Span } from "../../core/diagnostics.js";
import type { UdevAssignOperator, UdevMatchOperator } from "./operators.js";
import type { BuiltinName } from "./tables.js";
import type {
  UdevFlagType,
  UdevMatchType,
  UdevNumberType,
  UdevQueryType,
  UdevTextType,
  UdevTokenType,
} from "./token-types.js";

/**
 * How the patterns of a match are compared: with the empty text, as they are, as shell patterns (the last two also with
 * the empty text as an alternative), or `subsystem`: whether the device is a subsystem, a bus or a class.
 */
export type UdevMatchKind = "empty" | "plain" | "plain-with-empty" | "glob" | "glob-with-empty" | "subsystem";

/** How the attribute's name is expanded: not at all, by `$` and `%`, or as `[<subsystem>/<device>]<attribute>`. */
export type UdevSubstitution = "plain" | "format" | "subsys";

/** `KERNEL=="sd*|hd*"`: a value of the device is compared with patterns. */
export interface UdevMatchToken {
  readonly type: UdevMatchType;
  /** The other one than was written for the pattern `?*`, which is kept as "not empty". */
  readonly op: UdevMatchOperator;
  readonly attr: string | null;
  readonly match: UdevMatchKind;
  /** As it was written, alternatives with `|` between them. */
  readonly value: string;
  /** The alternatives that are not empty, in the order of the text; none for `empty`. */
  readonly values: readonly string[];
  /** ASCII letters match in upper and lower case. */
  readonly nocase: boolean;
  /** White space at the end of the device's value does not count: what is looked for ends otherwise. Only of ATTR and ATTRS. */
  readonly stripTrailing: boolean;
  /** Only of ATTR and ATTRS. */
  readonly subst: UdevSubstitution | null;
}

/** `TEST{0111}=="/sys/x"`: whether a file is there, with any of some permissions. */
export interface UdevTestToken {
  readonly type: "M_TEST";
  /** As in {@link UdevMatchToken}, and so in all that matches. */
  readonly op: UdevMatchOperator;
  readonly value: string;
  readonly mode: number | null;
}

/** `PROGRAM`, `IMPORT{file}`, …: runs or reads something. */
export interface UdevQueryToken {
  readonly type: UdevQueryType;
  readonly op: UdevMatchOperator;
  readonly value: string;
}

/** `IMPORT{builtin}` and `RUN{builtin}`. */
export type UdevBuiltinToken =
  | {
      readonly type: "M_IMPORT_BUILTIN";
      readonly op: UdevMatchOperator;
      readonly value: string;
      readonly builtin: BuiltinName;
    }
  | {
      readonly type: "A_RUN_BUILTIN";
      readonly op: UdevAssignOperator;
      readonly value: string;
      readonly builtin: BuiltinName;
    };

/** An assignment of a text, of which `$` and `%` are expanded when the rule is applied. */
export interface UdevTextToken {
  readonly type: UdevTextType;
  readonly op: UdevAssignOperator;
  readonly attr: string | null;
  readonly value: string;
}

/** `OWNER` and `GROUP` with an id that is known. */
export interface UdevIdToken {
  readonly type: "A_OWNER_ID" | "A_GROUP_ID";
  readonly op: UdevAssignOperator;
  /** What is written in the file: a name or a number. */
  readonly name: string;
  /** {@link INVALID_ID} when nobody has that name. */
  readonly id: number;
}

export interface UdevModeToken {
  readonly type: "A_MODE_ID";
  readonly op: UdevAssignOperator;
  readonly mode: number;
}

export interface UdevFlagToken {
  readonly type: UdevFlagType;
  readonly op: UdevAssignOperator;
}

export interface UdevNumberToken {
  readonly type: UdevNumberType;
  readonly op: UdevAssignOperator;
  readonly number: number;
}

export type UdevRuleToken =
  | UdevMatchToken
  | UdevTestToken
  | UdevQueryToken
  | UdevBuiltinToken
  | UdevTextToken
  | UdevIdToken
  | UdevModeToken
  | UdevFlagToken
  | UdevNumberToken;

/** One rule. */
export interface UdevRuleLine {
  /** Number of its (last) line in the file. */
  readonly line: number;
  /** From the first byte of its first line to behind the last one of its last. */
  readonly span: Span;
  /** In the order in which they take effect: by {@link tokenTypes}, then as written. */
  readonly tokens: readonly UdevRuleToken[];
  readonly label: string | null;
  /** A label of a later rule. */
  readonly goto: string | null;
  /** {@link line} of the rule where `goto` leads; `null` without one. */
  readonly gotoLine: number | null;
  /** Has `NAME=`. */
  readonly hasName: boolean;
  /** Has `SYMLINK=`, `OWNER=`, `GROUP=` or `MODE=`. */
  readonly hasDevlink: boolean;
  readonly hasStaticNode: boolean;
  /** Has any other assignment, or runs or imports something. */
  readonly updatesSomething: boolean;
  /** A `GOTO` leads here. */
  readonly isReferenced: boolean;
}

export interface UdevRulesFile {
  /** ENOBUFS when a line was too long to read: no rule is kept then. */
  readonly errno: "ENOBUFS" | null;
  readonly lines: readonly UdevRuleLine[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Ids of accounts by name, `null` for names that nobody has. */
export interface AccountLookup {
  user(name: string): number | null;
  group(name: string): number | null;
}

export interface UdevRulesOptions {
  /** Who has which id. */
  readonly accounts?: AccountLookup;
  /**
   * When the names of `OWNER` and `GROUP` become ids: while reading (needs `accounts`), when the rule is applied, or never, which
   * leaves out all but ids. `early` where accounts are given, else `late`.
   */
  readonly resolveNames?: "early" | "late" | "never";
}

/** Tells of any token which kind it is of. */
export const isType = <T extends UdevTokenType>(
  token: UdevRuleToken,
  ...types: readonly T[]
): token is Extract<UdevRuleToken, { type: T }> => (types as readonly UdevTokenType[]).includes(token.type);

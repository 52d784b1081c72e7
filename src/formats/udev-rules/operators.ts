/** The operators under names: comparisons with a literal are traced while fuzzing, which costs more than a pair. */
export const MATCH = "==";
export const NO_MATCH = "!=";
export const ASSIGN = "=";
export const ADD = "+=";
export const REMOVE = "-=";
export const ASSIGN_FINAL = ":=";

export type UdevMatchOperator = typeof MATCH | typeof NO_MATCH;
export type UdevAssignOperator = typeof ASSIGN | typeof ADD | typeof REMOVE | typeof ASSIGN_FINAL;
export type UdevOperator = UdevMatchOperator | UdevAssignOperator;

/** Whether an operator compares rather than assigns. */
export const isMatchOperator = (op: UdevOperator): op is UdevMatchOperator => op === MATCH || op === NO_MATCH;

/** The other one of `==` and `!=`. */
export const opposite = (op: UdevMatchOperator): UdevMatchOperator => (op === MATCH ? NO_MATCH : MATCH);

/** The value that stands for anything but the empty one. */
export const NOT_EMPTY = "?*";

/**
 * The operator that is kept for one that was written, and the other way round: `?*` is kept as "not empty", so with the other
 * operator. That is so for all that matches, even for what takes no pattern. Origin: rule_line_add_token() at 257.
 */
export const keptOperator = (op: UdevMatchOperator, value: string): UdevMatchOperator =>
  value === NOT_EMPTY ? opposite(op) : op;

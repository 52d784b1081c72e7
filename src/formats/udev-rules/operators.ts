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

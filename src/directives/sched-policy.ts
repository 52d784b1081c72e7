import { NumberNames } from "../text/enum-table.js";
import type { schedPolicy } from "./enums.js";

const numbers: Readonly<Record<(typeof schedPolicy)[number], number>> = { other: 0, fifo: 1, rr: 2, batch: 3, idle: 5 };

/** Scheduling policies that have a name, with the numbers of Linux. Origin: sched(7). */
export const schedPolicies = new NumberNames(numbers);

import { readFileSync } from "node:fs";

/** Units of the times in `/proc/<pid>/stat`: always a hundredth of a second on Linux (proc(5), USER_HZ). */
const TICKS_PER_SEC = 100;
/** Places of `utime` and `stime` among the fields after the command name, which may hold anything. */
const UTIME = 11;
const STIME = 12;

/** CPU seconds that a process has used; `null` when it is gone, or where the system does not tell. */
export function cpuSeconds(pid: number): number | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ESRCH") return null;
    throw error;
  }
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[UTIME]) + Number(fields[STIME])) / TICKS_PER_SEC;
}

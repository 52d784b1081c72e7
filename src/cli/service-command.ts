import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { EngineError } from "../engine/index.js";
import { builtTargets } from "../service/campaign/index.js";
import { loadConfiguration } from "../service/config/index.js";
import { ServiceError } from "../service/error.js";
import { createLogger } from "../service/log.js";
import type { Finding, Target } from "../service/model.js";
import { openService, type Service } from "../service/open.js";
import { selectTargets } from "../service/targets.js";
import { WorkFolder } from "../service/work-folder/index.js";
import { UsageError } from "./usage-error.js";

/** Exit status of commands that found something. */
export const EXIT_FINDINGS = 1;

/** Options of every command that works in a work folder. */
export interface ServiceOptions {
  readonly config?: string;
  readonly workFolder?: string;
  readonly json?: boolean;
}

/** Adds the options of {@link ServiceOptions}. */
export function serviceOptions(command: Command): Command {
  return command
    .option("--config <file>", "configuration file (sdfuzz.config.json where there is one)")
    .option("--work-folder <folder>", "work folder instead of the configured one (.sdfuzz)")
    .option("--json", "print as JSON");
}

/** How a command uses the work folder. */
export interface Use {
  /** Takes the lock under this name: other processes that need it are refused meanwhile. */
  readonly exclusive?: string;
  /** Also log to files in the work folder: for commands that run for long. */
  readonly logFiles?: boolean;
}

/** 128 + SIGINT: what a shell reports of a process that was interrupted. */
const EXIT_INTERRUPTED = 130;

/**
 * Opens the service for one command and closes it afterwards. An interrupt aborts `signal`, so that engines are stopped and
 * files are left in order; what went wrong outside of the program is reported without a stack.
 */
export async function withService(
  options: ServiceOptions,
  use: Use,
  work: (service: Service, signal: AbortSignal) => Promise<void> | void,
): Promise<void> {
  const interrupt = new AbortController();
  const onInterrupt = (): void => {
    // Who asks twice does not want to wait: engines and workers stop by themselves, the next start takes over.
    if (interrupt.signal.aborted) process.exit(EXIT_INTERRUPTED);
    interrupt.abort(new UsageError("interrupted"));
  };
  const close: (() => void)[] = [];
  try {
    const configured = loadConfiguration(options.config);
    const workFolder = options.workFolder === undefined ? configured.workFolder : resolve(options.workFolder);
    const configuration = { ...configured, workFolder };
    const folder = new WorkFolder(workFolder);
    if (use.exclusive !== undefined) close.push(folder.take(use.exclusive));
    const log = await createLogger({
      level: configuration.log.level,
      // A progress table has the terminal for itself.
      terminal: options.json !== true && !(use.logFiles === true && process.stderr.isTTY),
      ...(use.logFiles === true ? { folder: folder.logs } : {}),
    });
    const service = openService(configuration, log);
    close.push(() => service.close());
    process.on("SIGINT", onInterrupt);
    process.on("SIGTERM", onInterrupt);
    await work(service, interrupt.signal);
  } catch (error) {
    if (isOutside(error)) throw new UsageError(error.message, { cause: error });
    throw error;
  } finally {
    process.off("SIGINT", onInterrupt);
    process.off("SIGTERM", onInterrupt);
    for (const step of close.reverse()) step();
  }
}

/** Whether an error comes from outside of the program: from what it was given, the engine, the disk. Its message says all. */
function isOutside(error: unknown): error is Error {
  if (error instanceof ServiceError || error instanceof EngineError) return true;
  return error instanceof Error && "syscall" in error && "code" in error;
}

/**
 * Targets of a command: all of them when none is named.
 *
 * @throws UsageError when one of them is not built, or lacks its seeds or dictionary
 */
export function namedTargets(service: Service, names: readonly string[]): Target[] {
  return requireBuilt(names.length === 0 ? service.targets : selectTargets(service.targets, names));
}

/** @throws UsageError when one of the targets is not built, or lacks its seeds or dictionary */
export function requireBuilt(targets: readonly Target[]): Target[] {
  const { ready, missing } = builtTargets(targets);
  if (missing.length > 0) {
    throw new UsageError(`${missing.map(({ module }) => module).join(", ")}: not built (npm run build does it)`);
  }
  for (const { name, ...files } of ready) {
    for (const field of ["seeds", "dictionary"] as const) {
      const path = files[field];
      if (path !== null && !existsSync(path)) throw new UsageError(`${field} of ${name}: ${path} does not exist`);
    }
  }
  return ready;
}

/** @throws UsageError for what is no number of a finding */
export function findFinding(service: Service, id: string): Finding {
  const finding = /^[1-9]\d{0,8}$/.test(id) ? service.store.findings.get(Number(id)) : null;
  if (finding === null) throw new UsageError(`${id} is no finding (sdfuzz findings list shows them)`);
  return finding;
}

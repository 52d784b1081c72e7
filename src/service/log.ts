import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Logger, multistream, pino, type StreamEntry } from "pino";
import pretty from "pino-pretty";

export type { Logger } from "pino";

/** What pino-roll, which has no types, exports. */
type RollingFile = (options: {
  readonly file: string;
  readonly extension: string;
  readonly size: string;
  readonly limit: { readonly count: number; readonly removeOtherLogFiles: boolean };
  readonly mkdir: boolean;
}) => Promise<NodeJS.WritableStream & { flushSync(): void }>;

const rollingFile = createRequire(import.meta.url)("pino-roll") as RollingFile;

/** Size at which a new log file begins, and old files that are kept. */
const ROTATE_AT = "10m";
const KEPT_FILES = 5;

/** Where log lines go. */
export interface LogOptions {
  readonly level: "debug" | "info" | "warn" | "error";
  /** Folder for the files; no files when absent. */
  readonly folder?: string;
  /** Also write readable lines to standard error. */
  readonly terminal?: boolean;
}

/**
 * The root logger: JSON lines to `sdfuzz.N.log`, which begins anew every 10 MiB (five old files stay), and readable lines to
 * standard error. Parts of the service log through `logger.child({ part: "ingest" })`.
 */
export async function createLogger({ level, folder, terminal }: LogOptions): Promise<Logger> {
  const streams: StreamEntry[] = [];
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    const stream = await rollingFile({
      file: join(folder, "sdfuzz"),
      extension: ".log",
      size: ROTATE_AT,
      limit: { count: KEPT_FILES, removeOtherLogFiles: true },
      mkdir: true,
    });
    streams.push({ level, stream });
  }
  if (terminal === true) {
    const stream = pretty({
      destination: 2,
      sync: true,
      colorize: process.stderr.isTTY === true && process.env.NO_COLOR === undefined,
      ignore: "pid,hostname,part",
      messageFormat: "{if part}{part}: {end}{msg}",
      translateTime: "SYS:HH:MM:ss",
    });
    streams.push({ level, stream });
  }
  return pino({ level }, multistream(streams));
}

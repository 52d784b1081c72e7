/** The work folder: where everything is, who works there, and whether there is room. docs/service.md has the layout. */
import { mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { WorkLock } from "../store/index.js";

/** Paths inside a work folder. Target names were checked to be plain names before they come here. */
export class WorkFolder {
  constructor(readonly path: string) {
    mkdirSync(path, { recursive: true });
  }

  get database(): string {
    return join(this.path, "service.db");
  }

  get logs(): string {
    return join(this.path, "logs");
  }

  get coverage(): string {
    return join(this.path, "coverage");
  }

  get slices(): string {
    return join(this.path, "slices");
  }

  /** Folder of one slice. */
  slice(id: number): SliceFolder {
    const path = join(this.slices, String(id));
    return {
      path,
      out: join(path, "out"),
      artifacts: join(path, "artifacts"),
      log: join(path, "engine.log"),
    };
  }

  /** Work corpus of a target; entry points other than `fuzz` have inputs of their own. */
  corpus(target: string, entryPoint = "fuzz"): string {
    return join(this.path, "corpus", entryPoint === "fuzz" ? target : `${target}.${entryPoint}`);
  }

  quarantine(target: string): string {
    return join(this.path, "quarantine", target);
  }

  merge(target: string): string {
    return join(this.path, "merge", target);
  }

  inbox(target: string): string {
    return join(this.path, "inbox", target);
  }

  /** Inputs of one finding. */
  finding(target: string, signature: string): string {
    return join(this.path, "findings", target, signature);
  }

  /** For files that matter to nobody once the process that made them is gone. */
  get temporary(): string {
    return join(this.path, "tmp");
  }

  /**
   * Takes the work folder for this process until it calls what is returned, or dies.
   *
   * @param command what this process does, for the message that others get
   * @throws ServiceError `work-folder-busy`
   */
  take(command: string): () => void {
    const ownerFile = join(this.path, "owner.json");
    const lock = WorkLock.take(join(this.path, "lock"), () => `${this.path} is in use${describeOwner(ownerFile)}`);
    writeFileSync(
      ownerFile,
      JSON.stringify({ pid: process.pid, command, since: new Date().toISOString() } satisfies Owner),
    );
    return () => {
      rmSync(ownerFile, { force: true });
      lock.release();
    };
  }

  /** Who works here now; `null` when nobody does, or when its process is gone. */
  owner(): Owner | null {
    const owner = readOwner(join(this.path, "owner.json"));
    return owner !== null && isAlive(owner.pid) ? owner : null;
  }

  /** Bytes that this user may still write. */
  freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.path);
    return bavail * bsize;
  }
}

export interface SliceFolder {
  readonly path: string;
  /** New units. */
  readonly out: string;
  readonly artifacts: string;
  /** What the engine said. */
  readonly log: string;
}

/** The process that holds the lock. */
export interface Owner {
  readonly pid: number;
  readonly command: string;
  readonly since: string;
}

/** `null` while the holder has only just taken the lock, or is about to give it back. */
function readOwner(file: string): Owner | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Owner;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

function describeOwner(file: string): string {
  const owner = readOwner(file);
  return owner === null ? " by another process" : ` by process ${owner.pid} (${owner.command}, since ${owner.since})`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

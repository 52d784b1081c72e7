import type { Errno } from "../../core/errno.js";
import { cgroupRows } from "./cgroup-rows.js";
import { contextRows } from "./context-rows.js";
import {
  type CGroupBlock,
  type CommandBlock,
  type ContextBlock,
  Execution,
  type ParametersBlock,
  type RuntimeBlock,
} from "./model.js";
import { commandRows, lacksDescriptors, parametersRows, runtimeRows } from "./parameters-rows.js";
import { Log, type Put, type Refusal, type Row } from "./rows.js";

const NOT_FOUND = -1;

/** One block of the text, with the part of the model that belongs to it. */
export class Block<Part = unknown> {
  /** Rows by whole key, `exec-context-user`. */
  readonly #exact = new Map<string, Row<Part>>();
  /** Rows whose keys are open. */
  readonly #open: (readonly [start: string, row: Row<Part>])[] = [];

  /** What is written, with the start of its line. */
  readonly #writers: (Required<Pick<Row<Part>, "write">> & { readonly start: string })[] = [];

  constructor(
    /** What it is called in reports. */
    readonly title: string,
    readonly prefix: string,
    readonly rows: readonly Row<Part>[],
    readonly part: (execution: Execution) => Part,
    /** What makes a block that was read to its end incomplete. */
    readonly isIncomplete: (part: Part) => boolean = () => false,
  ) {
    for (const row of rows) {
      const key = `${prefix}${row.key}`;
      if (row.write !== undefined) {
        this.#writers.push({ start: `${key}=`, write: row.write });
      }
      if (row.key.endsWith("-")) this.#open.push([key, row]);
      else this.#exact.set(key, row);
    }
  }

  /** Reads a line, whose first `=` is at `equals` or nowhere (-1), into the model. */
  read(execution: Execution, line: string, equals: number, log: Log): Refusal | "unknown" {
    const row = equals === NOT_FOUND ? undefined : this.#exact.get(line.slice(0, equals));
    if (row !== undefined) return row.read(this.part(execution), line.slice(equals + 1), log);
    for (const [start, open] of this.#open) {
      if (line.startsWith(start)) return open.read(this.part(execution), line.slice(start.length), log);
    }
    return "unknown";
  }

  /** The error for a block that was read to its end and lacks something. */
  finish(execution: Execution): Errno | undefined {
    return this.isIncomplete(this.part(execution)) ? "EINVAL" : undefined;
  }

  /** Whether a line can be read into a new model. */
  accepts(line: string): boolean {
    return this.read(new Execution(), line, line.indexOf("="), new Log()) === undefined;
  }

  /** Adds the lines of the block; the error that ends them early. */
  write(execution: Execution, lines: string[]): Errno | undefined {
    const part = this.part(execution);
    const { prefix } = this;
    let start = "";
    const put: Put = (value, key) => {
      lines.push(key === undefined ? start + value : `${prefix}${key}=${value}`);
    };
    for (const writer of this.#writers) {
      start = writer.start;
      const refusal = writer.write(part, put);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  }
}

/** A block whose part of the model does not matter. */
export type AnyBlock = Pick<Block, "title" | "prefix" | "read" | "finish" | "write" | "accepts"> & {
  readonly rows: readonly { readonly key: string }[];
};

/** The blocks in their order. Origin: exec_serialize_invocation() at 257. */
export const blocks: readonly AnyBlock[] = [
  new Block<ContextBlock>("context", "exec-context-", contextRows, ({ context }) => context),
  new Block<CommandBlock>("command", "exec-command-", commandRows, ({ command }) => command),
  new Block<ParametersBlock>(
    "parameters",
    "exec-parameters-",
    parametersRows,
    ({ parameters }) => parameters,
    lacksDescriptors,
  ),
  new Block<RuntimeBlock>("runtime", "exec-runtime-", runtimeRows, ({ runtime }) => runtime),
  new Block<CGroupBlock>("cgroup context", "exec-cgroup-context-", cgroupRows, ({ cgroup }) => cgroup),
];

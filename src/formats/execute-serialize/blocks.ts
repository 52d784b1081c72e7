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
import { commandRows, parametersRows, runtimeRows } from "./parameters-rows.js";
import { Log, type Put, type Refusal, type Row } from "./rows.js";

/** One block of the text, with the part of the model that belongs to it. */
export class Block<Part = unknown> {
  /** Rows by whole key, `exec-context-user`. */
  readonly #exact = new Map<string, Row<Part>>();
  /** Rows whose keys are open. */
  readonly #open: (readonly [start: string, row: Row<Part>])[] = [];

  constructor(
    /** What it is called in reports. */
    readonly title: string,
    readonly prefix: string,
    readonly rows: readonly Row<Part>[],
    readonly part: (execution: Execution) => Part,
  ) {
    for (const row of rows) {
      const key = `${prefix}${row.key}`;
      if (row.key.endsWith("-")) this.#open.push([key, row]);
      else this.#exact.set(key, row);
    }
  }

  /** Reads a line into the model; `null` when no row is for it. `key` is what is before the first `=`, if there is one. */
  read(execution: Execution, line: string, key: string | null, log: Log): { readonly refusal: Refusal } | null {
    const row = key === null ? undefined : this.#exact.get(key);
    if (row !== undefined) return { refusal: row.read(this.part(execution), line.slice(key!.length + 1), log) };
    for (const [start, open] of this.#open) {
      if (line.startsWith(start)) return { refusal: open.read(this.part(execution), line.slice(start.length), log) };
    }
    return null;
  }

  /** Whether a line can be read into a new model. */
  accepts(line: string): boolean {
    const equals = line.indexOf("=");
    const outcome = this.read(new Execution(), line, equals < 0 ? null : line.slice(0, equals), new Log());
    return outcome !== null && outcome.refusal === undefined;
  }

  /** Puts the lines of the block; the error that ends them early. */
  write(execution: Execution, line: (text: string) => void): ReturnType<NonNullable<Row<Part>["write"]>> {
    const part = this.part(execution);
    for (const row of this.rows) {
      if (row.write === undefined) continue;
      const put: Put = (value, key = row.key) => line(`${this.prefix}${key}=${value}`);
      const refusal = row.write(part, put);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  }
}

/** A block whose part of the model does not matter. */
export type AnyBlock = Pick<Block, "title" | "prefix" | "read" | "write" | "accepts"> & {
  readonly rows: readonly { readonly key: string }[];
};

/** The blocks in their order. Origin: exec_serialize_invocation() at 257. */
export const blocks: readonly AnyBlock[] = [
  new Block<ContextBlock>("context", "exec-context-", contextRows, ({ context }) => context),
  new Block<CommandBlock>("command", "exec-command-", commandRows, ({ command }) => command),
  new Block<ParametersBlock>("parameters", "exec-parameters-", parametersRows, ({ parameters }) => parameters),
  new Block<RuntimeBlock>("runtime", "exec-runtime-", runtimeRows, ({ runtime }) => runtime),
  new Block<CGroupBlock>("cgroup context", "exec-cgroup-context-", cgroupRows, ({ cgroup }) => cgroup),
];

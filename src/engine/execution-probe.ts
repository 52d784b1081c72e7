/**
 * Program of the child process behind {@link Executor}: executes inputs one by one outside of the fuzzing engine and tells
 * what they threw. Arguments: target module, entry point. Runs with source maps, so that stacks name lines of the sources.
 */
import { pathToFileURL } from "node:url";
import { freezeIntrinsics } from "./intrinsics.js";

/** Bytes to execute. */
export interface ProbeRequest {
  readonly input: Uint8Array;
}

/** What became of it: the text of what was thrown with its stack, or `null`. */
export interface ProbeReply {
  readonly thrown: string | null;
}

/** Characters of a stack that are sent back. */
const MAX_TEXT = 65_536;

function textOf(thrown: unknown): string {
  const text = thrown instanceof Error ? (thrown.stack ?? String(thrown)) : String(thrown);
  return text.slice(0, MAX_TEXT);
}

const [module, entryPoint] = process.argv.slice(2) as [string, string];
const target = (await import(pathToFileURL(module).href)) as Record<string, (data: Uint8Array) => unknown>;
const execute = target[entryPoint]!;
freezeIntrinsics();

process.on("message", async ({ input }: ProbeRequest) => {
  let thrown: string | null = null;
  try {
    // The engine hands over a Buffer too.
    await execute(Buffer.from(input));
  } catch (error) {
    thrown = textOf(error);
  }
  process.send!({ thrown } satisfies ProbeReply);
});
process.send!({ thrown: null } satisfies ProbeReply);

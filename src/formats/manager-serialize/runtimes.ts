import type { SharedRuntime, Unit } from "./model.js";
import type { StateReader } from "./reader.js";
import type { StateWriter } from "./writer.js";

const SPACE = " ";
const NOT_FOUND = -1;
const FOLDERS = [
  ["tmp-dir", "temporaryFolder"],
  ["var-tmp-dir", "varTemporaryFolder"],
] as const;
const SOCKETS = ["netns-socket-0", "netns-socket-1", "ipcns-socket-0", "ipcns-socket-1"] as const;

export const runtimeItemKeys: readonly string[] = [...FOLDERS.map(([key]) => key), ...SOCKETS];

/** What is up to the next space; `isLast` when there is none. */
function upToSpace(text: string, from: number): { readonly end: number; readonly isLast: boolean } {
  const end = text.indexOf(SPACE, from);
  return end === NOT_FOUND ? { end: text.length, isLast: true } : { end, isLast: false };
}

/**
 * `<id> [tmp-dir=…] [var-tmp-dir=…] [netns-socket-0=…] …`: fields in this order, each followed by a space unless it is the
 * last. A socket was never passed along, which ends it. Origin: exec_shared_runtime_deserialize_one() at 257.
 */
export function readRuntime(reader: StateReader, text: string): void {
  const id = upToSpace(text, 0);
  const runtime: SharedRuntime = { temporaryFolder: null, varTemporaryFolder: null };
  let at = id.end + 1;
  let isLast = id.isLast;
  for (const [key, member] of FOLDERS) {
    if (isLast || !text.startsWith(`${key}=`, at)) continue;
    const start = at + key.length + 1;
    const field = upToSpace(text, start);
    runtime[member] = text.slice(start, field.end);
    at = field.end + 1;
    isLast = field.isLast;
  }
  for (const key of SOCKETS) {
    if (isLast || !text.startsWith(`${key}=`, at)) continue;
    const start = at + key.length + 1;
    reader.descriptor(text.slice(start, upToSpace(text, start).end));
    return;
  }
  addRuntime(reader, text.slice(0, id.end), runtime);
}

function addRuntime(reader: StateReader, id: string, runtime: SharedRuntime): void {
  const { runtimes } = reader.state;
  if (runtimes.has(id)) reader.debug("manager-serialize.runtime-exists", { id });
  else runtimes.set(id, runtime);
}

/**
 * Items of versions up to 237, which kept the runtime with the unit; false for other items. Sockets were never passed
 * along, and are reported as unknown besides. Origin: exec_shared_runtime_deserialize_compat() at 257.
 */
export function readRuntimeItem(reader: StateReader, unit: Unit, key: string, value: string): boolean {
  const { runtimes } = reader.state;
  for (const [name, member] of FOLDERS) {
    if (key !== name) continue;
    const runtime = runtimes.get(unit.name) ?? { temporaryFolder: null, varTemporaryFolder: null };
    runtime[member] = value;
    runtimes.set(unit.name, runtime);
    return true;
  }
  if (key === "netns-socket-0" || key === "netns-socket-1") reader.descriptor(value);
  return false;
}

/** Origin: exec_shared_runtime_serialize() at 257. */
export function writeRuntimes(runtimes: ReadonlyMap<string, SharedRuntime>, writer: StateWriter): void {
  for (const [id, runtime] of runtimes) {
    let line = `exec-runtime=${id}`;
    for (const [key, member] of FOLDERS) if (runtime[member] !== null) line += ` ${key}=${runtime[member]}`;
    writer.lines.push(line);
  }
}

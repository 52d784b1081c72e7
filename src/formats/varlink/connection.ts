import { NUL } from "../../core/ascii.js";
import { indexOfByte } from "../../core/bytes.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { formatJson } from "../../json/format.js";
import { JsonError, parseJson } from "../../json/parse.js";
import type { JsonObject, JsonVariant } from "../../json/variant.js";
import type { VarlinkFailure, VarlinkFailureCode } from "./diagnostics.js";
import { isAlive, isReading, type VarlinkState } from "./state.js";

/** A message, and what waits to be sent, may be this long. Origin: `VARLINK_BUFFER_MAX` at 257. */
export const BUFFER_MAX = 16 * 1024 * 1024;

/** Bytes taken from the other side at a time. Origin: `VARLINK_READ_SIZE` at 257. */
const READ_SIZE = 64 * 1024;

const NONE = 0;

export interface VarlinkConnectionOptions {
  /** How many bytes {@link VarlinkConnection.takeOutput} may leave lying before nothing more is written; no limit when absent. */
  readonly outputLimit?: number;
  /** Told of each change of state, in order. */
  readonly onState?: (from: VarlinkState, to: VarlinkState) => void;
}

/**
 * One side of a varlink connection: bytes in, bytes and calls out, no socket.
 *
 * Feed it with {@link receive} and {@link receiveEnd}, send what {@link takeOutput} gives. Messages are JSON texts, each
 * ended by a NUL byte. Nothing is thrown for what the other side sends: the connection ends, and {@link failure} says why.
 * Origin: sd_varlink_process() at 257.
 */
export abstract class VarlinkConnection {
  #state: VarlinkState;
  readonly #options: VarlinkConnectionOptions;
  /** Received, but not read as long as the state forbids it. */
  #unread: Uint8Array[] = [];
  #ended = false;
  #buffer = new Uint8Array(NONE);
  #start = 0;
  #end = 0;
  /** Up to here the buffer holds no NUL byte. */
  #scanned = 0;
  /** The message that is being dealt with. */
  #current: JsonVariant | null = null;
  #messages = 0;
  #queue: Uint8Array[] = [];
  #queued = 0;
  #output: Uint8Array[] = [];
  #outputLength = 0;
  #failure: VarlinkFailure | null = null;
  #processing = false;

  protected constructor(state: VarlinkState, options: VarlinkConnectionOptions) {
    this.#state = state;
    this.#options = options;
  }

  get state(): VarlinkState {
    return this.#state;
  }

  /** Why the connection was given up, or `null`. */
  get failure(): VarlinkFailure | null {
    return this.#failure;
  }

  /** Takes bytes from the other side and deals with all messages that are complete. */
  receive(bytes: Uint8Array): void {
    if (bytes.length > NONE) this.#unread.push(bytes);
    this.#process();
  }

  /** The other side will send nothing more. */
  receiveEnd(): void {
    this.#ended = true;
    this.#process();
  }

  /** What is to be sent to the other side; it counts as sent. */
  takeOutput(): Uint8Array {
    this.#process();
    const bytes = join(this.#output, this.#outputLength);
    this.#output = [];
    this.#outputLength = 0;
    this.#process();
    return bytes;
  }

  /** Ends the connection. What was not written yet is lost. */
  close(): void {
    if (this.#state !== "disconnected") this.setState("disconnected");
    this.#current = null;
    this.#unread = [];
    this.#queue = [];
    this.#queued = 0;
  }

  /** Deals with a message if the state is one for that. */
  protected abstract dispatch(message: JsonVariant): boolean;

  /** Tells the application that the connection ends. */
  protected abstract reportEnd(error: string): void;

  protected setState(state: VarlinkState): void {
    const from = this.#state;
    this.#state = state;
    this.#options.onState?.(from, state);
  }

  protected clearCurrent(): void {
    this.#current = null;
  }

  /** Queues a message; false when too much waits already. */
  protected enqueue(message: JsonObject): boolean {
    const text = encodeUtf8(`${formatJson(message)}\0`);
    if (this.#queued + text.length > BUFFER_MAX) return false;
    this.#queue.push(text);
    this.#queued += text.length;
    return true;
  }

  /** Ends the connection because of a message that breaks the protocol. */
  protected violate(code: VarlinkFailureCode, params: VarlinkFailure["params"] = {}): void {
    this.#fail(code, params);
    this.setState("processing-failure");
    this.reportEnd("io.systemd.Protocol");
    this.close();
  }

  /** Goes on until there is nothing to do. Called once the application has changed something. */
  protected proceed(): void {
    this.#process();
  }

  #process(): void {
    // What a callback changes is dealt with by the loop that called it.
    if (this.#processing) return;
    this.#processing = true;
    try {
      while (this.#step());
    } finally {
      this.#processing = false;
    }
  }

  #step(): boolean {
    return this.#write() || this.#dispatch() || this.#parse() || this.#read() || this.#testEnd() || this.#disconnect();
  }

  #write(): boolean {
    if (!this.#queue.length || !isAlive(this.#state)) return false;
    let room = (this.#options.outputLimit ?? Infinity) - this.#outputLength;
    if (room <= NONE) return false;
    while (room > NONE && this.#queue.length) {
      const message = this.#queue[0]!;
      const part = message.length <= room ? message : message.subarray(0, room);
      if (part === message) this.#queue.shift();
      else this.#queue[0] = message.subarray(room);
      this.#output.push(part);
      this.#outputLength += part.length;
      this.#queued -= part.length;
      room -= part.length;
    }
    return true;
  }

  #dispatch(): boolean {
    return this.#current !== null && this.dispatch(this.#current);
  }

  #parse(): boolean {
    if (this.#current !== null || this.#scanned === this.#end || !isAlive(this.#state)) return false;
    const nul = indexOfByte(this.#buffer, NUL, this.#scanned, this.#end);
    if (nul === this.#end) {
      this.#scanned = this.#end;
      return true;
    }
    const message = parseJson(this.#buffer, this.#start, nul);
    if (message instanceof JsonError) {
      this.#start = this.#end = this.#scanned = 0;
      return this.#disconnectFor(message.code, { line: message.line, column: message.column });
    }
    this.#messages++;
    this.#current = message;
    this.#start = this.#scanned = nul + 1;
    if (this.#start === this.#end) this.#start = this.#end = this.#scanned = 0;
    return true;
  }

  #read(): boolean {
    if (!isReading(this.#state) || this.#current !== null || this.#scanned < this.#end || !this.#unread.length) {
      return false;
    }
    if (this.#end - this.#start >= BUFFER_MAX)
      return this.#disconnectFor("varlink.message-too-long", { limit: BUFFER_MAX });
    const bytes = this.#unread[0]!;
    const taken = Math.min(bytes.length, READ_SIZE, BUFFER_MAX - (this.#end - this.#start));
    this.#reserve(taken);
    this.#buffer.set(taken === bytes.length ? bytes : bytes.subarray(0, taken), this.#end);
    this.#end += taken;
    if (taken === bytes.length) this.#unread.shift();
    else this.#unread[0] = bytes.subarray(taken);
    return true;
  }

  /** Makes room behind the buffered bytes: by doubling, so that a long message costs linear time. */
  #reserve(extra: number): void {
    if (this.#end + extra <= this.#buffer.length) return;
    const size = this.#end - this.#start;
    const wanted = size + extra;
    const moved = wanted <= this.#buffer.length >> 1 ? this.#buffer : new Uint8Array(Math.max(wanted, 2 * size));
    moved.set(this.#buffer.subarray(this.#start, this.#end));
    this.#buffer = moved;
    this.#scanned -= this.#start;
    this.#start = 0;
    this.#end = size;
  }

  /** Once the other side sends nothing more, waiting for it has no purpose. */
  #testEnd(): boolean {
    if (!this.#ended || !isReading(this.#state) || this.#current !== null || this.#queue.length) return false;
    this.setState("pending-disconnect");
    return true;
  }

  #disconnect(): boolean {
    if (this.#state !== "pending-disconnect") return false;
    this.setState("processing-disconnect");
    this.reportEnd("io.systemd.Disconnected");
    this.close();
    return true;
  }

  #disconnectFor(code: VarlinkFailureCode, params: VarlinkFailure["params"]): boolean {
    this.#fail(code, params);
    this.setState("pending-disconnect");
    return true;
  }

  #fail(code: VarlinkFailureCode, params: VarlinkFailure["params"]): void {
    this.#failure ??= { code, message: this.#messages, params };
  }
}

function join(parts: readonly Uint8Array[], length: number): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

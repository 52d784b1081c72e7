import { connect, type Socket } from "node:net";

/** A varlink client of the tests' own: a socket, JSON.stringify and NUL bytes, nothing of the library. */
export class RawClient {
  readonly #socket: Socket;
  readonly #messages: unknown[] = [];
  readonly #waiting: ((message: unknown) => void)[] = [];
  #buffered = Buffer.alloc(0);
  /** Resolves once the server has closed the connection. */
  readonly closed: Promise<void>;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (bytes) => this.#take(bytes));
    this.closed = new Promise((resolve) => socket.once("close", () => resolve()));
  }

  static connect(path: string): Promise<RawClient> {
    return new Promise((resolve, reject) => {
      const socket = connect(path, () => resolve(new RawClient(socket)));
      socket.once("error", reject);
    });
  }

  #take(bytes: Buffer): void {
    this.#buffered = Buffer.concat([this.#buffered, bytes]);
    for (let nul = this.#buffered.indexOf(0); nul >= 0; nul = this.#buffered.indexOf(0)) {
      const message: unknown = JSON.parse(this.#buffered.subarray(0, nul).toString("utf8"));
      this.#buffered = this.#buffered.subarray(nul + 1);
      const waiting = this.#waiting.shift();
      if (waiting === undefined) this.#messages.push(message);
      else waiting(message);
    }
  }

  /** The next message of the server. */
  next(): Promise<unknown> {
    if (this.#messages.length > 0) return Promise.resolve(this.#messages.shift());
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Sends bytes as they are. */
  write(bytes: string | Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** Sends a call and waits for the first reply. */
  call(message: unknown): Promise<unknown> {
    this.write(`${JSON.stringify(message)}\0`);
    return this.next();
  }

  end(): void {
    this.#socket.end();
  }
}

import type { JsonObject, JsonVariant } from "../../json/variant.js";
import { VarlinkConnection, type VarlinkConnectionOptions } from "./connection.js";
import {
  callMessage,
  NO_PARAMETERS,
  ProtocolViolation,
  readReply,
  type VarlinkCallMode,
  type VarlinkReply,
} from "./message.js";

/** An error that never crossed the wire: the connection ended. */
export interface VarlinkLocalError {
  readonly error: "io.systemd.Protocol" | "io.systemd.Disconnected";
  readonly local: true;
}

export interface VarlinkClientOptions extends VarlinkConnectionOptions {
  /** Told of each reply, and of the end of the connection. */
  readonly onReply: (reply: VarlinkReply | VarlinkLocalError) => void;
}

/** The client's side of a connection: sends calls, and hands over the replies in their order. */
export class VarlinkClientConnection extends VarlinkConnection {
  readonly #onReply: VarlinkClientOptions["onReply"];
  #pending = 0;

  constructor(options: VarlinkClientOptions) {
    super("idle-client", options);
    this.#onReply = options.onReply;
  }

  /**
   * Sends a call; further ordinary calls may follow before the reply is there, and `oneway` calls never have one.
   *
   * Throws `TypeError` when the connection is not in a state for it: several replies need an idle connection.
   */
  call(method: string, parameters: JsonObject = NO_PARAMETERS, mode: VarlinkCallMode = "call"): void {
    const { state } = this;
    if (state !== "idle-client" && (state !== "awaiting-reply" || mode === "more")) {
      throw new TypeError(`a ${mode} call cannot be made while the connection is ${state}`);
    }
    if (!this.enqueue(callMessage({ method, parameters, mode }))) throw new TypeError("too much waits to be sent");
    if (mode !== "oneway") {
      this.#pending++;
      if (mode === "more") this.setState("awaiting-reply-more");
      else if (state === "idle-client") this.setState("awaiting-reply");
    }
    this.proceed();
  }

  protected override dispatch(message: JsonVariant): boolean {
    const { state } = this;
    const more = state === "awaiting-reply-more";
    if (!more && state !== "awaiting-reply") return false;
    const reply = readReply(message, more);
    if (reply instanceof ProtocolViolation) {
      this.violate(reply.code, reply.params);
      return true;
    }
    this.setState("processing-reply");
    this.#onReply(reply);
    this.clearCurrent();
    // The application may have closed the connection.
    if (this.state !== "processing-reply") return true;
    if (reply.continues) this.setState("awaiting-reply-more");
    else this.setState(--this.#pending ? "awaiting-reply" : "idle-client");
    return true;
  }

  protected override reportEnd(error: VarlinkLocalError["error"]): void {
    this.#onReply({ error, local: true });
  }
}

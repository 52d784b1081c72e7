import type { Json } from "../../core/json.js";
import { type BusMessage, BusMessageRefusal, parseMessage } from "../../dbus/message.js";
import { errorMessage } from "../../dbus/values.js";
import { type Dump, dump } from "./dump.js";

/** Everything that is known of an accepted message. */
export interface AcceptedMessage {
  readonly message: BusMessage;
  readonly errorMessage: string | null;
  readonly dump: Dump;
}

export type Outcome = BusMessageRefusal | AcceptedMessage;

/** Parses a message without file descriptors and dumps it, as systemd's `fuzz-bus-message` does. */
export function run(input: Uint8Array): Outcome {
  const message = parseMessage(input);
  if (message instanceof BusMessageRefusal) return message;
  return { message, errorMessage: errorMessage(message), dump: dump(message) };
}

export function observe(input: Uint8Array): Json {
  const outcome = run(input);
  if (outcome instanceof BusMessageRefusal) return { parse: outcome.errno };
  const { message } = outcome;
  return {
    parse: "ok",
    endian: message.endian,
    type: message.type,
    flags: message.flags,
    version: message.version,
    cookie: message.cookie,
    replyCookie: message.replyCookie,
    path: message.path,
    interface: message.interface,
    member: message.member,
    destination: message.destination,
    sender: message.sender,
    errorName: message.errorName,
    errorMessage: outcome.errorMessage,
    signature: message.signature,
    fieldsSize: message.fieldsSize,
    bodySize: message.body.length,
    unixFds: message.unixFds,
    dump: outcome.dump.text,
    dumpResult: outcome.dump.result,
  };
}

import { BusWriter, marshal } from "./marshal.js";
import { type BusMessage, BusMessageRefusal, type Endian, parseMessage } from "./message.js";
import { HeaderField, MESSAGE_SIZE_MAX, MessageType } from "./types.js";
import type { BusValue } from "./values.js";

const knownCodes: readonly number[] = Object.values(HeaderField);
const textFieldKeys: ReadonlyMap<number, "path" | "interface" | "member" | "errorName" | "destination" | "sender"> =
  new Map([
    [HeaderField.path, "path"],
    [HeaderField.interface, "interface"],
    [HeaderField.member, "member"],
    [HeaderField.errorName, "errorName"],
    [HeaderField.destination, "destination"],
    [HeaderField.sender, "sender"],
  ]);

/** What a message consists of, but for what follows from the rest. */
export type MessageParts = Omit<BusMessage, "fieldsSize">;

/** Writes one known field where the message has it; `listed` also a count of no file descriptors. */
function writeField(writer: BusWriter, message: MessageParts, code: number, listed: boolean): void {
  const key = textFieldKeys.get(code);
  if (key !== undefined) {
    const text = message[key];
    if (text !== null) {
      writer.align(8).byte(code);
      writer.signature(code === HeaderField.path ? "o" : "s").string(text);
    }
  } else if (code === HeaderField.signature) {
    if (message.signature !== null) writer.align(8).byte(code).signature("g").signature(message.signature);
  } else {
    const number = code === HeaderField.replySerial ? message.replyCookie : message.unixFds;
    if (number !== 0 || (listed && code === HeaderField.unixFds))
      writer.align(8).byte(code).signature("u").word(number);
  }
}

/**
 * The bytes of a message: its fields in the order of `fieldOrder`, those not listed there after them by code, then the body as it is.
 *
 * `encodeMessage(parseMessage(x))` is `x` for every accepted `x` whose padding behind the fields is zero. Throws `TypeError` for
 * what `parseMessage` would refuse, and above the specification's 128 MiB. Values become a body by `marshal`.
 */
export function encodeMessage(message: MessageParts): Uint8Array {
  const fields = new BusWriter(message.endian);
  const unknown = [...message.unknownFields].reverse();
  for (const code of message.fieldOrder) {
    if (knownCodes.includes(code)) writeField(fields, message, code, true);
    else {
      const field = unknown.pop();
      if (field?.code !== code) throw new TypeError(`field order names code ${code}, which the message lacks`);
      fields.align(8).byte(code).signature(field.signature).bytes(field.value);
    }
  }
  for (const code of knownCodes) if (!message.fieldOrder.includes(code)) writeField(fields, message, code, false);
  const fieldsSize = fields.length;
  const writer = new BusWriter(message.endian);
  writer.byte(message.endian.charCodeAt(0)).byte(message.type).byte(message.flags).byte(message.version);
  writer.word(message.body.length).word(message.cookie).word(fieldsSize);
  const bytes = writer.bytes(fields.align(8).finish()).bytes(message.body).finish();
  if (bytes.length > MESSAGE_SIZE_MAX) throw new TypeError(`a message of ${bytes.length} bytes is too long`);
  const parsed = parseMessage(bytes, { descriptors: message.unixFds });
  if (parsed instanceof BusMessageRefusal) throw new TypeError(`the message is not valid: ${parsed.fault}`);
  return bytes;
}

/** What {@link createMessage} needs: everything else has a default. */
export interface MessageInit {
  readonly type: keyof typeof MessageType | number;
  readonly cookie: number;
  readonly endian?: Endian;
  readonly flags?: number;
  readonly replyCookie?: number;
  readonly path?: string;
  readonly interface?: string;
  readonly member?: string;
  readonly errorName?: string;
  readonly destination?: string;
  readonly sender?: string;
  readonly signature?: string;
  /** Values of the body, one for each complete type of the signature. */
  readonly values?: readonly BusValue[];
  readonly unixFds?: number;
}

/** A valid message from its parts, little-endian unless told. Throws `TypeError` for parts that make no valid message. */
export function createMessage(init: MessageInit): BusMessage {
  const endian = init.endian ?? "l";
  const signature = init.signature ?? null;
  const bytes = encodeMessage({
    endian,
    type: typeof init.type === "number" ? init.type : MessageType[init.type],
    flags: init.flags ?? 0,
    version: 1,
    cookie: init.cookie,
    replyCookie: init.replyCookie ?? 0,
    path: init.path ?? null,
    interface: init.interface ?? null,
    member: init.member ?? null,
    errorName: init.errorName ?? null,
    destination: init.destination ?? null,
    sender: init.sender ?? null,
    signature,
    unixFds: init.unixFds ?? 0,
    fieldOrder: [],
    unknownFields: [],
    body: marshal(signature ?? "", init.values ?? [], endian),
  });
  return parseMessage(bytes, { descriptors: init.unixFds ?? 0 }) as BusMessage;
}

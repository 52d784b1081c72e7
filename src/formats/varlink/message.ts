import { JsonBoolean, JsonNull, JsonObject, JsonString, type JsonVariant } from "../../json/variant.js";
import type { VarlinkFailureCode } from "./diagnostics.js";

/** What a method call may ask for besides the ordinary one reply. */
export type VarlinkCallMode = "call" | "more" | "oneway";

export interface VarlinkCall {
  readonly method: string;
  readonly parameters: JsonObject;
  readonly mode: VarlinkCallMode;
}

export interface VarlinkReply {
  /** Name of the error, or `null`. */
  readonly error: string | null;
  readonly parameters: JsonObject;
  /** Whether more replies follow. */
  readonly continues: boolean;
}

/** A message that breaks the protocol. */
export class ProtocolViolation {
  constructor(
    readonly code: VarlinkFailureCode,
    readonly params: Readonly<Record<string, string>> = {},
  ) {}
}

export const NO_PARAMETERS = new JsonObject([], [], 0, true, true);

const repeated = (member: string): ProtocolViolation => new ProtocolViolation("varlink.repeated-member", { member });
const mistyped = (member: string): ProtocolViolation => new ProtocolViolation("varlink.bad-member", { member });

/** `parameters` may be an object, or null for an empty one. */
function readParameters(value: JsonVariant): JsonObject | ProtocolViolation {
  if (value instanceof JsonObject) return value;
  return value instanceof JsonNull ? NO_PARAMETERS : mistyped("parameters");
}

/**
 * Reads a method call: `method`, and perhaps `parameters`, `more` or `oneway`. Nothing else may be there, nothing twice,
 * not `more` and `oneway` both. Origin: varlink.org/Method-Call, varlink_dispatch_method() at 257.
 */
export function readCall(message: JsonVariant): VarlinkCall | ProtocolViolation {
  if (!(message instanceof JsonObject)) return new ProtocolViolation("varlink.not-an-object");
  let method: string | null = null;
  let parameters: JsonObject | null = null;
  let mode: VarlinkCallMode = "call";
  for (let i = 0; i < message.keys.length; i++) {
    const name = message.keys[i]!.value;
    const value = message.values[i]!;
    if (name === "method") {
      if (method !== null) return repeated(name);
      if (!(value instanceof JsonString)) return mistyped(name);
      method = value.value;
    } else if (name === "parameters") {
      if (parameters !== null) return repeated(name);
      const read = readParameters(value);
      if (read instanceof ProtocolViolation) return read;
      parameters = read;
    } else if (name === "more" || name === "oneway") {
      if (mode !== "call") return new ProtocolViolation("varlink.more-and-oneway");
      if (!(value instanceof JsonBoolean)) return mistyped(name);
      if (value.value) mode = name;
    } else return new ProtocolViolation("varlink.unknown-member", { member: name });
  }
  if (method === null) return new ProtocolViolation("varlink.no-method");
  return { method, parameters: parameters ?? NO_PARAMETERS, mode };
}

/**
 * Reads a reply: perhaps `parameters`, `error` or `continues`. Nothing else may be there, nothing twice; `continues` only
 * where more than one reply was asked for, and not with an error. Origin: varlink.org/Method-Call,
 * varlink_dispatch_reply() at 257.
 */
export function readReply(message: JsonVariant, mayContinue: boolean): VarlinkReply | ProtocolViolation {
  if (!(message instanceof JsonObject)) return new ProtocolViolation("varlink.not-an-object");
  let error: string | null = null;
  let parameters: JsonObject | null = null;
  let continues = false;
  for (let i = 0; i < message.keys.length; i++) {
    const name = message.keys[i]!.value;
    const value = message.values[i]!;
    if (name === "error") {
      if (error !== null) return repeated(name);
      if (!(value instanceof JsonString)) return mistyped(name);
      error = value.value;
    } else if (name === "parameters") {
      if (parameters !== null) return repeated(name);
      const read = readParameters(value);
      if (read instanceof ProtocolViolation) return read;
      parameters = read;
    } else if (name === "continues") {
      if (continues) return repeated(name);
      if (!(value instanceof JsonBoolean)) return mistyped(name);
      continues = value.value;
    } else return new ProtocolViolation("varlink.unknown-member", { member: name });
  }
  if (continues && !mayContinue) return new ProtocolViolation("varlink.unwanted-continuation");
  if (continues && error !== null) return new ProtocolViolation("varlink.error-continues");
  return { error, parameters: parameters ?? NO_PARAMETERS, continues };
}

const key = (name: string): JsonString => new JsonString(name);
const PARAMETERS = key("parameters");
const TRUE = new JsonBoolean(true);

/** The message of a method call. */
export function callMessage({ method, parameters, mode }: VarlinkCall): JsonObject {
  const keys = [key("method"), PARAMETERS];
  const values: JsonVariant[] = [new JsonString(method), parameters];
  if (mode !== "call") {
    keys.push(key(mode));
    values.push(TRUE);
  }
  return envelope(keys, values, parameters);
}

/** The message of a reply. */
export function replyMessage({ error, parameters, continues }: VarlinkReply): JsonObject {
  const keys = [PARAMETERS];
  const values: JsonVariant[] = [parameters];
  if (error !== null) {
    keys.unshift(key("error"));
    values.unshift(new JsonString(error));
  }
  if (continues) {
    keys.push(key("continues"));
    values.push(TRUE);
  }
  return envelope(keys, values, parameters);
}

/** A message is written at once and never taken apart again: what is kept of its members does not matter. */
const envelope = (keys: JsonString[], values: JsonVariant[], parameters: JsonObject): JsonObject =>
  new JsonObject(keys, values, parameters.depth + 1, false, false);

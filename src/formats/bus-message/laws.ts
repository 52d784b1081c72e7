import { bytesEqual } from "../../core/bytes.js";
import { type Law, LawViolation } from "../../core/format.js";
import { encodeMessage } from "../../dbus/encode.js";
import { marshal } from "../../dbus/marshal.js";
import { BusMessageRefusal } from "../../dbus/message.js";
import { CONTAINER_DEPTH_MAX, HEADER_SIZE } from "../../dbus/types.js";
import { type BusValue, BusVariant, isBodyFailure, readBody } from "../../dbus/values.js";
import type { Outcome } from "./observe.js";

/** Equality of values, not-a-number equal to itself and -0 unlike 0. */
export function sameValue(a: BusValue, b: BusValue): boolean {
  if (a instanceof Uint8Array) return b instanceof Uint8Array && bytesEqual(a, b);
  if (a instanceof BusVariant) {
    return b instanceof BusVariant && a.signature === b.signature && sameValue(a.value, b.value);
  }
  if (typeof a !== "object") return Object.is(a, b);
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!sameValue(a[i]!, b[i]!)) return false;
  return true;
}

/** Writing an accepted message gives its bytes again; the bytes between fields and body, which nobody reads, become zero. */
const encodeInverse: Law<Outcome> = {
  name: "encode-inverse",
  check(input, outcome) {
    if (outcome instanceof BusMessageRefusal) return;
    const { message } = outcome;
    const encoded = encodeMessage(message);
    const fieldsEnd = HEADER_SIZE + message.fieldsSize;
    const bodyStart = input.length - message.body.length;
    const same =
      encoded.length === input.length &&
      bytesEqual(encoded.subarray(0, fieldsEnd), input.subarray(0, fieldsEnd)) &&
      bytesEqual(encoded.subarray(bodyStart), input.subarray(bodyStart));
    if (!same) throw new LawViolation("encode-inverse", "the encoded message is another one");
  },
};

/** Values are read exactly when the dump is complete, and marshalling them gives bytes with the same values. */
const valuesRoundTrip: Law<Outcome> = {
  name: "values-round-trip",
  check(_input, outcome) {
    if (outcome instanceof BusMessageRefusal) return;
    const { message, dump } = outcome;
    const values = readBody(message);
    const result = isBodyFailure(values) ? values.errno : "ok";
    if (result !== dump.result) throw new LawViolation("values-round-trip", `dump ${dump.result}, values ${result}`);
    if (isBodyFailure(values)) return;
    const body = marshal(message.signature ?? "", values, message.endian, CONTAINER_DEPTH_MAX);
    if (bytesEqual(body, message.body.subarray(0, body.length))) return;
    const again = readBody({ ...message, body });
    if (isBodyFailure(again) || !sameValue(values, again)) {
      throw new LawViolation("values-round-trip", "marshalled values read back differently");
    }
  },
};

export const laws: readonly Law<Outcome>[] = [encodeInverse, valuesRoundTrip];

import type { DictionaryEntry } from "../../core/format.js";
import { fromLatin1 } from "../../core/utf8.js";
import { HeaderField, MessageType, typeRows } from "../../dbus/types.js";

const FIELD_TYPES: ReadonlyMap<number, string> = new Map([
  [HeaderField.path, "o"],
  [HeaderField.replySerial, "u"],
  [HeaderField.signature, "g"],
  [HeaderField.unixFds, "u"],
]);

const numbers = [0, 1, 4, 8, 16, 0xff, 0xffff, 0x04000000, 0x04000001, 0x7fffffff, 0xffffffff];

/** Starts of headers, fields and variants, signatures, names with a meaning, and numbers in both byte orders. */
export function* dictionary(): Generator<DictionaryEntry> {
  for (const order of ["l", "B"]) {
    for (const type of Object.values(MessageType)) yield fromLatin1(`${order}${String.fromCharCode(type)}\0\x01`);
  }
  for (const code of Object.values(HeaderField)) {
    yield fromLatin1(`${String.fromCharCode(code)}\x01${FIELD_TYPES.get(code) ?? "s"}\0`);
  }
  for (const { code, basic } of typeRows) if (basic) yield fromLatin1(`\x01${String.fromCharCode(code)}\0`);
  for (const signature of ["v", "as", "ay", "a{sv}", "(ii)", "a(is)", "aai", "av", "a{oa{sa{sv}}}"]) {
    yield signature;
    yield fromLatin1(`${String.fromCharCode(signature.length)}${signature}\0`);
  }
  for (const name of [
    "org.freedesktop.DBus",
    "org.freedesktop.DBus.Local",
    "/org/freedesktop/DBus/Local",
    ":1.1",
    "a.b",
    "/",
  ]) {
    yield name;
  }
  for (const number of numbers) {
    const bytes = new DataView(new ArrayBuffer(4));
    bytes.setUint32(0, number);
    const big = new Uint8Array(bytes.buffer);
    yield big;
    yield big.slice().reverse();
  }
}

import { concatBytes, joinBytes } from "../../core/bytes.js";
import type { TxtData } from "../record.js";
import { octalText, txtText } from "../text.js";
import type { RdataCodec } from "./codec.js";

const CHARACTER_STRING_MAX = 0xff;

/** No string at all is read as one empty string. */
const ONE_EMPTY_STRING = new Uint8Array(1);

/** The strings of a TXT record, as views of its data. */
export function txtItems(data: TxtData): Uint8Array[] {
  const items: Uint8Array[] = [];
  for (let at = 0; at < data.strings.length; ) {
    const start = at + 1;
    at = start + data.strings[at]!;
    items.push(data.strings.subarray(start, at));
  }
  return items;
}

/** TXT data of the given strings; each must have at most 255 bytes (`TypeError`). */
export function txtData(...items: readonly Uint8Array[]): TxtData {
  const parts = items.map((item) => {
    if (item.length > CHARACTER_STRING_MAX)
      throw new TypeError(`a character string holds 255 bytes, not ${item.length}`);
    return concatBytes(Uint8Array.of(item.length), item);
  });
  return { kind: "txt", strings: parts.length === 0 ? ONE_EMPTY_STRING : joinBytes(parts) };
}

export const txt: RdataCodec<TxtData> = {
  kind: "txt",
  read(reader, length) {
    if (length === 0) return { kind: "txt", strings: ONE_EMPTY_STRING };
    const { bytes, offset } = reader;
    let at = offset;
    // The last string may run over the record, and past the message: the reader refuses the latter.
    while (at - offset < length) at += 1 + bytes[at]!;
    return { kind: "txt", strings: reader.view(at - offset) };
  },
  write(writer, { strings }) {
    let at = 0;
    while (at < strings.length) at += 1 + strings[at]!;
    if (at !== strings.length || at === 0) throw new TypeError("TXT data is no sequence of character strings");
    writer.bytes(strings);
  },
  text({ strings }, prefix) {
    let text = prefix;
    for (let at = 0; at < strings.length; ) {
      const start = at + 1;
      at = start + strings[at]!;
      text += start === at ? ' ""' : ` "${txtText(strings, start, at)}"`;
    }
    return text;
  },
  json({ strings }) {
    const items: string[] = [];
    for (let at = 0; at < strings.length; ) {
      const start = at + 1;
      at = start + strings[at]!;
      items.push(octalText(strings, start, at));
    }
    return { items };
  },
};

import type { DictionaryEntry } from "../../core/format.js";
import { ByteWriter } from "../../core/writer.js";
import { recordDictionary } from "../../dns/dictionary.js";
import { DNS_HEADER_SIZE, POINTER_MARK } from "../../dns/reader.js";
import { EdnsOption } from "./edns.js";
import { HeaderFlag } from "./packet.js";

/** Header patterns, compression pointers, the OPT record and its options, and the tokens of records. */
export function* dictionary(): Generator<DictionaryEntry> {
  const { QR, RD, RA, AA, TC } = HeaderFlag;
  for (const flags of [RD, QR | RD | RA, QR | AA, QR | TC]) {
    for (const answers of [0, 1]) {
      yield new ByteWriter().u16be(flags).u16be(1).u16be(answers).u16be(0).u16be(answers).finish();
    }
  }
  yield Uint8Array.of(POINTER_MARK, DNS_HEADER_SIZE);
  yield Uint8Array.of(POINTER_MARK, DNS_HEADER_SIZE + 8);
  yield new ByteWriter().u8(0).u16be(41).u16be(1232).u32be(0x8000).u16be(0).finish();
  for (const code of Object.values(EdnsOption)) yield new ByteWriter().u16be(code).u16be(4).zeros(4).finish();
  yield* recordDictionary();
}

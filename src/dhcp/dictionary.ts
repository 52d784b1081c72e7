import { ByteWriter } from "../core/writer.js";
import { DHCP_MAGIC_COOKIE } from "./message.js";
import { DhcpMessageType, DhcpOptionCode } from "./registry.js";

/** Lengths that options usually have. */
const OPTION_LENGTHS = [0, 1, 2, 4, 8];

/** The magic cookie, the message types and the headers of the given options. */
export function* dhcpDictionary(codes: Iterable<number>): Generator<Uint8Array> {
  yield new ByteWriter().u32be(DHCP_MAGIC_COOKIE).finish();
  for (const type of Object.values(DhcpMessageType)) yield Uint8Array.of(DhcpOptionCode.MESSAGE_TYPE, 1, type);
  for (const overload of [1, 2, 3]) yield Uint8Array.of(DhcpOptionCode.OVERLOAD, 1, overload);
  for (const code of codes) {
    for (const length of OPTION_LENGTHS) yield Uint8Array.of(code, length, ...new Array(length).fill(0));
  }
  yield Uint8Array.of(DhcpOptionCode.END);
}

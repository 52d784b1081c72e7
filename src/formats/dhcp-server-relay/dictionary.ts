import type { DictionaryEntry } from "../../core/format.js";
import { ByteWriter } from "../../core/writer.js";
import { dhcpDictionary } from "../../dhcp/dictionary.js";
import { BootpOp, DhcpOptionCode, HardwareType, RelayAgentSubOption } from "../../dhcp/registry.js";
import { fuzzerRelay } from "./observe.js";

/** Starts of messages, the relay's address, and its information. */
export function* dictionary(): Generator<DictionaryEntry> {
  yield* dhcpDictionary([DhcpOptionCode.RELAY_AGENT_INFORMATION, DhcpOptionCode.SERVER_IDENTIFIER]);
  for (const op of Object.values(BootpOp)) yield Uint8Array.of(op, HardwareType.ETHERNET, 6, 0);
  yield fuzzerRelay.address;
  for (const code of Object.values(RelayAgentSubOption)) {
    const { RELAY_AGENT_INFORMATION } = DhcpOptionCode;
    yield new ByteWriter().u8(RELAY_AGENT_INFORMATION).u8(3).u8(code).u8(1).u8(0x78).finish();
  }
}

import type { DictionaryEntry } from "../../core/format.js";
import { ByteWriter } from "../../core/writer.js";
import { dhcpDictionary } from "../../dhcp/dictionary.js";
import { DhcpOptionCode } from "../../dhcp/registry.js";
import { fuzzerConfig, fuzzerState } from "./observe.js";
import { requestOptionCodes } from "./request.js";

/** Option headers, and the clients and addresses that the server knows. */
export function* dictionary(): Generator<DictionaryEntry> {
  yield* dhcpDictionary(requestOptionCodes);
  yield new ByteWriter().u8(DhcpOptionCode.SERVER_IDENTIFIER).u8(4).bytes(fuzzerConfig.address).finish();
  const leases = [...fuzzerConfig.staticLeases, ...fuzzerState.boundByAddress.values()];
  for (const { clientId, address } of leases) {
    yield new ByteWriter().u8(DhcpOptionCode.CLIENT_IDENTIFIER).u8(clientId.length).bytes(clientId).finish();
    yield new ByteWriter().u8(DhcpOptionCode.REQUESTED_IP_ADDRESS).u8(address.length).bytes(address).finish();
    yield address;
  }
}

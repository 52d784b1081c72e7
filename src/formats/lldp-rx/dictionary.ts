import type { DictionaryEntry } from "../../core/format.js";
import { ETHERTYPE_LLDP, LldpOui, LldpTlvType, lldpGroups } from "./tables.js";

const PRIVATE_TYPE = LldpTlvType.private << 1;

/** Group addresses, the Ethernet type, TLV headers of usual lengths, and organisations with their subtypes. */
export function* dictionary(): Generator<DictionaryEntry> {
  yield* lldpGroups;
  yield Uint8Array.of(ETHERTYPE_LLDP >> 8, ETHERTYPE_LLDP & 0xff);
  yield Uint8Array.of(0, 0);
  for (const type of Object.values(LldpTlvType))
    for (const length of [1, 2, 4, 7]) yield Uint8Array.of(type << 1, length);
  yield Uint8Array.of(LldpTlvType.chassisId << 1, 7, 4);
  yield Uint8Array.of(LldpTlvType.portId << 1, 5, 5);
  yield Uint8Array.of(LldpTlvType.ttl << 1, 2, 0, 120);
  for (const oui of Object.values(LldpOui)) {
    for (const subtype of [1, 2, 3, 4, 7]) {
      yield Uint8Array.of(PRIVATE_TYPE, 6, oui >> 16, (oui >> 8) & 0xff, oui & 0xff, subtype);
    }
  }
  for (const family of [1, 2, 6]) yield Uint8Array.of(5, family);
  yield "https://";
}

/** LLDP: frames, TLVs, neighbours, and a table of them that ages. */
export {
  encodeFrame as encode,
  type LldpFault,
  type LldpFrame,
  LldpRefusal,
  type LldpTlv,
  parseFrame,
  type RawTlv,
  rawTlvs,
} from "./frame.js";
export { neighborToJson } from "./json.js";
export {
  formatChassisId,
  formatNetworkAddress,
  formatPortId,
  type LldpNeighbor,
  parseNeighbor as parse,
} from "./neighbor.js";
export {
  addNeighbor,
  emptyTable,
  expire,
  type LldpEntry,
  type LldpEvent,
  type LldpStep,
  type LldpTable,
  nextExpiryUsec,
  receive,
} from "./neighbor-table.js";
export { ChassisSubtype, LldpCapability, LldpOui, LldpTlvType, PortSubtype } from "./tables.js";
export { encodeTlv, interpretTlv, type LldpTlvValue } from "./tlv-values.js";

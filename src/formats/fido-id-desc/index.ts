export { FIDO_FULL_USAGE, isFidoSecurityToken } from "./fido.js";
export {
  encodeHidItems,
  encodeLongItem,
  encodeShortItem,
  type HidItem,
  ItemType,
  type LongHidItem,
  parseHidReport,
  type ShortHidItem,
  type ShortHidItemInput,
} from "./hid-report.js";

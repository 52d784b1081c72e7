import { GLOBAL_USAGE_PAGE, ItemType, itemValue, LOCAL_USAGE, walkHidItems } from "./hid-report.js";

/** Usage page of FIDO devices in the upper half, usage of a U2F authenticator in the lower. Origin: FIDO U2F HID Protocol 1.2, section 2.2. */
export const FIDO_FULL_USAGE = 0xf1d0_0001;

/** First bytes of the two items that matter, without their size. */
const USAGE_PAGE_ITEM = (GLOBAL_USAGE_PAGE << 4) | (ItemType.global << 2);
const USAGE_ITEM = (LOCAL_USAGE << 4) | (ItemType.local << 2);
const SIZE_BITS = 3;

const UPPER_HALF = 0xffff_0000;
const HALF_BITS = 16;
const HALF_SIZE = 2;

/**
 * Whether a HID report descriptor is that of a FIDO security token: one of its items names the FIDO usage.
 *
 * What stands behind that item is not looked at. `EINVAL` for an item whose data is missing, a long item without length,
 * and a usage page of four bytes. Push and pop are not followed. Origin: is_fido_security_token_desc() of systemd 257.
 */
export function isFidoSecurityToken(descriptor: Uint8Array): boolean | "EINVAL" {
  let usage = 0;
  let pageTooLong = false;
  const end = walkHidItems(descriptor, (head, offset, size) => {
    const item = head & ~SIZE_BITS;
    if (item === USAGE_ITEM) {
      const value = itemValue(descriptor, offset + 1, size);
      usage = size > HALF_SIZE ? value : ((usage & UPPER_HALF) | value) >>> 0;
      return usage === FIDO_FULL_USAGE;
    }
    if (item !== USAGE_PAGE_ITEM) return false;
    pageTooLong = size > HALF_SIZE;
    usage = (itemValue(descriptor, offset + 1, size) << HALF_BITS) >>> 0;
    return pageTooLong;
  });
  if (end === null) return false;
  return pageTooLong || end !== true ? "EINVAL" : true;
}

import { attempt, type Errno, ParseFailure } from "../../core/errno.js";
import { GLOBAL_USAGE_PAGE, ItemType, LOCAL_USAGE, readHidItems } from "./hid-report.js";

/** Usage page of FIDO devices in the upper half, usage of a U2F authenticator in the lower. Origin: FIDO U2F HID Protocol 1.2, section 2.2. */
export const FIDO_FULL_USAGE = 0xf1d0_0001;

const HALF = 0x1_0000;
const HALF_SIZE = 2;

/**
 * Whether a HID report descriptor is that of a FIDO security token: one of its items names the FIDO usage.
 *
 * What stands behind that item is not looked at. `EINVAL` for an item whose data is missing, a long item without length,
 * and a usage page of four bytes. Push and pop are not followed. Origin: is_fido_security_token_desc() of systemd 257.
 */
export function isFidoSecurityToken(descriptor: Uint8Array): boolean | Errno {
  const result = attempt(() => findFidoUsage(descriptor));
  return result instanceof ParseFailure ? result.errno : result;
}

function findFidoUsage(descriptor: Uint8Array): boolean {
  let usage = 0;
  for (const item of readHidItems(descriptor)) {
    if (item.kind === "long") continue;
    const { type, tag, size, value, offset } = item;
    if (type === ItemType.global && tag === GLOBAL_USAGE_PAGE) {
      if (size > HALF_SIZE) throw new ParseFailure("EINVAL", offset, "usage page of four bytes");
      usage = value * HALF;
    } else if (type === ItemType.local && tag === LOCAL_USAGE) {
      usage = size > HALF_SIZE ? value : usage - (usage % HALF) + value;
      if (usage === FIDO_FULL_USAGE) return true;
    }
  }
  return false;
}

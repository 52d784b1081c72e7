import { nl80211Iftype } from "../../../directives/enums.js";
import { tristate } from "../../../directives/values.js";
import { EnumTable } from "../../../text/enum-table.js";
import { isErrno, safeAtou32, UINT32_MAX } from "../../../text/numbers.js";
import type { NetdevBinding } from "../assignment.js";
import { deviceKind, section } from "../kind.js";

export type WlanType = (typeof nl80211Iftype)[number];

/** Settings of [WLAN]. Origin: systemd.netdev(5). */
export class WlanSettings {
  /** Name or index of the radio underneath. */
  physicalDevice: string | number | null = null;
  type: WlanType | null = null;
  wds: boolean | null = null;
}

const types = new EnumTable(nl80211Iftype);

/** Number of an interface type. Origin: enum nl80211_iftype of Linux, whose first value is no type. */
export const wlanTypeNumber = (type: WlanType | null): number => (type === null ? 0 : types.indexOf(type) + 1);

/** An index, or any other text as a name; an empty value and the highest index reset. Origin: config_parse_wiphy() at 257. */
const physicalDevice: NetdevBinding<WlanSettings> = (settings, value) => {
  const index = safeAtou32(value);
  settings.physicalDevice = isErrno(index) ? value || null : index === UINT32_MAX ? null : index;
  return undefined;
};

/** Origin: config_parse_wlan_iftype() at 257. */
const type: NetdevBinding<WlanSettings> = (settings, value, at) => {
  const found = types.parse(value);
  if (found === null && value) return at.warn("value.unknown-keyword", value);
  settings.type = found;
  return undefined;
};

export const wlanKind = deviceKind(
  () => new WlanSettings(),
  { WLAN: section<WlanSettings>({ PhysicalDevice: physicalDevice, Type: type, WDS: tristate("wds") }) },
  ({ settings }, verification) => {
    if (settings.type === null) return verification.warn("netdev-parser.wlan-without-type");
    return settings.physicalDevice === null ? verification.warn("netdev-parser.wlan-without-device") : 0;
  },
);

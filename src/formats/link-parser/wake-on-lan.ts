import { takeWords } from "../../directives/net-values.js";
import { parseEtherAddr } from "../../net/hw-addr.js";
import { isPathAbsolute, isPathSafe } from "../../text/path.js";
import type { LinkBinding, LinkBindings } from "./assignment.js";

/** What wakes the machine, and the kernel's bit for it. Origin: systemd.link(5), WAKE_* of linux/ethtool.h. */
export const wakeEvents = {
  phy: 0x01,
  unicast: 0x02,
  multicast: 0x04,
  broadcast: 0x08,
  arp: 0x10,
  magic: 0x20,
  secureon: 0x40,
} as const;

export type WakeEvent = keyof typeof wakeEvents;

const events: ReadonlyMap<string, WakeEvent> = new Map(
  (Object.keys(wakeEvents) as WakeEvent[]).map((event) => [event, event]),
);

/** Settings about Wake-on-LAN. Origin: systemd.link(5). */
export class WakeOnLanSettings {
  /** Empty turns it off, `null` leaves it alone. */
  events: Set<WakeEvent> | null = null;
  /** Six bytes that the packet has to hold. */
  password: Uint8Array | null = null;
  /** Path of the file that holds the password. */
  passwordFile: string | null = null;
}

/** Events as the kernel takes them. */
export function wakeBits(wanted: ReadonlySet<WakeEvent>): number {
  let bits = 0;
  for (const event of wanted) bits += wakeEvents[event];
  return bits;
}

const OFF = "off";

/**
 * `off`, or events in addition to those before; an empty value resets. A value without any known event turns it off
 * unless events were there. Origin: config_parse_wol() at 257.
 */
const wakeOnLan: LinkBinding<WakeOnLanSettings> = (settings, value, at) => {
  if (!value || value === OFF) {
    settings.events = value ? new Set() : null;
    return undefined;
  }
  const wanted = new Set(settings.events);
  const isRead = takeWords(value, 0, at, (word) => {
    const event = events.get(word);
    if (event === undefined) at.warn("value.unknown-keyword", word);
    else wanted.add(event);
  });
  if (isRead) settings.events = wanted;
  return undefined;
};

/** A password, written like an Ethernet address; white space around it makes it malformed. */
export const parseWakePassword = parseEtherAddr;

/** The password, or the absolute path of a file that holds it; an empty value resets. Origin: config_parse_wol_password() at 257. */
const password: LinkBinding<WakeOnLanSettings> = (settings, value, at) => {
  const isPath = isPathAbsolute(value) && isPathSafe(value);
  const bytes = isPath || !value ? null : parseWakePassword(value);
  if (bytes === null && !isPath && value) return at.warn("link-parser.not-password", value);
  settings.password = bytes;
  settings.passwordFile = isPath ? value : null;
  return undefined;
};

/** Directives of [Link] about Wake-on-LAN. */
export const wakeOnLanBindings: LinkBindings<WakeOnLanSettings> = {
  WakeOnLan: wakeOnLan,
  WakeOnLanPassword: password,
};

import type { Errno } from "../../core/errno.js";
import { linkMatchBindings, netConditionBindings } from "../../directives/net-match.js";
import { srIovBindings } from "../../directives/sr-iov.js";
import type { LinkAssignment, LinkBindings } from "./assignment.js";
import { coalesceBindings } from "./coalesce.js";
import { devicePropertyBindings } from "./device-properties.js";
import type { Link } from "./link.js";
import { namingBindings } from "./naming.js";
import { offloadBindings } from "./offload.js";
import { queueBindings } from "./queues.js";
import { transmissionBindings } from "./transmission.js";
import { wakeOnLanBindings } from "./wake-on-lan.js";

/** A directive: finds the settings that it belongs to and fills them. */
export type LinkDirective = (link: Link, value: string, at: LinkAssignment) => Errno | undefined;

type Entry = [key: string, directive: LinkDirective];

/** Directives that fill what `pick` finds. */
const group = <Settings>(
  bindings: LinkBindings<Settings>,
  pick: (link: Link, at: LinkAssignment) => Settings,
): Entry[] =>
  Object.entries(bindings).map(([key, binding]) => [key, (link, value, at) => binding(pick(link, at), value, at)]);

/** Sections of a .link file and their directives. Origin: systemd.link(5). */
export const linkSections: ReadonlyMap<string, ReadonlyMap<string, LinkDirective>> = new Map([
  [
    "Match",
    new Map([
      ...group(linkMatchBindings, (link) => link.match),
      ...group(netConditionBindings, (link) => link.conditions),
    ]),
  ],
  [
    "Link",
    new Map([
      ...group(namingBindings, (link) => link.naming),
      ...group(devicePropertyBindings, (link) => link.properties),
      ...group(transmissionBindings, (link) => link.transmission),
      ...group(wakeOnLanBindings, (link) => link.wakeOnLan),
      ...group(offloadBindings, (link) => link.offload),
      ...group(queueBindings, (link) => link.queues),
      ...group(coalesceBindings, (link) => link.coalesce),
    ]),
  ],
  ["SR-IOV", new Map(group(srIovBindings, (link, at) => link.srIov.at(at.sectionLine)))],
]);

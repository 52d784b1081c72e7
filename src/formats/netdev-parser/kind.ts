import type { Errno } from "../../core/errno.js";
import type { RepeatedSection, RepeatedSections } from "../../directives/repeated-sections.js";
import { repeatedSection, singleSection } from "../../directives/section-directives.js";
import type { NetdevBindings } from "./assignment.js";
import type { Netdev, NetdevDirectives } from "./device.js";
import type { Verification } from "./verification.js";

/** What a kind of device has besides the sections of every kind. */
export interface DeviceKind<Settings> {
  /** The settings of a file that says nothing. */
  readonly create: () => Settings;
  readonly sections: ReadonlyMap<string, NetdevDirectives<Settings>>;
  /** Completes settings and checks what they say together; an errno refuses the device. */
  readonly verify?: (device: Netdev<Settings>, verification: Verification) => 0 | Errno;
}

/** A section of a kind, of which there is one set of settings. */
export const section = <Settings>(bindings: NetdevBindings<Settings>): NetdevDirectives<Settings> =>
  singleSection(bindings, (device: Netdev<Settings>) => device.settings);

/** A section of a kind, of which there may be several. */
export const sections = <Settings, Repeated extends RepeatedSection>(
  bindings: NetdevBindings<Repeated>,
  pick: (settings: Settings) => RepeatedSections<Repeated>,
): NetdevDirectives<Settings> => repeatedSection(bindings, (device: Netdev<Settings>) => pick(device.settings));

/** A kind of device from its sections by name. */
export const deviceKind = <Settings>(
  create: () => Settings,
  byName: Readonly<Record<string, NetdevDirectives<Settings>>>,
  verify?: DeviceKind<Settings>["verify"],
): DeviceKind<Settings> => {
  const described = { create, sections: new Map(Object.entries(byName)) };
  return verify === undefined ? described : { ...described, verify };
};

import { type NetConditions, NetMatch } from "../../directives/net-match.js";
import { RepeatedSections } from "../../directives/repeated-sections.js";
import { SrIovSettings } from "../../directives/sr-iov.js";
import { CoalesceSettings } from "./coalesce.js";
import { DevicePropertySettings } from "./device-properties.js";
import { NamingSettings } from "./naming.js";
import { OffloadSettings } from "./offload.js";
import { QueueSettings } from "./queues.js";
import { TransmissionSettings } from "./transmission.js";
import { WakeOnLanSettings } from "./wake-on-lan.js";

/** The settings of one .link file: [Match], the groups that [Link] falls into, and the [SR-IOV] sections by line. */
export class Link {
  readonly match = new NetMatch();
  readonly conditions: NetConditions = new Map();
  readonly naming = new NamingSettings();
  readonly properties = new DevicePropertySettings();
  readonly transmission = new TransmissionSettings();
  readonly wakeOnLan = new WakeOnLanSettings();
  readonly offload = new OffloadSettings();
  readonly queues = new QueueSettings();
  readonly coalesce = new CoalesceSettings();
  readonly srIov = new RepeatedSections((line) => new SrIovSettings(line));

  toJSON(): Readonly<Record<string, unknown>> {
    return { ...Object.fromEntries(Object.entries(this)), srIov: [...this.srIov] };
  }
}

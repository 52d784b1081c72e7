import { duplex, port } from "../../directives/enums.js";
import { eachWord } from "../../directives/net-values.js";
import { enumeration, siSize, tristate } from "../../directives/values.js";
import { EnumTable } from "../../text/enum-table.js";
import type { LinkBinding, LinkBindings } from "./assignment.js";
import { type LinkMode, linkModes } from "./link-modes.js";

export type Duplex = (typeof duplex)[number];
export type Port = (typeof port)[number];

/** How a twisted pair is wired: straight, crossed over, or found out. */
export type MdiSetting = "mdi" | "mdi-x" | "auto";

/** How the card talks to the medium. Origin: systemd.link(5). `null` leaves a setting alone. */
export class TransmissionSettings {
  /** 0 leaves it alone. */
  bitsPerSecond = 0n;
  duplex: Duplex | null = null;
  autoNegotiation: boolean | null = null;
  port: Port | null = null;
  /** Modes to offer; all of them when empty. */
  readonly advertise = new Set<LinkMode>();
  mdi: MdiSetting | null = null;
  rxFlowControl: boolean | null = null;
  txFlowControl: boolean | null = null;
  autoNegotiationFlowControl: boolean | null = null;
}

const modes = new EnumTable(linkModes);
const BITS = 32;
const MODE_WORDS = 4;

/** Modes as the kernel takes them: words of 32 bits. */
export function modeBits(advertised: ReadonlySet<LinkMode>): number[] {
  const words: number[] = Array(MODE_WORDS).fill(0);
  for (const mode of advertised) {
    const bit = modes.indexOf(mode);
    words[Math.floor(bit / BITS)]! += 2 ** (bit % BITS);
  }
  return words;
}

/** Modes, several, in addition to those before; an empty value resets. Origin: config_parse_advertise() at 257. */
const advertise: LinkBinding<TransmissionSettings> = (settings, value, at) => {
  if (!value) {
    settings.advertise.clear();
    return undefined;
  }
  return eachWord(value, 0, at, (word) => {
    const mode = modes.parse(word);
    if (mode === null) at.warn("value.unknown-keyword", word);
    else settings.advertise.add(mode);
  });
};

const mdiSettings: ReadonlyMap<string, MdiSetting> = new Map([
  ["mdi", "mdi"],
  ["straight", "mdi"],
  ["mdi-x", "mdi-x"],
  ["mdix", "mdi-x"],
  ["crossover", "mdi-x"],
  ["auto", "auto"],
]);

/** Origin: config_parse_mdi() at 257. */
const mdi: LinkBinding<TransmissionSettings> = (settings, value, at) => {
  const setting = value ? mdiSettings.get(value) : null;
  if (setting === undefined) return at.warn("value.unknown-keyword", value);
  settings.mdi = setting;
  return undefined;
};

/** Directives of [Link] about the medium. */
export const transmissionBindings: LinkBindings<TransmissionSettings> = {
  BitsPerSecond: siSize("bitsPerSecond"),
  Duplex: enumeration("duplex", duplex),
  AutoNegotiation: tristate("autoNegotiation"),
  Port: enumeration("port", port),
  Advertise: advertise,
  MDI: mdi,
  RxFlowControl: tristate("rxFlowControl"),
  TxFlowControl: tristate("txFlowControl"),
  AutoNegotiationFlowControl: tristate("autoNegotiationFlowControl"),
};

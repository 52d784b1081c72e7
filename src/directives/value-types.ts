import { linkSamples } from "./samples/link.js";
import { netdevSamples } from "./samples/netdev.js";
import { networkSamples } from "./samples/network.js";
import { networkSectionSamples } from "./samples/network-sections.js";
import { nspawnSamples } from "./samples/nspawn.js";
import type { Samples, SampleTable } from "./samples/samples.js";
import { sharedSamples } from "./samples/shared.js";
import { unitFileSamples } from "./samples/unit-file.js";

export type { Samples };

/**
 * Value types of directives, with values of each that systemd accepts and refuses. Seeds are made of them, and dictionaries
 * of the words in them. The key is the value type, or the value type and a variant that differs.
 */
export const valueTypes: SampleTable = {
  ...sharedSamples,
  ...unitFileSamples,
  ...networkSamples,
  ...networkSectionSamples,
  ...netdevSamples,
  ...linkSamples,
  ...nspawnSamples,
};

/** The samples of a value type, of one variant of it where that has its own. A type without any is a mistake of the caller. */
export function samplesOf(type: string, variant: string | null = null): Samples {
  const own = `${type} ${variant}`;
  const key = Object.hasOwn(valueTypes, own) ? own : type;
  const samples = Object.hasOwn(valueTypes, key) ? valueTypes[key] : undefined;
  if (samples === undefined) throw new TypeError(`value type ${own} has no samples`);
  return samples;
}

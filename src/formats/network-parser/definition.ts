import { defineFormat } from "../../core/format.js";
import { networkDiagnostics } from "./diagnostics.js";
import { networkDictionary } from "./dictionary.js";
import { networkLaws } from "./laws.js";
import {
  NETWORK_INPUT_MAX,
  type NetworkOutcome,
  observeNetworkFile,
  runNetworkFile,
  sortVerification,
} from "./observe.js";
import { loadNetworkFile } from "./parse.js";
import { networkSeeds } from "./seeds/index.js";

export const definition = defineFormat<NetworkOutcome>({
  slug: "network-parser",
  title: ".network files: how an interface is configured (systemd.network(5))",
  kind: "text",
  maxLen: NETWORK_INPUT_MAX,
  diagnostics: networkDiagnostics,
  laws: networkLaws,
  run: runNetworkFile,
  observe: observeNetworkFile,
  normalize: sortVerification,
  inspect(input) {
    const { network, accepted, diagnostics, verification } = loadNetworkFile(input);
    return {
      value: network,
      diagnostics: [...diagnostics, ...verification],
      error: accepted === 0 ? null : accepted,
    };
  },
  dictionary: networkDictionary,
  seeds: networkSeeds,
});

import { defineFormat } from "../../core/format.js";
import { directiveHint } from "../../directives/hints.js";
import { networkTable } from "../../directives/tables/network.js";
import { isIfnameValid, isUserGroupNameValid } from "../../text/names.js";
import type { NetworkHost } from "./assignment.js";
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
import { loadNetworkFile, parseNetworkFile } from "./parse.js";
import { networkSeeds } from "./seeds/index.js";

/** A machine that has all interfaces and users that can be. */
const willingHost: NetworkHost = {
  interfaceIndex: (name) => (isIfnameValid(name) ? 1 : null),
  userId: (name) => (isUserGroupNameValid(name) ? 1 : null),
};

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
  diagnose(input, { isDropIn }) {
    if (isDropIn) {
      const { result, diagnostics } = parseNetworkFile(input, willingHost);
      return { diagnostics, error: result === 1 ? null : result };
    }
    const { accepted, diagnostics, verification } = loadNetworkFile(input, { host: willingHost });
    return { diagnostics: [...diagnostics, ...verification], error: accepted === 0 ? null : accepted };
  },
  hint: (diagnostic) => directiveHint(diagnostic, networkTable),
  dictionary: networkDictionary,
  seeds: networkSeeds,
});

import { defineFormat } from "../../core/format.js";
import { diagnostics } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { observe } from "./observe.js";
import { type EtcHostsOutcome, run } from "./run.js";
import { seeds } from "./seeds.js";

/** systemd has no limit; this one keeps an execution of the target short. */
const MAX_LENGTH = 65_536;

export const definition = defineFormat<EtcHostsOutcome>({
  slug: "etc-hosts",
  title: "hosts files: names by address, addresses by name",
  kind: "text",
  maxLen: MAX_LENGTH,
  diagnostics,
  laws,
  run,
  observe,
  inspect(input) {
    const { hosts, errno, diagnostics: reports } = run(input);
    const value = errno === null ? { addresses: [...hosts.addresses()], blocked: [...hosts.blocked()] } : null;
    return { value, diagnostics: reports, error: errno };
  },
  dictionary,
  seeds,
});

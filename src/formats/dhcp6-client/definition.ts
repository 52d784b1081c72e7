import { defineFormat } from "../../core/format.js";
import { observe, run } from "./observe.js";

export const definition = defineFormat({
  slug: "dhcp6-client",
  title: "DHCPv6 answers in three states of a client",
  kind: "binary",
  maxLen: 65536,
  diagnostics: {},
  laws: [],
  run,
  observe,
  inspect: (input) => ({ value: run(input), diagnostics: [], error: null }),
  dictionary: () => [],
  seeds: () => [],
});

import { defineFormat } from "../../core/format.js";
import { observe, run } from "./observe.js";

export const definition = defineFormat({
  slug: "dhcp-client",
  title: "DHCPv4 offers as a client takes them, and the lease file",
  kind: "binary",
  maxLen: 4096,
  diagnostics: {},
  laws: [],
  run,
  observe,
  inspect: (input) => ({ value: run(input), diagnostics: [], error: null }),
  dictionary: () => [],
  seeds: () => [],
});

import { defineFormat } from "../../core/format.js";
import { observe, run } from "./observe.js";

export const definition = defineFormat({
  slug: "dhcp-server-relay",
  title: "DHCPv4 messages through a relay agent",
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

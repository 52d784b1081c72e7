import { defineFormat } from "../../core/format.js";
import { dictionary } from "./dictionary.js";
import { laws } from "./laws.js";
import { observe } from "./observe.js";
import { parseSyslog } from "./parse.js";
import { run, type SyslogOutcome } from "./run.js";
import { seeds } from "./seeds.js";
import { LENGTH_MAX } from "./tables.js";

export const definition = defineFormat<SyslogOutcome>({
  slug: "journald-syslog",
  title: "syslog datagrams (RFC 3164) as the journal daemon reads them",
  kind: "text",
  maxLen: LENGTH_MAX,
  diagnostics: {},
  laws,
  run,
  observe,
  inspect: (input) => ({ value: parseSyslog(input), diagnostics: [], error: null }),
  dictionary,
  seeds,
});

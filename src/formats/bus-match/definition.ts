import { defineFormat, type Inspection } from "../../core/format.js";
import { diagnostics, refusalDiagnostic } from "./diagnostics.js";
import { dictionary } from "./dictionary.js";
import { formatMatch, matchScope } from "./format.js";
import { laws } from "./laws.js";
import { INPUT_MAX, type Outcome, observe, run } from "./observe.js";
import { MatchRefusal } from "./parse.js";
import { seeds } from "./seeds.js";

function inspect(input: Uint8Array): Inspection {
  const { lines } = run(input);
  return {
    value: lines.map(({ components }) =>
      components instanceof MatchRefusal
        ? null
        : {
            components: components.map(({ name, value }) => ({ name, value })),
            rule: formatMatch(components),
            scope: matchScope(components),
          },
    ),
    diagnostics: lines.flatMap(({ components }, index) =>
      components instanceof MatchRefusal ? [refusalDiagnostic(components, index + 1)] : [],
    ),
    error: null,
  };
}

export const definition = defineFormat<Outcome>({
  slug: "bus-match",
  title: "D-Bus match rules: components, normal form, match tree",
  kind: "text",
  maxLen: INPUT_MAX,
  diagnostics,
  laws,
  run,
  observe,
  inspect,
  dictionary,
  seeds,
});

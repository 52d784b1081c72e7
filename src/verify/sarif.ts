import { toHex } from "../core/bytes.js";
import { Severity } from "../core/diagnostics.js";
import { sha256 } from "../core/sha256.js";
import { encodeUtf8 } from "../core/utf8.js";
import { artifactLocation, type SarifLevel, type SarifResult, type SarifRule } from "../sarif/sarif.js";
import type { Problem } from "./verify.js";

const LEVELS = [Severity.err, Severity.warning] as const;

/** The level of a severity: SARIF has three. */
export function sarifLevel(severity: Severity): SarifLevel {
  if (severity <= LEVELS[0]) return "error";
  return severity <= LEVELS[1] ? "warning" : "note";
}

/** Results of verified files; rules are gathered as they occur. */
export class SarifResults {
  readonly rules: SarifRule[] = [];
  readonly #indices = new Map<string, number>();

  #ruleIndex({ code, severity, rule }: Problem): number {
    const known = this.#indices.get(code);
    if (known !== undefined) return known;
    const index = this.rules.length;
    this.rules.push({
      id: code,
      shortDescription: { text: rule },
      defaultConfiguration: { level: sarifLevel(severity) },
    });
    this.#indices.set(code, index);
    return index;
  }

  /** The problems of one file. A fingerprint is made of code and source line, so that it survives lines added above. */
  *of(path: string, problems: readonly Problem[]): Iterable<SarifResult> {
    const location = artifactLocation(path);
    const occurrences = new Map<string, number>();
    for (const problem of problems) {
      const { code, severity, message, hint, range, replacement } = problem;
      const identity = `${code}\n${path}\n${range?.excerpt.text ?? ""}`;
      const occurrence = (occurrences.get(identity) ?? 0) + 1;
      occurrences.set(identity, occurrence);
      const region = range === null ? null : regionOf(range);
      yield {
        ruleId: code,
        ruleIndex: this.#ruleIndex(problem),
        level: sarifLevel(severity),
        message: { text: hint === null ? message : `${message} (${hint})` },
        locations: [{ physicalLocation: { artifactLocation: location, ...(region === null ? {} : { region }) } }],
        partialFingerprints: { "sdfuzz/v1": toHex(sha256(encodeUtf8(`${identity}\n${occurrence}`))).slice(0, 32) },
        ...(replacement === null || region === null
          ? {}
          : {
              fixes: [
                {
                  description: { text: hint ?? message },
                  artifactChanges: [
                    {
                      artifactLocation: location,
                      replacements: [{ deletedRegion: region, insertedContent: { text: replacement } }],
                    },
                  ],
                },
              ],
            }),
      };
    }
  }
}

const regionOf = ({ line, column, endColumn }: NonNullable<Problem["range"]>) => ({
  startLine: line,
  startColumn: column,
  endLine: line,
  endColumn,
});

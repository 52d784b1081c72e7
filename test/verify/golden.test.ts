import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fromBase64 } from "../../src/core/bytes.js";
import { packageRoot } from "../../src/engine/package-root.js";
import { LineReader, skipLineEnd } from "../../src/text/lines.js";
import { PROBLEMS_MAX, Severity, verifyFile } from "../../src/verify/index.js";

/** What systemd 257 reported of the recorded inputs is what verifying shows: no problem more, and none less. */

interface Case {
  readonly id: string;
  readonly input: string;
  readonly expect: {
    readonly rejected?: boolean;
    readonly type?: string;
    readonly result?: number | string;
    readonly diagnostics: readonly { readonly line: number | null; readonly level: number }[];
  };
}

function casesOf(slug: string): Case[] {
  const file = join(packageRoot, "test", "golden", `fuzz-${slug}`, "cases.jsonl");
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Case);
}

const sorted = (lines: readonly (number | null)[]): number[] => lines.map((line) => line ?? 0).sort((a, b) => a - b);

/** Bytes of the file, which follow the line that names the unit type. */
function unitFile(input: Uint8Array): Uint8Array {
  const lines = new LineReader(input);
  lines.next();
  return input.subarray(skipLineEnd(input, lines.end));
}

describe.each([
  ["unit-file", null, unitFile],
  ["nspawn-settings", "nspawn", (input: Uint8Array) => input],
] as const)("%s", (slug, fixedKind, fileOf) => {
  const cases = casesOf(slug).filter(({ expect: { rejected } }) => rejected !== true);

  test("has recorded cases", () => expect(cases.length).toBeGreaterThan(50));

  test("shows what was recorded", async () => {
    const differing: string[] = [];
    for (const { id, input, expect: recorded } of cases) {
      const kind = fixedKind ?? recorded.type!;
      const file = fileOf(fromBase64(input)!);
      const { problems, omitted } = await verifyFile(file, { kind, severity: Severity.debug });
      if (omitted > 0) continue;
      const shown = sorted(problems.map(({ reportedLine }) => reportedLine));
      const wanted = sorted(recorded.diagnostics.map(({ line }) => line));
      // A report of a refusal that systemd leaves to its callers may be added.
      const added = problems.filter(({ code }) => code === "verify.refused").length;
      if (shown.length - added !== wanted.length || wanted.some((line) => !shown.includes(line))) differing.push(id);
    }
    expect(differing).toEqual([]);
  });

  test("few have more problems than are described", async () => {
    const long = cases.filter(({ expect: recorded }) => recorded.diagnostics.length > PROBLEMS_MAX);
    expect(long.length).toBeLessThan(cases.length / 100);
  });
});

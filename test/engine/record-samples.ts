/**
 * Records test/engine/samples/*.log: what Jazzer.js and libFuzzer print for every shape of run. To be run again when a new
 * version of Jazzer prints something else: `npx tsx test/engine/record-samples.ts [NAME…]`, then `npx vitest run -u
 * test/engine/log.test.ts`, then look at the difference.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jazzerCli } from "../../src/engine/arguments.js";
import { packageRoot } from "../../src/engine/package-root.js";

const fixtures = join(packageRoot, "test", "fixtures", "engine");
const samples = join(packageRoot, "test", "engine", "samples");

interface Sample {
  /** First line of the unit that a corpus folder holds besides the seeds. */
  readonly planted?: string;
  /** Options; `corpus` and `seeds` are folders, `input` is the planted unit. */
  readonly arguments: readonly string[];
  readonly target?: string;
}

const SAMPLES: Readonly<Record<string, Sample>> = {
  fuzz: { arguments: ["corpus", "seeds", "--", "-runs=20000", "-print_final_stats=1"] },
  exception: { planted: "planted-error", arguments: ["corpus", "seeds", "--", "-runs=100"] },
  "exception-async": { planted: "planted-error", arguments: ["corpus", "seeds", "--sync=false", "--", "-runs=100"] },
  "exception-of-many-lines": { planted: "planted-lines", arguments: ["corpus", "seeds", "--", "-runs=100"] },
  "thrown-string": { planted: "planted-string", arguments: ["corpus", "seeds", "--", "-runs=100"] },
  "broken-law": { planted: "planted-law", arguments: ["corpus", "seeds", "--", "-runs=100"] },
  "stack-overflow": { planted: "planted-overflow", arguments: ["corpus", "seeds", "--", "-runs=100"] },
  "bug-detector": { planted: "planted-traversal", arguments: ["corpus", "seeds", "--", "-runs=100"] },
  "prototype-pollution": { target: "fuzz-polluted", arguments: ["corpus", "--", "-runs=100"] },
  exit: { planted: "planted-exit", arguments: ["corpus", "seeds", "--", "-runs=100"] },
  killed: { planted: "planted-death", arguments: ["corpus", "seeds", "--", "-runs=100"] },
  timeout: { planted: "planted-hang", arguments: ["corpus", "seeds", "--timeout=1000", "--", "-runs=100"] },
  "out-of-memory": { planted: "planted-memory", arguments: ["corpus", "seeds", "--", "-rss_limit_mb=500"] },
  "slow-unit": { planted: "planted-slow", arguments: ["corpus", "seeds", "--", "-report_slow_units=1", "-runs=8"] },
  replay: { arguments: ["seeds/section", "seeds/one-line", "--", "-runs=3"] },
  "replay-finding": { planted: "planted-error", arguments: ["input"] },
  regression: { arguments: ["seeds", "--mode=regression"] },
  merge: { arguments: ["corpus", "seeds", "--", "-merge=1"] },
  "merge-over-a-crash": { planted: "planted-death", arguments: ["empty", "corpus", "seeds", "--", "-merge=1"] },
  minimize: {
    planted: "planted-law\nand more that is not needed",
    arguments: ["input", "--", "-minimize_crash=1", "-runs=2000", "-exact_artifact_path=smallest"],
  },
  fork: { arguments: ["corpus", "seeds", "--", "-fork=1", "-runs=3000"] },
  "broken-dictionary": { arguments: ["corpus", "seeds", "--", "-dict=input"], planted: "no dictionary" },
  unloadable: { target: "fuzz-unloadable", arguments: ["corpus", "--", "-runs=1"] },
};

/** Takes out what differs from machine to machine and from run to run without saying anything. */
function neutral(log: string, cwd: string): string {
  return log
    .replaceAll(cwd, "/run")
    .replaceAll(packageRoot, "/package")
    .replace(/^(INFO: Loaded \d+ (?:modules|PC tables)).*$/gm, "$1 …")
    .replace(/\/tmp\/[\w./-]+/g, "/tmp/temporary");
}

function record(name: string, sample: Sample): void {
  const cwd = mkdtempSync(join(tmpdir(), "sdfuzz-sample-"));
  try {
    for (const folder of ["corpus", "empty"]) mkdirSync(join(cwd, folder));
    cpSync(join(fixtures, "corpus"), join(cwd, "seeds"), { recursive: true });
    if (sample.planted !== undefined) {
      for (const file of ["input", "seeds/planted"]) writeFileSync(join(cwd, file), `${sample.planted}\n`);
    }
    const target = join(fixtures, sample.target ?? "fuzz-fixture");
    const flags = sample.arguments.includes("--") ? ["-seed=1"] : ["--", "-seed=1"];
    const words = [jazzerCli(), target, ...sample.arguments, ...flags];
    const { stderr, status, signal } = spawnSync(process.execPath, words, { cwd, encoding: "utf8" });
    writeFileSync(join(samples, `${name}.log`), neutral(stderr, cwd));
    console.log(`${name}: ${signal ?? `exit status ${status}`}`);
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

mkdirSync(samples, { recursive: true });
const wanted = process.argv.slice(2);
for (const [name, sample] of Object.entries(SAMPLES)) {
  if (wanted.length === 0 || wanted.includes(name)) record(name, sample);
}

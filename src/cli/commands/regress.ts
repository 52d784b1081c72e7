import type { Command } from "commander";
import { stepSummary, writeStepSummary } from "../../service/alerts/index.js";
import { type CheckedFinding, checkFinding, type RegressResult, regressTarget } from "../../service/findings/index.js";
import { thisRevision } from "../../service/revision.js";
import { printable } from "../../text/printable.js";
import { EXIT_FINDINGS, namedTargets, type ServiceOptions, serviceOptions, withService } from "../service-command.js";
import { whileSaying } from "../status-line.js";

const FAILING: ReadonlySet<CheckedFinding["verdict"]> = new Set(["fails", "came-back"] as const);

function printChecked({ finding, verdict }: CheckedFinding): void {
  console.log(`finding ${finding.id} ${verdict} (${finding.state}): ${printable(finding.title)}`);
}

function printResult({ target, inputs, failures, isCut }: RegressResult): void {
  const left = isCut ? ", the others are left for another time" : "";
  console.log(`${target}: ${inputs} inputs, ${failures.length} fail${left}`);
  for (const { finding, status } of failures)
    console.log(`  finding ${finding.id} (${status}): ${printable(finding.title)}`);
}

export function registerRegress(program: Command): void {
  serviceOptions(program.command("regress").argument("[target...]", "names of targets; all of them when none is named"))
    .summary("replay every finding, seed and unit")
    .description(
      "Replays findings and closes as fixed what fails no more on a new revision; what had been fixed and fails again " +
        "is opened. Then executes every seed and unit. Needs the work folder for itself. " +
        "Exit status: 0 nothing fails, 1 something does, 2 usage.",
    )
    .addHelpText("after", "\nExamples:\n  $ sdfuzz regress\n  $ sdfuzz regress unit-file json --json")
    .action((names: string[], options: ServiceOptions) =>
      withService(options, { exclusive: "sdfuzz regress" }, async (service, signal) => {
        const targets = namedTargets(service, names);
        const revision = thisRevision();
        const checked: CheckedFinding[] = [];
        for (const finding of service.store.findings.list({ limit: 100_000 })) {
          if (finding.state === "closed" || !targets.some(({ name }) => name === finding.target)) continue;
          const one = await whileSaying(`replaying finding ${finding.id}`, () =>
            checkFinding(service, finding, revision, signal),
          );
          checked.push(one);
          if (options.json !== true) printChecked(one);
        }
        const results: RegressResult[] = [];
        for (const target of targets) {
          for (const entryPoint of target.entryPoints) service.corpus(target, entryPoint).reconcile();
          const result = await whileSaying(`replaying the seeds and units of ${target.name}`, () =>
            regressTarget(service, target, revision, signal),
          );
          results.push(result);
          if (options.json !== true) printResult(result);
        }
        await service.alerts.deliver({ signal });
        const failing = [
          ...checked.filter(({ verdict }) => FAILING.has(verdict)).map(({ finding }) => finding),
          ...results.flatMap(({ failures }) => failures.map(({ finding }) => finding)),
        ];
        const unique = [...new Map(failing.map((finding) => [finding.id, finding])).values()];
        writeStepSummary(stepSummary("sdfuzz regress", unique));
        if (options.json === true) console.log(JSON.stringify({ revision, findings: checked, targets: results }));
        if (unique.some(({ state }) => state !== "closed")) process.exitCode = EXIT_FINDINGS;
      }),
    );
}

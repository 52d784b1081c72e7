import type { Command } from "commander";
import { stepSummary, writeStepSummary } from "../../service/alerts/index.js";
import { type CheckedFinding, checkFinding, type RegressResult, regressTarget } from "../../service/findings/index.js";
import { thisRevision } from "../../service/revision.js";
import { printable } from "../../text/printable.js";
import { EXIT_FINDINGS, namedTargets, type ServiceOptions, serviceOptions, withService } from "../service-command.js";

const FAILING: ReadonlySet<CheckedFinding["verdict"]> = new Set(["fails", "came-back"] as const);

function print(checked: readonly CheckedFinding[], results: readonly RegressResult[]): void {
  for (const { finding, verdict } of checked) {
    console.log(`finding ${finding.id} ${verdict} (${finding.state}): ${printable(finding.title)}`);
  }
  for (const { target, inputs, failures } of results) {
    console.log(`${target}: ${inputs} inputs, ${failures.length} fail`);
    for (const { finding, status } of failures)
      console.log(`  finding ${finding.id} (${status}): ${printable(finding.title)}`);
  }
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
          checked.push(await checkFinding(service, finding, revision, signal));
        }
        const results: RegressResult[] = [];
        for (const target of targets) {
          service.corpus(target).reconcile();
          results.push(await regressTarget(service, target, revision, signal));
        }
        await service.alerts.deliver();
        const failing = [
          ...checked.filter(({ verdict }) => FAILING.has(verdict)).map(({ finding }) => finding),
          ...results.flatMap(({ failures }) => failures.map(({ finding }) => finding)),
        ];
        const unique = [...new Map(failing.map((finding) => [finding.id, finding])).values()];
        writeStepSummary(stepSummary("sdfuzz regress", unique));
        if (options.json === true) console.log(JSON.stringify({ revision, findings: checked, targets: results }));
        else print(checked, results);
        if (unique.some(({ state }) => state !== "closed")) process.exitCode = EXIT_FINDINGS;
      }),
    );
}

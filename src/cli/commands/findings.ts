import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import {
  describeFinding,
  type FindingDetails,
  findingJson,
  frameText,
  hexDump,
  inputText,
  toJson,
  toMarkdown,
  toSarif,
  writeRegressionFile,
} from "../../service/findings/index.js";
import {
  FINDING_KINDS,
  FINDING_STATES,
  type Finding,
  type FindingKind,
  type FindingState,
} from "../../service/model.js";
import type { Service } from "../../service/open.js";
import { thisRevision } from "../../service/revision.js";
import { printable } from "../../text/printable.js";
import { packageRoot } from "../package-root.js";
import { EXIT_FINDINGS, findFinding, type ServiceOptions, serviceOptions, withService } from "../service-command.js";
import { whileSaying } from "../status-line.js";
import { UsageError } from "../usage-error.js";

interface FilterOptions extends ServiceOptions {
  readonly target?: string;
  readonly state?: string;
  readonly kind?: string;
}

interface ExportOptions extends FilterOptions {
  readonly format: string;
  readonly output?: string;
}

function oneOf<Value extends string>(
  option: string,
  text: string | undefined,
  values: readonly Value[],
): Value[] | null {
  if (text === undefined) return null;
  return text.split(",").map((word) => {
    if (!(values as readonly string[]).includes(word)) {
      throw new UsageError(`${option}: ${word} is none of ${values.join(", ")}`);
    }
    return word as Value;
  });
}

/** A target by its name, `fuzz-` may be left out; those that have findings stay known when they are gone. */
function targetName({ store, targets }: Service, name: string): string {
  const known = new Set([...targets, ...store.targets.list()].map((target) => target.name));
  const found = [name, `fuzz-${name}`].find((candidate) => known.has(candidate));
  if (found === undefined) throw new UsageError(`--target: ${name} is no target (sdfuzz list shows the formats)`);
  return found;
}

function filtered(service: Service, options: FilterOptions, byDefault: readonly FindingState[] | null): Finding[] {
  const states = oneOf("--state", options.state, FINDING_STATES) ?? byDefault;
  const kinds: FindingKind[] | null = oneOf("--kind", options.kind, FINDING_KINDS);
  return service.store.findings.list({
    limit: 100_000,
    ...(options.target === undefined ? {} : { target: targetName(service, options.target) }),
    ...(states === null ? {} : { states }),
    ...(kinds === null ? {} : { kinds }),
  });
}

function filterOptions(command: Command): Command {
  return serviceOptions(command)
    .option("--target <name>", "only findings of one target")
    .option("--state <states>", `only these states, with commas: ${FINDING_STATES.join(", ")}`)
    .option("--kind <kinds>", `only these kinds, with commas: ${FINDING_KINDS.join(", ")}`);
}

const ACTIVE: readonly FindingState[] = ["open", "flaky"];

function printList(findings: readonly Finding[]): void {
  for (const { id, target, kind, state, hits, title } of findings) {
    console.log(
      `${String(id).padStart(4)}  ${state.padEnd(6)}  ${kind.padEnd(7)}  ${target}  ${hits}x  ${printable(title)}`,
    );
  }
}

function printDetails({ finding, inputs, input, command }: FindingDetails, projectRoot: string): void {
  const time = (at: number): string => new Date(at).toISOString();
  const slice = (id: number | null): string => (id === null ? "" : `, slice ${id}`);
  console.log(`${finding.id}: ${printable(finding.title)}`);
  console.log(`  target      ${finding.target}`);
  console.log(`  kind        ${finding.kind}`);
  console.log(`  state       ${finding.state}${finding.fixedRevision === null ? "" : ` in ${finding.fixedRevision}`}`);
  console.log(`  signature   ${finding.signature}`);
  console.log(`  reproduced  ${finding.reproduced} of ${finding.replays} replays`);
  console.log(`  seen        ${finding.hits} times`);
  console.log(`  first       ${time(finding.firstSeenAt)}, ${finding.firstRevision}${slice(finding.firstSliceId)}`);
  console.log(`  last        ${time(finding.lastSeenAt)}, ${finding.lastRevision}${slice(finding.lastSliceId)}`);
  for (const { role, bytes, path } of inputs) console.log(`  ${role.padEnd(10)}  ${bytes} bytes  ${path}`);
  console.log(`\n${printable(finding.message, true)}`);
  for (const frame of finding.stack) console.log(printable(frameText(frame, projectRoot)));
  console.log(command === null ? "\nIts target is gone" : `\nReproduce it with\n  ${command}`);
  console.log(`\nInput as text\n${inputText(input)}\n\nInput in hexadecimal digits\n${hexDump(input)}`);
}

function exportText(details: readonly FindingDetails[], format: string): string {
  if (format === "json") return toJson(details);
  if (format === "markdown") return toMarkdown(details, packageRoot);
  if (format === "sarif") return toSarif(details, packageRoot, thisRevision());
  throw new UsageError(`--format: ${format} is none of sarif, json, markdown, regression`);
}

function registerList(group: Command): void {
  filterOptions(group.command("list", { isDefault: true }))
    .summary("list findings, those that matter now by default")
    .description(
      "Lists open and flaky findings, or those that the options select. Exit status: 0 none, 1 some, 2 usage.",
    )
    .addHelpText("after", "\nExamples:\n  $ sdfuzz findings list\n  $ sdfuzz findings list --state fixed,closed --json")
    .action((options: FilterOptions) =>
      withService(options, {}, (service) => {
        const findings = filtered(service, options, ACTIVE);
        if (options.json === true) console.log(JSON.stringify({ findings }));
        else if (findings.length === 0) console.log("no findings");
        else printList(findings);
        if (findings.length > 0) process.exitCode = EXIT_FINDINGS;
      }),
    );
}

function registerShow(group: Command): void {
  serviceOptions(group.command("show").argument("<id>", "number of a finding"))
    .summary("show everything that is known of a finding")
    .description("Shows a finding: message, stack, the command that reproduces it, its input as text and bytes.")
    .addHelpText(
      "after",
      "\nExamples:\n  $ sdfuzz findings show 3\n  $ sdfuzz findings show 3 --json | jq -r .input.hex",
    )
    .action((id: string, options: ServiceOptions) =>
      withService(options, {}, (service) => {
        const details = describeFinding(service, findFinding(service, id));
        if (options.json === true) console.log(JSON.stringify(findingJson(details)));
        else {
          const target = service.targets.find(({ name }) => name === details.finding.target);
          printDetails(details, target?.projectRoot ?? packageRoot);
        }
      }),
    );
}

function registerReproduce(group: Command): void {
  serviceOptions(group.command("reproduce").argument("<id>", "number of a finding"))
    .summary("execute the input of a finding once")
    .description("Executes the input of a finding by the engine. Exit status: 0 it passes, 1 it fails, 2 usage.")
    .addHelpText("after", "\nExamples:\n  $ sdfuzz findings reproduce 3")
    .action((id: string, options: ServiceOptions) =>
      withService(options, {}, async (service, signal) => {
        const finding = findFinding(service, id);
        const { command } = describeFinding(service, finding);
        const failure = await whileSaying(`executing the input of finding ${id}`, () =>
          service.triage.reproduce(finding, signal),
        );
        const target = service.findTarget(finding.target);
        const same = failure !== null && service.triage.isSame(finding, failure, target);
        if (options.json === true)
          console.log(JSON.stringify({ id: finding.id, fails: failure !== null, same, failure, command }));
        else {
          console.log(command);
          if (failure === null) console.log("passes");
          else {
            console.log(`fails${same ? "" : " in another way than the finding"}: ${printable(failure.message, true)}`);
            for (const frame of failure.stack) console.log(printable(frameText(frame, target.projectRoot)));
          }
        }
        if (failure !== null) process.exitCode = EXIT_FINDINGS;
      }),
    );
}

function registerMinimize(group: Command): void {
  serviceOptions(group.command("minimize").argument("<id>", "number of a finding"))
    .summary("make the input of a finding smaller")
    .description("Makes the input of a finding smaller, as happens by itself when it is found; the original stays.")
    .addHelpText("after", "\nExamples:\n  $ sdfuzz findings minimize 3")
    .action((id: string, options: ServiceOptions) =>
      withService(options, {}, async (service, signal) => {
        const finding = findFinding(service, id);
        const bytes = await whileSaying(`making the input of finding ${id} smaller`, () =>
          service.triage.minimize(finding, signal),
        );
        const { path } = service.triage.files.best(finding);
        if (options.json === true) console.log(JSON.stringify({ id: finding.id, bytes, path }));
        else console.log(`${bytes} bytes: ${path}`);
      }),
    );
}

function registerState(group: Command, name: string, state: FindingState, summary: string): void {
  serviceOptions(group.command(name).argument("<id...>", "numbers of findings"))
    .summary(summary)
    .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`)
    .addHelpText("after", `\nExamples:\n  $ sdfuzz findings ${name} 3\n  $ sdfuzz findings ${name} 3 4 5`)
    .action((ids: string[], options: ServiceOptions) =>
      withService(options, {}, (service) => {
        const findings = ids.map((id) => findFinding(service, id));
        service.store.transaction(() => {
          for (const { id } of findings) service.store.findings.setState(id, state);
        });
        if (options.json === true) console.log(JSON.stringify({ ids: findings.map(({ id }) => id), state }));
        else for (const { id } of findings) console.log(`${id} is ${state}`);
      }),
    );
}

function registerExport(group: Command): void {
  filterOptions(
    group.command("export").argument("[id...]", "numbers of findings; all that the options select otherwise"),
  )
    .summary("write findings as SARIF, JSON, Markdown or regression files")
    .description(
      "Writes findings to standard output or a file. With --format regression the input of each goes to " +
        "OUTPUT/<target>/<name> (test/regressions by default), where the tests replay it.",
    )
    .option("--format <format>", "sarif, json, markdown or regression", "sarif")
    .option("-o, --output <path>", "file, or folder for regression files")
    .addHelpText(
      "after",
      "\nExamples:\n  $ sdfuzz findings export --format sarif -o findings.sarif\n" +
        "  $ sdfuzz findings export 3 --format markdown\n  $ sdfuzz findings export 3 --format regression",
    )
    .action((ids: string[], options: ExportOptions) =>
      withService(options, {}, (service) => {
        const findings = ids.length > 0 ? ids.map((id) => findFinding(service, id)) : filtered(service, options, null);
        const details = findings.map((finding) => describeFinding(service, finding));
        if (options.format === "regression") {
          const folder = resolve(options.output ?? "test/regressions");
          const written = details.map((one) => writeRegressionFile(one, folder));
          if (options.json === true) console.log(JSON.stringify({ files: written }));
          else for (const { path, added } of written) console.log(`${added ? "wrote" : "already there:"} ${path}`);
          return;
        }
        const text = exportText(details, options.format);
        if (options.output === undefined) process.stdout.write(text);
        else writeFileSync(options.output, text);
      }),
    );
}

export function registerFindings(program: Command): void {
  const group = program
    .command("findings")
    .summary("list, show, reproduce, minimise and export findings")
    .description("What fuzzing has found: one finding per bug. Works while a service is running.");
  registerList(group);
  registerShow(group);
  registerReproduce(group);
  registerMinimize(group);
  registerState(group, "close", "closed", "close findings: they are no bugs, or need no more attention");
  registerState(group, "reopen", "open", "open findings again");
  registerExport(group);
}

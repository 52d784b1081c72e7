/** Findings as a SARIF log, as code scanning services read it. */
import { pathToFileURL } from "node:url";
import type { StackFrame } from "../../../engine/index.js";
import {
  artifactLocation,
  type SarifLevel,
  type SarifLocation,
  type SarifResult,
  SarifWriter,
} from "../../../sarif/sarif.js";
import type { Finding, FindingKind, FindingState } from "../../model.js";
import { type FindingDetails, projectPath } from "./describe.js";

const INFORMATION = "https://github.com/CodeIntelligenceTesting/jazzer.js";

const RULES: Readonly<Record<FindingKind, string>> = {
  crash: "An input made the target throw or ended its process.",
  law: "An input broke a law of its format.",
  timeout: "An input took longer than the limit.",
  oom: "An input took more memory than the limit.",
  slow: "An input took long.",
};

const LEVELS: Readonly<Record<FindingKind, SarifLevel>> = {
  crash: "error",
  law: "error",
  timeout: "error",
  oom: "error",
  slow: "warning",
};

function location(frame: StackFrame, projectRoot: string): SarifLocation {
  return {
    physicalLocation: {
      artifactLocation: artifactLocation(projectPath(frame.file, projectRoot)),
      region: { startLine: Math.max(1, frame.line), startColumn: Math.max(1, frame.column) },
    },
    ...(frame.function === null ? {} : { logicalLocations: [{ fullyQualifiedName: frame.function }] }),
  };
}

const BASELINE: Readonly<Record<FindingState, string>> = {
  open: "unchanged",
  flaky: "unchanged",
  closed: "unchanged",
  fixed: "absent",
};

function isInside({ file }: StackFrame, projectRoot: string): boolean {
  const path = projectPath(file, projectRoot);
  return !path.startsWith("/") && !path.includes(":") && !path.includes("node_modules/");
}

function result({ finding, input, command }: FindingDetails, projectRoot: string): SarifResult {
  const signed = finding.frames[0];
  const inside = finding.stack.filter((frame) => isInside(frame, projectRoot));
  // The frame that the finding is known by is better than a helper above it.
  const top = inside.find((frame) => projectPath(frame.file, projectRoot) === signed?.file) ?? inside[0];
  const kinds = Object.keys(RULES);
  return {
    ruleId: finding.kind,
    ruleIndex: kinds.indexOf(finding.kind),
    level: LEVELS[finding.kind],
    message: { text: command === null ? finding.title : `${finding.title}\n\nReproduce it with:\n${command}` },
    locations: top === undefined ? [] : [location(top, projectRoot)],
    partialFingerprints: { "sdfuzz/v1": finding.signature },
    baselineState: BASELINE[finding.state],
    ...(finding.state === "closed"
      ? { suppressions: [{ kind: "external", status: "accepted", justification: "closed by a person" }] }
      : {}),
    ...(finding.stack.length === 0
      ? {}
      : { stacks: [{ frames: finding.stack.map((frame) => ({ location: location(frame, projectRoot) })) }] }),
    occurrenceCount: finding.hits,
    properties: {
      target: finding.target,
      entryPoint: finding.entryPoint,
      state: finding.state,
      reproduced: `${finding.reproduced}/${finding.replays}`,
      inputBase64: Buffer.from(input).toString("base64"),
    },
    provenance: provenance(finding),
  };
}

const provenance = ({ firstSeenAt, lastSeenAt }: Finding): object => ({
  firstDetectionTimeUtc: new Date(firstSeenAt).toISOString(),
  lastDetectionTimeUtc: new Date(lastSeenAt).toISOString(),
});

/** Findings as a SARIF 2.1.0 log with one run. */
export function toSarif(findings: readonly FindingDetails[], projectRoot: string, version: string): string {
  const rules = Object.entries(RULES).map(([id, text]) => ({
    id,
    shortDescription: { text },
    defaultConfiguration: { level: LEVELS[id as FindingKind] },
  }));
  let log = "";
  const writer = new SarifWriter((text) => {
    log += text;
  });
  for (const details of findings) writer.result(result(details, projectRoot));
  writer.end({ version, informationUri: INFORMATION, rules, rootUri: `${pathToFileURL(projectRoot).href}/` });
  return log;
}

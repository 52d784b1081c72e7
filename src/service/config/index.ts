/** The configuration of the service: one file, `sdfuzz.config.json`; docs/service.md lists the settings. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import * as v from "valibot";
import { ServiceError } from "../error.js";
import { type Configuration, configurationSchema } from "./schema.js";

export type { CampaignSettings, Configuration, TargetSettings } from "./schema.js";
export { sizeBytes, spanSeconds } from "./values.js";

export const CONFIGURATION_FILE = "sdfuzz.config.json";

/** `campaigns[0].time` */
function fieldName(issue: v.BaseIssue<unknown>): string {
  let name = "";
  for (const { key } of issue.path ?? []) {
    name += typeof key === "number" ? `[${key}]` : `${name === "" ? "" : "."}${String(key)}`;
  }
  return name === "" ? "the configuration" : name;
}

function explain(issue: v.BaseIssue<unknown>): string {
  if (issue.type === "strict_object" && issue.expected === "never") return `${fieldName(issue)}: no such setting`;
  if (issue.received === "undefined") return `${fieldName(issue)}: is missing`;
  return `${fieldName(issue)}: ${issue.message}`;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new ServiceError("bad-configuration", `${file}: ${(cause as Error).message}`, { cause });
  }
}

/** A secret that the configuration holds itself, or names an environment variable for. */
function secret(
  field: string,
  value: string | undefined,
  variable: string | undefined,
  env: NodeJS.ProcessEnv,
): string | undefined {
  if (variable === undefined) return value;
  if (value !== undefined) throw new ServiceError("bad-configuration", `${field}: stands beside ${field}Env`);
  const found = env[variable];
  if (found === undefined || found === "") {
    throw new ServiceError("bad-configuration", `${field}Env: the environment has no ${variable}`);
  }
  return found;
}

function names(configuration: Configuration): void {
  for (const list of ["targets", "campaigns"] as const) {
    const seen = new Set<string>();
    for (const [index, { name }] of configuration[list].entries()) {
      if (seen.has(name)) throw new ServiceError("bad-configuration", `${list}[${index}].name: ${name} is there twice`);
      seen.add(name);
    }
  }
}

/** A code change has no time of its own. */
function schedules({ campaigns }: Configuration): void {
  const index = campaigns.findIndex(({ mode, schedule }) => mode === "code-change" && schedule !== undefined);
  if (index < 0) return;
  throw new ServiceError(
    "bad-configuration",
    `campaigns[${index}].mode: a code change is fuzzed by \`sdfuzz run --mode code-change\`, not on a schedule`,
  );
}

/**
 * Checks what a configuration file holds, adds the defaults and makes paths absolute.
 *
 * @param folder where relative paths start
 * @throws ServiceError `bad-configuration`, with a line for each wrong field
 */
export function parseConfiguration(
  value: unknown,
  folder: string,
  env: NodeJS.ProcessEnv = process.env,
): Configuration {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ServiceError("bad-configuration", "the configuration: expected an object");
  }
  const result = v.safeParse(configurationSchema, value);
  if (!result.success) {
    throw new ServiceError("bad-configuration", result.issues.map((issue) => explain(issue)).join("\n"));
  }
  const { output } = result;
  names(output);
  schedules(output);
  const token = secret("dashboard.token", output.dashboard.token, output.dashboard.tokenEnv, env);
  const { webhook } = output.alerts;
  const key = secret("alerts.webhook.secret", webhook?.secret, webhook?.secretEnv, env);
  return {
    ...output,
    workFolder: resolve(folder, output.workFolder),
    targets: output.targets.map((target) => ({
      ...target,
      module: resolve(folder, target.module),
      ...(target.seeds === undefined ? {} : { seeds: resolve(folder, target.seeds) }),
      ...(target.dictionary === undefined ? {} : { dictionary: resolve(folder, target.dictionary) }),
      ...(target.projectRoot === undefined ? {} : { projectRoot: resolve(folder, target.projectRoot) }),
    })),
    dashboard: { ...output.dashboard, ...(token === undefined ? {} : { token }) },
    alerts: webhook === undefined ? {} : { webhook: { ...webhook, ...(key === undefined ? {} : { secret: key }) } },
  };
}

/**
 * The configuration of a command: of the named file, else of `sdfuzz.config.json` in `folder`, else the defaults.
 *
 * @throws ServiceError `bad-configuration`
 */
export function loadConfiguration(file: string | undefined, folder: string = process.cwd()): Configuration {
  const path = resolve(folder, file ?? CONFIGURATION_FILE);
  if (file === undefined && !existsSync(path)) return parseConfiguration({}, folder);
  try {
    return parseConfiguration(readJson(path), dirname(path));
  } catch (error) {
    if (!(error instanceof ServiceError) || error.message.startsWith(path)) throw error;
    const message = error.message.replaceAll(/^/gm, `${path}: `);
    throw new ServiceError(error.code, message, { cause: error });
  }
}

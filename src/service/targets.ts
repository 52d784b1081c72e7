import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { packageRoot } from "../engine/index.js";
import { registry } from "../formats/registry.js";
import type { Configuration, TargetSettings } from "./config/index.js";
import { ServiceError } from "./error.js";
import type { Target } from "./model.js";

/** Seeds belong to the entry point that takes bytes as they are. */
export const seedFolders = ({ seeds, entryPoints }: Target, entryPoint: string): readonly string[] =>
  seeds === null || entryPoint !== entryPoints[0] ? [] : [seeds];

const ifThere = (path: string): string | null => (existsSync(path) ? path : null);

function registered(slug: string): Target {
  const name = `fuzz-${slug}`;
  return {
    name,
    module: join(packageRoot, "targets", `${name}.js`),
    seeds: ifThere(join(packageRoot, "corpora", name)),
    dictionary: ifThere(join(packageRoot, "dictionaries", `${name}.dict`)),
    maxLen: null,
    entryPoints: ["fuzz"],
    projectRoot: packageRoot,
  };
}

function nearestPackage(module: string): string {
  for (let folder = dirname(module); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
  }
  return dirname(module);
}

function configured(settings: TargetSettings): Target {
  const module = /\.[cm]?js$/.test(settings.module) ? settings.module : `${settings.module}.js`;
  return {
    name: settings.name,
    module,
    seeds: settings.seeds ?? null,
    dictionary: settings.dictionary ?? null,
    maxLen: settings.maxLen ?? null,
    entryPoints: settings.entryPoints,
    projectRoot: settings.projectRoot ?? nearestPackage(module),
  };
}

/** Every target: those of the registry, and those of the configuration, which win over a registered one of the same name. */
export function allTargets(configuration: Configuration): Target[] {
  const targets = new Map<string, Target>();
  for (const { slug } of registry) targets.set(`fuzz-${slug}`, registered(slug));
  for (const settings of configuration.targets) targets.set(settings.name, configured(settings));
  return [...targets.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function matcher(pattern: string): RegExp {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  return new RegExp(`^(?:fuzz-)?${parts.join(".*")}$`);
}

/**
 * The targets that are meant by names or patterns with `*`; `fuzz-` may be left out.
 *
 * @throws ServiceError `unknown-target` for a name that means none
 */
export function selectTargets(targets: readonly Target[], names: readonly string[]): Target[] {
  const chosen = new Set<Target>();
  for (const name of names) {
    const pattern = matcher(name);
    const found = targets.filter((target) => pattern.test(target.name));
    if (found.length === 0) {
      throw new ServiceError("unknown-target", `${name} is no target (sdfuzz list shows the formats)`);
    }
    for (const target of found) chosen.add(target);
  }
  return targets.filter((target) => chosen.has(target));
}

import { BaseBuild, Git, type TouchedTarget, touchedTargets } from "../change/index.js";
import type { Finding, Target } from "../model.js";
import type { Workplace } from "./workplace.js";

/** What a campaign needs to know of a change. */
export interface CodeChange {
  readonly baseRevision: string;
  readonly touched: readonly TouchedTarget[];
  readonly failsInBase: (finding: Finding, input: Uint8Array, signal: AbortSignal) => Promise<boolean>;
  /** Removes what was built to compare with. */
  readonly remove: () => void;
}

/**
 * Finds out what has changed since a base, for the targets that live in its checkout.
 *
 * @param base name of a commit, branch or tag
 * @throws ServiceError `bad-input` when there is no checkout or no such commit
 */
export function planCodeChange(service: Workplace, targets: readonly Target[], base: string): CodeChange {
  const builds = new Map<string, BaseBuild>();
  const byTarget = new Map<string, BaseBuild>();
  const touched: TouchedTarget[] = [];
  let baseRevision = "";
  for (const [projectRoot, own] of byProject(targets)) {
    const git = new Git(projectRoot);
    const commit = git.base(base);
    baseRevision ||= commit;
    touched.push(...touchedTargets(own, git, commit));
    const { settings } = service.triage.context;
    const log = service.log.child({ part: "code-change" });
    const build = new BaseBuild(git, commit, projectRoot, service.folder.temporary, settings, log);
    builds.set(projectRoot, build);
    for (const { name } of own) byTarget.set(name, build);
  }
  return {
    baseRevision,
    touched,
    failsInBase: (finding, input, signal) =>
      byTarget.get(finding.target)!.fails(service.target(finding.target), finding, input, signal),
    remove: () => {
      for (const build of builds.values()) build.remove();
    },
  };
}

function byProject(targets: readonly Target[]): Map<string, Target[]> {
  const projects = new Map<string, Target[]>();
  for (const target of targets) {
    const own = projects.get(target.projectRoot) ?? [];
    own.push(target);
    projects.set(target.projectRoot, own);
  }
  return projects;
}

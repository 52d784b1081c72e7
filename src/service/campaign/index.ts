/** Campaigns: targets + budget, cut into slices that workers run and whose results are taken into the store. */
export {
  type CampaignOptions,
  type CampaignPlan,
  type CampaignResult,
  CampaignRun,
  type Shares,
} from "./campaign-run.js";
export { type CodeChange, planCodeChange } from "./code-change.js";
export { Daemon, type DaemonOptions } from "./daemon.js";
export type { CampaignEvent } from "./events.js";
export { CampaignProgress, type TargetProgress } from "./progress.js";
export { type Recovery, recover } from "./recover.js";
export { builtTargets, Workplace } from "./workplace.js";

import type { Configuration } from "../config/index.js";
import type { TriageSettings } from "./triage.js";

const MIB = 1024 * 1024;

/** The limits under which inputs are judged, as the engine takes them. */
export function triageSettings({ engine, findings }: Configuration): TriageSettings {
  return {
    timeoutSec: engine.timeout,
    slowUnitSec: engine.slowUnit,
    rssLimitMb: Math.round(engine.rssLimit / MIB),
    maxInputs: findings.maxInputs,
    replays: findings.replays,
    minimizeSec: findings.minimizeTime,
  };
}

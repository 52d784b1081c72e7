import type { Triaged } from "../findings/index.js";
import type { Finding, Sample, SliceOutcome, Strategy } from "../model.js";

/** What a campaign tells those who watch it. */
export type CampaignEvent =
  | { readonly type: "campaign-started"; readonly campaignId: number; readonly targets: readonly string[] }
  | { readonly type: "slice-started"; readonly sliceId: number; readonly target: string; readonly strategy: Strategy }
  | { readonly type: "sample"; readonly sample: Sample }
  | {
      readonly type: "slice-ended";
      readonly sliceId: number;
      readonly target: string;
      /** `null` when the slice was lost. */
      readonly outcome: SliceOutcome | null;
      readonly newFeatures: number;
      readonly newUnits: number;
      readonly elapsedSec: number;
    }
  | { readonly type: "finding"; readonly finding: Finding; readonly status: Triaged["status"] | "in-base" }
  | { readonly type: "disk"; readonly low: boolean };

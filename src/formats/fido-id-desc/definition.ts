import { defineFormat } from "../../core/format.js";
import { FIDO_FULL_USAGE, isFidoSecurityToken } from "./fido.js";
import { encodeShortItem, type HidItem, ItemType, parseHidReport } from "./hid-report.js";
import { fidoIdDescLaws } from "./laws.js";
import { fidoIdDescSeeds } from "./seeds.js";

/** Longest descriptor; the entry point skips longer ones. Origin: HID_MAX_DESCRIPTOR_SIZE of Linux. */
export const HID_DESCRIPTOR_MAX = 4096;

/** The verdict, and every item of the descriptor. */
export interface FidoIdDescOutcome {
  readonly verdict: boolean | "EINVAL";
  readonly items: readonly HidItem[] | "EINVAL";
}

function run(input: Uint8Array): FidoIdDescOutcome {
  return { verdict: isFidoSecurityToken(input), items: parseHidReport(input) };
}

export const definition = defineFormat<FidoIdDescOutcome>({
  slug: "fido-id-desc",
  title: "HID report descriptors: items, and whether the device is a FIDO token",
  kind: "binary",
  maxLen: HID_DESCRIPTOR_MAX,
  diagnostics: {},
  laws: fidoIdDescLaws,
  run,
  observe(input) {
    if (input.length > HID_DESCRIPTOR_MAX) return { result: "skipped" };
    const verdict = isFidoSecurityToken(input);
    return { result: typeof verdict === "string" ? verdict : Number(verdict) };
  },
  inspect(input) {
    const { verdict, items } = run(input);
    const value = { fidoToken: verdict === true, items: items === "EINVAL" ? null : items };
    return { value, diagnostics: [], error: typeof verdict === "string" ? verdict : null };
  },
  dictionary: () => [
    encodeShortItem({ type: ItemType.global, tag: 0, value: 0xf1d0 }),
    encodeShortItem({ type: ItemType.local, tag: 0, value: 1 }),
    encodeShortItem({ type: ItemType.local, tag: 0, value: FIDO_FULL_USAGE }),
    new Uint8Array([0xfe]),
    new Uint8Array([0xa1, 0x01]),
    new Uint8Array([0xc0]),
  ],
  seeds: fidoIdDescSeeds,
});

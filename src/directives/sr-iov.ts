import { type Diagnostic, Severity } from "../core/diagnostics.js";
import { parseEtherAddr } from "../net/hw-addr.js";
import { INT32_MAX, parseBoolean, safeAtou32 } from "../text/numbers.js";
import type { Binding, Bindings } from "./assignment.js";
import { invalidating, type RepeatedSection, type RepeatedSections } from "./repeated-sections.js";
import { tristate } from "./values.js";

/** One virtual function of a network card. Origin: systemd.link(5) and systemd.network(5), [SR-IOV]. */
export class SrIovSettings implements RepeatedSection {
  invalid = false;
  /** Number of the virtual function; `null` when it is not said. */
  virtualFunction: number | null = null;
  /** 0 for none. */
  vlanId = 0;
  qualityOfService = 0;
  vlanProtocol: SrIovVlanProtocol = "802.1Q";
  macSpoofCheck: boolean | null = null;
  queryReceiveSideScaling: boolean | null = null;
  trust: boolean | null = null;
  linkState: "auto" | "yes" | "no" | null = null;
  macAddress: Uint8Array | null = null;

  constructor(readonly line: number) {}
}

export type SrIovVlanProtocol = "802.1Q" | "802.1ad";

/** Highest VLAN identifier of a virtual function. Origin: config_parse_sr_iov_uint32() at 257. */
const VLAN_ID_MAX = 4095;
const EMPTY = "";
const NONE = 0;

type NumberField = "virtualFunction" | "vlanId" | "qualityOfService";

/** A number from `least` to `most`; `unset` stands for an empty value. */
function uint32(field: NumberField, least: number, most: number, unset: null | 0): Binding<SrIovSettings> {
  return (settings, value, at) => {
    const number = safeAtou32(value);
    const inRange = typeof number === "number" && number >= least && number <= most;
    if (!inRange && value !== EMPTY) return at.warn("value.not-sr-iov", value);
    (settings[field] as number | null) = inRange ? number : unset;
    return undefined;
  };
}

const vlanProtocol: Binding<SrIovSettings> = (settings, value, at) => {
  if (value !== EMPTY && value !== "802.1Q" && value !== "802.1ad") return at.warn("value.not-sr-iov", value);
  settings.vlanProtocol = value === EMPTY ? "802.1Q" : value;
  return undefined;
};

const linkState: Binding<SrIovSettings> = (settings, value, at) => {
  if (value === EMPTY || value === "auto") settings.linkState = value === EMPTY ? null : "auto";
  else {
    const flag = parseBoolean(value);
    if (flag === null) return at.warn("value.not-sr-iov", value);
    settings.linkState = flag ? "yes" : "no";
  }
  return undefined;
};

const macAddress: Binding<SrIovSettings> = (settings, value, at) => {
  const address = value === EMPTY ? null : parseEtherAddr(value);
  if (address === null && value !== EMPTY) return at.warn("value.not-sr-iov", value);
  settings.macAddress = address;
  return undefined;
};

/** Directives of [SR-IOV]. */
export const srIovBindings: Bindings<SrIovSettings> = invalidating({
  VirtualFunction: uint32("virtualFunction", NONE, INT32_MAX - 1, null),
  VLANId: uint32("vlanId", 1, VLAN_ID_MAX, NONE),
  QualityOfService: uint32("qualityOfService", NONE, Number.POSITIVE_INFINITY, NONE),
  VLANProtocol: vlanProtocol,
  MACSpoofCheck: tristate("macSpoofCheck"),
  QueryReceiveSideScaling: tristate("queryReceiveSideScaling"),
  Trust: tristate("trust"),
  LinkState: linkState,
  MACAddress: macAddress,
});

/** Diagnostics of {@link dropInvalidSrIov}. */
export const srIovDiagnostics = {
  "sr-iov.no-function": { message: "[SR-IOV] section on line {section} has no VirtualFunction=, dropping it" },
  "sr-iov.beyond-functions": {
    message: "[SR-IOV] section on line {section} is about a function beyond SR-IOVVirtualFunctions=, dropping it",
  },
  "sr-iov.conflict": {
    message: "[SR-IOV] sections on lines {section} and {other} are about one virtual function, dropping the first",
  },
} as const;

/**
 * Drops sections that were refused, say no function or one that is not below `functions`, or are superseded by a later
 * one. Origin: sr_iov_drop_invalid_sections() at 257.
 */
export function dropInvalidSrIov(
  sections: RepeatedSections<SrIovSettings>,
  diagnostics: Diagnostic[],
  functions: number | null = null,
): void {
  const report = (code: keyof typeof srIovDiagnostics, params: Diagnostic["params"]): void => {
    diagnostics.push({ code, level: Severity.warning, line: null, params });
  };
  const byFunction = new Map<number, SrIovSettings>();
  sections.keepIf((section) => {
    const { virtualFunction, line } = section;
    if (virtualFunction === null) {
      report("sr-iov.no-function", { section: line });
      return false;
    }
    if (functions !== null && virtualFunction >= functions) {
      report("sr-iov.beyond-functions", { section: line });
      return false;
    }
    const earlier = byFunction.get(virtualFunction);
    if (earlier !== undefined) {
      report("sr-iov.conflict", { section: earlier.line, other: line });
      sections.drop(earlier);
    }
    byFunction.set(virtualFunction, section);
    return true;
  });
}

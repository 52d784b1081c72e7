/**
 * SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), as code scanning services read it: what all our logs have in
 * common. Results are written one by one, so that a log need not fit into memory.
 */

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const VERSION = "2.1.0";

/** The base that paths inside of the project refer to. */
export const PROJECT_ROOT = "PROJECTROOT";

export type SarifLevel = "error" | "warning" | "note";

/** Section 3.49. */
export interface SarifRule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly help?: { readonly text: string };
  readonly defaultConfiguration?: { readonly level: SarifLevel };
}

/** Section 3.4; exactly as the standard has it. */
export interface SarifArtifactLocation {
  readonly uri: string;
  readonly uriBaseId?: string;
}

/** Section 3.30; lines and columns count from 1, columns in UTF-16 code units. */
export interface SarifRegion {
  readonly startLine: number;
  readonly startColumn?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly snippet?: { readonly text: string };
}

/** Section 3.28. */
export interface SarifLocation {
  readonly physicalLocation: { readonly artifactLocation: SarifArtifactLocation; readonly region?: SarifRegion };
  readonly logicalLocations?: readonly { readonly fullyQualifiedName: string }[];
}

/** Section 3.27: what every result has, and what else a log gives. */
export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: SarifLevel;
  readonly message: { readonly text: string };
  readonly locations: readonly SarifLocation[];
  readonly [member: string]: unknown;
}

/** What a run says besides its results. */
export interface SarifRun {
  readonly version: string;
  readonly informationUri: string;
  readonly rules: readonly SarifRule[];
  /** `file:` URI of the project's folder, with a slash at its end. */
  readonly rootUri: string;
  /** Section 3.20: whether the tool could do its work. */
  readonly invocations?: readonly object[];
}

const encodePath = (path: string): string => path.split("/").map(encodeURIComponent).join("/");

/** Where a file is: relative to the project where its path is relative, a `file:` URI where it is absolute. */
export function artifactLocation(path: string): SarifArtifactLocation {
  if (path.startsWith("/")) return { uri: `file://${encodePath(path)}` };
  if (path.includes(":")) return { uri: encodeURI(path) };
  return { uri: encodePath(path), uriBaseId: PROJECT_ROOT };
}

/** Writes a log with one run, piece by piece. */
export class SarifWriter {
  #count = 0;

  /** @param toJson how values are written; compact JSON by default */
  constructor(
    readonly write: (text: string) => void,
    readonly toJson: (value: unknown) => string = JSON.stringify,
  ) {
    write(`{"$schema":${toJson(SCHEMA)},"version":${toJson(VERSION)},"runs":[{"results":[`);
  }

  result(result: SarifResult): void {
    this.write(`${this.#count++ === 0 ? "\n" : ",\n"}${this.toJson(result)}`);
  }

  /** Ends the log: rules come last, as it takes all results to know which ones there are. */
  end({ version, informationUri, rules, rootUri, invocations }: SarifRun): void {
    const rest = {
      tool: { driver: { name: "sdfuzz", semanticVersion: version, informationUri, rules } },
      originalUriBaseIds: { [PROJECT_ROOT]: { uri: rootUri } },
      columnKind: "utf16CodeUnits",
      ...(invocations === undefined ? {} : { invocations }),
    };
    this.write(`\n],${this.toJson(rest).slice(1, -1)}}]}\n`);
  }
}

import type { Finding, FindingInput } from "../../model.js";
import type { FindingDetails } from "./describe.js";

/** A finding in JSON: that of the store, its inputs, and the bytes of the one to reproduce it with. */
export interface FindingJson extends Finding {
  readonly inputs: readonly (FindingInput & { readonly path: string })[];
  readonly command: string | null;
  readonly input: { readonly path: string; readonly bytes: number; readonly base64: string; readonly hex: string };
}

export function findingJson({ finding, inputs, input, inputPath, command }: FindingDetails): FindingJson {
  const bytes = Buffer.from(input);
  return {
    ...finding,
    inputs,
    command,
    input: { path: inputPath, bytes: bytes.length, base64: bytes.toString("base64"), hex: bytes.toString("hex") },
  };
}

/** Findings as one JSON document. */
export const toJson = (findings: readonly FindingDetails[]): string =>
  `${JSON.stringify({ findings: findings.map(findingJson) }, null, 2)}\n`;

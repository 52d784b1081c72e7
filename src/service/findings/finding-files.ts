import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { unitName, writeComplete } from "../corpus/index.js";
import { ServiceError } from "../error.js";
import type { Finding, FindingInput, InputRole } from "../model.js";
import type { Store } from "../store/index.js";
import type { WorkFolder } from "../work-folder/index.js";

/** The inputs of findings: files in the work folder, and which of them is what in the store. */
export class FindingFiles {
  constructor(
    readonly store: Store,
    readonly folder: WorkFolder,
  ) {}

  path(finding: Pick<Finding, "target" | "signature">, name: string): string {
    return join(this.folder.finding(finding.target, finding.signature), name);
  }

  /** Writes an input and tells the store; returns its path. */
  add(finding: Finding, bytes: Uint8Array, role: InputRole): string {
    const path = this.write(finding, bytes);
    const name = unitName(bytes);
    this.store.findings.addInput({ findingId: finding.id, name, bytes: bytes.length, role, addedAt: Date.now() });
    return path;
  }

  /** Writes an input that the store will be told of later. */
  write(finding: Pick<Finding, "target" | "signature">, bytes: Uint8Array): string {
    mkdirSync(this.folder.finding(finding.target, finding.signature), { recursive: true });
    const path = this.path(finding, unitName(bytes));
    writeComplete(path, bytes, this.folder.temporary);
    return path;
  }

  /** Adds another input of a known finding while there is room: smaller ones take the place of larger ones. */
  addDuplicate(finding: Finding, bytes: Uint8Array, maxInputs: number): void {
    const inputs = this.store.findings.inputs(finding.id);
    const name = unitName(bytes);
    if (inputs.some((input) => input.name === name)) return;
    const others = inputs.filter(({ role }) => role === "duplicate");
    if (others.length >= maxInputs) {
      const largest = others.at(-1);
      if (largest === undefined || largest.bytes <= bytes.length) return;
      this.#remove(finding, largest, inputs);
    }
    this.add(finding, bytes, "duplicate");
  }

  /** Makes an input the minimised one; the one before it goes. */
  setMinimized(finding: Finding, bytes: Uint8Array): string {
    const inputs = this.store.findings.inputs(finding.id);
    const name = unitName(bytes);
    for (const input of inputs) {
      if (input.role === "minimized" && input.name !== name) this.#remove(finding, input, inputs);
    }
    return this.add(finding, bytes, "minimized");
  }

  #remove(finding: Finding, { name, role }: FindingInput, inputs: readonly FindingInput[]): void {
    this.store.findings.removeInput(finding.id, name, role);
    const shared = inputs.some((other) => other.name === name && other.role !== role);
    if (!shared) rmSync(this.path(finding, name), { force: true });
  }

  /** The input to reproduce a finding with: the minimised one, else the original. */
  best(finding: Finding): { readonly input: FindingInput; readonly path: string; readonly bytes: Uint8Array } {
    const inputs = this.store.findings.inputs(finding.id);
    const input = inputs.find(({ role }) => role === "minimized") ?? inputs[0];
    if (input === undefined) throw new ServiceError("bad-input", `finding ${finding.id} has no input`);
    const path = this.path(finding, input.name);
    return { input, path, bytes: readFileSync(path) };
  }

  original(finding: Finding): { readonly path: string; readonly bytes: Uint8Array } {
    const input = this.store.findings.inputs(finding.id).find(({ role }) => role === "original");
    if (input === undefined) throw new ServiceError("bad-input", `finding ${finding.id} has no input`);
    const path = this.path(finding, input.name);
    return { path, bytes: readFileSync(path) };
  }
}

import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findInputs } from "../../bench/native.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sdfuzz-inputs-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");

test("findInputs finds plain files and golden cases by their hash", () => {
  mkdirSync(join(folder, "golden", "fuzz-x"), { recursive: true });
  writeFileSync(join(folder, "plain"), "first");
  const cases = ["second", "third"].map((text) =>
    JSON.stringify({ id: text, input: Buffer.from(text).toString("base64") }),
  );
  writeFileSync(join(folder, "golden", "fuzz-x", "cases.jsonl"), `${cases.join("\n")}\n`);
  const found = findInputs([join(folder, "plain"), join(folder, "golden")], ["first", "third", "missing"].map(hash));
  expect([...found.values()].map((bytes) => Buffer.from(bytes).toString())).toEqual(["first", "third"]);
  expect([...found.keys()]).toEqual(["first", "third"].map(hash));
});

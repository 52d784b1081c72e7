import { expect, it } from "vitest";
import { applyChanges, type Change, changesBetween } from "../../src/core/changes.js";

it.each([
  [["a", "b", "c"], []],
  [["a", "b", "c"], [[0, 1, ["x"]]]],
  [
    ["a", "b", "c"],
    [
      [0, 0, ["x"]],
      [1, 3, []],
    ],
  ],
  [["a", "b", "c"], [[3, 3, ["x", "y"]]]],
] as [string[], Change[]][])("of %j, %j are found again", (baseline, changes) => {
  const lines = applyChanges(baseline, changes);
  expect(changesBetween(baseline, lines)).toEqual(changes);
});

// Each line was an argument of one call: RangeError.
it("regression: very many lines in place of one", () => {
  const lines = Array.from({ length: 300_000 }, (_, i) => String(i));
  expect(applyChanges(["a", "b"], [[0, 1, lines]])).toEqual([...lines, "b"]);
});

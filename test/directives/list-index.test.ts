import { expect, it } from "vitest";
import { ListIndex } from "../../src/directives/list-index.js";

it("finds what a list has, and what was appended to it since", () => {
  const index = new ListIndex<{ readonly key: string }>(({ key }) => key);
  const list: { readonly key: string }[] = [];
  for (let i = 0; i < 100; i++) {
    expect(index.find(list, `k${i}`)).toBe(-1);
    list.push({ key: `k${i}` });
    expect(index.find(list, `k${i >> 1}`)).toBe(i >> 1);
  }
  list[70] = { key: "k70" };
  expect(list[index.find(list, "k70")]).toBe(list[70]);
  expect(index.find([], "k1")).toBe(-1);
});

// Lists of unit files in which each entry stands once were walked for each line.
it("regression: looks at each entry of a long list once", () => {
  let looked = 0;
  const index = new ListIndex<number>((entry) => {
    looked++;
    return entry;
  });
  const list: number[] = [];
  for (let i = 0; i < 10_000; i++) if (index.find(list, i) < 0) list.push(i);
  expect(list).toHaveLength(10_000);
  expect(looked).toBeLessThan(11_000);
});

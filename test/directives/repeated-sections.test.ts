import { expect, it } from "vitest";
import { type RepeatedSection, RepeatedSections } from "../../src/directives/repeated-sections.js";

class Section implements RepeatedSection {
  invalid = false;
  constructor(
    readonly line: number,
    readonly kind = "plain",
  ) {}
}

const some = () => new RepeatedSections((line) => new Section(line));

it("sections of one line are one, made as whoever asks first wants it", () => {
  const sections = some();
  const fancy = (line: number) => new Section(line, "fancy");
  expect(sections.at(3, fancy)).toBe(sections.at(3));
  expect(sections.at(5)).toBe(sections.at(5, fancy));
  expect([...sections].map(({ line, kind }) => [line, kind])).toEqual([
    [3, "fancy"],
    [5, "plain"],
  ]);
  expect(sections.append().line).toBe(6);
});

it("sections are written to JSON as a list", () => {
  const sections = some();
  sections.at(4);
  expect(JSON.parse(JSON.stringify(sections))).toEqual([{ line: 4, kind: "plain", invalid: false }]);
});

it("refused and unwanted sections are dropped", () => {
  const sections = some();
  sections.at(1).invalid = true;
  sections.at(2);
  sections.at(3);
  sections.keepIf(({ line }) => line !== 2);
  expect([...sections].map(({ line }) => line)).toEqual([3]);
});

it("sections of several files are told apart by file and line", () => {
  const sections = some();
  const first = sections.at(3);
  sections.startFile();
  const second = sections.at(3);
  expect(second).not.toBe(first);
  expect([...sections]).toEqual([first, second]);
  sections.startFile();
  const third = sections.at(1);
  expect([sections.size, sections.append().line]).toEqual([3, 4]);
  first.invalid = true;
  sections.keepIf((section) => section !== third);
  expect([...sections].map(({ line }) => line)).toEqual([3, 4]);
  sections.clear();
  expect([sections.size, [...sections]]).toEqual([0, []]);
});

import { afterAll, expect, test } from "vitest";
import type { Report } from "../../src/service/findings/index.js";
import { Workshop } from "./workshop.js";

/** Shortest input of every planted bug, with the other ways in which it is reached. */
const BUGS: readonly { readonly name: string; readonly shortest: string; readonly triggers: readonly string[] }[] = [
  { name: "field one", shortest: "f1", triggers: ["f1", "f1abc"] },
  { name: "field two, same message in the same function", shortest: "f2", triggers: ["f2", "f2xyz"] },
  { name: "field three", shortest: "f3", triggers: ["f3", "f3 and more"] },
  { name: "leaf, reached from two sides", shortest: "g!", triggers: ["gabc!", "labc,d!,e", "g!", "l!"] },
  { name: "helper called for the width", shortest: "ww", triggers: ["ww"] },
  { name: "helper called for the height", shortest: "hh", triggers: ["hh"] },
  { name: "assertion for the port", shortest: "px", triggers: ["pabc", "p12x", "p?"] },
  { name: "assertion for the count", shortest: "cx", triggers: ["cabc", "c12x", "c?"] },
  { name: "recursion", shortest: "nx", triggers: ["nabc", "n1"] },
  { name: "mutual recursion", shortest: "mx", triggers: ["mabc", "m1"] },
  { name: "thrown text", shortest: "rs", triggers: ["rs"] },
  { name: "class of its own", shortest: "rt", triggers: ["rt"] },
  { name: "malformed URI", shortest: "u%", triggers: ["u%", "uab%zz"] },
  { name: "malformed JSON with changing messages", shortest: "jx", triggers: ["jx", "j{", "j[1,]", 'j"abc'] },
  { name: "division by zero", shortest: "bx", triggers: ["bx"] },
  { name: "array length", shortest: "a", triggers: ["a", "axx"] },
  { name: "exit of the process", shortest: "ex", triggers: ["ex"] },
  { name: "first law", shortest: "y1", triggers: ["y1"] },
  { name: "second law", shortest: "y2", triggers: ["y2"] },
  { name: "digits of a number", shortest: "dx", triggers: ["dx", "dyz"] },
];

/** Ways in which each trigger is hidden among lines that do nothing. */
const VARIANTS = 10;
/** Reports of the bug that ends the process: each of them takes a process of its own. */
const EXIT_VARIANTS = 2;

/** Numbers from 0 up to a bound, the same on every run. */
function* numbers(): Generator<number, never> {
  for (let state = 1; ; ) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    yield state >>> 8;
  }
}

const random = numbers();
const draw = (bound: number): number => random.next().value % bound;
const filler = (): string => Array.from({ length: draw(4) }, () => `${"kqxz"[draw(4)]}${"abc "[draw(4)]}\n`).join("");

function report(trigger: string): Report {
  const input = new TextEncoder().encode(`${filler()}${trigger}\n${filler()}`);
  const [entryPoint, revision] = ["fuzz", "1"];
  return { target: "fuzz-planted", entryPoint, input, kind: "crash", failure: null, sliceId: null, revision, at: 1 };
}

const workshop = new Workshop();
afterAll(() => workshop.remove());

test("twenty bugs in hundreds of crashing inputs are twenty findings, each with a small input", async () => {
  const triage = workshop.triage({ minimizeSec: 10 });
  const findings = new Map<string, Set<number>>();
  let reports = 0;
  for (const { name, triggers } of BUGS) {
    const found = new Set<number>();
    const variants = name.startsWith("exit") ? EXIT_VARIANTS : VARIANTS;
    for (let variant = 0; variant < variants; variant++) {
      for (const trigger of triggers) {
        found.add((await triage.file(report(trigger))).finding.id);
        reports++;
      }
    }
    findings.set(name, found);
  }
  expect(reports).toBeGreaterThan(300);

  // None is split, no two are joined.
  for (const [name, found] of findings) expect([name, found.size]).toEqual([name, 1]);
  expect(new Set([...findings.values()].flatMap((found) => [...found])).size).toBe(BUGS.length);
  expect(workshop.store.findings.list().length).toBe(BUGS.length);
  expect(workshop.alerts.map(({ reason }) => reason)).toEqual(BUGS.map(() => "new-finding"));
  expect(workshop.store.findings.count({ states: ["open"] })).toBe(BUGS.length);

  for (const { name, shortest } of BUGS) {
    const [id] = findings.get(name)!;
    const finding = workshop.store.findings.get(id!)!;
    await triage.minimize(finding);
    const inputs = workshop.store.findings.inputs(finding.id);
    const original = inputs.find(({ role }) => role === "original")!;
    const minimized = inputs.find(({ role }) => role === "minimized")!;
    expect([name, minimized.bytes]).toSatisfy(([, bytes]: [string, number]) => bytes <= 2 * shortest.length);
    expect(original.bytes).toBeGreaterThanOrEqual(minimized.bytes);
    expect(inputs.filter(({ role }) => role === "duplicate").length).toBeLessThanOrEqual(8);
  }
}, 600_000);

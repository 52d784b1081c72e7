import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { axisEnd } from "../../../src/service/dashboard/chart.js";
import { html } from "../../../src/service/dashboard/html.js";
import { ServiceError } from "../../../src/service/error.js";
import { printable } from "../../../src/text/printable.js";
import { Workshop } from "../workshop.js";
import { readMarkup } from "./markup.js";
import { dashboard, fill, get, hostileDetails, type TextSource } from "./scene.js";

const PAYLOADS = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "' onfocus='alert(1)' autofocus='",
  "</pre></main><iframe src=//example.org>",
  "</title><style>*{display:none}</style>",
  "javascript:alert(1)",
  "&lt;b&gt; &amp; &#60;",
  "<!--",
  "-->",
  "]]>",
  "\u202egnp.exe\u0000\u001b[31m",
  "..%2f..%00",
] as const;

/** Random texts around the payloads; fast-check's sampling is seeded, so that a failure repeats. */
function hostile(seed: number): TextSource {
  const texts = fc.sample(
    fc
      .tuple(fc.string({ unit: "grapheme", maxLength: 20 }), fc.constantFrom(...PAYLOADS), fc.string({ maxLength: 20 }))
      .map((parts) => parts.join("")),
    { seed, numRuns: 200 },
  );
  let next = 0;
  return () => texts[next++ % texts.length]!;
}

let workshop: Workshop;
beforeEach(() => {
  workshop = new Workshop();
});
afterEach(() => workshop.remove());

describe("the template tag", () => {
  test("any text comes back as the text that it was, in content and in attributes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const { elements, text: content } = readMarkup(html`<p class="${text}">${[text]}</p>`.toString());
        expect(content).toBe(printable(text, true));
        expect(elements).toEqual([{ name: "p", attributes: new Map([["class", printable(text, true)]]) }]);
      }),
    );
  });

  test("markup stays, and nothing is written for what is not there", () => {
    expect(html`<p>${html`<span>&</span>`}${null}${undefined}${false}${0}</p>`.toString()).toBe(
      "<p><span>&</span>0</p>",
    );
  });

  test("an object that only looks like markup is not taken for it", () => {
    const fake = { text: "<script>" } as unknown as string;
    expect(() => html`${fake}`.toString()).toThrow(TypeError);
  });
});

describe("pages with hostile data", () => {
  test.each([1, 2, 3])(
    "every page that is linked from the overview is well-formed markup of ours (seed %i)",
    async (seed) => {
      const text = hostile(seed);
      const targets = ["fuzz-plain", text(), `a/b?c#d&e=${text()}`];
      fill(workshop.store, { targets, campaigns: 3, samples: 200, units: 50, findings: 120 }, text);
      const app = dashboard(workshop.store, { describe: hostileDetails(workshop.store, text) });

      const seen = new Set(["/"]);
      const kinds = new Set<string>();
      for (const url of seen) {
        const { statusCode, headers, body } = await get(app, url);
        expect(statusCode, url).toBe(200);
        expect(headers["content-security-policy"]).toContain("default-src 'none'");
        if (url === "/style.css") continue;
        expect(headers["content-type"]).toBe("text/html; charset=utf-8");
        const { elements } = readMarkup(body);
        expect(elements.filter(({ name }) => name === "h1")).toHaveLength(1);
        kinds.add(url.split(/[?/]/).slice(0, 2).join("/"));
        for (const { attributes } of elements) {
          const href = attributes.get("href");
          if (href !== undefined && !href.startsWith("#")) {
            expect(href).toMatch(/^\//);
            seen.add(href);
          }
        }
      }
      expect([...kinds].sort()).toEqual(["/", "/campaigns", "/coverage", "/findings", "/targets"]);
      for (const name of targets) expect(seen).toContain(`/targets/${encodeURIComponent(name)}`);
    },
  );

  test.each(PAYLOADS)("a finding shows %j as text", async (payload) => {
    fill(workshop.store, { targets: ["fuzz-x"], campaigns: 1, samples: 20, units: 1, findings: 1 }, () => payload);
    const app = dashboard(workshop.store, { describe: hostileDetails(workshop.store, () => payload) });
    const { text } = readMarkup((await get(app, "/findings/1")).body);
    // Title, heading, message, stack, command and input at least.
    expect(text.split(printable(payload, true)).length).toBeGreaterThan(6);
  });

  test("what is asked for is not repeated in error pages as markup", async () => {
    const app = dashboard(workshop.store);
    for (const url of ["/<script>", "/targets/%3Cscript%3E", "/findings?state=%3Cscript%3E", "/%zz", "/findings/1e1"]) {
      const { statusCode, body } = await get(app, url);
      expect(statusCode).toBeGreaterThanOrEqual(400);
      expect(statusCode).toBeLessThan(500);
      expect(body).not.toContain("<script");
    }
    expect(workshop.store.targets.list()).toEqual([]);
  });
});

describe("pages without data", () => {
  test.each(["/", "/campaigns", "/findings", "/coverage"])("%s says that there is none", async (url) => {
    const { statusCode, body } = await get(dashboard(workshop.store), url);
    expect(statusCode).toBe(200);
    readMarkup(body);
  });

  test("a target without samples has empty charts", async () => {
    workshop.store.targets.id("fuzz-x");
    const { elements } = readMarkup((await get(dashboard(workshop.store), "/targets/fuzz-x")).body);
    expect(elements.filter(({ name }) => name === "figure")).toHaveLength(5);
    expect(elements.filter(({ name }) => name === "svg")).toHaveLength(0);
  });

  test("a finding whose input is gone is shown without it; an error of the program is not hidden", async () => {
    fill(workshop.store, { targets: ["fuzz-x"], campaigns: 0, samples: 0, units: 0, findings: 1 }, () => "t");
    const failing = (error: Error) =>
      dashboard(workshop.store, {
        describe: () => {
          throw error;
        },
      });
    expect((await get(failing(new ServiceError("unknown-target", "gone")), "/findings/1")).statusCode).toBe(200);
    const missing = Object.assign(new Error("no file"), { code: "ENOENT" });
    expect((await get(failing(missing), "/findings/1")).statusCode).toBe(200);
    const { statusCode, body } = await get(failing(new Error("secret")), "/findings/1");
    expect(statusCode).toBe(500);
    expect(body).not.toContain("secret");
  });
});

describe("charts", () => {
  test("an axis ends at 1, 2 or 5 times a power of ten, at the greatest value or above", () => {
    expect([0, 1, 3, 9, 10, 11, 4999, 5001].map(axisEnd)).toEqual([1, 1, 5, 10, 10, 20, 5000, 10_000]);
    fc.assert(fc.property(fc.double({ min: 1e-6, max: 1e15, noNaN: true }), (value) => axisEnd(value) >= value));
  });

  test("all points lie inside of the drawing", async () => {
    fill(workshop.store, { targets: ["fuzz-x"], campaigns: 1, samples: 500, units: 1, findings: 0 }, () => "t");
    const { elements } = readMarkup((await get(dashboard(workshop.store), "/targets/fuzz-x?span=all")).body);
    const lines = elements.filter(({ name }) => name === "polyline");
    expect(lines).toHaveLength(5);
    for (const { attributes } of lines) {
      const points = attributes
        .get("points")!
        .split(" ")
        .map((point) => point.split(",").map(Number));
      expect(points.length).toBeGreaterThan(10);
      expect(points.length).toBeLessThanOrEqual(160);
      for (const [x, y] of points) {
        expect(x).toBeGreaterThanOrEqual(90);
        expect(x).toBeLessThanOrEqual(640);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(200);
      }
    }
  });
});

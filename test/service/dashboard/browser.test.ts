import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { printable } from "../../../src/text/printable.js";
import { Workshop } from "../workshop.js";
import { dashboard, fill, hostileDetails } from "./scene.js";

const CANDIDATES = [
  process.env.CHROMIUM ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const executablePath = CANDIDATES.find((path) => path !== "" && existsSync(path));
const HOSTILE = `<img src=x onerror=alert(1)><script>alert(2)</script>"' autofocus onfocus=alert(3) <b>&amp;`;
const TARGETS = ["fuzz-plain", HOSTILE];

// Continuous integration has a browser; elsewhere the tests that need one are left out.
describe.skipIf(executablePath === undefined && process.env.CI === undefined)("in a browser", () => {
  let browser: Browser;
  let workshop: Workshop;
  let app: ReturnType<typeof dashboard>;
  let url: string;

  beforeAll(async () => {
    if (executablePath === undefined) throw new Error("no Chromium found; CHROMIUM names its program");
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    workshop = new Workshop();
    fill(workshop.store, { targets: TARGETS, campaigns: 2, samples: 300, units: 20, findings: 120 }, () => HOSTILE);
    app = dashboard(workshop.store, { describe: hostileDetails(workshop.store, () => HOSTILE) });
    url = await app.listen({ host: "127.0.0.1", port: 0 });
  });
  afterEach(async () => {
    await app.close();
    workshop.remove();
  });

  /** What a page did that it must not do: dialogs, messages on the console, requests elsewhere. */
  async function open(options: BrowserContextOptions = {}): Promise<{ page: Page; offences: string[] }> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const offences: string[] = [];
    page.on("dialog", (dialog) => {
      offences.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("console", (message) => offences.push(`console ${message.text()}`));
    page.on("pageerror", (error) => offences.push(`error ${error.message}`));
    page.on("request", (request) => {
      if (!request.url().startsWith(`${url}/`)) offences.push(`request ${request.url()}`);
    });
    return { page, offences };
  }

  const addresses = (): string[] => [
    "/",
    ...TARGETS.map((name) => `/targets/${encodeURIComponent(name)}?span=all`),
    "/campaigns",
    "/campaigns/1",
    "/findings",
    "/findings?page=2",
    "/findings/1",
  ];

  test("hostile names, stacks and inputs are text, and no page does anything else than show", async () => {
    const { page, offences } = await open();
    for (const address of addresses()) {
      await page.goto(url + address);
      expect(await page.locator("script, img, iframe, b, [onfocus], [onerror]").count(), address).toBe(0);
      expect(await page.locator("h1").count(), address).toBe(1);
    }
    await page.goto(`${url}/findings/1`);
    expect(await page.locator("pre").first().textContent()).toContain(printable(HOSTILE, true));
    await page.goto(`${url}/targets/${encodeURIComponent(HOSTILE)}`);
    expect(await page.locator("h1").textContent()).toContain(printable(HOSTILE, true));
    expect(offences).toEqual([]);
  });

  test("works without JavaScript: a finding is closed and opened again by its button", async () => {
    const { page, offences } = await open({ javaScriptEnabled: false });
    const { id } = workshop.store.findings.list({ states: ["open"], limit: 1, offset: 0 })[0]!;
    await page.goto(`${url}/findings/${id}`);
    await page.getByRole("button", { name: "Close this finding" }).click();
    await page.getByRole("button", { name: "Reopen this finding" }).waitFor();
    expect(workshop.store.findings.get(id)?.state).toBe("closed");
    await page.getByRole("button", { name: "Reopen this finding" }).click();
    await page.getByRole("button", { name: "Close this finding" }).waitFor();
    expect(workshop.store.findings.get(id)?.state).toBe("open");
    expect(offences).toEqual([]);
  });

  test("a form of another origin changes nothing", async () => {
    const { page } = await open();
    const { id } = workshop.store.findings.list({ states: ["open"], limit: 1, offset: 0 })[0]!;
    await page.setContent(`<form method="post" action="${url}/findings/${id}/close"><button>go</button></form>`);
    const answer = page.waitForResponse((response) => response.request().method() === "POST");
    await page.getByRole("button").click();
    expect((await answer).status()).toBe(403);
    expect(workshop.store.findings.get(id)?.state).toBe("open");
  });

  test("the keyboard reaches the content and every link, and shows where it is", async () => {
    const { page } = await open();
    await page.goto(url);
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("Skip to content");
    await page.keyboard.press("Enter");
    expect(await page.locator(":focus").getAttribute("id")).toBe("content");
    await page.keyboard.press("Tab");
    const outline = await page.evaluate<string>("getComputedStyle(document.activeElement).outlineStyle");
    expect(outline).not.toBe("none");
  });

  test("charts have names for those who do not see them, and their numbers can be unfolded", async () => {
    const { page } = await open({ javaScriptEnabled: false });
    await page.goto(`${url}/targets/fuzz-plain?span=all`);
    const charts = page.getByRole("img");
    expect(await charts.count()).toBe(5);
    const box = await charts.first().boundingBox();
    expect(box!.width).toBeGreaterThan(200);
    expect(box!.height).toBeGreaterThan(50);
    const numbers = page.locator("details").first();
    await numbers.locator("summary").click();
    expect(await numbers.locator("tbody tr").count()).toBeGreaterThan(1);
    expect(await numbers.locator("tbody tr").first().isVisible()).toBe(true);
  });

  test("there is a light and a dark theme, both readable", async () => {
    const shades: number[] = [];
    for (const colorScheme of ["light", "dark"] as const) {
      const { page } = await open({ colorScheme });
      await page.goto(`${url}/findings/1`);
      const style = (property: string): Promise<string> => page.evaluate(`getComputedStyle(document.body).${property}`);
      const [inkLight, paperLight] = [luminance(await style("color")), luminance(await style("backgroundColor"))];
      const [lighter, darker] = [Math.max(inkLight, paperLight), Math.min(inkLight, paperLight)];
      // WCAG 2.2, success criterion 1.4.3.
      expect((lighter + 0.05) / (darker + 0.05)).toBeGreaterThan(4.5);
      shades.push(paperLight);
    }
    expect(shades[0]).toBeGreaterThan(0.5);
    expect(shades[1]).toBeLessThan(0.2);
  });

  test("nothing is wider than a narrow screen", async () => {
    const { page } = await open({ viewport: { width: 360, height: 640 } });
    for (const address of addresses()) {
      await page.goto(url + address);
      expect(await page.evaluate("document.documentElement.scrollWidth"), address).toBeLessThanOrEqual(360);
    }
  });
});

/** Relative luminance of `rgb(r, g, b)`, 0 to 1, as WCAG defines it. */
function luminance(color: string): number {
  const [red, green, blue] = color.match(/[\d.]+/g)!.map((part) => {
    const share = Number(part) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

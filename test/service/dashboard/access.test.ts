import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CoverageReports } from "../../../src/service/coverage/index.js";
import { SECURITY_HEADERS } from "../../../src/service/dashboard/access.js";
import { startDashboard } from "../../../src/service/dashboard/index.js";
import { ServiceError } from "../../../src/service/error.js";
import { Workshop } from "../workshop.js";
import { dashboard, fill, get, hostileDetails, OWN_HOST } from "./scene.js";

const TOKEN = "0123456789abcdef";

let workshop: Workshop;
beforeEach(() => {
  workshop = new Workshop();
  fill(workshop.store, { targets: ["fuzz-x"], campaigns: 1, samples: 30, units: 5, findings: 3 }, () => "t");
});
afterEach(() => workshop.remove());

describe("who is answered", () => {
  test.each(["0.0.0.0", "::", "192.0.2.1", "example.org", "127.0.0.1.example.org"])("%s demands a token", (host) => {
    expect(() => dashboard(workshop.store, { host })).toThrow(ServiceError);
    expect(() => dashboard(workshop.store, { host, token: "short" })).toThrow(ServiceError);
    expect(() => dashboard(workshop.store, { host, token: TOKEN })).not.toThrow();
  });

  test.each(["127.0.0.1", "127.0.0.2", "::1", "localhost"])("%s needs none", (host) => {
    expect(() => dashboard(workshop.store, { host })).not.toThrow();
  });

  test("without a token, a foreign name that leads here is refused", async () => {
    const app = dashboard(workshop.store);
    for (const host of ["rebound.example.org", "127.0.0.1.example.org", "localhost.example.org:8377", "[::2]"]) {
      expect((await app.inject({ url: "/api/findings", headers: { host } })).statusCode).toBe(403);
    }
    for (const host of ["localhost", "localhost:8377", "127.0.0.1:8377", "[::1]:8377"]) {
      expect((await app.inject({ url: "/api/findings", headers: { host } })).statusCode).toBe(200);
    }
  });

  test("with a token, every address needs it, errors and the stylesheet included", async () => {
    const app = dashboard(workshop.store, { host: "0.0.0.0", token: TOKEN });
    const basic = (password: string): string => `Basic ${Buffer.from(`name:${password}`).toString("base64")}`;
    for (const url of ["/", "/style.css", "/metrics", "/api/findings", "/nothing"]) {
      for (const authorization of [undefined, "", "Bearer", `Bearer ${TOKEN}x`, basic(""), basic("x"), TOKEN]) {
        const answer = await app.inject({ url, headers: authorization === undefined ? {} : { authorization } });
        expect(answer.statusCode).toBe(401);
        expect(answer.headers["www-authenticate"]).toMatch(/^Basic /);
      }
      for (const authorization of [`Bearer ${TOKEN}`, basic(TOKEN)]) {
        const { statusCode } = await app.inject({ url, headers: { authorization } });
        expect(statusCode).toBe(url === "/nothing" ? 404 : 200);
      }
    }
  });
});

test("an address that cannot be read gets the headers of every answer", async () => {
  const { statusCode, headers, body } = await dashboard(workshop.store).inject("/%ff");
  expect(statusCode).toBe(400);
  expect(headers).toMatchObject(SECURITY_HEADERS);
  expect(body).not.toContain("%ff");
});

describe("changes", () => {
  const state = (id: number) => workshop.store.findings.get(id)?.state;

  test("need an Origin header of this server", async () => {
    const app = dashboard(workshop.store);
    const post = (url: string, headers: Record<string, string>) =>
      app.inject({ method: "POST", url, headers: { host: OWN_HOST, ...headers } });
    for (const origin of [
      undefined,
      "null",
      "http://example.org",
      "http://127.0.0.1:1",
      `http://${OWN_HOST}.example.org`,
    ]) {
      for (const url of ["/findings/1/close", "/api/findings/1/close"]) {
        expect((await post(url, origin === undefined ? {} : { origin })).statusCode).toBe(403);
      }
    }
    expect(state(1)).toBe("open");

    const own = { origin: `http://${OWN_HOST}` };
    const closed = await post("/findings/1/close", { ...own, "content-type": "application/x-www-form-urlencoded" });
    expect([closed.statusCode, closed.headers.location]).toEqual([303, "/findings/1"]);
    expect(state(1)).toBe("closed");
    const reopened = await post("/api/findings/1/reopen", own);
    expect(reopened.json().finding.state).toBe("open");
    expect(state(1)).toBe("open");
    expect((await post("/findings/99/close", own)).statusCode).toBe(404);
  });

  test("are never made by GET", async () => {
    expect((await get(dashboard(workshop.store), "/findings/1/close")).statusCode).toBe(404);
    expect(state(1)).toBe("open");
  });
});

describe("for programs", () => {
  test("everything that pages show is there as JSON", async () => {
    const app = dashboard(workshop.store);
    const json = async (url: string) => {
      const answer = await get(app, url);
      expect([url, answer.statusCode]).toEqual([url, 200]);
      return answer.json();
    };
    expect((await json("/api/targets")).targets).toHaveLength(1);
    const target = await json("/api/targets/fuzz-x?span=all");
    expect(target.corpus.units).toBe(5);
    expect(target.samples.points.length).toBeGreaterThan(1);
    expect((await json("/api/campaigns")).campaigns).toHaveLength(1);
    expect((await json("/api/campaigns/1")).shares).toMatchObject([{ target: "fuzz-x", slices: 2 }]);
    expect(await json("/api/findings?state=open&target=fuzz-x")).toMatchObject({ count: 1, findings: [{ id: 1 }] });
    expect((await json("/api/findings/1")).finding.input.bytes).toBe(5);
    expect((await json("/api/metrics")).metrics.length).toBeGreaterThan(10);
  });

  test.each([
    ["/api/findings/0", 404],
    ["/api/findings/1.5", 404],
    ["/api/campaigns/9", 404],
    ["/api/targets/nothing", 404],
    ["/api/targets/fuzz-x?span=2h", 400],
    ["/api/findings?state=bad", 400],
    ["/api/findings?page=0", 400],
    ["/api/findings?page=1&page=2", 400],
    ["/api/nothing", 404],
  ])("%s is answered with %i and an error in JSON", async (url, statusCode) => {
    const answer = await get(dashboard(workshop.store), url);
    expect(answer.statusCode).toBe(statusCode);
    expect(typeof answer.json().error).toBe("string");
  });
});

test("the server listens on the address that it says, and stops", async () => {
  const options = {
    store: workshop.store,
    host: "127.0.0.1",
    port: 0,
    token: null,
    log: pino({ level: "silent" }),
    describe: hostileDetails(workshop.store, () => "t"),
    projectRoot: () => "/",
    coverage: new CoverageReports(workshop.root),
  };
  const running = await startDashboard(options);
  expect((await fetch(`${running.url}/metrics`)).status).toBe(200);
  const taken = startDashboard({ ...options, port: Number(new URL(running.url).port) });
  await expect(taken).rejects.toMatchObject({ code: "bad-configuration" });
  await running.close();
  await expect(fetch(`${running.url}/metrics`)).rejects.toThrow();
});

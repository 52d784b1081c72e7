import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { packageRoot } from "../../../src/engine/index.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "sdfuzz-serve-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function serve(dashboard: object) {
  const config = join(root, "sdfuzz.config.json");
  // The campaign is due on the first of January: the daemon waits.
  const campaigns = [{ name: "yearly", time: "1m", schedule: "0 0 1 1 *" }];
  writeFileSync(config, JSON.stringify({ workFolder: join(root, "work"), campaigns, dashboard }));
  const program = join(packageRoot, "dist", "cli", "main.js");
  const child = spawn(process.execPath, [program, "serve", "--json", "--config", config]);
  return { child, exited: once(child, "exit") };
}

test("sdfuzz serve answers as the configuration says, and stops on SIGTERM", async () => {
  process.env.SDFUZZ_TEST_TOKEN = "0123456789abcdef";
  const { child, exited } = serve({ port: 0, tokenEnv: "SDFUZZ_TEST_TOKEN" });
  try {
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const { dashboard } = JSON.parse(line.toString()) as { dashboard: string };
    expect((await fetch(dashboard)).status).toBe(401);
    const authorization = "Bearer 0123456789abcdef";
    const metrics = await fetch(`${dashboard}/metrics`, { headers: { authorization } });
    expect(await metrics.text()).toContain("sdfuzz_running_campaigns 0\n");
  } finally {
    delete process.env.SDFUZZ_TEST_TOKEN;
    child.kill("SIGTERM");
  }
  expect((await exited)[0]).toBe(0);
});

test.each([{ host: "0.0.0.0" }, { tokenEnv: "SDFUZZ_NO_SUCH_VARIABLE" }])(
  "sdfuzz serve with %j is refused with the name of the field",
  async (dashboard) => {
    const { child, exited } = serve({ port: 0, ...dashboard });
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += chunk;
    });
    expect((await exited)[0]).toBe(2);
    expect(said).toContain(`dashboard.${Object.keys(dashboard)[0]}`);
  },
);

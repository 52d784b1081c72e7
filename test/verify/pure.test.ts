import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/engine/package-root.js";

const entry = `
  import { encodeUtf8 } from "./src/core/utf8.ts";
  import { renderProblem, verifyFile } from "./src/verify/index.ts";
  export async function verify(path, text) {
    const { problems } = await verifyFile(encodeUtf8(text), { path });
    return problems.map((problem) => renderProblem(problem, path)).join("");
  }`;

test("verifying needs nothing but the language", async () => {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: packageRoot, loader: "js" },
    bundle: true,
    // A platform module would be an unresolved import, which fails the build.
    platform: "neutral",
    format: "iife",
    globalName: "verifier",
    target: "es2022",
    write: false,
    logLevel: "silent",
  });
  const context = createContext(Object.create(null));
  runInContext("delete globalThis.console; delete globalThis.WebAssembly;", context);
  runInContext(outputFiles[0]!.text, context);
  const text = JSON.stringify("[Service]\nRestrat=no\n");
  expect(await runInContext(`verifier.verify("a.service", ${text})`, context)).toContain("Restart=");
});

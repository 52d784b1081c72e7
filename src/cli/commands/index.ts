import type { Command } from "commander";

/**
 * The commands in the order of the help text. Each is loaded when it is wanted: some bring a service with them, others are run on every
 * change of a file.
 */
export const commands: ReadonlyMap<string, () => Promise<(program: Command) => void>> = new Map([
  ["list", async () => (await import("./list.js")).registerList],
  ["parse", async () => (await import("./parse.js")).registerParse],
  ["verify", async () => (await import("./verify.js")).registerVerify],
  ["conformance", async () => (await import("./conformance.js")).registerConformance],
  ["coverage", async () => (await import("./coverage.js")).registerCoverage],
  ["doctor", async () => (await import("./doctor.js")).registerDoctor],
  ["cmin", async () => (await import("./cmin.js")).registerCmin],
  ["findings", async () => (await import("./findings.js")).registerFindings],
  ["regress", async () => (await import("./regress.js")).registerRegress],
  ["run", async () => (await import("./run.js")).registerRun],
  ["serve", async () => (await import("./serve.js")).registerServe],
  ["status", async () => (await import("./status.js")).registerStatus],
  ["tmin", async () => (await import("./tmin.js")).registerTmin],
]);

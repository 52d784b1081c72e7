import { expect, test } from "vitest";
import { SampledCallbacks } from "../../src/engine/callbacks.js";

function execute(callbacks: SampledCallbacks, times: number): void {
  for (let i = 0; i < times; i++) {
    callbacks.runBeforeEachCallbacks();
    callbacks.runAfterEachCallbacks();
  }
}

test("registered callbacks run around every execution, in order", () => {
  const calls: string[] = [];
  const callbacks = new SampledCallbacks(() => calls.push("once"));
  callbacks.registerBeforeEachCallback(() => calls.push("before"));
  callbacks.registerAfterEachCallback(() => calls.push("after 1"));
  callbacks.registerAfterEachCallback(() => calls.push("after 2"));
  execute(callbacks, 2);
  expect(calls).toEqual(["once", "before", "after 1", "after 2", "before", "after 1", "after 2"]);
});

test("sampled callbacks run after each of the first executions and then now and then", () => {
  let checks = 0;
  const callbacks = new SampledCallbacks(() => {});
  callbacks.registerSampledCallback(() => checks++);
  execute(callbacks, 1);
  expect(checks).toBe(1);
  execute(callbacks, 63);
  expect(checks).toBe(64);
  execute(callbacks, 4095);
  expect(checks).toBe(64);
  execute(callbacks, 1);
  expect(checks).toBe(65);
  execute(callbacks, 4096 * 10);
  expect(checks).toBe(75);
});

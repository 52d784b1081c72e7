import { expect, it } from "vitest";
import { Severity } from "../../src/core/diagnostics.js";
import { loggedMessages } from "../../src/directives/logged-messages.js";

const report = (params: Record<string, string | number>) => ({ code: "x", level: Severity.warning, line: 1, params });

it.each([
  ["plain", 1, 1],
  ["a\nb", 2, 2],
  ["a\r\n\nb", 2, 2],
  ["a\n", 1, 2],
  ["\na", 2, 2],
  ["\n", 1, 2],
  ["", 1, 1],
])("%j takes %d messages, %d where the message goes on", (value, alone, withTail) => {
  expect(loggedMessages(report({ value }))).toBe(alone);
  expect(loggedMessages(report({ value }), true)).toBe(withTail);
});

it("takes one message without a value", () => {
  expect(loggedMessages(report({ section: 3 }))).toBe(1);
});

import { afterEach, expect, test, vi } from "vitest";
import { ProgressDisplay } from "../../src/cli/progress-display.js";
import { StatusLine } from "../../src/cli/status-line.js";
import { CampaignProgress } from "../../src/service/campaign/index.js";

afterEach(() => vi.useRealTimers());

function output(isTTY: boolean) {
  const written: string[] = [];
  return { written, isTTY, rows: 24, columns: 80, write: (text: string) => written.push(text) };
}

test("a progress table that is closed twice leaves what was printed after it alone", () => {
  const terminal = output(true);
  const display = new ProgressDisplay(() => new CampaignProgress(["fuzz-x"], () => 0), terminal);
  display.close();
  const table = [...terminal.written];
  expect(table.join("")).toContain("fuzz-x");
  terminal.write("the report");
  display.close();
  expect(terminal.written).toEqual([...table, "the report"]);
});

test("a status line counts on a terminal and goes when it is cleared", () => {
  vi.useFakeTimers();
  const terminal = output(true);
  const line = new StatusLine(terminal);
  line.say("merging");
  vi.advanceTimersByTime(2000);
  line.clear();
  vi.advanceTimersByTime(5000);
  line.clear();
  const erase = "\u001b[2K";
  expect(terminal.written).toEqual([
    `${erase}merging 0:00\r`,
    `${erase}merging 0:01\r`,
    `${erase}merging 0:02\r`,
    erase,
  ]);
});

test("a status line says nothing where there is no terminal", () => {
  const file = output(false);
  const line = new StatusLine(file);
  line.say("merging");
  line.clear();
  expect(file.written).toEqual([]);
});

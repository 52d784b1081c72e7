/**
 * Times and calendar events beside what people would use instead: every elapse of one year, and time spans.
 * Each task counts what it did and throws when the count is not the expected one, so that all do the same work.
 * `tsx bench/time.ts` prints the figures.
 */
import { pathToFileURL } from "node:url";
import { CronExpressionParser } from "cron-parser";
import { Cron } from "croner";
import timespanParser from "timespan-parser";
import { Bench } from "tinybench";
import { nextElapse, parseCalendarSpec } from "../src/time/calendar/index.js";
import { parseSec } from "../src/time/timespan.js";

/** One schedule as a calendar event and as a cron pattern. */
interface Schedule {
  readonly name: string;
  readonly calendar: string;
  readonly cron: string;
  readonly elapsesIn2024: number;
}

const SCHEDULES: readonly Schedule[] = [
  {
    name: "every five minutes of office hours",
    calendar: "Mon..Fri *-*-* 9..17:0/5:00",
    cron: "0 */5 9-17 * * 1-5",
    elapsesIn2024: 28_296,
  },
  {
    name: "the last second of each quarter of an hour on some days",
    calendar: "*-*-1,10,20 *:14/15:59",
    cron: "59 14,29,44,59 * 1,10,20 * *",
    elapsesIn2024: 3_456,
  },
];

const ZONES = ["UTC", "Europe/Berlin"] as const;

/** The year as it is in both zones but for the hour at its ends, when the schedules do not elapse differently often. */
const START = new Date("2023-12-31T23:00:00Z");
const END = new Date("2024-12-31T23:00:00Z");
const START_USEC = BigInt(START.getTime()) * 1000n - 1n;
const END_USEC = BigInt(END.getTime()) * 1000n;
const JUST_BEFORE_START = new Date(START.getTime() - 1);

function expectCount(count: number, expected: number): void {
  if (Math.abs(count - expected) > 12) throw new Error(`${count} elapses instead of about ${expected}`);
}

function countCalendar(calendar: string, zone: string): number {
  const spec = parseCalendarSpec(`${calendar} ${zone}`);
  if (typeof spec === "string") throw new Error(`${calendar} ${zone}: ${spec}`);
  let count = 0;
  let next = nextElapse(spec, START_USEC);
  while (typeof next === "bigint" && next < END_USEC) {
    count++;
    next = nextElapse(spec, next);
  }
  return count;
}

function countCroner(pattern: string, zone: string): number {
  const job = new Cron(pattern, { timezone: zone });
  let count = 0;
  let next = job.nextRun(JUST_BEFORE_START);
  while (next !== null && next < END) {
    count++;
    next = job.nextRun(next);
  }
  return count;
}

function countCronParser(pattern: string, zone: string): number {
  const expression = CronExpressionParser.parse(pattern, { tz: zone, currentDate: JUST_BEFORE_START });
  let count = 0;
  while (expression.next().getTime() < END.getTime()) count++;
  return count;
}

/** A year of a busy schedule takes others seconds: a few rounds must do. */
const EFFORT = { time: 300, iterations: 3, warmup: false };

const SPANS: readonly string[] = ["5s", "2h 30min", "1y 12month", "55s500ms", "300ms20s 5day", "48hr", "2 h"];

const sum = (values: readonly (bigint | number)[]): number =>
  values.reduce<number>((all, value) => all + Number(value), 0);

function readSpans(read: (span: string) => bigint | number): void {
  if (sum(SPANS.map(read)) === 0) throw new Error("the spans were not read");
}

/** Suites for the bench runner; each compares the same work. */
export function suites(): Bench[] {
  const all: Bench[] = [];
  for (const { name, calendar, cron, elapsesIn2024 } of SCHEDULES) {
    for (const zone of ZONES) {
      all.push(
        new Bench({ name: `elapses of 2024: ${name}, ${zone}`, ...EFFORT })
          .add("sdfuzz nextElapse", () => expectCount(countCalendar(calendar, zone), elapsesIn2024))
          .add("croner", () => expectCount(countCroner(cron, zone), elapsesIn2024))
          .add("cron-parser", () => expectCount(countCronParser(cron, zone), elapsesIn2024)),
      );
    }
  }
  all.push(
    new Bench({ name: "time spans", ...EFFORT })
      .add("sdfuzz parseSec", () => readSpans((span) => parseSec(span) as bigint))
      .add("timespan-parser", () => readSpans((span) => timespanParser.parse(span))),
  );
  return all;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const bench of suites()) {
    await bench.run();
    console.log(bench.name);
    console.table(bench.table());
  }
}

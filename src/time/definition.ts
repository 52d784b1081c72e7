import { defineFormat } from "../core/format.js";
import { decodeUtf8, encodeUtf8 } from "../core/utf8.js";
import { roundTrip } from "./laws.js";
import { observe, PINNED_NOW, run } from "./observe.js";
import { TIME_SAMPLES } from "./samples.js";
import { parseSec, timespanUnits } from "./timespan.js";
import { parseTimestamp } from "./timestamp.js";
import { isTimezone } from "./timezone-names.js";

/** Longer texts are no time that anyone writes; systemd has no limit. */
const MAX_LENGTH = 1024;

/** Time spans, timestamps and zone names: what several formats share, so there is no fuzz target of this name. */
export const definition = defineFormat({
  slug: "time",
  title: "Time spans, timestamps and time zone names",
  kind: "text",
  maxLen: MAX_LENGTH,
  diagnostics: {},
  laws: [roundTrip],
  run,
  observe,
  inspect(input) {
    const text = decodeUtf8(input);
    const timespan = parseSec(text);
    const timestamp = parseTimestamp(text, PINNED_NOW);
    const timezone = isTimezone(text);
    const isAny = typeof timespan === "bigint" || typeof timestamp === "bigint" || timezone;
    return { value: isAny ? { timespan, timestamp, timezone } : null, diagnostics: [], error: isAny ? null : "EINVAL" };
  },
  dictionary: () => [...timespanUnits, "infinity", "now", "today", "yesterday", "tomorrow", " ago", " left", "UTC"],
  seeds: () => TIME_SAMPLES.map(([name, text]) => ({ name, bytes: encodeUtf8(text) })),
});

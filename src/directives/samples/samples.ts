/** Values of one value type, as they stand behind `Name=`. */
export interface Samples {
  /** Accepted without a report. */
  readonly valid: readonly string[];
  /** Refused with a report; empty where anything goes. */
  readonly invalid: readonly string[];
  /** The words that a value, or each member of a list, is one of; absent where values are no words, or too many. */
  readonly words?: readonly string[];
}

export type SampleTable = Readonly<Record<string, Samples>>;

export const samples = (valid: readonly string[], invalid: readonly string[] = []): Samples => ({ valid, invalid });

/** Samples of values that are words, or lists of them. */
export const worded = (words: readonly string[], { valid, invalid }: Samples): Samples => ({ valid, invalid, words });

/** One word of an enumeration. */
export const oneOf = (words: readonly string[], more: readonly string[] = []): Samples =>
  worded(words, samples([...words, ...more], ["bogus", `${words[0]!.toUpperCase()}X`]));

/** One word of an enumeration whose first words answer to booleans too. */
export const oneOfOrBoolean = (words: readonly string[]): Samples =>
  worded([...new Set([...words, "yes", "no"])], oneOf(words, ["true", "0"]));

const BOOLEANS = ["yes", "no", "1", "0", "true", "off", "Y", "f", "ON"];
const BOOLEAN_WORDS = ["yes", "no", "true", "false", "on", "off"];

export const BOOLEAN = worded(BOOLEAN_WORDS, samples(BOOLEANS, ["maybe", "2", ""]));
export const TRISTATE = worded(BOOLEAN_WORDS, samples([...BOOLEANS, ""], ["maybe", "2"]));

/** An integer from 0 up to `max`. */
export const unsigned = (max: number): Samples =>
  samples(["0", "1", "0x10", "0b101", "0o17", "007", "+5", String(max)], [String(max + 1), "-1", "abc", ""]);

const SPANS = ["0", "5", "1500ms", "1min 30s", "2h", "infinity", "1y", "3.5s", "1us", "10d 4h", "2 weeks"];
const BAD_SPANS = ["-1", "5 foo", "18446744073709551616"];

export const TIME_SPAN = samples(SPANS, [...BAD_SPANS, ""]);
export const TIME_SPAN_OR_EMPTY = samples([...SPANS, ""], BAD_SPANS);

export const UINT8 = unsigned(0xff);
export const UINT16 = unsigned(0xffff);
export const UINT32 = unsigned(0xffff_ffff);
/** As it stands, or empty for the default. */
export const UINT32_OR_EMPTY = samples(["0", "1", "1024", "4294967295", ""], ["1K", "4294967296", "-1", "bogus"]);

export const CPUS = samples(["0", "0 1 2", "0-3", "0,2-4", "0-1,5", ""], ["abc", "3-1"]);
export const MAC = samples(
  ["00:11:22:33:44:55", "00-11-22-33-44-55", "0011.2233.4455"],
  ["bogus", "00:11", "zz:11:22:33:44:55"],
);
export const SIZE = samples(
  ["0", "1", "1500", "64K", "1.5M", "2G", "4294967296", "1G 512M"],
  ["-1", "infinity", "10KB", "abc"],
);
export const ABSOLUTE_PATH = samples(["/etc/x", "/a b", "/"], ["rel", "/a/../b"]);

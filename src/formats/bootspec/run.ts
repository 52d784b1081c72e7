import { NUL } from "../../core/ascii.js";
import { indexOfByte } from "../../core/bytes.js";
import type { Errno } from "../../core/errno.js";
import { encodeUtf8 } from "../../core/utf8.js";
import { asStrings } from "../../json/dispatch.js";
import { JsonError, parseJson } from "../../json/parse.js";
import { JsonArray, JsonObject, JsonString, type JsonVariant } from "../../json/variant.js";
import { cunescape } from "../../text/escape.js";
import { encodeRaw } from "../../text/raw-bytes.js";
import { addReported, compareEntries, readDefaultPattern, selectDefault, uniquify } from "./config.js";
import { type BootspecReport, report } from "./diagnostics.js";
import { parseEntry } from "./entry.js";
import { listEntries } from "./list.js";
import type { BootEntry } from "./model.js";
import { LENGTH_MAX } from "./tables.js";

/** Outcome of loading one entry: `null` when its name is no text. */
export type EntryResult = "ok" | "EINVAL" | "ERANGE" | "unescape:ENODATA" | null;

/** What is chosen and shown once every member was read. */
export interface BootMenu {
  /** In the order of the menu. */
  readonly entries: readonly BootEntry[];
  readonly defaultPattern: string | null;
  readonly defaultEntry: number;
  /** The listing; `null` when it cannot be made. */
  readonly listing: string | null;
}

export interface BootspecOutcome {
  /** Why the input is no JSON; `null` when it is, `"ignored"` when it is too long to be looked at. */
  readonly refused: Errno | "ignored" | null;
  /** Why its members were not all read; `null` when they were. */
  readonly dispatch: "EINVAL" | "EADDRNOTAVAIL" | "ENOTUNIQ" | null;
  readonly configRead: boolean;
  readonly entryResults: readonly EntryResult[] | null;
  readonly loaderRead: boolean;
  readonly menu: BootMenu | null;
  readonly reports: readonly BootspecReport[];
}

type DispatchErrno = NonNullable<BootspecOutcome["dispatch"]>;

const UNESCAPE = { relax: true, acceptNul: true } as const;
const CONFIG = "config";
const ENTRIES = "entries";
const LOADER = "loader";
const BAD_TYPE: DispatchErrno = "EINVAL";
const REPEATED: DispatchErrno = "ENOTUNIQ";

/** Reads the members of the wrapper in their order. */
class Wrapper {
  readonly reports: BootspecReport[] = [];
  readonly entries: BootEntry[] = [];
  defaultPattern: string | null = null;
  configRead = false;
  entryResults: EntryResult[] | null = null;
  loaderRead = false;
  readonly #seen = new Set<string>();

  readAll(wrapper: JsonVariant): DispatchErrno | null {
    if (!(wrapper instanceof JsonObject)) return BAD_TYPE;
    for (const [index, { value: name }] of wrapper.keys.entries()) {
      const errno = this.#read(name, wrapper.values[index]!);
      if (errno !== null) return errno;
    }
    return null;
  }

  #read(name: string, value: JsonVariant): DispatchErrno | null {
    if (name === CONFIG) {
      if (!(value instanceof JsonString)) return BAD_TYPE;
      return this.#isRepeated(name) ? REPEATED : this.#config(value);
    }
    if (name !== ENTRIES && name !== LOADER) return "EADDRNOTAVAIL";
    if (!(value instanceof JsonArray)) return BAD_TYPE;
    if (this.#isRepeated(name)) return REPEATED;
    return name === ENTRIES ? this.#entries(value) : this.#loader(value);
  }

  #isRepeated(name: string): boolean {
    if (this.#seen.has(name)) return true;
    this.#seen.add(name);
    return false;
  }

  #config({ value }: JsonString): null {
    this.defaultPattern = readDefaultPattern(encodeUtf8(value), this.reports) ?? this.defaultPattern;
    this.configRead = true;
    return null;
  }

  #entries({ elements }: JsonArray): DispatchErrno | null {
    const results: EntryResult[] = [];
    this.entryResults = results;
    for (const pair of elements) {
      if (!(pair instanceof JsonArray) || !pair.elements.length) return BAD_TYPE;
      results.push(this.#entry(pair.elements[0]!, pair.elements[1]));
    }
    return null;
  }

  #entry(name: JsonVariant, content: JsonVariant | undefined): EntryResult {
    if (!(name instanceof JsonString)) return null;
    if (!(content instanceof JsonString)) return "unescape:ENODATA";
    const bytes = encodeRaw(cunescape(content.value, UNESCAPE)!);
    const entry = parseEntry(name.value, bytes, this.reports);
    if ("errno" in entry) return entry.errno;
    this.entries.push(entry);
    return "ok";
  }

  #loader(value: JsonArray): DispatchErrno | null {
    const ids = asStrings(value);
    if (ids === null) return BAD_TYPE;
    addReported(this.entries, ids);
    this.loaderRead = true;
    return null;
  }
}

function finish({ entries, defaultPattern, reports }: Wrapper): BootMenu {
  entries.sort(compareEntries);
  uniquify(entries);
  const defaultEntry = selectDefault(entries, defaultPattern, reports);
  const listing = listEntries(entries, defaultEntry);
  if (listing === null) reports.push(report("bootspec.not-listed", {}));
  return { entries, defaultPattern, defaultEntry, listing };
}

const refused = (why: Errno | "ignored"): BootspecOutcome => ({
  refused: why,
  dispatch: null,
  configRead: false,
  entryResults: null,
  loaderRead: false,
  menu: null,
  reports: [],
});

/** What the fuzz entry point does with a JSON text that ends at its first NUL byte. Origin: fuzz-bootspec.c at 257. */
export function run(input: Uint8Array): BootspecOutcome {
  if (input.length > LENGTH_MAX) return refused("ignored");
  const value = parseJson(input, 0, indexOfByte(input, NUL, 0, input.length));
  if (value instanceof JsonError) return refused(value.errno);
  const wrapper = new Wrapper();
  const dispatch = wrapper.readAll(value);
  const menu = dispatch === null ? finish(wrapper) : null;
  const { configRead, entryResults, loaderRead, reports } = wrapper;
  return { refused: null, dispatch, configRead, entryResults, loaderRead, menu, reports };
}

import { InvariantError } from "../core/diagnostics.js";

/** What becomes of an assignment to a known key. */
export type DirectiveStatus =
  /** Its value is parsed. */
  | "active"
  /** Support is gone; the reader is told. */
  | "legacy"
  /** Needs a feature that the reference build of systemd lacks; reported at debug level. */
  | "not-built-in"
  /** Read by another program; accepted silently. */
  | "ignored"
  /** Described, but systemd's reader does not know the section. */
  | "unread";

/** One key of a section. */
export interface Directive {
  readonly section: string;
  readonly name: string;
  /** Key of `valueTypes` (src/directives/value-types.ts); `null` unless the status is `active`. */
  readonly type: string | null;
  /** What tells directives of one value type apart (`requires`, `NOFILE`, `ipv6`), or `null`. */
  readonly variant: string | null;
  readonly status: DirectiveStatus;
}

/**
 * Rows of one section: a line per directive, `<name> <value type> [<variant>]`, or `<name> (<status>)` where the value is
 * not parsed.
 */
type SectionRows = readonly [section: string, rows: string];

const statuses: ReadonlySet<string> = new Set<DirectiveStatus>(["legacy", "not-built-in", "ignored", "unread"]);

function readRow(section: string, line: string): Directive {
  const [name, type, variant = null, rest] = line.split(" ");
  if (name === undefined || type === undefined || rest !== undefined) {
    throw new InvariantError(`[${section}] has a malformed row: ${line}`);
  }
  if (!type.startsWith("(")) return { section, name, type, variant, status: "active" };
  const status = type.slice(1, -1);
  if (!statuses.has(status)) throw new InvariantError(`[${section}] ${name} has the unknown status ${status}`);
  return { section, name, type: null, variant: null, status: status as DirectiveStatus };
}

/**
 * The keys that one INI dialect knows, in systemd's order. Rows are read at the first use.
 *
 * A section may come in several pieces: compatibility names are listed last.
 */
export class DirectiveTable {
  #rows: readonly Directive[] | null = null;
  #sections: ReadonlyMap<string, readonly Directive[]> | null = null;
  #index: ReadonlyMap<string, Directive> | null = null;

  constructor(
    /** Slug of the format whose files have these keys. */
    readonly slug: string,
    readonly pieces: readonly SectionRows[],
  ) {}

  get rows(): readonly Directive[] {
    this.#rows ??= this.pieces.flatMap(([section, rows]) =>
      rows
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => readRow(section, line)),
    );
    return this.#rows;
  }

  /** Directives by section, sections in order of first appearance. */
  get sections(): ReadonlyMap<string, readonly Directive[]> {
    if (this.#sections === null) {
      const sections = new Map<string, Directive[]>();
      for (const row of this.rows) {
        const section = sections.get(row.section);
        if (section === undefined) sections.set(row.section, [row]);
        else section.push(row);
      }
      this.#sections = sections;
    }
    return this.#sections;
  }

  /** The directive of `Section.Name`, exactly spelled. */
  lookup(section: string, name: string): Directive | undefined {
    this.#index ??= new Map(this.rows.map((row) => [`${row.section}.${row.name}`, row]));
    return this.#index.get(`${section}.${name}`);
  }
}

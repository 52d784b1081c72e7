import type { Assignment, Binding, Bindings } from "./assignment.js";

/** Settings of one section of a kind that a file may have several of. */
export interface RepeatedSection {
  /** Line of the section's header, or of the assignment that stands for a whole section. */
  readonly line: number;
  /** Whether a value in it was refused, for which the section is dropped in the end. */
  invalid: boolean;
}

/** What stands for no sections, of which most files have none of most kinds; never written to. */
const noSections = new Map<number, never>();

/** What stands for no sections of earlier files; never written to. */
const nothingEarlier = new Set<never>();

/**
 * Sections of one kind, in the order in which they came. Those of one file are told apart by their line; a drop-in is a
 * file of its own. Origin: the *_by_section tables at 257.
 */
export class RepeatedSections<Section extends RepeatedSection> {
  #earlier: Set<Section> = nothingEarlier;
  #byLine: Map<number, Section> = noSections;

  constructor(readonly create: (line: number) => Section) {}

  get size(): number {
    return this.#earlier.size + this.#byLine.size;
  }

  /** The section of a line of the file that is being read, made by `create` when there is none. */
  at(line: number, create: (line: number) => Section = this.create): Section {
    const known = this.#byLine.get(line);
    if (known !== undefined) return known;
    const section = create(line);
    if (this.#byLine === noSections) this.#byLine = new Map();
    this.#byLine.set(line, section);
    return section;
  }

  /** From now on lines are those of another file. */
  startFile(): void {
    if (!this.#byLine.size) return;
    if (this.#earlier === nothingEarlier) this.#earlier = new Set();
    for (const section of this.#byLine.values()) this.#earlier.add(section);
    this.#byLine = noSections;
  }

  /** A section for settings that follow from others, with the first line behind all sections. Origin: hashmap_find_free_section_line() at 257. */
  append(): Section {
    let last = 0;
    for (const { line } of this) if (line > last) last = line;
    return this.at(last + 1);
  }

  drop(section: Section): void {
    if (this.#byLine.get(section.line) === section) this.#byLine.delete(section.line);
    else this.#earlier.delete(section);
  }

  clear(): void {
    this.#earlier = nothingEarlier;
    this.#byLine = noSections;
  }

  [Symbol.iterator](): IterableIterator<Section> {
    return this.#earlier === nothingEarlier ? this.#byLine.values() : this.#all();
  }

  *#all(): IterableIterator<Section> {
    yield* this.#earlier;
    yield* this.#byLine.values();
  }

  toJSON(): readonly Section[] {
    return [...this];
  }

  /** Drops what was refused, and what `check` does not want. Sections may be dropped by `check` itself. */
  keepIf(check: (section: Section) => boolean): void {
    for (const section of this) if (section.invalid || !check(section)) this.drop(section);
  }
}

/** Makes a section useless when one of its values is refused. */
export function invalidating<Section extends RepeatedSection, At extends Assignment>(
  bindings: Bindings<Section, At>,
): Bindings<Section, At> {
  const wrap =
    (binding: Binding<Section, At>): Binding<Section, At> =>
    (section, value, at) => {
      at.refused = false;
      const error = binding(section, value, at);
      if (at.refused) section.invalid = true;
      return error;
    };
  return Object.fromEntries(Object.entries(bindings).map(([key, binding]) => [key, wrap(binding)]));
}

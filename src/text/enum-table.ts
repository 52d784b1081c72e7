const NOT_FOUND = -1;

/**
 * Words of an enumeration: from a word to its position and back.
 *
 * The map behind it is built at the first look-up. Words are compared exactly; what the table lacks is -1 or `null`.
 */
export class EnumTable<const Word extends string = string> {
  #positions: Map<string, number> | null = null;

  constructor(readonly words: readonly Word[]) {}

  /** Position of a word, or -1. */
  indexOf(text: string): number {
    this.#positions ??= new Map(this.words.map((word, index) => [word, index]));
    return this.#positions.get(text) ?? NOT_FOUND;
  }

  /** The word itself when the table has it, else `null`. */
  parse(text: string): Word | null {
    const index = this.indexOf(text);
    return index === NOT_FOUND ? null : this.words[index]!;
  }

  has(text: string): text is Word {
    return this.indexOf(text) !== NOT_FOUND;
  }
}

/** Names of numbers that have gaps between them: from a name to its number and back. Maps are built at the first look-up. */
export class NumberNames<Name extends string = string> {
  #numbers: ReadonlyMap<string, number> | null = null;
  #names: ReadonlyMap<number, Name> | null = null;

  /** Of several names for one number, the first is the one that is printed. */
  constructor(readonly table: Readonly<Record<Name, number>>) {}

  /** The number of a name, or -1. */
  numberOf(name: string): number {
    this.#numbers ??= new Map(Object.entries<number>(this.table));
    return this.#numbers.get(name) ?? -1;
  }

  /** The name of a number, or `null`. */
  nameOf(number: number): Name | null {
    if (this.#names === null) {
      const names = new Map<number, Name>();
      for (const [name, value] of Object.entries<number>(this.table)) {
        if (!names.has(value)) names.set(value, name as Name);
      }
      this.#names = names;
    }
    return this.#names.get(number) ?? null;
  }

  get names(): readonly Name[] {
    return Object.keys(this.table) as Name[];
  }
}

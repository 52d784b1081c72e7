const ASCII_SIZE = 128;
const MEMBER = 1;

/** A set of ASCII characters for scanning: membership by table. */
export class CharSet {
  readonly #table = new Uint8Array(ASCII_SIZE);

  constructor(characters: string) {
    for (let i = 0; i < characters.length; i++) this.#table[characters.charCodeAt(i)] = MEMBER;
  }

  has(c: number): boolean {
    return c < ASCII_SIZE && this.#table[c] === MEMBER;
  }

  /** Whether every character of `text[start, end)` is in the set; true for an empty range. */
  hasAll(text: string, start = 0, end = text.length): boolean {
    const table = this.#table;
    for (let i = start; i < end; i++) {
      const c = text.charCodeAt(i);
      if (c >= ASCII_SIZE || table[c] !== MEMBER) return false;
    }
    return true;
  }
}

export const DIGITS = "0123456789";
export const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

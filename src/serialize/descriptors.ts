/** Which descriptor numbers a process has in use: a new one gets the lowest number that is free. */
export class DescriptorTable {
  readonly #used: Set<number>;
  #lowestFree: number;

  /** The numbers below `first` are in use from the start. */
  constructor(
    readonly first: number,
    used: Iterable<number> = [],
  ) {
    this.#used = new Set(used);
    this.#lowestFree = first;
  }

  open(): number {
    let number = this.#lowestFree;
    while (this.#used.has(number)) number++;
    this.#used.add(number);
    this.#lowestFree = number + 1;
    return number;
  }

  close(number: number): void {
    if (this.#used.delete(number) && number < this.#lowestFree) this.#lowestFree = number;
  }

  copy(): DescriptorTable {
    return new DescriptorTable(this.first, this.#used);
  }
}

/** The rest of an amount comes within this time after a digit that did not count, in milliseconds. */
const restMs = 2000;

/**
 * Remembers digits that did not count, because a payment ran, or a result in doubt or a dialog was open. The next digits are the
 * rest of the same amount. Alone they would be another amount: 0.50 for 12.50. So they do not count either, until no digit was
 * typed for two seconds, or Enter has ended the amount.
 */
export class CutAmount {
  #lastAt: number | undefined;
  #begins = false;

  /** @param at when the digit was typed, in milliseconds from any fixed moment */
  drop(at: number): void {
    this.#lastAt = at;
    this.#begins = true;
  }

  /** True if a key of this moment belongs to an amount whose first digits did not count. */
  includes(at: number): boolean {
    return this.#lastAt !== undefined && at - this.#lastAt < restMs;
  }

  /** Enter, or a barcode, has ended the amount that did not count. */
  end(): void {
    this.#lastAt = undefined;
  }

  /** True once after digits that did not count: the next digit begins an amount, and follows nothing that was typed before. */
  takeBegin(): boolean {
    const begins = this.#begins;
    this.#begins = false;
    this.#lastAt = undefined;
    return begins;
  }
}

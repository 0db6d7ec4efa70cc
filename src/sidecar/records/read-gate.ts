/** Lets readings run together, and an exchange of the files that they read only between them. */
export class ReadGate {
  #readings = 0;
  #exchange: Promise<void> | undefined;
  #onIdle: (() => void) | undefined;

  async read<Result>(task: () => Promise<Result>): Promise<Result> {
    while (this.#exchange) await this.#exchange;
    this.#readings += 1;
    try {
      return await task();
    } finally {
      this.#readings -= 1;
      if (this.#readings === 0) this.#onIdle?.();
    }
  }

  /** Exchanges never run at the same time: the caller sees to that. */
  async exchange(task: () => Promise<void>): Promise<void> {
    const done = this.#whenIdle().then(task);
    // A reading that waits does not fail because of the exchange.
    this.#exchange = done.catch(() => {});
    await done.finally(() => {
      this.#exchange = undefined;
    });
  }

  /** True while something reads. */
  get isReading(): boolean {
    return this.#readings > 0;
  }

  #whenIdle(): Promise<void> {
    if (this.#readings === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#onIdle = () => {
        this.#onIdle = undefined;
        resolve();
      };
    });
  }
}

/** Readings run at the same time. An exchange of the files that they read waits for their end, and later readings wait for it. */
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

  /** Runs an exchange. The caller ensures that only one runs at a time. */
  async exchange(task: () => Promise<void>): Promise<void> {
    const done = this.#whenIdle().then(task);
    // A reading that waits for the exchange does not fail with it.
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

/** A file of the sidecar whose last write has failed. */
export interface WriteFailure {
  readonly path: string;
  readonly error: string;
}

/** Time between two tries while writes fail, ms. */
export const usualTryAgainMs = 10_000;

/** Knows whether the last write of a file has failed. Until one works, it tries again by itself, also without a payment. */
export class WriteWatch {
  #failure: WriteFailure | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #isClosed = false;

  constructor(
    private readonly path: string,
    private readonly tryAgain: () => void,
    private readonly tryAgainMs: number,
  ) {}

  get failure(): WriteFailure | undefined {
    return this.#failure;
  }

  failed(error: unknown): void {
    this.#failure = { path: this.path, error: error instanceof Error ? error.message : String(error) };
    if (!this.#isClosed) this.#timer ??= setInterval(this.tryAgain, this.tryAgainMs).unref();
  }

  worked(): void {
    this.#failure = undefined;
    this.#stop();
  }

  close(): void {
    this.#isClosed = true;
    this.#stop();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

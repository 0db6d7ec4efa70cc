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
  #onChange: () => void = () => {};

  constructor(
    private readonly path: string,
    private readonly tryAgain: () => void,
    private readonly tryAgainMs: number,
  ) {}

  get failure(): WriteFailure | undefined {
    return this.#failure;
  }

  /** Calls back when writes begin to fail, when they fail for another reason, and when one works again. */
  onChange(listener: () => void): void {
    this.#onChange = listener;
  }

  failed(error: unknown): void {
    const before = this.#failure?.error;
    this.#failure = { path: this.path, error: error instanceof Error ? error.message : String(error) };
    if (!this.#isClosed) this.#timer ??= setInterval(this.tryAgain, this.tryAgainMs).unref();
    if (this.#failure.error !== before) this.#onChange();
  }

  worked(): void {
    if (!this.#failure) return;
    this.#failure = undefined;
    this.#stop();
    this.#onChange();
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

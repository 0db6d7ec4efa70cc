import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Renders a long list from its start, one chunk per frame, after the rest of the screen. So the page can handle clicks
 * between two chunks. Rendered chunks stay rendered.
 */
export class ChunkedList implements ReactiveController {
  #allowedRows = 0;
  #frame: number | undefined;
  #task: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly chunkSize: number,
  ) {
    host.addController(this);
  }

  /** Returns how many of the `wanted` rows to render now. Call it while rendering. */
  count(wanted: number): number {
    if (wanted > this.#allowedRows) this.#frame ??= requestAnimationFrame(this.#afterFrame);
    return Math.min(wanted, this.#allowedRows);
  }

  /** Continues rendering when the list is in the page again. */
  hostConnected(): void {
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#task);
    this.#frame = undefined;
  }

  /** Uses a timeout, because work inside the frame would delay that frame. */
  readonly #afterFrame = (): void => {
    this.#task = setTimeout(() => {
      this.#frame = undefined;
      this.#allowedRows += this.chunkSize;
      this.host.requestUpdate();
    });
  };
}

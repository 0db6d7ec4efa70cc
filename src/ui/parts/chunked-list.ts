import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Renders a long list one chunk per frame, from its start and after the rest of the screen, so that clicks are handled
 * between two chunks. Rendered chunks stay.
 */
export class ChunkedList implements ReactiveController {
  #drawn = 0;
  #frame: number | undefined;
  #task: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly chunkSize: number,
  ) {
    host.addController(this);
  }

  /** How many of `wanted` rows to render now. Call it while rendering. */
  count(wanted: number): number {
    if (wanted > this.#drawn) this.#frame ??= requestAnimationFrame(this.#afterFrame);
    return Math.min(wanted, this.#drawn);
  }

  /** Back in the page, the list continues rendering. */
  hostConnected(): void {
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#task);
    this.#frame = undefined;
  }

  /** A timeout, because work inside the frame would delay that frame. */
  readonly #afterFrame = (): void => {
    this.#task = setTimeout(() => {
      this.#frame = undefined;
      this.#drawn += this.chunkSize;
      this.host.requestUpdate();
    });
  };
}

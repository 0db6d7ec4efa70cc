import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Draws a long list a piece a frame, from its beginning and after the screen around it: a press is answered between two
 * pieces. What has been drawn stays.
 */
export class InPieces implements ReactiveController {
  #drawn = 0;
  #frame: number | undefined;
  #task: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly piece: number,
  ) {
    host.addController(this);
  }

  /** How many of so many are drawn now. Asked while drawing. */
  of(wanted: number): number {
    if (wanted > this.#drawn) this.#frame ??= requestAnimationFrame(this.#afterFrame);
    return Math.min(wanted, this.#drawn);
  }

  /** Put back into the page, it goes on with the drawing that this needs. */
  hostConnected(): void {
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#task);
    this.#frame = undefined;
  }

  /** Within the frame it would only make that one longer. */
  readonly #afterFrame = (): void => {
    this.#task = setTimeout(() => {
      this.#frame = undefined;
      this.#drawn += this.piece;
      this.host.requestUpdate();
    });
  };
}

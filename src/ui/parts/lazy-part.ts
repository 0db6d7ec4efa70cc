import './ecr-load-failed.ts';
import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { LazyFeature } from '../../texts/load-texts.ts';
import { useTexts } from '../language.ts';

type State = 'not-asked' | 'loading' | 'here' | 'failed';

/**
 * A part of the page that loads when a person opens it, so that the first load is small. The service worker caches
 * every part, so it works offline. If loading fails, the page says so and offers a retry.
 */
export class LazyPart implements ReactiveController {
  #state: State = 'not-asked';
  #attempts = 0;

  constructor(
    private readonly host: ReactiveControllerHost,
    /** The features whose texts the part needs. They load together with the part, in the page's language. */
    private readonly features: readonly LazyFeature[],
    private readonly load: () => Promise<unknown>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** Resolves to true once the part is loaded; it stays loaded. */
  async open(): Promise<boolean> {
    if (this.#state === 'here') return true;
    if (this.#state !== 'loading') this.#setState('loading');
    try {
      await Promise.all([useTexts(this.features), this.load()]);
      this.#setState('here');
      return true;
    } catch {
      this.#attempts += 1;
      this.#setState('failed');
      return false;
    }
  }

  /** Loads the part if needed, and renders `content` once it is loaded. */
  render(content: () => TemplateResult): TemplateResult | '' {
    if (this.#state === 'here') return content();
    if (this.#state === 'failed') return this.#failed(false);
    if (this.#state === 'not-asked') queueMicrotask(() => void this.open());
    return html`<ecr-load-failed loading></ecr-load-failed>`;
  }

  /** Like `render`, for a dialog that `open` loads: renders nothing during loading, and shows a failure in a dialog. */
  renderOver(content: () => TemplateResult, closed: () => void): TemplateResult | '' {
    if (this.#state === 'here') return content();
    return this.#state === 'failed' ? this.#failed(true, closed) : '';
  }

  #failed(over: boolean, closed: () => void = () => {}): TemplateResult {
    return html`<ecr-load-failed
      .over=${over}
      .again=${this.#attempts > 1}
      @retry=${() => void this.open()}
      @closed=${closed}
    ></ecr-load-failed>`;
  }

  #setState(state: State): void {
    this.#state = state;
    // The attribute is for styles and tests, because a dialog shows nothing while it loads.
    if (this.host instanceof HTMLElement) this.host.toggleAttribute('loading-part', state === 'loading');
    this.host.requestUpdate();
  }
}

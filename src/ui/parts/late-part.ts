import './ecr-load-failed.ts';
import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';

type State = 'not-asked' | 'loading' | 'here' | 'failed';

/**
 * A part of the page that is loaded when somebody opens it: the first load stays small. The service worker has every part,
 * so this works offline too; where it does not, the page says so and lets a person try again.
 */
export class LatePart implements ReactiveController {
  #state: State = 'not-asked';
  #attempts = 0;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly load: () => Promise<unknown>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** Resolves to whether it is here. Once it is, it stays. */
  async open(): Promise<boolean> {
    if (this.#state === 'here') return true;
    if (this.#state !== 'loading') this.#become('loading');
    try {
      await this.load();
      this.#become('here');
      return true;
    } catch {
      this.#attempts += 1;
      this.#become('failed');
      return false;
    }
  }

  /** Opens the part, and draws `content` once it is here. */
  render(content: () => TemplateResult): TemplateResult | '' {
    if (this.#state === 'here') return content();
    if (this.#state === 'failed') return this.#failed(false);
    if (this.#state === 'not-asked') queueMicrotask(() => void this.open());
    return html`<ecr-load-failed loading></ecr-load-failed>`;
  }

  /** The same for a dialogue: while it is being loaded the page stays as it is, and bad news is a dialogue too. */
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

  #become(state: State): void {
    this.#state = state;
    this.host.requestUpdate();
  }
}

import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { fill } from '../format.ts';
import type { WebTillList } from '../host-api.ts';
import { lazyTexts } from '../language.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';

/** Lists the web pages that asked to use this connector. Each page has a button that deletes the decision about it. */
@customElement('ecr-tills-card')
export class EcrTillsCard extends EcrElement {
  @property({ attribute: false }) loadTills!: () => Promise<WebTillList>;
  @state() private tills: WebTillList | undefined;
  #unwatch = () => {};

  static override styles = [
    controls,
    cards,
    css`
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        align-items: center;
        justify-content: space-between;
      }
      .origin {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override firstUpdated(): void {
    void this.loadTills().then((tills) => {
      this.tills = tills;
      this.#unwatch = tills.watch(() => this.requestUpdate());
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch();
  }

  protected override render() {
    const texts = lazyTexts('tills');
    const list = this.tills?.list() ?? [];
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${texts.title}</h2>
      <p>${list.length > 0 ? texts.what : texts.none}</p>
      <ul class="stack">
        ${list.map(
          ({ origin, allowed, at }) => html`<li>
            <span>
              <span class="origin">${origin}</span><br />
              <span class="muted">
                ${fill(allowed ? texts.allowed : texts.refused, {
                  date: new Date(at).toLocaleDateString(this.locale),
                })}
              </span>
            </span>
            <button
              type="button"
              aria-label="${allowed ? texts.takeBack : texts.askAgain}: ${origin}"
              @click=${() => void this.tills?.forget(origin)}
            >
              ${allowed ? texts.takeBack : texts.askAgain}
            </button>
          </li>`,
        )}
      </ul>
    </section>`;
  }
}

import { css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import { fill } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { cards, notes } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';

/** Shows the current attempt of the terminal search. Fires `stop`. */
@customElement('ecr-find-progress')
export class EcrFindProgress extends EcrElement {
  /** Absent before the first attempt. */
  @property({ attribute: false }) finding: Snapshot['finding'];
  @state() private stopping = false;

  static override styles = [
    controls,
    cards,
    notes,
    css`
      section {
        grid-template-columns: minmax(0, 1fr);
      }
      .device {
        overflow-wrap: anywhere;
      }
      .attempt {
        font-variant-numeric: tabular-nums;
        font-weight: 600;
      }
      progress {
        width: 100%;
        height: 0.75rem;
        accent-color: var(--accent);
      }
    `,
  ];

  /**
   * Not a live region, because a screen reader would speak every second. It can read the progress bar, and it announces
   * the end of the search.
   */
  protected override render() {
    const texts = lazyTexts('find').search;
    const { finding } = this;
    return html`<section>
      <p class="muted device">${finding ? this.#portText(finding) : ''}</p>
      <p class="attempt">${finding ? fill(texts.attempt, finding) : html`&nbsp;`}</p>
      <progress
        aria-label=${texts.progress}
        max=${finding?.attempts ?? 1}
        value=${finding ? finding.attempt - 1 : 0}
      ></progress>
      <div class="buttons">
        <button type="button" id="find-stop" ?disabled=${this.stopping} @click=${this.#onStop}>
          ${this.stopping ? texts.stopping : texts.stop}
        </button>
      </div>
    </section>`;
  }

  #portText({ device, place, devices }: NonNullable<Snapshot['finding']>): string {
    const texts = lazyTexts('find').search;
    const name = device || texts.anyPort;
    return fill(devices > 1 ? texts.port : texts.onePort, { device: name, place, devices });
  }

  #onStop(): void {
    this.stopping = true;
    this.dispatchEvent(new Event('stop'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-find-progress': EcrFindProgress;
  }
}

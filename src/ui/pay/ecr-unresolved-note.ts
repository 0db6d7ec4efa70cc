import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Snapshot } from '../../core/relay/snapshot.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { ResolveEvent, unresolved } from '../resolve/doubtful-payment.ts';
import { plural } from '../texts/plural.ts';
import { controls } from '../theme/controls.ts';

/** Reminds of payments that nobody has resolved; other payments go on meanwhile. The oldest ticket is looked at first. */
@customElement('ecr-unresolved-note')
export class EcrUnresolvedNote extends EcrElement {
  @property({ attribute: false }) snapshot!: Snapshot;

  static override styles = [
    controls,
    css`
      section {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
        align-items: center;
        padding: var(--space-3) var(--space-4);
        border: 1px solid var(--warn-line);
        border-radius: var(--radius);
        background: var(--warn-soft);
        color: var(--warn);
      }
      p {
        display: flex;
        flex: 1 1 16rem;
        gap: var(--space-3);
        margin: 0;
        text-wrap: pretty;
      }
    `,
  ];

  protected override render() {
    const waiting = unresolved(this.snapshot);
    const [oldest] = waiting;
    if (!oldest) return nothing;
    const { plurals, resolver } = this.t;
    return html`<section aria-label=${resolver.open}>
      <p>${icon('question')}<span>${plural(plurals.unresolved, waiting.length, this.locale)}</span></p>
      <button type="button" @click=${() => this.dispatchEvent(new ResolveEvent(oldest))}>${resolver.open}</button>
    </section>`;
  }
}

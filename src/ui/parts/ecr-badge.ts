import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { tones } from '../theme/cards.ts';
import { EcrElement } from './ecr-element.ts';
import { type IconName, icon } from './icon.ts';

export type Tone = 'good' | 'bad' | 'warn' | 'calm';

/** A short status text; icon and color only repeat it. */
@customElement('ecr-badge')
export class EcrBadge extends EcrElement {
  @property() tone: Tone = 'calm';
  @property() icon: IconName = 'info';
  @property() text = '';

  static override styles = [
    tones,
    css`
    :host {
      display: inline-flex;
    }
    span {
      display: inline-flex;
      align-items: center;
      gap: var(--space-1);
      padding: 0.125rem var(--space-2);
      border-radius: 99px;
      font-size: var(--text-small);
      font-weight: 600;
      white-space: nowrap;
    }
    @media (max-width: 40rem) {
      span {
        border-radius: 1rem;
        white-space: normal;
      }
    }
    svg {
      flex: none;
    }
  `,
  ];

  protected override render() {
    return html`<span class=${this.tone}>${icon(this.icon, 16)}${this.text}</span>`;
  }
}

import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { tones } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { EcrElement } from './ecr-element.ts';
import { type IconName, icon } from './icon.ts';

/** A notice across the page that stays until its cause is gone. Actions go into the slot. */
@customElement('ecr-banner')
export class EcrBanner extends EcrElement {
  @property() tone: 'bad' | 'warn' | 'calm' | 'simulated' = 'calm';
  @property() icon: IconName = 'info';
  @property() heading = '';
  @property() text = '';

  static override styles = [
    controls,
    tones,
    css`
      .banner {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-3);
        padding: var(--space-2) max(var(--space-4), calc((100% - var(--page-width)) / 2 + var(--space-5)));
        border-bottom: 1px solid var(--line);
      }
      .words {
        display: flex;
        flex: 1 1 16rem;
        align-items: flex-start;
        gap: var(--space-3);
      }
      p {
        margin: 0;
        text-wrap: pretty;
      }
      svg {
        margin-top: 0.125rem;
      }
      ::slotted(a) {
        display: inline-flex;
        align-items: center;
        justify-content: center;
        min-width: var(--target);
        min-height: var(--target);
      }
      .simulated {
        border-block: 0.25rem solid;
        border-image: repeating-linear-gradient(
            -45deg,
            var(--warn-line) 0 0.75rem,
            transparent 0.75rem 1.5rem
          )
          8;
        background: var(--warn-soft);
        color: var(--warn);
      }
      /* Little room: the words take less of it, and the heading of what is simulated says enough. */
      @media (max-width: 40rem), (max-height: 30rem) {
        .banner {
          padding-block: var(--space-1);
        }
        .simulated {
          padding-block: 0;
        }
        .words {
          flex-basis: 12rem;
          gap: var(--space-2);
          font-size: var(--text-small);
        }
        .simulated strong ~ span {
          display: none;
        }
      }
    `,
  ];

  protected override render() {
    return html`<div class="banner ${this.tone}">
      <div class="words">
        ${icon(this.icon)}
        <p>${this.heading ? html`<strong>${this.heading}</strong> ` : ''}<span>${this.text}</span></p>
      </div>
      <slot></slot>
    </div>`;
  }
}

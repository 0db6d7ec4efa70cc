import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { lazyTexts } from '../language.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';

/** Lists the known peculiarities of terminals, and what the connector or a person does about each. */
@customElement('ecr-peculiarities')
export class EcrPeculiarities extends EcrElement {
  static override styles = [
    controls,
    cards,
    css`
      ul {
        display: grid;
        gap: var(--space-3);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        padding-bottom: var(--space-3);
        border-bottom: 1px solid var(--line);
        overflow-wrap: anywhere;
      }
      li:last-child {
        border-bottom: 0;
      }
      .remedy {
        display: flex;
        gap: var(--space-2);
        margin-top: var(--space-1);
        color: var(--text-muted);
      }
    `,
  ];

  protected override render() {
    return html`<ul>
      ${Object.entries(lazyTexts('peculiarities')).map(
        ([id, { what, remedy }]) => html`<li id=${id}>
          <p>${what}</p>
          <p class="remedy">${icon('check')} <span>${remedy}</span></p>
        </li>`,
      )}
    </ul>`;
  }
}

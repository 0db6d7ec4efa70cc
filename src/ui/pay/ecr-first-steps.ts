import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { TerminalStatus } from '../../core/connector-api/snapshot.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import { lazyTexts } from '../language.ts';
import { firstStepsOf } from '../model/first-steps.ts';
import { guideHash, hashOfArea } from '../page-address.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';

/** Lists what a till still needs before it can work. */
@customElement('ecr-first-steps')
export class EcrFirstSteps extends EcrElement {
  @property({ attribute: false }) settings!: VisibleSettings;
  @property({ attribute: false }) lamp!: TerminalStatus;

  static override styles = [
    controls,
    cards,
    css`
      ol {
        display: grid;
        gap: var(--space-3);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 2rem 1fr;
        gap: var(--space-3);
      }
      .mark {
        display: grid;
        width: 2rem;
        height: 2rem;
        place-items: center;
        border-radius: 50%;
        background: var(--accent-soft);
        color: var(--accent);
        font-weight: 700;
      }
      .done .mark {
        background: var(--good-soft);
        color: var(--good);
      }
      .label {
        font-weight: 600;
        line-height: 2rem;
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-5);
      }
      a {
        display: inline-flex;
        align-items: center;
        min-height: var(--target);
        font-weight: 600;
      }
    `,
  ];

  protected override render() {
    const { words } = this.t;
    const texts = lazyTexts('first-run').firstSteps;
    const { provisioned } = this.settings;
    const stepTexts = {
      terminal: { label: texts.firstTerminal, how: texts.firstTerminalHow },
      account: { label: texts.firstAccount, how: texts.firstAccountHow },
      contract: {
        label: texts.firstContract,
        how: provisioned ? lazyTexts('first-run').guide.contractProvisioned : texts.firstContractHow,
      },
    };
    const steps = firstStepsOf(this.settings, this.lamp).map(({ name, done }) => ({
      ...stepTexts[name],
      done,
    }));
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${texts.firstSteps}</h2>
      <ol>
        ${steps.map(
          (step, index) => html`<li class=${step.done ? 'done' : ''}>
            <span class="mark" aria-hidden="true">${step.done ? icon('check') : index + 1}</span>
            <div>
              <p class="label">
                ${step.label}<span class="visually-hidden">: ${step.done ? words.done : words.toDo}</span>
              </p>
              ${step.done ? '' : html`<p class="muted">${step.how}</p>`}
            </div>
          </li>`,
        )}
      </ol>
      ${
        provisioned
          ? ''
          : html`<p class="ways">
              <a id="guide" href=${guideHash}>${lazyTexts('first-run').guide.open}</a>
              <a href=${hashOfArea('settings')}>${texts.openSettings}</a>
            </p>`
      }
    </section>`;
  }
}

import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type Finding, type FindingState, worstFirst } from '../../core/diagnostics/finding.ts';
import '../parts/ecr-badge.ts';
import type { Tone } from '../parts/ecr-badge.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import type { IconName } from '../parts/icon.ts';
import { icon } from '../parts/icon.ts';
import { fill } from '../texts/fill.ts';
import { inLanguage } from '../texts/in-language.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { findingText } from './finding-text.ts';
import { diagnosticsTexts } from './texts/diagnostics-texts.ts';

const look: Record<FindingState, { tone: Tone; icon: IconName }> = {
  broken: { tone: 'bad', icon: 'cross' },
  look: { tone: 'warn', icon: 'warning' },
  good: { tone: 'good', icon: 'check' },
};

/** What has to be mended, each with what to do; below, folded away, what is in order. */
@customElement('ecr-finding-list')
export class EcrFindingList extends EcrElement {
  @property({ attribute: false }) findings: readonly Finding[] = [];
  @property({ attribute: false }) at = 0;

  static override styles = [
    controls,
    cards,
    css`
      ul {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-1);
        padding-block: var(--space-3);
        border-top: 1px solid var(--line);
        overflow-wrap: anywhere;
      }
      h2 {
        font-size: 1.0625rem;
      }
      /* Names beside their words, so that a screen holds twice as many. */
      @media (min-width: 52rem) {
        li {
          grid-template-columns: 17rem minmax(0, 1fr);
          column-gap: var(--space-5);
        }
        .head {
          grid-row: 1 / span 2;
        }
        li > p {
          grid-column: 2;
        }
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-3);
        align-content: start;
        align-items: center;
      }
      .counts {
        margin-bottom: var(--space-4);
      }
      .todo {
        font-weight: 600;
      }
      summary {
        min-height: var(--target);
        padding-block: var(--space-2);
        font-weight: 600;
        cursor: pointer;
      }
      .fine {
        display: flex;
        gap: var(--space-2);
        color: var(--good);
        font-weight: 600;
      }
    `,
  ];

  protected override render() {
    const { words } = inLanguage(diagnosticsTexts);
    const sorted = worstFirst(this.findings);
    const bad = sorted.filter(({ state }) => state !== 'good');
    const good = sorted.filter(({ state }) => state === 'good');
    return html`${
      bad.length === 0
        ? html`<p class="fine">${icon('check')} <span>${words.allGood}</span></p>`
        : html`<p class="counts">
              ${(['broken', 'look'] as const).map((each) => this.#count(each, bad))}
            </p>
            <ul id="to-mend">${bad.map((each) => this.#line(each))}</ul>`
    }
      <details id="good-ones">
        <summary>${fill(words.goodOnes, { count: good.length })}</summary>
        <ul id="in-order">${good.map((each) => this.#line(each))}</ul>
      </details>`;
  }

  #count(state: 'broken' | 'look', bad: readonly Finding[]) {
    const { words } = inLanguage(diagnosticsTexts);
    const count = bad.filter((each) => each.state === state).length;
    if (count === 0) return '';
    const { tone, icon: drawing } = look[state];
    return html`<ecr-badge tone=${tone} icon=${drawing} text=${fill(words[`${state}Ones`], { count })}></ecr-badge> `;
  }

  #line(found: Finding) {
    const { words, checks } = inLanguage(diagnosticsTexts);
    const { what, todo } = findingText(found, this.at, this.t, this.locale);
    return html`<li data-check=${found.check}>
      <div class="head">
        <h2>${checks[found.check]}</h2>
        <ecr-badge tone=${look[found.state].tone} icon=${look[found.state].icon} text=${words[found.state]}></ecr-badge>
      </div>
      <p>${what}</p>
      ${todo && found.state !== 'good' ? html`<p class="todo">${todo}</p>` : ''}
    </li>`;
  }
}

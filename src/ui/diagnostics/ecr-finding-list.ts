import '../parts/ecr-badge.ts';
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import {
  type Finding,
  type FindingState,
  type FindingValues,
  worstFirst,
} from '../../core/diagnostics/finding.ts';
import type { TerminalState, Texts } from '../../texts/load-texts.ts';
import { ageText, fill, sizeText, spanText } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { hasDeviceName } from '../model/terminal-status.ts';
import type { Tone } from '../parts/ecr-badge.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { type IconName, icon } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';

/** The screen shows this many characters of a digest: enough to distinguish two builds. */
const digestCharacters = 12;

function valueText(value: FindingValues[string], now: number, locale: string): string {
  if (typeof value === 'number') return new Intl.NumberFormat(locale).format(value);
  if (typeof value === 'string')
    return /^[0-9a-f]{64}$/.test(value) ? value.slice(0, digestCharacters) : value;
  if ('moment' in value) return ageText(value.moment, now, locale);
  return 'bytes' in value ? sizeText(value.bytes, locale) : spanText(value.span, locale);
}

/** A finding as text: what it means, and what to do. */
export function findingText(
  { name, values }: Finding,
  now: number,
  texts: Texts,
  locale: string,
): { readonly what: string; readonly todo: string } {
  const { words, findings } = lazyTexts('diagnostics');
  const filled = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, valueText(value, now, locale)]),
  );
  const { what, todo } = findings[name];
  // The terminal status has its own text, which every screen shows.
  if (name !== 'terminal-lamp')
    return { what: removeGaps(fill(what, { oldest: '?', at: '', ...filled })), todo };
  const seen = filled['seen'] ? ` ${fill(words.seen, { age: filled['seen'] })}` : '';
  const state = values['lamp'] as TerminalState;
  const lamp = texts.lamps[state];
  // During `opening`, the description may belong to the previous attempt.
  const showsDevice = hasDeviceName(state) && state !== 'opening';
  const description = showsDevice && filled['description'] ? `${filled['description']}.` : '';
  return { what: removeGaps(`${fill(what, { label: lamp.label, description })}${seen}`), todo: lamp.todo };
}

/** Removes the gaps that empty values leave. */
const removeGaps = (text: string): string => text.replace(/, \./g, '.').replace(/ {2,}/g, ' ').trim();

const stateBadges: Record<FindingState, { tone: Tone; icon: IconName }> = {
  broken: { tone: 'bad', icon: 'cross' },
  look: { tone: 'warn', icon: 'warning' },
  good: { tone: 'good', icon: 'check' },
};

/** Lists the problems and what to do about each. A closed section below lists the checks that passed. */
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
      /* Labels are beside their texts, so that twice as many findings fit on a screen. */
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
    const { words } = lazyTexts('diagnostics');
    const sorted = worstFirst(this.findings);
    const bad = sorted.filter(({ state }) => state !== 'good');
    const good = sorted.filter(({ state }) => state === 'good');
    return html`${
      bad.length === 0
        ? html`<p class="fine">${icon('check')} <span>${words.allGood}</span></p>`
        : html`<p class="counts">
              ${(['broken', 'look'] as const).map((each) => this.#renderCount(each, bad))}
            </p>
            <ul id="to-mend">${bad.map((each) => this.#renderFinding(each))}</ul>`
    }
      <details id="good-ones">
        <summary>${fill(words.goodOnes, { count: good.length })}</summary>
        <ul id="in-order">${good.map((each) => this.#renderFinding(each))}</ul>
      </details>`;
  }

  #renderCount(state: 'broken' | 'look', bad: readonly Finding[]) {
    const { words } = lazyTexts('diagnostics');
    const count = bad.filter((each) => each.state === state).length;
    if (count === 0) return '';
    const { tone, icon: drawing } = stateBadges[state];
    return html`<ecr-badge tone=${tone} icon=${drawing} text=${fill(words[`${state}Ones`], { count })}></ecr-badge> `;
  }

  #renderFinding(finding: Finding) {
    const { words, checks } = lazyTexts('diagnostics');
    const { what, todo } = findingText(finding, this.at, this.t, this.locale);
    return html`<li data-check=${finding.check}>
      <div class="head">
        <h2>${checks[finding.check]}</h2>
        <ecr-badge tone=${stateBadges[finding.state].tone} icon=${stateBadges[finding.state].icon} text=${words[finding.state]}></ecr-badge>
      </div>
      <p>${what}</p>
      ${todo && finding.state !== 'good' ? html`<p class="todo">${todo}</p>` : ''}
    </li>`;
  }
}

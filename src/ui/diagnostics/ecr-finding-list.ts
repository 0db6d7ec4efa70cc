import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Check, Finding, FindingState } from '../../core/diagnostics/finding.ts';
import { worstFirst } from '../../core/diagnostics/finding.ts';
import { toMend, verdictOf } from '../../core/diagnostics/verdict.ts';
import { fill } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { OpenTerminalEvent } from '../model/payment-events.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { type IconName, icon } from '../parts/icon.ts';
import { rareIcon } from '../parts/rare-icons.ts';
import { cards, tones } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { findingText } from './finding-text.ts';

const stateLooks: Record<FindingState, { tone: string; icon: IconName }> = {
  broken: { tone: 'bad', icon: 'cross' },
  look: { tone: 'warn', icon: 'warning' },
  good: { tone: 'good', icon: 'check' },
};

/** All findings in four groups, as a shop knows them. */
const groups = {
  terminal: ['terminal', 'permission', 'owner', 'browser', 'secure', 'policy'],
  hipay: ['hipay', 'account', 'network', 'notifications', 'environment'],
  tills: ['service'],
  computer: ['connector', 'storage', 'clock', 'parts', 'offline', 'build', 'wake-lock', 'time-zone'],
} as const satisfies Record<string, readonly Check[]>;
type GroupName = keyof typeof groups;

/** First what to do, in order; then all findings, folded. */
@customElement('ecr-finding-list')
export class EcrFindingList extends EcrElement {
  @property({ attribute: false }) findings: readonly Finding[] = [];
  @property({ attribute: false }) at = 0;

  static override styles = [
    controls,
    cards,
    tones,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      .fix {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
        padding: var(--space-5);
        border: 2px solid var(--warn-line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .fix.blocked,
      .fix.broken {
        border-color: var(--bad);
      }
      ol,
      ul {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
        margin: 0;
        padding: 0;
        list-style: none;
        overflow-wrap: anywhere;
      }
      ol {
        counter-reset: step;
      }
      ol > li {
        display: grid;
        grid-template-columns: 2rem minmax(0, 1fr);
        gap: var(--space-3);
        counter-increment: step;
      }
      ol > li::before {
        content: counter(step);
        display: grid;
        place-items: center;
        width: 2rem;
        height: 2rem;
        border-radius: 50%;
        background: var(--calm-soft);
        font-weight: 700;
      }
      .what {
        color: var(--text-muted);
        font-size: var(--text-small);
      }
      .todo {
        padding-top: var(--space-1);
        font-weight: 600;
      }
      .groups {
        overflow: clip;
        border: var(--edge) solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      details + details {
        border-top: var(--edge) solid var(--line);
      }
      summary {
        display: flex;
        gap: var(--space-3);
        align-items: center;
        min-height: var(--target-large);
        padding: var(--space-2) 1.25rem;
        font-weight: 600;
        cursor: pointer;
        list-style: none;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary:focus-visible {
        outline-offset: -3px;
      }
      .dot {
        display: grid;
        flex: none;
        place-items: center;
        width: 1.75rem;
        height: 1.75rem;
        border-radius: 50%;
      }
      .state {
        flex: 1;
        color: var(--text-muted);
        font-weight: 500;
        text-align: end;
      }
      .chevron {
        display: grid;
        transition: rotate var(--motion-quick) var(--ease);
      }
      details[open] .chevron {
        rotate: 90deg;
      }
      ul {
        padding: 0 1.25rem var(--space-4) calc(1.25rem + 1.75rem + var(--space-3));
      }
      ul li {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        color: var(--text-muted);
      }
      ul strong {
        color: var(--text);
        font-weight: 600;
      }
      @media (min-width: 52rem) {
        ul li {
          grid-template-columns: 15rem minmax(0, 1fr);
          column-gap: var(--space-4);
        }
      }
      @media (max-width: 44rem) {
        .fix {
          padding: var(--space-4);
        }
        summary {
          padding-inline: var(--space-3);
        }
        ul {
          padding-inline: var(--space-3);
        }
        .large {
          width: 100%;
        }
      }
      .large {
        min-height: var(--target-large);
      }
    `,
  ];

  protected override render() {
    const { words } = lazyTexts('diagnostics');
    const wrong = toMend(this.findings);
    return html`${wrong.length === 0 ? '' : this.#renderFix(wrong)}
      <div class="groups" role="group" aria-label=${words.inDetail}>
        ${(Object.keys(groups) as GroupName[]).map((name) => this.#renderGroup(name))}
      </div>`;
  }

  #renderFix(wrong: readonly Finding[]) {
    const { words } = lazyTexts('diagnostics');
    return html`<section class="fix ${verdictOf(this.findings).kind}" aria-labelledby="fix">
      <h2 id="fix">${words.inOrder}</h2>
      <ol id="to-mend">${wrong.map((each) => this.#renderStep(each))}</ol>
      ${
        wrong.some(({ check }) => check === 'terminal' || check === 'permission')
          ? html`<div class="buttons">
              <button type="button" id="open-terminal" class="primary large" aria-haspopup="dialog"
                @click=${() => this.dispatchEvent(new OpenTerminalEvent())}>${icon('terminal')} ${words.openTerminal}</button>
            </div>`
          : ''
      }
    </section>`;
  }

  #renderStep(finding: Finding) {
    const { checks } = lazyTexts('diagnostics');
    const { what, todo } = findingText(finding, this.at, this.t, this.locale);
    if (finding.name === 'terminal-lamp' && finding.values['lamp'] === 'silent')
      return this.#silentSteps(what);
    return html`<li data-check=${finding.check}>
      <div>
        ${todo ? html`<p class="todo">${todo}</p>` : ''}
        <p class=${todo ? 'what' : 'todo'}>${checks[finding.check]} · ${what}</p>
      </div>
    </li>`;
  }

  /** What a person in a shop does with a silent terminal, one thing a step. */
  #silentSteps(what: string) {
    const { words, checks } = lazyTexts('diagnostics');
    const find = fill(words.silentFind, { open: words.openTerminal, find: this.t.words.find });
    return html`<li data-check="terminal">
        <div>
          <p class="todo">${words.silentCable}</p>
          <p class="what">${checks.terminal} · ${what}</p>
        </div>
      </li>
      ${[find, words.silentCall].map((step) => html`<li><p class="todo">${step}</p></li>`)}`;
  }

  #renderGroup(name: GroupName) {
    const { words, checks } = lazyTexts('diagnostics');
    const order: readonly Check[] = groups[name];
    const found = order.flatMap((check) => this.findings.filter((each) => each.check === check));
    const [worst] = worstFirst(found);
    if (!worst) return '';
    const { tone, icon: drawing } = stateLooks[worst.state];
    const count = found.filter(({ state }) => state !== 'good').length;
    return html`<details id="group-${name}">
      <summary>
        <span class="dot ${tone}">${icon(drawing, 18)}</span>
        <span>${words.groups[name]}</span>
        <span class="state">${count === 0 ? words.good : fill(words.toMend, { count })}</span>
        <span class="chevron">${rareIcon('next', 18)}</span>
      </summary>
      <ul>
        ${found.map(
          (each) => html`<li data-check=${each.check}>
          <strong>${checks[each.check]}</strong>
          <span>${findingText(each, this.at, this.t, this.locale).what}</span>
        </li>`,
        )}
      </ul>
    </details>`;
  }
}

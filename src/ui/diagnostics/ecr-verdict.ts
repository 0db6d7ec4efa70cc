import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Finding } from '../../core/diagnostics/finding.ts';
import { verdictOf } from '../../core/diagnostics/verdict.ts';
import type { TerminalState } from '../../texts/load-texts.ts';
import { fill, timeText } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { lampTexts } from '../model/terminal-status.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { findingText } from './finding-text.ts';

const looks = {
  good: { tone: 'good', icon: 'check' },
  look: { tone: 'warn', icon: 'warning' },
  broken: { tone: 'bad', icon: 'warning' },
  blocked: { tone: 'bad', icon: 'cross' },
} as const;

/** One sentence for all findings: can payments be taken, and what is the matter. The button in its slot looks again. */
@customElement('ecr-verdict')
export class EcrVerdict extends EcrElement {
  @property({ attribute: false }) findings: readonly Finding[] = [];
  /** When the browser was looked at, epoch ms. */
  @property({ attribute: false }) lookedAt = 0;
  @property({ attribute: false }) at = 0;

  static override styles = [
    controls,
    cards,
    css`
      section {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: var(--space-4) 1.25rem;
        align-items: center;
        padding: var(--space-5);
        border-radius: var(--radius);
        color: var(--text);
        --tone: var(--bad);
        background: var(--bad-soft);
      }
      .good {
        --tone: var(--good);
        background: var(--good-soft);
      }
      .warn {
        --tone: var(--warn);
        background: var(--warn-soft);
      }
      i {
        display: grid;
        place-items: center;
        width: 4.5rem;
        height: 4.5rem;
        border-radius: 50%;
        background: var(--tone);
        color: var(--surface);
      }
      h1 {
        font-size: 1.625rem;
      }
      p {
        overflow-wrap: anywhere;
      }
      @media (max-width: 44rem) {
        section {
          grid-template-columns: auto minmax(0, 1fr);
          padding: var(--space-4);
        }
        i {
          width: 3.25rem;
          height: 3.25rem;
        }
        slot {
          display: grid;
          grid-column: 1 / -1;
        }
      }
      @media (forced-colors: active) {
        section {
          border: 2px solid;
        }
      }
    `,
  ];

  protected override render() {
    const { words } = lazyTexts('diagnostics');
    const { kind, main } = verdictOf(this.findings);
    const { tone, icon: drawing } = looks[kind];
    const time = timeText(this.lookedAt, this.at, this.locale);
    const what = main && findingText(main, this.at, this.t, this.locale).what;
    const lamp = main?.name === 'terminal-lamp' && kind === 'blocked' ? main.values['lamp'] : undefined;
    return html`<section class=${tone} aria-labelledby="title">
      <i>${icon(drawing, 40)}</i>
      <div role="status">
        <h1 id="title" tabindex="-1">${lamp ? lampTexts(this.t, { state: lamp as TerminalState, overNetwork: main?.values['link'] === 'network' }).label : words.verdicts[kind]}</h1>
        <p>${lamp ? `${words.verdicts.blocked}.` : (what ?? fill(words.verdictGood, { count: this.findings.length, time }))}</p>
        ${kind === 'good' ? '' : html`<p class="muted">${fill(words.lookedAt, { time })}</p>`}
      </div>
      <slot></slot>
    </section>`;
  }
}

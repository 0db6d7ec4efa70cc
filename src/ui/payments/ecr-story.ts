import { html, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PaymentStory, TimelineStep } from '../../core/connector-api/timeline.ts';
import { isPaid } from '../../core/payment/outcome.ts';
import { durationText, fill, memoize } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { outcomeLabel } from '../model/outcome-label.ts';
import type { Tone } from '../parts/ecr-badge.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { type IconName, icon } from '../parts/icon.ts';
import { cards, tones } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { contractLabels } from './csv-words.ts';
import { storyStyles } from './story-styles.ts';

export interface StepBadge {
  readonly tone: Tone;
  readonly icon: IconName;
}

const stepBadges: Readonly<Partial<Record<TimelineStep['kind'], StepBadge>>> = {
  recorded: { tone: 'calm', icon: 'list' },
  sending: { tone: 'calm', icon: 'terminal' },
  accepted: { tone: 'calm', icon: 'card' },
  kept: { tone: 'calm', icon: 'list' },
  acknowledged: { tone: 'calm', icon: 'terminal' },
  unknown: { tone: 'warn', icon: 'question' },
  closed: { tone: 'calm', icon: 'minus' },
  'late-answer': { tone: 'warn', icon: 'clock' },
  alarm: { tone: 'warn', icon: 'warning' },
  'alarm-seen': { tone: 'calm', icon: 'check' },
  queued: { tone: 'calm', icon: 'clock' },
  tried: { tone: 'bad', icon: 'cross' },
  told: { tone: 'good', icon: 'check' },
  covered: { tone: 'calm', icon: 'check' },
  'next-try': { tone: 'calm', icon: 'clock' },
  parked: { tone: 'warn', icon: 'warning' },
};

/** Color and icon of a step; its text says the same. */
export function stepBadge(step: TimelineStep): StepBadge {
  if (step.kind === 'resolved')
    return step.paid ? { tone: 'good', icon: 'check' } : { tone: 'calm', icon: 'cross' };
  if (step.kind === 'answered')
    return isPaid(step.outcome) ? { tone: 'good', icon: 'check' } : { tone: 'bad', icon: 'cross' };
  return stepBadges[step.kind] ?? { tone: 'calm', icon: 'info' };
}

export interface StorySpan {
  readonly name: 'spanTerminal' | 'spanCustomer' | 'spanHiPay';
  readonly ms: number;
}

/**
 * The durations of a payment: until the terminal accepted it, until it answered, until the notification was delivered.
 * Omits unknown durations.
 */
export function storySpans(steps: readonly TimelineStep[]): StorySpan[] {
  const at = (kind: TimelineStep['kind']) => steps.find((step) => step.kind === kind)?.at;
  const between = (name: StorySpan['name'], from: number | undefined, to: number | undefined): StorySpan[] =>
    from === undefined || to === undefined || to < from ? [] : [{ name, ms: to - from }];
  const ended = at('answered') ?? at('unknown');
  return [
    ...between('spanTerminal', at('recorded'), at('accepted') ?? ended ?? at('closed')),
    ...between('spanCustomer', at('accepted'), ended),
    ...between('spanHiPay', at('queued'), at('told')),
  ];
}

const clockOf = memoize(
  (locale: string, withDay: number) =>
    new Intl.DateTimeFormat(locale, {
      ...(withDay ? { day: 'numeric', month: 'short' } : {}),
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 3,
    }),
);

/** The dialog shows the time between two steps only if it is at least this long. */
const minGapMs = 1;

/** Every step of one payment, with milliseconds and the time between them. */
@customElement('ecr-story')
export class EcrStory extends EcrElement {
  @property({ attribute: false }) story!: PaymentStory;

  @state() private withFrames = false;

  static override styles = [controls, cards, tones, storyStyles];

  protected override render() {
    const texts = lazyTexts('payments').history;
    const { story } = this;
    const frames = story.steps.filter(({ kind }) => kind === 'frame').length;
    const steps = story.steps.filter(({ kind }) => this.withFrames || kind !== 'frame');
    return html`${this.#renderSpans(story.steps)}
      <ol class="story">
        ${steps.map((step, index) => {
          const previous = steps.slice(0, index).findLast(({ kind }) => kind !== 'frame');
          return this.#renderStep(step, previous, story.row.createdAt);
        })}
      </ol>
      ${
        frames > 0
          ? html`<label class="frames">
              <input
                type="checkbox"
                id="frames"
                .checked=${this.withFrames}
                @change=${(event: Event) => {
                  this.withFrames = (event.target as HTMLInputElement).checked;
                }}
              />
              <span>${fill(texts.showFrames, { count: frames })}</span>
            </label>`
          : html`<p class="muted small">${texts.noFrames}</p>`
      }`;
  }

  /** A bar that shows the durations. Screen readers skip it, because the list below contains the same times. */
  #renderSpans(steps: readonly TimelineStep[]) {
    const texts = lazyTexts('payments').history;
    const spans = storySpans(steps);
    const totalMs = spans.reduce((sum, { ms }) => sum + ms, 0);
    if (totalMs === 0) return '';
    let begin = 0;
    return html`<figure>
      <figcaption class="muted small">${texts.spans}</figcaption>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        ${spans.map(({ name, ms }) => {
          // A minimum width keeps short durations visible.
          const width = Math.max(1.5, (ms / totalMs) * 100);
          const x = Math.min(begin, 98.5);
          begin += width;
          return svg`<rect class=${name} x=${x} y="0" width=${width} height="6"/>`;
        })}
      </svg>
      <ul class="spans">
        ${spans.map(
          ({ name, ms }) =>
            html`<li>
              <span class="key ${name}" aria-hidden="true"></span>${texts[name]}
              <strong>${durationText(ms, this.locale)}</strong>
            </li>`,
        )}
      </ul>
    </figure>`;
  }

  #renderStep(step: TimelineStep, previous: TimelineStep | undefined, startedAt: number) {
    const texts = lazyTexts('payments').history;
    const gapMs = previous ? step.at - previous.at : 0;
    const isSameDay = new Date(step.at).toDateString() === new Date(startedAt).toDateString();
    const time = html`<time datetime=${new Date(step.at).toISOString()}
      >${clockOf(this.locale, isSameDay ? 0 : 1).format(step.at)}</time
    >`;
    const gapText =
      gapMs >= minGapMs
        ? html`<span class="gap">${fill(texts.gap, { span: durationText(gapMs, this.locale) })}</span>`
        : '';
    if (step.kind === 'frame')
      return html`<li class="frame">
        <span class="when">${time}</span>
        <code><span class="way">${texts[step.direction ?? 'line']}</span> ${step.detail}</code>
      </li>`;
    const badge = stepBadge(step);
    return html`<li class=${step.kind}>
      <span class="when">${time}${gapText}</span>
      <span class="mark ${badge.tone}">${icon(badge.icon, 16)}</span>
      <span class="what">
        <strong>${this.#label(step)}</strong>
        ${this.#renderDetails(step)}
      </span>
    </li>`;
  }

  #label(step: TimelineStep): string {
    const texts = lazyTexts('payments').history;
    const { steps } = texts;
    const labels = contractLabels(texts);
    const contract = step.contract === 'nfc' ? labels.contactless : labels.contact;
    const { outcome: ended, detail } = step;
    const { transactionType } = this.story.row;
    const outcome = ended ? outcomeLabel({ transactionType, outcome: ended, detail }, this.t) : '';
    const values = { contract, outcome, attempt: step.attempt ?? 0, by: step.by ?? '' };
    if (step.kind === 'frame') return '';
    if (step.kind === 'resolved') return fill(step.paid ? steps.resolvedPaid : steps.resolvedNotPaid, values);
    if (step.kind === 'alarm' && step.by !== undefined) return fill(steps.alarmByPerson, values);
    if (step.kind === 'answered' && outcome) return `${steps.answered}: ${outcome}`;
    return fill(steps[step.kind], values);
  }

  #renderDetails({ kind, failure, status, detail }: TimelineStep) {
    const { hipayError } = lazyTexts('payments').history;
    const says = status === undefined ? undefined : fill(hipayError, { status });
    const what = failure && kind !== 'answered' ? (says ?? this.t.failures[failure].what) : '';
    return html`${what ? html`<span class="why">${what}</span>` : ''}
    ${detail ? html`<span class="why detail">${detail}</span>` : ''}`;
  }
}

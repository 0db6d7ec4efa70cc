import '../terminal/ecr-terminal-card.ts';
import './ecr-account-step.ts';
import './ecr-language-step.ts';
import './ecr-test-step.ts';
import { html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import { fill } from '../format.ts';
import type { HostApi } from '../host-api.ts';
import { languageChosen, lazyTexts } from '../language.ts';
import { firstUndone, type GuideStep, guideSteps, stepsDone } from '../model/first-steps.ts';
import { mustBeMended } from '../model/terminal-status.ts';
import { hashOfArea } from '../page-address.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { firstRunStyles, guideEnd } from './first-run-styles.ts';
import { focusFirstHeading, focusHeading } from './guide-focus.ts';
import { guidePicture, plugSteps } from './guide-picture.ts';

/**
 * Guides a person in four steps from a new installation to the first payment. Derives the progress from settings and
 * snapshot, so that a person can leave and return.
 */
@customElement('ecr-first-run')
export class EcrFirstRun extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) hostApi!: HostApi;
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) settings!: VisibleSettings;
  @property({ attribute: false }) scripts: readonly string[] = [];

  @state() private step: GuideStep | undefined;
  #previousState = '';

  static override styles = [controls, cards, firstRunStyles, guideEnd];

  protected override willUpdate(): void {
    this.step ??= firstUndone(this.#done);
  }

  protected override firstUpdated(): void {
    focusFirstHeading(this);
  }

  /** Focuses the "next" button as soon as the terminal answers. */
  protected override updated(): void {
    const { state } = this.snapshot.terminal;
    const hasJustAnswered =
      state === 'ready' && this.#previousState !== 'ready' && this.#previousState !== '';
    this.#previousState = state;
    if (hasJustAnswered && this.step === 'terminal')
      this.renderRoot.querySelector<HTMLElement>('#next')?.focus();
  }

  get #done() {
    return stepsDone(this.settings, this.snapshot, languageChosen());
  }

  protected override render() {
    const texts = lazyTexts('first-run').guide;
    const step = this.step ?? 'language';
    const at = guideSteps.indexOf(step);
    return html`<section class="guide" aria-labelledby="title">
      ${guidePicture(this.snapshot.terminal.state === 'ready')}
      <div class="step">
      <p class="muted title">${texts.title}</p>
      ${this.#renderSteps(step)}
      <h1 id="title" tabindex="-1">
        <span class="place">${fill(texts.place, { step: at + 1, steps: guideSteps.length })}</span>
        ${texts.steps[step]}
      </h1>
      ${this.#content(step, at)}
      </div>
    </section>`;
  }

  /** The ways beside the main action of a step. `later`: the step may be done later. */
  #others(step: GuideStep, at: number, later: boolean) {
    const texts = lazyTexts('first-run').guide;
    return html`<div class="buttons others" slot="others">
      ${
        later
          ? html`<button type="button" id="next" @click=${() => this.#go(guideSteps[at + 1])}>${texts.later}</button>`
          : ''
      }
      ${
        at > 0
          ? html`<button type="button" id="back" @click=${() => this.#go(guideSteps[at - 1])}>${texts.back}</button>`
          : ''
      }
      <a class="leave" id="leave" href=${hashOfArea('pay')}>${this.#isFinished(step) ? texts.finish : texts.leave}</a>
    </div>`;
  }

  /**
   * The end of a step without an action of its own.
   *
   * @param isDone false: another action of the step is the main one
   */
  #end(step: GuideStep, at: number, isDone = true) {
    const texts = lazyTexts('first-run').guide;
    return html`<div class="buttons end">
      <button type="button" id="next" class=${isDone ? 'primary' : ''} @click=${() => this.#onNext(step, at)}>
        ${isDone ? texts.next : texts.later}
      </button>
      ${this.#others(step, at, false)}
    </div>`;
  }

  #renderSteps(step: GuideStep) {
    const { words } = this.t;
    const texts = lazyTexts('first-run').guide;
    const done = this.#done;
    return html`<ol class="path">
      ${guideSteps.map(
        (each) => html`<li class=${done[each] ? 'done' : ''}>
          <button
            type="button"
            id="to-${each}"
            aria-current=${each === step ? 'step' : 'false'}
            @click=${() => this.#go(each)}
          >
            <span class="mark" aria-hidden="true"></span>
            <span class="name">${texts.steps[each]}</span>
            <span class="visually-hidden">: ${done[each] ? words.done : words.toDo}</span>
          </button>
        </li>`,
      )}
    </ol>`;
  }

  #content(step: GuideStep, at: number) {
    const { connector, hostApi, snapshot, settings, scripts } = this;
    const texts = lazyTexts('first-run').guide;
    const done = this.#done;
    const isGiven = settings.provisioned;
    const goToNext = () => this.#go(guideSteps[guideSteps.indexOf(step) + 1]);
    switch (step) {
      case 'language':
        return html`<ecr-language-step></ecr-language-step>${this.#end(step, at)}`;
      case 'terminal':
        return html`${snapshot.terminal.state === 'not-chosen' ? plugSteps(texts.plug) : ''}
          <ecr-terminal-card
            plain=${snapshot.terminal.state === 'not-chosen' ? 'steps' : ''}
            .connector=${connector}
            .hostApi=${hostApi}
            .snapshot=${snapshot}
            .settings=${settings}
            .scripts=${scripts}
          >${done.terminal ? '' : this.#others(step, at, true)}</ecr-terminal-card>
          ${done.terminal ? this.#end(step, at, !mustBeMended(snapshot.terminal)) : ''}`;
      case 'account':
        return html`<ecr-account-step
          .connector=${connector}
          .hostApi=${hostApi}
          .snapshot=${snapshot}
          .settings=${settings}
          @done=${goToNext}
        >${isGiven ? '' : this.#others(step, at, !done.account)}</ecr-account-step>
        ${isGiven ? this.#end(step, at) : ''}`;
      case 'test':
        return html`<ecr-test-step
          .connector=${connector}
          .snapshot=${snapshot}
          .settings=${settings}
          @to-terminal=${() => this.#go('terminal')}
          @to-account=${() => this.#go('account')}
        >${this.#others(step, at, false)}</ecr-test-step>`;
    }
  }

  #isFinished(step: GuideStep): boolean {
    return step === 'test' && this.#done.test;
  }

  #onNext(step: GuideStep, at: number): void {
    // A click on this button accepts the language that is shown.
    if (step === 'language' && !languageChosen()) {
      const detail = this.renderRoot.querySelector('ecr-language-step')?.language;
      this.dispatchEvent(new CustomEvent('language', { detail, bubbles: true, composed: true }));
    }
    void this.#go(guideSteps[at + 1]);
  }

  async #go(step: GuideStep | undefined): Promise<void> {
    if (!step) return;
    this.step = step;
    await focusHeading(this);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-first-run': EcrFirstRun;
  }
}

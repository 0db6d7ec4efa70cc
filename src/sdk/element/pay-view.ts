import type { TillElementTexts } from '../../texts/en/till-element.ts';
import type { Language, PaymentRequest, PhaseName } from '../api.ts';
import { button, make } from './dom.ts';
import { elementTexts, fill } from './element-texts.ts';
import { formatRequestedAmount } from './money.ts';
import { mayNotRepeat, mayTryAgain, type PayState } from './pay-state.ts';
import { failureView, resultView } from './result-view.ts';
import { styleText } from './styles.ts';

type Busy = Extract<PayState, { kind: 'busy' }>;

const phaseOrder: readonly PhaseName[] = [
  'recording',
  'calling-terminal',
  'sending',
  'customer',
  'answer',
  'notifying',
];

/** Formats a duration: 75 s is `1:15`. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

interface BusyView {
  readonly node: HTMLElement;
  update(state: Busy): void;
  stop(): void;
}

/** Shows a running payment: its phase, the time since its start, and the button that cancels it. */
export function busyView(amount: string | undefined, texts: TillElementTexts, cancel: () => void): BusyView {
  const label = make('p', { class: 'label', part: 'phase' });
  const text = make('p', { class: 'text' });
  const clock = make('span', { class: 'clock', role: 'timer', 'aria-live': 'off' });
  const steps = make('div', { class: 'steps', 'aria-hidden': 'true' }, ...phaseOrder.map(() => make('i')));
  const advice = make('p', { class: 'advice' });
  const cancelButton = button(texts.cancel, 'cancel', cancel);
  const head = make(
    'div',
    { class: 'row' },
    amount && make('p', { class: 'sum', part: 'amount' }, amount),
    clock,
  );
  const foot = make('div', { class: 'buttons' }, cancelButton);
  const node = make('section', { class: 'card busy', part: 'card', tabindex: '-1' });
  node.append(head, steps, label, text, advice, foot);
  clock.setAttribute('aria-label', texts.elapsed);

  let since = Date.now();
  const tick = () => {
    clock.textContent = clockText(Date.now() - since);
  };
  const ticking = setInterval(tick, 1000);
  return {
    node,
    update(state) {
      const { phase, activity } = state;
      label.textContent = phase?.label ?? (activity === 'asking' ? texts.asking : texts.opening);
      text.textContent = phase?.text ?? '';
      advice.textContent = state.advice ?? '';
      advice.hidden = !state.advice;
      const reached = phase ? phaseOrder.indexOf(phase.phase) : -1;
      for (const [index, step] of [...steps.children].entries()) {
        step.className = index < reached ? 'done' : index === reached ? 'now' : '';
      }
      // The advice replaces the button; the focus moves to the card.
      const hadFocus = cancelButton.matches(':focus');
      foot.hidden = !phase || state.advice !== undefined;
      if (foot.hidden && hadFocus) node.focus();
      since = state.since;
      tick();
    },
    stop: () => clearInterval(ticking),
  };
}

/** The element, as the view uses it. */
interface PayElement extends HTMLElement {
  readonly language: Language;
  readonly request: PaymentRequest | undefined;
  readonly connector: unknown;
}

export interface PayActions {
  pay(): void;
  query(): void;
  cancel(): void;
}

/** Renders a state. While a payment runs, only texts change and no element is replaced, so that the focus stays. */
export class PayView {
  readonly #root: ShadowRoot;
  readonly #content = make('div', { class: 'content', part: 'content' });
  /** Never replaced: screen readers only announce changes inside it. */
  readonly #announcement = make('div', { class: 'said', role: 'status' });
  #busy: ReturnType<typeof busyView> | undefined;

  constructor(
    private readonly host: PayElement,
    private readonly actions: PayActions,
  ) {
    this.#root = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styleText);
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(this.#announcement, this.#content);
  }

  stop(): void {
    this.#busy?.stop();
    this.#busy = undefined;
  }

  show(state: PayState): void {
    const texts = elementTexts[this.host.language];
    this.#content.lang = this.host.language;
    this.#announcement.lang = this.host.language;
    if (state.kind === 'busy') {
      this.#showBusy(state, texts);
      return;
    }
    this.stop();
    const hadFocus = this.#hasFocus();
    if (state.kind === 'ready') {
      this.#announce('');
      this.#content.replaceChildren(this.#payButton(texts));
      return;
    }
    const { language } = this.host;
    const endView =
      state.kind === 'ended'
        ? resultView(state.result, texts, language)
        : failureView(state.failure, this.host.request?.transactionType ?? 'Debit', texts);
    if (mayTryAgain(state))
      endView.node.append(this.#buttons(button(texts.tryAgain, 'primary', this.actions.pay)));
    else if (mayNotRepeat(state) && endView.mustBeChecked)
      endView.node.append(this.#buttons(button(texts.askAgain, 'primary', this.actions.query)));
    this.#content.replaceChildren(endView.node);
    this.#announce(endView.announcement);
    // The focus must not leave a field in which the cashier is typing.
    if (hadFocus) endView.heading.focus();
  }

  #showBusy(state: Extract<PayState, { kind: 'busy' }>, texts: TillElementTexts): void {
    if (!this.#busy) {
      const hadFocus = this.#hasFocus();
      const amount = this.host.request && formatRequestedAmount(this.host.request, this.host.language);
      this.#busy = busyView(amount, texts, this.actions.cancel);
      this.#content.replaceChildren(this.#busy.node);
      if (hadFocus) this.#busy.node.focus();
    }
    this.#busy.update(state);
    const { phase, activity, advice } = state;
    this.#announce(
      advice ??
        (phase ? `${phase.label}. ${phase.text}` : activity === 'asking' ? texts.asking : texts.opening),
    );
  }

  #payButton(texts: TillElementTexts): HTMLButtonElement {
    const { request, language } = this.host;
    const amount = request && formatRequestedAmount(request, language);
    const label = fill(texts.ask[request?.transactionType ?? 'Debit'], { amount: amount ?? '' });
    const payButton = button(label.replace(/ {2,}/g, ' '), 'pay', this.actions.pay);
    payButton.disabled = !request || !this.host.connector;
    return payButton;
  }

  #buttons(...buttons: readonly HTMLButtonElement[]): HTMLElement {
    return make('div', { class: 'buttons' }, ...buttons);
  }

  #hasFocus(): boolean {
    const { activeElement } = this.host.getRootNode() as Document | ShadowRoot;
    return this.#root.activeElement !== null || activeElement === null || activeElement === document.body;
  }

  #announce(text: string): void {
    if (this.#announcement.textContent !== text) this.#announcement.textContent = text;
  }
}

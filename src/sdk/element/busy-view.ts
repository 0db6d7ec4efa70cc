import type { PhaseName } from '../api.ts';
import { button, make } from './dom.ts';
import type { PayState } from './pay-state.ts';
import type { ElementWords } from './words/words.ts';

type Busy = Extract<PayState, { kind: 'busy' }>;

const inOrder: readonly PhaseName[] = [
  'recording',
  'calling-terminal',
  'sending',
  'customer',
  'answer',
  'notifying',
];

/** 75 s is 1:15. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

interface BusyView {
  readonly node: HTMLElement;
  update(state: Busy): void;
  stop(): void;
}

/** A payment that runs: which step, since when, and how it is called off. */
export function busyView(amount: string | undefined, words: ElementWords, cancel: () => void): BusyView {
  const label = make('p', { class: 'label', part: 'phase' });
  const text = make('p', { class: 'text' });
  const clock = make('span', { class: 'clock', role: 'timer', 'aria-live': 'off' });
  const steps = make('div', { class: 'steps', 'aria-hidden': 'true' }, ...inOrder.map(() => make('i')));
  const advice = make('p', { class: 'advice' });
  const cancelButton = button(words.cancel, 'cancel', cancel);
  const head = make(
    'div',
    { class: 'row' },
    amount && make('p', { class: 'sum', part: 'amount' }, amount),
    clock,
  );
  const foot = make('div', { class: 'buttons' }, cancelButton);
  const node = make('section', { class: 'card busy', part: 'card', tabindex: '-1' });
  node.append(head, steps, label, text, advice, foot);
  clock.setAttribute('aria-label', words.elapsed);

  let since = Date.now();
  const tick = () => {
    clock.textContent = clockText(Date.now() - since);
  };
  const ticking = setInterval(tick, 1000);
  return {
    node,
    update(state) {
      const { phase, doing } = state;
      label.textContent = phase?.label ?? (doing === 'asking' ? words.asking : words.opening);
      text.textContent = phase?.text ?? '';
      advice.textContent = state.advice ?? '';
      advice.hidden = !state.advice;
      const reached = phase ? inOrder.indexOf(phase.phase) : -1;
      for (const [index, step] of [...steps.children].entries()) {
        step.className = index < reached ? 'done' : index === reached ? 'now' : '';
      }
      // The advice takes the button's place; the focus stays on the card.
      const focused = cancelButton.matches(':focus');
      foot.hidden = !phase || state.advice !== undefined;
      if (foot.hidden && focused) node.focus();
      since = state.since;
      tick();
    },
    stop: () => clearInterval(ticking),
  };
}

import type { LinkTimers } from '../../settings/settings.ts';
import type { AnswerOrigin, EndOfSession } from '../exchange-end.ts';
import { controlBytes } from './control.ts';
import type { Back, Job, SessionEffect, SessionState, Step, Turn } from './session-types.ts';

/** The moves both halves of the session share. Each enters one state with exactly the timer that state needs. */

export const stay = (state: SessionState, ...effects: SessionEffect[]): Step => ({ state, effects });

export const write = (control: Parameters<typeof controlBytes>[0]): SessionEffect => ({
  kind: 'write',
  bytes: controlBytes(control),
});

export const armStep = (ms: number): SessionEffect => ({ kind: 'arm-step', ms });

const disarmAll: readonly SessionEffect[] = [{ kind: 'disarm-step' }, { kind: 'disarm-customer' }];

export const end = (how: EndOfSession, ...before: SessionEffect[]): Step => ({
  state: { at: 'idle' },
  effects: [...before, ...disarmAll, { kind: 'ended', how }],
});

export const bid = (job: Job, attempt: number, timers: LinkTimers, ...before: SessionEffect[]): Step => ({
  state: { at: 'bidding', job, attempt },
  effects: [...before, write('ENQ'), armStep(timers.controlMs)],
});

export const turn = (next: Turn, timers: LinkTimers, ...before: SessionEffect[]): Step => ({
  state: { at: 'turning', turn: next, enquiryPending: false },
  effects: [...before, armStep(timers.turnaroundMs)],
});

/**
 * How long the line must be free of NAK before a refused frame goes again. A NAK that comes twice has refused one frame:
 * counted as two, it would call a payment "not sent" that the terminal has just taken.
 */
export const refusalQuietMs = 100;

/** Waiting for the customer; the customer's timer runs on from the frame. */
export const awaitAnswer = (accepted: boolean, ...before: SessionEffect[]): Step => ({
  state: { at: 'waiting', accepted },
  effects: [...before, { kind: 'disarm-step' }],
});

export const receive = (back: Back, timers: LinkTimers, ...before: SessionEffect[]): Step => ({
  state: { at: 'receiving', back },
  effects: [...before, armStep(timers.controlMs)],
});

const originOf: Readonly<Record<Back['to'], AnswerOrigin>> = {
  idle: 'unasked',
  bid: 'before-request',
  collided: 'collision',
  waiting: 'awaited',
};

/** A good frame is in our hands: it waits for the journal, without a limit of its own. */
export const hold = (back: Back, body: string): Step => ({
  state: { at: 'holding', back, body, senderGone: false },
  effects: [{ kind: 'disarm-step' }, { kind: 'answer', body, origin: originOf[back.to] }],
});

/** The terminal has nothing more to say, or gave up. `answered`: its frame was acknowledged. */
export function goBack(back: Back, answered: boolean, timers: LinkTimers, ...before: SessionEffect[]): Step {
  switch (back.to) {
    case 'idle':
      return { state: { at: 'idle' }, effects: [...before, ...disarmAll] };
    case 'bid':
      return {
        state: { at: 'pausing', job: back.job, attempt: back.attempt - 1 },
        effects: [...before, armStep(timers.pauseMs)],
      };
    case 'collided':
      if (answered) return end('collided', ...before);
      return back.expired ? end('overdue', ...before) : awaitAnswer(false, ...before);
    case 'waiting':
      if (answered) return end('answered', ...before);
      return back.expired ? end('overdue', ...before) : awaitAnswer(back.accepted, ...before);
    default:
      return back satisfies never;
  }
}

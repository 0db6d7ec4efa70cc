import type { AnswerOrigin, EndOfSession } from '../dialect.ts';
import { controlBytes, type Received } from './frames.ts';

/** Waits and limits of the link layer; waits in milliseconds. Their defaults are in the settings (decision 0004). */
export interface LinkTimers {
  readonly controlMs: number;
  readonly pauseMs: number;
  readonly turnaroundMs: number;
  readonly customerMs: number;
  readonly enquiryAttempts: number;
  readonly frameResends: number;
}

/** Purpose of a session: send one frame and wait for the answer, or only check that the terminal is there. */
export type Job = { readonly kind: 'request'; readonly frame: Uint8Array } | { readonly kind: 'probe' };

/** The state in which the session continues after the terminal has sent. */
export type Continuation =
  | { readonly to: 'idle' }
  /**
   * The terminal sent while a job was requesting the line. Our frame was not sent, so the job may request the line again.
   * `attempt`: number of our ENQ so far.
   */
  | { readonly to: 'requesting'; readonly job: Job; readonly attempt: number }
  /** The terminal sent ENQ or a frame before it acknowledged our frame. Its answer may belong to an earlier payment. */
  | { readonly to: 'collided'; readonly expired: boolean }
  /** `forOther`: the terminal sends the answer to another payment, and afterwards the wait for our own answer goes on. */
  | {
      readonly to: 'waiting';
      readonly accepted: boolean;
      readonly expired: boolean;
      readonly forOther?: boolean;
    };

/** Action after the turnaround time. Slow terminals miss a byte that comes at once (concert.md 1.5). */
export type TurnaroundAction =
  | { readonly do: 'send-frame'; readonly job: Job & { kind: 'request' }; readonly resends: number }
  | { readonly do: 'end-request' }
  | { readonly do: 'end'; readonly how: EndOfSession }
  | { readonly do: 'accept-enquiry'; readonly back: Continuation }
  | { readonly do: 'refuse-frame'; readonly back: Continuation }
  | { readonly do: 'acknowledge-frame'; readonly back: Continuation; readonly body: string };

export type SessionState =
  | { readonly at: 'idle' }
  /** ENQ is sent, the terminal's ACK is due. */
  | { readonly at: 'requesting'; readonly job: Job; readonly attempt: number }
  | { readonly at: 'pausing'; readonly job: Job; readonly attempt: number }
  /** The terminal is ready; the journal must allow the frame. */
  | { readonly at: 'permission'; readonly job: Job & { kind: 'request' } }
  | { readonly at: 'turnaround'; readonly action: TurnaroundAction; readonly enquiryPending: boolean }
  /** The frame is sent, its ACK is due. */
  | { readonly at: 'sending'; readonly job: Job & { kind: 'request' }; readonly resends: number }
  /** The customer pays. `accepted` is false until the frame's ACK comes. */
  | { readonly at: 'waiting'; readonly accepted: boolean }
  /** We have acknowledged the terminal's ENQ; its frame is due. */
  | { readonly at: 'receiving'; readonly back: Continuation }
  /** A valid frame has come; the journal must store it before we acknowledge. */
  | {
      readonly at: 'storing';
      readonly back: Continuation;
      readonly body: string;
      readonly senderGone: boolean;
    }
  /** Our ACK is sent, the terminal's EOT is due. */
  | { readonly at: 'closing'; readonly back: Continuation; readonly body: string };

export type SessionEvent =
  | { readonly kind: 'start'; readonly job: Job }
  | { readonly kind: 'received'; readonly item: Received }
  /** Bytes came that are not a whole frame yet. */
  | { readonly kind: 'progress' }
  /** The time of the step is over. `insideFrame`: a frame has begun and stopped in the middle. */
  | { readonly kind: 'step-timer'; readonly insideFrame: boolean }
  /** The time to get the line, the customer's time, or the time for the terminal's last transmission is over. */
  | { readonly kind: 'limit-timer' }
  | { readonly kind: 'permission-granted' }
  | { readonly kind: 'permission-refused' }
  | { readonly kind: 'acknowledge' }
  /** The answer is another payment's: it is acknowledged, and our own answer is still due. */
  | { readonly kind: 'acknowledge-other' }
  | { readonly kind: 'reject' }
  /** The answer could not be stored: neither ACK nor NAK is sent, so that the terminal sends it again. */
  | { readonly kind: 'ignore' }
  | { readonly kind: 'abandon' }
  | { readonly kind: 'line-lost' };

export type SessionNote =
  | 'discarded-bytes'
  | 'bad-frame'
  | 'parity-suspected'
  | 'enquiry-withdrawn'
  | 'frame-unacknowledged'
  | 'frame-resent'
  | 'answer-repeated'
  | 'end-missing'
  | 'no-frame-after-enquiry'
  | 'line-error';

export type SessionEffect =
  | { readonly kind: 'write'; readonly bytes: Uint8Array }
  | { readonly kind: 'arm-step'; readonly ms: number }
  | { readonly kind: 'disarm-step' }
  | { readonly kind: 'arm-limit'; readonly ms: number }
  | { readonly kind: 'disarm-limit' }
  /** Asks the journal to allow the frame. The reply is permission-granted or permission-refused. */
  | { readonly kind: 'ask-permission' }
  /** The terminal has taken the request: the customer pays now. */
  | { readonly kind: 'accepted' }
  /**
   * Store this answer, then reply `acknowledge`, or `acknowledge-other` if it belongs to another payment. Reply `reject` if
   * it cannot be read, `ignore` if it cannot be stored.
   */
  | { readonly kind: 'answer'; readonly body: string; readonly origin: AnswerOrigin }
  | { readonly kind: 'ended'; readonly how: EndOfSession }
  | { readonly kind: 'note'; readonly note: SessionNote };

export interface Step {
  readonly state: SessionState;
  readonly effects: readonly SessionEffect[];
}

// Steps that both halves of the session share. Each enters a state with exactly the timer that this state needs.

export const stay = (state: SessionState, ...effects: SessionEffect[]): Step => ({ state, effects });

export const write = (control: Parameters<typeof controlBytes>[0]): SessionEffect => ({
  kind: 'write',
  bytes: controlBytes(control),
});

export const armStep = (ms: number): SessionEffect => ({ kind: 'arm-step', ms });

const disarmAll: readonly SessionEffect[] = [{ kind: 'disarm-step' }, { kind: 'disarm-limit' }];

export const end = (how: EndOfSession, ...before: SessionEffect[]): Step => ({
  state: { at: 'idle' },
  effects: [...before, ...disarmAll, { kind: 'ended', how }],
});

/**
 * Time for a job to get the line, ms: for each attempt our ENQ, one transmission of the terminal, and the pause. A line
 * that is never silent cannot hold a job longer.
 */
export const requestLimitMs = ({ enquiryAttempts, controlMs, pauseMs }: LinkTimers): number =>
  enquiryAttempts * (2 * controlMs + pauseMs);

/** Time that a transmission of the terminal still has after the customer's time, ms. */
export const lastTransmissionMs = 5000;

export const armLimit = (ms: number): SessionEffect => ({ kind: 'arm-limit', ms });

export const requestLine = (
  job: Job,
  attempt: number,
  timers: LinkTimers,
  ...before: SessionEffect[]
): Step => ({
  state: { at: 'requesting', job, attempt },
  effects: [...before, write('ENQ'), armStep(timers.controlMs)],
});

export const startTurnaround = (
  next: TurnaroundAction,
  timers: LinkTimers,
  ...before: SessionEffect[]
): Step => ({
  state: { at: 'turnaround', action: next, enquiryPending: false },
  effects: [...before, armStep(timers.turnaroundMs)],
});

/**
 * Silence on the line, ms, that is required after a NAK before the frame is sent again, or before the payment ends as
 * refused. The terminal may send one NAK twice. If the copy counted as a second refusal, a payment that the terminal has
 * just taken would be reported as refused.
 */
export const refusalQuietMs = 100;

/** Waits for the customer. The limit timer, which started again with the frame, keeps running. */
export const awaitAnswer = (accepted: boolean, ...before: SessionEffect[]): Step => ({
  state: { at: 'waiting', accepted },
  effects: [...before, { kind: 'disarm-step' }],
});

export const receive = (back: Continuation, timers: LinkTimers, ...before: SessionEffect[]): Step => ({
  state: { at: 'receiving', back },
  effects: [...before, armStep(timers.controlMs)],
});

const originOf: Readonly<Record<Continuation['to'], AnswerOrigin>> = {
  idle: 'unasked',
  requesting: 'before-request',
  collided: 'collision',
  waiting: 'awaited',
};

/** A valid frame waits for the journal, without a time limit. */
export const storeAnswer = (back: Continuation, body: string): Step => ({
  state: { at: 'storing', back, body, senderGone: false },
  effects: [{ kind: 'disarm-step' }, { kind: 'answer', body, origin: originOf[back.to] }],
});

/**
 * Requests the line again, after a pause. An ENQ of ours that the terminal's ENQ has cancelled counts as an attempt. After
 * an answer that the terminal has delivered, at least one attempt is left.
 */
function requestAgain(
  { job, attempt }: Continuation & { to: 'requesting' },
  isAnswered: boolean,
  timers: LinkTimers,
  before: readonly SessionEffect[],
): Step {
  const attemptsUsed = isAnswered ? Math.min(attempt, timers.enquiryAttempts - 1) : attempt;
  if (attemptsUsed >= timers.enquiryAttempts) return end('line-busy', ...before, write('EOT'));
  return {
    state: { at: 'pausing', job, attempt: attemptsUsed },
    effects: [...before, armStep(timers.pauseMs)],
  };
}

/** Continues after the terminal's transmission has ended. `isAnswered`: we have acknowledged the terminal's frame. */
export function continueAfter(
  back: Continuation,
  isAnswered: boolean,
  timers: LinkTimers,
  ...before: SessionEffect[]
): Step {
  switch (back.to) {
    case 'idle':
      return { state: { at: 'idle' }, effects: [...before, ...disarmAll] };
    case 'requesting':
      return requestAgain(back, isAnswered, timers, before);
    case 'collided':
      if (isAnswered) return end('collided', ...before);
      return back.expired ? end('overdue', ...before) : awaitAnswer(false, ...before);
    case 'waiting':
      if (isAnswered && !back.forOther) return end('answered', ...before);
      return back.expired ? end('overdue', ...before) : awaitAnswer(back.accepted, ...before);
    default:
      return back satisfies never;
  }
}

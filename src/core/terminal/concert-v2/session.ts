import type { EndOfSession } from '../dialect.ts';
import type { Received } from './frames.ts';
import { stepReceiver } from './session-receiver.ts';
import { stepSender } from './session-sender.ts';
import type { LinkTimers, TurnaroundAction } from './session-states.ts';
import {
  armLimit,
  armStep,
  awaitAnswer,
  type Continuation,
  continueAfter,
  end,
  type Job,
  lastTransmissionMs,
  receive,
  refusalQuietMs,
  requestLimitMs,
  requestLine,
  type SessionEvent,
  type SessionState,
  type Step,
  startTurnaround,
  stay,
  storeAnswer,
  write,
} from './session-states.ts';

const collided = { to: 'collided', expired: false } as const;

type TurnaroundState = Extract<SessionState, { at: 'turnaround' }>;

/** Steps during the turnaround time. Controls from the terminal may change the planned action. */
export function stepTurnaround(state: TurnaroundState, event: SessionEvent, timers: LinkTimers): Step {
  const { action: next } = state;
  if (event.kind === 'step-timer') {
    const mayHaveTaken = event.insideFrame && awaitsSilence(next);
    return mayHaveTaken ? receive(collided, timers) : endTurnaround(state, timers, event.insideFrame);
  }
  if (awaitsSilence(next)) return stepAfterRefusal(state, event, timers);
  if (next.do === 'accept-enquiry') {
    // The terminal sends its frame without waiting for our ACK. It would take an ACK now for the ACK of the frame.
    if (event.kind === 'progress') return receive(next.back, timers);
    if (event.kind === 'received' && event.item.kind !== 'control')
      return stepReceiver({ at: 'receiving', back: next.back }, event, timers);
  }
  // The terminal sends another answer. It would take our ACK for the ACK of that answer.
  if (next.do === 'acknowledge-frame' && isOtherFrame(event, next.body))
    return stepReceiver({ at: 'closing', back: next.back, body: next.body }, event, timers);
  if (event.kind === 'progress' && state.action.do === 'refuse-frame')
    return stay(state, armStep(timers.turnaroundMs));
  if (event.kind !== 'received' || event.item.kind !== 'control') return stay(state);
  if (event.item.control === 'EOT' && next.do === 'accept-enquiry') {
    // EOT directly after ENQ: the terminal gave up this try and will come again (concert.md 1.6).
    return continueAfter(next.back, false, timers, { kind: 'note', note: 'enquiry-withdrawn' });
  }
  if (event.item.control === 'ENQ' && (next.do === 'end-request' || next.do === 'end')) {
    return stay({ ...state, enquiryPending: true });
  }
  return stay(state);
}

/** True after a NAK to our frame. The line must be silent before this action. */
const awaitsSilence = (action: TurnaroundAction): boolean =>
  action.do === 'send-frame' ? action.resends > 0 : action.do === 'end' && action.how === 'frame-refused';

/**
 * The terminal has refused the frame with NAK. The line must be silent before the frame goes out again, or, after the last
 * NAK, before the payment ends as refused. Whatever else the terminal sends in this time may mean that it has taken the
 * frame: then the frame does not go out again, and the session waits for the answer.
 */
function stepAfterRefusal(state: TurnaroundState, event: SessionEvent, timers: LinkTimers): Step {
  if (event.kind === 'progress') return receive(collided, timers);
  if (event.kind !== 'received') return stay(state);
  const { item } = event;
  if (item.kind === 'frame') return storeAnswer(collided, item.body);
  if (item.kind !== 'control') return receive(collided, timers);
  switch (item.control) {
    case 'ACK':
      return startTurnaround({ do: 'end-request' }, timers, { kind: 'accepted' });
    case 'ENQ':
      return startTurnaround({ do: 'accept-enquiry', back: collided }, timers);
    case 'NAK':
      return stay(state, armStep(refusalQuietMs));
    default:
      return stay(state);
  }
}

const isOtherFrame = (event: SessionEvent, body: string): boolean =>
  event.kind === 'received' && event.item.kind === 'frame' && event.item.body !== body;

function endTurnaround(state: TurnaroundState, timers: LinkTimers, insideFrame: boolean): Step {
  const { action: next } = state;
  switch (next.do) {
    case 'send-frame':
      return {
        state: { at: 'sending', job: next.job, resends: next.resends },
        effects: [
          { kind: 'write', bytes: next.job.frame },
          armStep(timers.controlMs),
          ...(next.resends === 0 ? [armLimit(timers.customerMs)] : []),
        ],
      };
    case 'end-request': {
      if (!state.enquiryPending) return awaitAnswer(true, write('EOT'));
      const back = { to: 'waiting', accepted: true, expired: false } as const;
      return startTurnaround({ do: 'accept-enquiry', back }, timers, write('EOT'));
    }
    case 'end': {
      const ended = end(next.how, write('EOT'));
      if (!state.enquiryPending) return ended;
      const accepting = startTurnaround({ do: 'accept-enquiry', back: { to: 'idle' } }, timers);
      return { state: accepting.state, effects: [...ended.effects, ...accepting.effects] };
    }
    case 'accept-enquiry':
      // Part of a frame has come and is lost with the end of this step.
      return insideFrame
        ? startTurnaround({ do: 'refuse-frame', back: next.back }, timers)
        : receive(next.back, timers, write('ACK'));
    case 'refuse-frame':
      return receive(next.back, timers, write('NAK'));
    case 'acknowledge-frame':
      return {
        state: { at: 'closing', back: next.back, body: next.body },
        effects: [write('ACK'), armStep(timers.controlMs)],
      };
    default:
      return next satisfies never;
  }
}

/**
 * The Concert V2 link layer, till side, both directions (concert.md 1.3 to 1.6), as a pure function without clock or
 * port. One machine lives as long as the port is open, so it also receives late and unrequested answers.
 *
 * Safety rules: at most `enquiryAttempts` ENQ; a frame is sent only with the journal's permission, and again only after
 * an explicit NAK, never after silence; an answer is acknowledged only on the event `acknowledge`. Nothing that is
 * received prolongs the limit timer of a job.
 */
export function stepSession(state: SessionState, event: SessionEvent, timers: LinkTimers): Step {
  if (event.kind === 'line-lost') return loseLine(state);
  if (event.kind === 'limit-timer') return expireLimit(state);
  if (event.kind === 'abandon') return abandon(state);
  if (event.kind === 'start') return start(state, event.job, timers);
  if (event.kind === 'received' && !isMeaningful(event.item)) return noteDiscarded(state, event.item, timers);
  switch (state.at) {
    case 'requesting':
    case 'pausing':
    case 'permission':
    case 'sending':
      return stepSender(state, event, timers);
    case 'turnaround':
      return stepTurnaround(state, event, timers);
    case 'idle':
    case 'waiting':
    case 'receiving':
    case 'storing':
    case 'closing':
      return stepReceiver(state, event, timers);
    default:
      return state satisfies never;
  }
}

/**
 * Starts a job. If the terminal is sending, the job requests the line afterwards. The limit timer starts at once, so that
 * a line that is never silent cannot hold the job for ever.
 */
function start(state: SessionState, job: Job, timers: LinkTimers): Step {
  const limit = armLimit(requestLimitMs(timers));
  if (state.at === 'idle') return requestLine(job, 1, timers, limit);
  const withJob = replaceBack(state, 'idle', { to: 'requesting', job, attempt: 0 });
  return withJob ? stay(withJob, limit) : stay(state);
}

/** The same transmission of the terminal with another continuation; undefined if its continuation is not `from`. */
function replaceBack(
  state: SessionState,
  from: Continuation['to'],
  back: Continuation,
): SessionState | undefined {
  if ('back' in state) return state.back.to === from ? { ...state, back } : undefined;
  if (state.at !== 'turnaround' || !('back' in state.action)) return undefined;
  return state.action.back.to === from ? { ...state, action: { ...state.action, back } } : undefined;
}

/** Ends a job that has not got the line; undefined if the frame may have been sent. The terminal may go on sending. */
function endBeforeFrame(state: SessionState, how: EndOfSession): Step | undefined {
  if (state.at === 'requesting' || state.at === 'pausing') return end(how, write('EOT'));
  const free = replaceBack(state, 'requesting', { to: 'idle' });
  return free && stay(free, { kind: 'disarm-limit' }, { kind: 'ended', how });
}

const isBeforeFrame = (action: TurnaroundAction): boolean =>
  action.do === 'send-frame' && action.resends === 0;

/** Gives the job up. It has an effect only before the first byte of the frame. */
function abandon(state: SessionState): Step {
  if (state.at === 'permission' || (state.at === 'turnaround' && isBeforeFrame(state.action)))
    return end('abandoned', write('EOT'));
  return endBeforeFrame(state, 'abandoned') ?? stay(state);
}

const isMeaningful = (item: Received): boolean => item.kind !== 'discarded';

/**
 * EOT, NAK and STX with bit 7 set. They show a wrong parity setting; ENQ and ACK look the same with both parities
 * (concert.md 1.1).
 */
const parityMarkBytes = new Set([0x84, 0x95, 0x82]);

function noteDiscarded(state: SessionState, item: Received, timers: LinkTimers): Step {
  const isParityMarked = item.kind === 'discarded' && item.bytes.some((byte) => parityMarkBytes.has(byte));
  const note = { kind: 'note', note: isParityMarked ? 'parity-suspected' : 'discarded-bytes' } as const;
  // While the line is noisy, the terminal may still be sending the frame that we are about to refuse.
  const mustWait = state.at === 'turnaround' && state.action.do === 'refuse-frame';
  return mustWait ? stay(state, note, armStep(timers.turnaroundMs)) : stay(state, note);
}

/** True if the first byte of our request may have been sent. */
function mayHaveSentFrame(state: SessionState): boolean {
  switch (state.at) {
    case 'sending':
    case 'waiting':
      return true;
    case 'receiving':
    case 'storing':
    case 'closing':
      return state.back.to === 'waiting' || state.back.to === 'collided';
    case 'turnaround': {
      const { action } = state;
      if (awaitsSilence(action)) return true;
      if (action.do === 'end-request') return true;
      return 'back' in action && (action.back.to === 'waiting' || action.back.to === 'collided');
    }
    default:
      return false;
  }
}

const isForOther = (back: Continuation): boolean => back.to === 'waiting' && back.forOther === true;

function loseLine(state: SessionState): Step {
  if (state.at === 'idle') return stay(state, { kind: 'disarm-step' });
  const isOurSession = !('back' in state) || state.back.to !== 'idle';
  const withoutEnd: Step = {
    state: { at: 'idle' },
    effects: [{ kind: 'disarm-step' }, { kind: 'disarm-limit' }],
  };
  if (!isOurSession) return withoutEnd;
  if (state.at === 'closing' && !isForOther(state.back)) return end('answered');
  if (state.at === 'turnaround' && 'back' in state.action && state.action.back.to === 'idle')
    return withoutEnd;
  if (state.at === 'turnaround' && state.action.do === 'end' && !awaitsSilence(state.action))
    return end(state.action.how);
  return end(mayHaveSentFrame(state) ? 'lost-after-frame' : 'lost-before-frame');
}

/**
 * Handles the end of the limit. A transmission of the terminal that is under way may still bring the answer, within
 * `lastTransmissionMs`.
 */
function expireLimit(state: SessionState): Step {
  switch (state.at) {
    case 'waiting':
      return end('overdue');
    case 'sending':
      return end('overdue', write('EOT'));
    case 'receiving':
    case 'storing':
    case 'closing':
      return endBeforeFrame(state, 'line-busy') ?? expireTransmission(state, state.back);
    case 'turnaround':
      if ('back' in state.action)
        return endBeforeFrame(state, 'line-busy') ?? expireTransmission(state, state.action.back);
      // Before the frame and before the last EOT only the turnaround time is left. Repeated NAKs prolong the silence.
      return (state.action.do === 'end' && !awaitsSilence(state.action)) || isBeforeFrame(state.action)
        ? stay(state)
        : end('overdue', write('EOT'));
    case 'requesting':
    case 'pausing':
      return endBeforeFrame(state, 'line-busy') ?? stay(state);
    case 'idle':
    case 'permission':
      // Another timer limits the wait for the journal's permission.
      return stay(state);
    default:
      return state satisfies never;
  }
}

type TransmissionState = Extract<SessionState, { at: 'receiving' | 'storing' | 'closing' | 'turnaround' }>;

/** First gives the transmission `lastTransmissionMs` more. The next time, ends the job; the terminal may go on sending. */
function expireTransmission(state: TransmissionState, back: Continuation): Step {
  if (back.to !== 'waiting' && back.to !== 'collided') return stay(state);
  const isAcknowledged =
    !isForOther(back) &&
    (state.at === 'closing' || (state.at === 'turnaround' && state.action.do === 'acknowledge-frame'));
  const next: Continuation = back.expired ? { to: 'idle' } : { ...back, expired: true };
  const after = replaceBack(state, back.to, next) ?? state;
  if (!back.expired) return stay(after, armLimit(lastTransmissionMs));
  const how = isAcknowledged ? (back.to === 'collided' ? 'collided' : 'answered') : 'overdue';
  return stay(after, { kind: 'disarm-limit' }, { kind: 'ended', how });
}

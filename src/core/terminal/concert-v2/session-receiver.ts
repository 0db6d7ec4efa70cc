import type { LinkTimers } from './session-states.ts';
import {
  armStep,
  type Continuation,
  continueAfter,
  type SessionEvent,
  type SessionState,
  type Step,
  startTurnaround,
  stay,
  storeAnswer,
} from './session-states.ts';

type ReceiverState = Extract<SessionState, { at: 'idle' | 'waiting' | 'receiving' | 'storing' | 'closing' }>;

/** Steps while the terminal sends or may begin to send: its ENQ, its frame, our ACK. */
export function stepReceiver(state: ReceiverState, event: SessionEvent, timers: LinkTimers): Step {
  switch (state.at) {
    case 'idle':
      return stepListening(state, { to: 'idle' }, event, timers);
    case 'waiting':
      return stepListening(state, { to: 'waiting', accepted: state.accepted, expired: false }, event, timers);
    case 'receiving':
      return stepReceiving(state, event, timers);
    case 'storing':
      return stepStoring(state, event, timers);
    case 'closing':
      return stepClosing(state, event, timers);
    default:
      return state satisfies never;
  }
}

function stepListening(
  state: ReceiverState & { at: 'idle' | 'waiting' },
  back: Continuation,
  event: SessionEvent,
  timers: LinkTimers,
): Step {
  if (event.kind !== 'received') return stay(state);
  // A frame without its ENQ: the ENQ was lost on the line. The frame is handled as usual.
  if (event.item.kind === 'frame') return storeAnswer(back, event.item.body);
  if (event.item.kind === 'bad-frame') return refuseFrame(back, timers);
  if (event.item.kind !== 'control') return stay(state);
  if (event.item.control === 'ENQ') return startTurnaround({ do: 'accept-enquiry', back }, timers);
  if (event.item.control === 'ACK' && state.at === 'waiting' && !state.accepted) {
    return stay({ ...state, accepted: true }, { kind: 'accepted' });
  }
  return stay(state);
}

const refuseFrame = (back: Continuation, timers: LinkTimers): Step =>
  startTurnaround({ do: 'refuse-frame', back }, timers, { kind: 'note', note: 'bad-frame' });

function stepReceiving(
  state: ReceiverState & { at: 'receiving' },
  event: SessionEvent,
  timers: LinkTimers,
): Step {
  if (event.kind === 'progress') return stay(state, armStep(timers.controlMs));
  if (event.kind === 'step-timer') {
    // A frame that stopped in the middle has lost a byte; NAK asks for the whole frame again.
    if (event.insideFrame) return refuseFrame(state.back, timers);
    return continueAfter(state.back, false, timers, { kind: 'note', note: 'no-frame-after-enquiry' });
  }
  if (event.kind !== 'received') return stay(state);
  if (event.item.kind === 'frame') return storeAnswer(state.back, event.item.body);
  if (event.item.kind === 'bad-frame') return refuseFrame(state.back, timers);
  if (event.item.kind !== 'control') return stay(state);
  // ENQ again: our ACK was lost. EOT: the terminal gave up and will try again.
  if (event.item.control === 'ENQ')
    return startTurnaround({ do: 'accept-enquiry', back: state.back }, timers);
  if (event.item.control === 'EOT') return continueAfter(state.back, false, timers);
  return stay(state);
}

function stepStoring(
  state: ReceiverState & { at: 'storing' },
  event: SessionEvent,
  timers: LinkTimers,
): Step {
  const { body } = state;
  const forOther = event.kind === 'acknowledge-other' && state.back.to === 'waiting';
  const back: Continuation = forOther ? { ...state.back, forOther } : state.back;
  if (event.kind === 'acknowledge' || event.kind === 'acknowledge-other') {
    if (state.senderGone) return continueAfter(back, true, timers);
    return startTurnaround({ do: 'acknowledge-frame', back, body }, timers);
  }
  if (event.kind === 'reject') {
    return state.senderGone
      ? continueAfter(back, false, timers)
      : startTurnaround({ do: 'refuse-frame', back }, timers);
  }
  if (event.kind === 'ignore') return continueAfter(back, false, timers);
  if (event.kind !== 'received' || event.item.kind !== 'control') return stay(state);
  if (event.item.control === 'EOT') return stay({ ...state, senderGone: true });
  if (event.item.control === 'ENQ') return stay({ ...state, senderGone: false });
  return stay(state);
}

/**
 * The continuation after an acknowledged transmission, if the session goes on: to request the line, or to wait for our own
 * answer. Undefined if the session ends.
 */
function ongoingAfter(back: Continuation): Continuation | undefined {
  if (back.to === 'requesting') return back;
  return back.to === 'waiting' && back.forOther ? { ...back, forOther: false } : undefined;
}

function stepClosing(
  state: ReceiverState & { at: 'closing' },
  event: SessionEvent,
  timers: LinkTimers,
): Step {
  const { back, body } = state;
  // A missing EOT is not an error: some terminals never send it (concert.md 6).
  if (event.kind === 'step-timer')
    return continueAfter(back, true, timers, { kind: 'note', note: 'end-missing' });
  if (event.kind !== 'received') return stay(state);
  if (event.item.kind === 'frame') {
    // The same answer again: our ACK was lost. It is acknowledged again, and reported only once.
    if (event.item.body === body) {
      return startTurnaround({ do: 'acknowledge-frame', back, body }, timers, {
        kind: 'note',
        note: 'answer-repeated',
      });
    }
    // Another answer, whose ENQ was lost. A session that still waits keeps waiting; any other session ends.
    const waiting = ongoingAfter(back);
    if (waiting) return storeAnswer(waiting, event.item.body);
    const ended = continueAfter(back, true, timers);
    const storing = storeAnswer({ to: 'idle' }, event.item.body);
    return { state: storing.state, effects: [...ended.effects, ...storing.effects] };
  }
  if (event.item.kind !== 'control') return stay(state);
  if (event.item.control === 'EOT') return continueAfter(back, true, timers);
  if (event.item.control === 'ENQ') {
    // The EOT was lost, and the terminal sends another answer. A session that still waits keeps waiting; any other ends.
    const waiting = ongoingAfter(back);
    if (waiting) return startTurnaround({ do: 'accept-enquiry', back: waiting }, timers);
    const ended = continueAfter(back, true, timers);
    const accepting = startTurnaround({ do: 'accept-enquiry', back: { to: 'idle' } }, timers);
    return { state: accepting.state, effects: [...ended.effects, ...accepting.effects] };
  }
  return stay(state);
}

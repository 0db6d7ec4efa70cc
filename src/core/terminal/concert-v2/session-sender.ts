import type { Control } from './frames.ts';
import type { LinkTimers } from './session-states.ts';
import {
  armStep,
  end,
  type Job,
  refusalQuietMs,
  requestLine,
  type SessionEvent,
  type SessionState,
  type Step,
  startTurnaround,
  stay,
  storeAnswer,
  write,
} from './session-states.ts';

type SenderState = Extract<SessionState, { at: 'requesting' | 'pausing' | 'permission' | 'sending' }>;

/** Steps while the till sends or requests the line: ENQ, permission, frame. */
export function stepSender(state: SenderState, event: SessionEvent, timers: LinkTimers): Step {
  switch (state.at) {
    case 'requesting':
      return stepRequesting(state, event, timers);
    case 'pausing':
      return stepPausing(state, event, timers);
    case 'permission':
      return stepPermission(state, event, timers);
    case 'sending':
      return stepSending(state, event, timers);
    default:
      return state satisfies never;
  }
}

const controlIn = (event: SessionEvent): Control | undefined =>
  event.kind === 'received' && event.item.kind === 'control' ? event.item.control : undefined;

/** Lets the terminal send first, perhaps an old answer that we never acknowledged. Our frame has not been sent. */
const letTerminalSend = (job: Job, attempt: number, timers: LinkTimers): Step =>
  startTurnaround({ do: 'accept-enquiry', back: { to: 'requesting', job, attempt } }, timers);

function stepRequesting(
  state: SenderState & { at: 'requesting' },
  event: SessionEvent,
  timers: LinkTimers,
): Step {
  const { job, attempt } = state;
  if (event.kind === 'step-timer') {
    if (attempt >= timers.enquiryAttempts || job.kind === 'probe') return end('no-answer', write('EOT'));
    return { state: { at: 'pausing', job, attempt }, effects: [write('EOT'), armStep(timers.pauseMs)] };
  }
  switch (controlIn(event)) {
    case 'ACK':
      if (job.kind === 'probe') return startTurnaround({ do: 'end', how: 'present' }, timers);
      return {
        state: { at: 'permission', job },
        effects: [armStep(timers.controlMs), { kind: 'ask-permission' }],
      };
    case 'NAK':
      return startTurnaround({ do: 'end', how: 'enquiry-refused' }, timers);
    case 'ENQ':
      return letTerminalSend(job, attempt, timers);
    default:
      return stay(state);
  }
}

function stepPausing(state: SenderState & { at: 'pausing' }, event: SessionEvent, timers: LinkTimers): Step {
  if (event.kind === 'step-timer') return requestLine(state.job, state.attempt + 1, timers);
  if (controlIn(event) === 'ENQ') return letTerminalSend(state.job, state.attempt, timers);
  if (event.kind === 'received' && event.item.kind === 'frame') {
    return storeAnswer({ to: 'requesting', job: state.job, attempt: state.attempt }, event.item.body);
  }
  return stay(state);
}

function stepPermission(
  state: SenderState & { at: 'permission' },
  event: SessionEvent,
  timers: LinkTimers,
): Step {
  if (event.kind === 'permission-granted') {
    return startTurnaround({ do: 'send-frame', job: state.job, resends: 0 }, timers);
  }
  // The journal refused, or did not answer in time: the session ends and nothing was sent.
  if (event.kind === 'permission-refused' || event.kind === 'step-timer') {
    return end('not-permitted', write('EOT'));
  }
  return stay(state);
}

function stepSending(state: SenderState & { at: 'sending' }, event: SessionEvent, timers: LinkTimers): Step {
  if (event.kind === 'step-timer') {
    // Silence is not a refusal: the terminal may have begun the payment. We close our session and keep listening.
    const note = { kind: 'note', note: 'frame-unacknowledged' } as const;
    return {
      state: { at: 'waiting', accepted: false },
      effects: [note, write('EOT'), { kind: 'disarm-step' }],
    };
  }
  if (event.kind === 'received' && event.item.kind === 'frame')
    return storeAnswer({ to: 'collided', expired: false }, event.item.body);
  switch (controlIn(event)) {
    case 'ACK':
      return startTurnaround({ do: 'end-request' }, timers, { kind: 'accepted' });
    case 'NAK':
      return refuseSent(state, timers);
    case 'ENQ':
      return startTurnaround({ do: 'accept-enquiry', back: { to: 'collided', expired: false } }, timers);
    default:
      return stay(state);
  }
}

/** The terminal has refused the frame. After a silence the frame goes out again, or the payment ends. */
function refuseSent({ job, resends }: SenderState & { at: 'sending' }, timers: LinkTimers): Step {
  const isLast = resends >= timers.frameResends;
  const action = isLast
    ? ({ do: 'end', how: 'frame-refused' } as const)
    : ({ do: 'send-frame', job, resends: resends + 1 } as const);
  return {
    state: { at: 'turnaround', action, enquiryPending: false },
    effects: [...(isLast ? [] : [{ kind: 'note', note: 'frame-resent' } as const]), armStep(refusalQuietMs)],
  };
}

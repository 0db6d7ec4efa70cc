import type { LinkTimers } from '../../settings/settings.ts';
import {
  armStep,
  awaitAnswer,
  end,
  goBack,
  receive,
  refusalQuietMs,
  stay,
  turn,
  write,
} from './session-moves.ts';
import type { SessionEvent, SessionState, Step } from './session-types.ts';

type Turning = Extract<SessionState, { at: 'turning' }>;

/** The turnaround time runs; what the terminal says meanwhile may change what we do with it. */
export function stepTurn(state: Turning, event: SessionEvent, timers: LinkTimers): Step {
  if (event.kind === 'step-timer') return doTurn(state, timers);
  if (event.kind === 'progress' && state.turn.do === 'refuse-frame')
    return stay(state, armStep(timers.turnaroundMs));
  if (event.kind !== 'received' || event.item.kind !== 'control') return stay(state);
  const { turn: next } = state;
  if (event.item.control === 'EOT' && next.do === 'accept-enquiry') {
    // ENQ at once followed by EOT: the terminal gave up that try and will come again (concert.md 1.6).
    return goBack(next.back, false, timers, { kind: 'note', note: 'enquiry-withdrawn' });
  }
  if (event.item.control === 'NAK' && next.do === 'send-frame' && next.resends > 0) {
    return stay(state, armStep(refusalQuietMs));
  }
  if (event.item.control === 'ENQ' && (next.do === 'end-request' || next.do === 'end')) {
    return stay({ ...state, enquiryPending: true });
  }
  return stay(state);
}

function doTurn(state: Turning, timers: LinkTimers): Step {
  const { turn: next } = state;
  switch (next.do) {
    case 'send-frame':
      return {
        state: { at: 'sending', job: next.job, resends: next.resends },
        effects: [
          { kind: 'write', bytes: next.job.frame },
          armStep(timers.controlMs),
          ...(next.resends === 0 ? ([{ kind: 'arm-customer', ms: timers.customerMs }] as const) : []),
        ],
      };
    case 'end-request': {
      if (!state.enquiryPending) return awaitAnswer(true, write('EOT'));
      const back = { to: 'waiting', accepted: true, expired: false } as const;
      return turn({ do: 'accept-enquiry', back }, timers, write('EOT'));
    }
    case 'end': {
      const ended = end(next.how, write('EOT'));
      if (!state.enquiryPending) return ended;
      const heard = turn({ do: 'accept-enquiry', back: { to: 'idle' } }, timers);
      return { state: heard.state, effects: [...ended.effects, ...heard.effects] };
    }
    case 'accept-enquiry':
      return receive(next.back, timers, write('ACK'));
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

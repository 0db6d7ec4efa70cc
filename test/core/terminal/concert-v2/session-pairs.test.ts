import { describe } from 'vitest';
import { defaultSettings } from '../../../../src/core/settings/settings.ts';
import { stepSession } from '../../../../src/core/terminal/concert-v2/session.ts';
import type {
  Continuation,
  Job,
  SessionEvent,
  SessionState,
  TurnaroundAction,
} from '../../../../src/core/terminal/concert-v2/session-states.ts';
import { everyPair } from '../../every-pair.ts';

const { timers } = defaultSettings().terminal;
const job: Job & { kind: 'request' } = { kind: 'request', frame: Uint8Array.of(2, 65, 3, 66) };
const ours: Continuation = { to: 'waiting', accepted: true, expired: false };
const turnaround = (action: TurnaroundAction): SessionState => ({
  at: 'turnaround',
  action,
  enquiryPending: false,
});
const control = (name: 'ENQ' | 'ACK' | 'NAK' | 'EOT'): SessionEvent => ({
  kind: 'received',
  item: { kind: 'control', control: name },
});

const states = {
  idle: { at: 'idle' },
  requesting: { at: 'requesting', job, attempt: 1 },
  'requesting to probe': { at: 'requesting', job: { kind: 'probe' }, attempt: 1 },
  pausing: { at: 'pausing', job, attempt: 1 },
  permission: { at: 'permission', job },
  'before the frame': turnaround({ do: 'send-frame', job, resends: 0 }),
  'before the frame again': turnaround({ do: 'send-frame', job, resends: 1 }),
  'after the last NAK': turnaround({ do: 'end', how: 'frame-refused' }),
  'before the EOT of the request': turnaround({ do: 'end-request' }),
  'before the last EOT': turnaround({ do: 'end', how: 'present' }),
  'before our ACK of an ENQ': turnaround({ do: 'accept-enquiry', back: ours }),
  'before our NAK': turnaround({ do: 'refuse-frame', back: ours }),
  'before our ACK of the answer': turnaround({ do: 'acknowledge-frame', back: ours, body: 'A' }),
  sending: { at: 'sending', job, resends: 0 },
  waiting: { at: 'waiting', accepted: true },
  'waiting, not acknowledged': { at: 'waiting', accepted: false },
  receiving: { at: 'receiving', back: ours },
  'receiving after a collision': { at: 'receiving', back: { to: 'collided', expired: false } },
  'receiving unasked': { at: 'receiving', back: { to: 'idle' } },
  storing: { at: 'storing', back: ours, body: 'A', senderGone: false },
  'storing an unasked answer': { at: 'storing', back: { to: 'idle' }, body: 'A', senderGone: false },
  closing: { at: 'closing', back: ours, body: 'A' },
  'closing before our request': { at: 'closing', back: { to: 'requesting', job, attempt: 1 }, body: 'A' },
} as const satisfies Record<string, SessionState>;
type StateName = keyof typeof states;
const everyState = Object.keys(states) as StateName[];
const everyStateBut = (...names: StateName[]) => everyState.filter((name) => !names.includes(name));
const silence = ['before the frame again', 'after the last NAK'] as const;
const storing = ['storing', 'storing an unasked answer'] as const;
const receiving = ['receiving', 'receiving after a collision', 'receiving unasked'] as const;
const closing = ['closing', 'closing before our request'] as const;

describe('every state of the session and every event', () => {
  everyPair({
    states,
    events: {
      start: { kind: 'start', job },
      ENQ: control('ENQ'),
      ACK: control('ACK'),
      NAK: control('NAK'),
      EOT: control('EOT'),
      'a good frame': { kind: 'received', item: { kind: 'frame', body: 'B' } },
      'a bad frame': { kind: 'received', item: { kind: 'bad-frame', reason: 'lrc' } },
      'discarded bytes': { kind: 'received', item: { kind: 'discarded', bytes: Uint8Array.of(65) } },
      progress: { kind: 'progress' },
      'step timer': { kind: 'step-timer', insideFrame: false },
      'limit timer': { kind: 'limit-timer' },
      'permission granted': { kind: 'permission-granted' },
      'permission refused': { kind: 'permission-refused' },
      acknowledge: { kind: 'acknowledge' },
      reject: { kind: 'reject' },
      ignore: { kind: 'ignore' },
      abandon: { kind: 'abandon' },
      'line lost': { kind: 'line-lost' },
    } as const satisfies Record<string, SessionEvent>,
    step: (state: SessionState, event: SessionEvent) => {
      const { state: next, effects } = stepSession(state, event, timers);
      return [next, effects];
    },
    meanings: {
      start: {
        actsIn: ['idle', 'receiving unasked', 'storing an unasked answer'],
        ignoredBecause: 'another job has not ended',
      },
      ENQ: {
        actsIn: everyStateBut(
          'permission',
          'before the frame',
          'before our ACK of an ENQ',
          'before our NAK',
          'before our ACK of the answer',
          ...storing,
        ),
        ignoredBecause: 'our next control byte answers the ENQ, or the terminal repeats it later',
      },
      ACK: {
        actsIn: ['requesting', 'requesting to probe', ...silence, 'sending', 'waiting, not acknowledged'],
        ignoredBecause: 'we wait for no ACK',
      },
      NAK: {
        actsIn: ['requesting', 'requesting to probe', ...silence, 'sending'],
        ignoredBecause: 'we wait for no ACK or NAK; a frame that met silence is never sent again',
      },
      EOT: {
        actsIn: ['before our ACK of an ENQ', ...receiving, ...storing, ...closing],
        ignoredBecause: 'the terminal has begun no session that it could end',
      },
      'a good frame': {
        actsIn: [
          'idle',
          'pausing',
          ...silence,
          'sending',
          'waiting',
          'waiting, not acknowledged',
          'before our ACK of an ENQ',
          'before our ACK of the answer',
          ...receiving,
          ...closing,
        ],
        ignoredBecause:
          'the frame is not acknowledged, so the terminal sends it again in a session of its own',
      },
      'a bad frame': {
        actsIn: [
          'idle',
          ...silence,
          'waiting',
          'waiting, not acknowledged',
          'before our ACK of an ENQ',
          ...receiving,
        ],
        ignoredBecause: 'the frame is not acknowledged, and we have the line or are about to send',
      },
      'discarded bytes': { actsIn: everyState, ignoredBecause: 'never: they are noted' },
      progress: {
        actsIn: [...receiving, ...silence, 'before our ACK of an ENQ', 'before our NAK'],
        ignoredBecause: 'no frame is due, so its bytes prolong no wait',
      },
      'step timer': {
        actsIn: everyStateBut('idle', 'waiting', 'waiting, not acknowledged', ...storing),
        ignoredBecause:
          'the step timer does not run: the limit timer is for the customer, and the journal has none',
      },
      'limit timer': {
        actsIn: everyStateBut(
          'idle',
          'permission',
          'before the frame',
          'before the last EOT',
          'receiving unasked',
          'storing an unasked answer',
        ),
        ignoredBecause: 'no job runs, or another timer ends this step soon',
      },
      'permission granted': { actsIn: ['permission'], ignoredBecause: 'the journal was not asked' },
      'permission refused': { actsIn: ['permission'], ignoredBecause: 'the journal was not asked' },
      acknowledge: { actsIn: storing, ignoredBecause: 'no answer waits for the journal' },
      reject: { actsIn: storing, ignoredBecause: 'no answer waits for the journal' },
      ignore: { actsIn: storing, ignoredBecause: 'no answer waits for the journal' },
      abandon: {
        actsIn: [
          'requesting',
          'requesting to probe',
          'pausing',
          'permission',
          'before the frame',
          'closing before our request',
        ],
        ignoredBecause: 'the frame may have been sent and cannot be taken back, or no job runs',
      },
      'line lost': { actsIn: everyState, ignoredBecause: 'never: a session on a lost line is over' },
    },
  });
});

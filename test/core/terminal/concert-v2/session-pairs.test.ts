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
const turning = (action: TurnaroundAction): SessionState => ({
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
  'before the frame': turning({ do: 'send-frame', job, resends: 0 }),
  'before the frame again': turning({ do: 'send-frame', job, resends: 1 }),
  'before the EOT of the request': turning({ do: 'end-request' }),
  'before the EOT of all': turning({ do: 'end', how: 'present' }),
  'before our ACK of an ENQ': turning({ do: 'accept-enquiry', back: ours }),
  'before our NAK': turning({ do: 'refuse-frame', back: ours }),
  'before our ACK of the answer': turning({ do: 'acknowledge-frame', back: ours, body: 'A' }),
  sending: { at: 'sending', job, resends: 0 },
  waiting: { at: 'waiting', accepted: true },
  'waiting, not acknowledged': { at: 'waiting', accepted: false },
  receiving: { at: 'receiving', back: ours },
  'receiving across our frame': { at: 'receiving', back: { to: 'collided', expired: false } },
  'receiving unasked': { at: 'receiving', back: { to: 'idle' } },
  storing: { at: 'storing', back: ours, body: 'A', senderGone: false },
  'holding what came unasked': { at: 'storing', back: { to: 'idle' }, body: 'A', senderGone: false },
  closing: { at: 'closing', back: ours, body: 'A' },
  'closing before our request': { at: 'closing', back: { to: 'requesting', job, attempt: 1 }, body: 'A' },
} as const satisfies Record<string, SessionState>;
type StateName = keyof typeof states;
const everywhere = Object.keys(states) as StateName[];
const everywhereBut = (...names: StateName[]) => everywhere.filter((name) => !names.includes(name));
const holding = ['storing', 'holding what came unasked'] as const;
const receiving = ['receiving', 'receiving across our frame', 'receiving unasked'] as const;
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
      rubbish: { kind: 'received', item: { kind: 'discarded', bytes: Uint8Array.of(65) } },
      progress: { kind: 'progress' },
      'step timer': { kind: 'step-timer', insideFrame: false },
      'limit timer': { kind: 'limit-timer' },
      'permission granted': { kind: 'permission-granted' },
      'permission refused': { kind: 'permission-refused' },
      acknowledge: { kind: 'acknowledge' },
      reject: { kind: 'reject' },
      'let go': { kind: 'ignore' },
      abandon: { kind: 'abandon' },
      'line lost': { kind: 'line-lost' },
    } as const satisfies Record<string, SessionEvent>,
    step: (state: SessionState, event: SessionEvent) => {
      const { state: next, effects } = stepSession(state, event, timers);
      return [next, effects];
    },
    meanings: {
      start: {
        actsIn: ['idle', 'receiving unasked', 'holding what came unasked'],
        ignoredBecause: 'one job at a time: the next one waits for its end',
      },
      ENQ: {
        actsIn: everywhereBut(
          'permission',
          'before the frame',
          'before the frame again',
          'before our ACK of an ENQ',
          'before our NAK',
          'before our ACK of the answer',
          ...holding,
        ),
        ignoredBecause: 'what we are about to say answers it, or the terminal comes again with it',
      },
      ACK: {
        actsIn: ['requesting', 'requesting to probe', 'sending', 'waiting, not acknowledged'],
        ignoredBecause: 'nothing of ours is unacknowledged: an echo, or noise',
      },
      NAK: {
        actsIn: ['requesting', 'requesting to probe', 'before the frame again', 'sending'],
        ignoredBecause: 'nothing of ours is open to refusal: silence was taken for no refusal, and stays it',
      },
      EOT: {
        actsIn: ['before our ACK of an ENQ', ...receiving, ...holding, ...closing],
        ignoredBecause: 'the terminal ends a session that it has not begun',
      },
      'a good frame': {
        actsIn: [
          'idle',
          'pausing',
          'sending',
          'waiting',
          'waiting, not acknowledged',
          'before our ACK of an ENQ',
          'before our ACK of the answer',
          ...receiving,
          ...closing,
        ],
        ignoredBecause: 'not acknowledged, so the terminal sends it again in a session of its own',
      },
      'a bad frame': {
        actsIn: ['idle', 'waiting', 'waiting, not acknowledged', 'before our ACK of an ENQ', ...receiving],
        ignoredBecause:
          'not acknowledged, and we have the line or are about to speak: a NAK would refuse nothing',
      },
      rubbish: { actsIn: everywhere, ignoredBecause: 'never: it is noted' },
      progress: {
        actsIn: [...receiving, 'before our ACK of an ENQ', 'before our NAK'],
        ignoredBecause: 'only a frame that is due keeps the line waiting by its bytes',
      },
      'step timer': {
        actsIn: everywhereBut('idle', 'waiting', 'waiting, not acknowledged', ...holding),
        ignoredBecause: 'no step is timed here: the customer has a timer of their own, the journal none',
      },
      'limit timer': {
        actsIn: everywhereBut(
          'idle',
          'permission',
          'before the frame',
          'before the EOT of all',
          'receiving unasked',
          'holding what came unasked',
        ),
        ignoredBecause: 'no job runs, or another timer ends this step soon',
      },
      'permission granted': { actsIn: ['permission'], ignoredBecause: 'the journal was not asked' },
      'permission refused': { actsIn: ['permission'], ignoredBecause: 'the journal was not asked' },
      acknowledge: { actsIn: holding, ignoredBecause: 'no answer is in our hands' },
      reject: { actsIn: holding, ignoredBecause: 'no answer is in our hands' },
      'let go': { actsIn: holding, ignoredBecause: 'no answer is in our hands' },
      abandon: {
        actsIn: [
          'requesting',
          'requesting to probe',
          'pausing',
          'permission',
          'before the frame',
          'closing before our request',
        ],
        ignoredBecause: 'the journal says that the frame is out, or no job runs: nothing to call back',
      },
      'line lost': { actsIn: everywhere, ignoredBecause: 'never: a session on a lost line is over' },
    },
  });
});

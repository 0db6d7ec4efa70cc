import { describe } from 'vitest';
import { type PaymentEvent, stepPayment } from '../../../src/core/payment/payment-machine.ts';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import type { Verdict } from '../../../src/core/terminal/dialect.ts';
import { aRecord } from '../../fakes/payment-examples.ts';
import { everyPair } from '../every-pair.ts';

const alarm = { kind: 'late-answer', outcome: 'APPROVED', at: 1500 } as const;
const resolution = { paid: true, by: 'Ana', why: 'ticket', at: 1500 };
const states = {
  intended: aRecord({ state: 'intended' }),
  sending: aRecord({ state: 'sending' }),
  waiting: aRecord({ state: 'waiting' }),
  answered: aRecord({ state: 'answered', outcome: 'APPROVED' }),
  'answered late': aRecord({ state: 'answered', outcome: 'APPROVED', alarm }),
  unknown: aRecord({ state: 'unknown', outcome: 'UNKNOWN' }),
  resolved: aRecord({ state: 'resolved', outcome: 'APPROVED', resolution }),
  closed: aRecord({ state: 'closed', outcome: 'DECLINED' }),
} as const satisfies Record<string, PaymentRecord>;
type StateName = keyof typeof states;
const everywhere = Object.keys(states) as StateName[];
const said = (verdict: Verdict): PaymentEvent => ({
  kind: 'answer',
  origin: 'awaited',
  answer: { verdict, status: '0', registerNumber: '01', amountMinor: 1023, currencyNumeric: '978' },
});
const answered = { actsIn: everywhere, ignoredBecause: 'never: every answer is acknowledged or judged' };
const running = ['intended', 'sending', 'waiting'] as const;

describe('every state of a payment and every event', () => {
  everyPair({
    states,
    events: {
      'permission asked': { kind: 'permission-asked' },
      accepted: { kind: 'accepted' },
      'an acceptance': said('accepted'),
      'a refusal': said('refused'),
      'a cancellation': said('cancelled'),
      'no result': said('taken'),
      'a session’s end in doubt': { kind: 'session-ended', how: 'overdue' },
      'a session’s end before the frame': { kind: 'session-ended', how: 'no-answer' },
      'not begun': { kind: 'not-begun', failure: 'terminal-away', detail: 'unplugged' },
      restart: { kind: 'restart' },
      resolve: { kind: 'resolve', paid: true, by: 'Ana', why: 'ticket' },
      'alarm seen': { kind: 'alarm-seen' },
    } as const satisfies Record<string, PaymentEvent>,
    step: (record: PaymentRecord, event: PaymentEvent) => {
      const step = stepPayment(record, event, 9000);
      return [step.record, step.effects];
    },
    meanings: {
      'permission asked': {
        actsIn: ['intended'],
        ignoredBecause: 'a request goes out once: later states have sent it, or never will',
      },
      accepted: { actsIn: ['sending'], ignoredBecause: 'nothing is out yet, or more is known already' },
      'an acceptance': answered,
      'a refusal': answered,
      'a cancellation': answered,
      'no result': answered,
      'a session’s end in doubt': { actsIn: running, ignoredBecause: 'the payment has its end already' },
      'a session’s end before the frame': {
        actsIn: running,
        ignoredBecause: 'the payment has its end already',
      },
      'not begun': { actsIn: ['intended'], ignoredBecause: 'it had begun' },
      restart: { actsIn: running, ignoredBecause: 'nothing is under way: what is on disk stands' },
      resolve: {
        actsIn: ['unknown'],
        ignoredBecause: 'a person decides only about an unknown payment; the terminal’s answer stands',
      },
      'alarm seen': { actsIn: ['answered late'], ignoredBecause: 'there is no alarm to be seen' },
    },
  });
});

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
const everyState = Object.keys(states) as StateName[];
const answerWith = (verdict: Verdict): PaymentEvent => ({
  kind: 'answer',
  origin: 'awaited',
  answer: { verdict, status: '0', registerNumber: '01', amountMinor: 1023, currencyNumeric: '978' },
});
const anyAnswer = { actsIn: everyState, ignoredBecause: 'never: every answer is acknowledged or judged' };
const running = ['intended', 'sending', 'waiting'] as const;

describe('every state of a payment and every event', () => {
  everyPair({
    states,
    events: {
      'permission asked': { kind: 'permission-asked' },
      accepted: { kind: 'accepted' },
      'an acceptance': answerWith('accepted'),
      'a refusal': answerWith('refused'),
      'a cancellation': answerWith('cancelled'),
      'no result': answerWith('taken'),
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
        ignoredBecause: 'a request is sent only once: later states have sent it, or never will',
      },
      accepted: { actsIn: ['sending'], ignoredBecause: 'nothing was sent yet, or more is already known' },
      'an acceptance': anyAnswer,
      'a refusal': anyAnswer,
      'a cancellation': anyAnswer,
      'no result': anyAnswer,
      'a session’s end in doubt': { actsIn: running, ignoredBecause: 'the payment has already ended' },
      'a session’s end before the frame': {
        actsIn: running,
        ignoredBecause: 'the payment has already ended',
      },
      'not begun': { actsIn: ['intended'], ignoredBecause: 'the session had begun' },
      restart: { actsIn: running, ignoredBecause: 'the payment is not running' },
      resolve: {
        actsIn: ['unknown'],
        ignoredBecause: 'the payment is not in doubt, or the same decision was made before',
      },
      'alarm seen': { actsIn: ['answered late'], ignoredBecause: 'there is no alarm' },
    },
  });
});

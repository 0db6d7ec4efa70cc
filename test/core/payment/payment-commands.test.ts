import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isPaid } from '../../../src/core/payment/outcome.ts';
import { type PaymentEvent, stepPayment } from '../../../src/core/payment/payment-machine.ts';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import type { Verdict } from '../../../src/core/terminal/dialect.ts';
import { admitted, aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { runs } from '../../property-runs.ts';

const request = aRequest();
const intended = aRecord();

/** What has really happened, beside the record. */
interface Truth {
  /** Number of frames that may have reached the terminal. */
  sent: number;
  /** True if the terminal has reported this payment as paid. */
  saidPaid: boolean;
  /** True if the last decision of a person is "paid". */
  personSaidPaid: boolean;
  /** Number of times that notifications were written. */
  notified: number;
}
interface Copies {
  /** The record in memory, which a crash loses. */
  record: PaymentRecord;
  /** The record on disk. */
  disk: PaymentRecord;
}
type Act = fc.Command<Truth, Copies>;

/** Makes one step and carries out its effects in their order, as the flows do. `diskFails`: every write is lost. */
function makeStep(truth: Truth, copies: Copies, event: PaymentEvent, diskFails = false): void {
  const step = stepPayment(copies.record, event, 5000);
  for (const { kind } of step.effects) {
    const isWrite = kind === 'write' || kind === 'write-with-notifications';
    // A failed write ends the step: the record is unchanged.
    if (isWrite && diskFails) return;
    if (isWrite) copies.disk = step.record;
    if (kind === 'write-with-notifications') truth.notified++;
    if (kind === 'grant-permission') {
      expect(copies.disk.state).toBe('sending');
      truth.sent++;
    }
    if (kind === 'acknowledge-answer') expect(copies.disk).toEqual(step.record);
  }
  copies.record = step.record;
  checkTruth(truth, copies);
}

function checkTruth(truth: Truth, { record, disk }: Copies): void {
  expect(truth.sent).toBeLessThanOrEqual(1);
  expect(truth.notified).toBeLessThanOrEqual(1);
  for (const copy of [record, disk]) {
    if (isPaid(copy.outcome)) expect(truth.saidPaid || truth.personSaidPaid).toBe(true);
    if (copy.outcome === 'NOT_SENT') expect(truth.saidPaid).toBe(false);
  }
  // An order whose frame was sent may be charged again only after the terminal's or a person's decision.
  const mayBeCharged = admitted(request, [disk]).kind === 'new';
  if (mayBeCharged && truth.sent > 0) {
    expect(['DECLINED', 'CANCELLED']).toContain(disk.outcome);
    expect(truth.personSaidPaid).toBe(false);
  }
}

class EventHappens implements Act {
  constructor(
    private readonly name: string,
    private readonly event: PaymentEvent,
    private readonly mayHappen: (truth: Readonly<Truth>) => boolean,
    private readonly diskFails: boolean,
    private readonly note: (truth: Truth) => void = () => {},
  ) {}
  check = (truth: Readonly<Truth>) => this.mayHappen(truth);
  run(truth: Truth, copies: Copies): void {
    const mayBeResolved = copies.record.state === 'unknown' || copies.record.state === 'resolved';
    if (this.event.kind !== 'resolve' || mayBeResolved) this.note(truth);
    makeStep(truth, copies, this.event, this.diskFails);
  }
  toString = () => `${this.name}${this.diskFails ? ' (the disk fails)' : ''}`;
}

/** A power cut: memory is lost, the next start reads the disk. */
class Crash implements Act {
  check = () => true;
  run(truth: Truth, copies: Copies): void {
    copies.record = copies.disk;
    makeStep(truth, copies, { kind: 'restart' });
  }
  toString = () => 'crash';
}

const always = () => true;
const isSent = ({ sent }: Readonly<Truth>) => sent > 0;
const isNotSent = ({ sent }: Readonly<Truth>) => sent === 0;
const answer = (verdict: Verdict, change: object = {}): PaymentEvent => ({
  kind: 'answer',
  origin: 'awaited',
  answer: {
    verdict,
    status: '0',
    registerNumber: '01',
    amountMinor: 1023,
    currencyNumeric: '978',
    ...change,
  },
});
const anyAct = fc.boolean().chain((diskFails) =>
  fc.constantFrom<Act>(
    new EventHappens('the terminal is ready', { kind: 'permission-asked' }, always, diskFails),
    new EventHappens('the terminal acknowledges the frame', { kind: 'accepted' }, isSent, diskFails),
    new EventHappens('paid', answer('accepted'), isSent, diskFails, (truth) => {
      truth.saidPaid = true;
    }),
    new EventHappens('refused', answer('refused'), (truth) => isSent(truth) && !truth.saidPaid, diskFails),
    new EventHappens(
      'cancelled',
      answer('cancelled'),
      (truth) => isSent(truth) && !truth.saidPaid,
      diskFails,
    ),
    new EventHappens(
      'the answer to another payment',
      answer('accepted', { amountMinor: 999 }),
      always,
      diskFails,
    ),
    new EventHappens('no result', answer('taken'), isSent, diskFails),
    new EventHappens('silence', { kind: 'session-ended', how: 'overdue' }, isSent, diskFails),
    new EventHappens('unplugged', { kind: 'session-ended', how: 'lost-after-frame' }, isSent, diskFails),
    new EventHappens('no answer', { kind: 'session-ended', how: 'no-answer' }, isNotSent, diskFails),
    new EventHappens(
      'a person: paid',
      { kind: 'resolve', paid: true, by: 'Ana', why: 'ticket' },
      always,
      false,
      (truth) => {
        truth.personSaidPaid = true;
      },
    ),
    new EventHappens(
      'a person: not paid',
      { kind: 'resolve', paid: false, by: 'Ana', why: 'no ticket' },
      ({ saidPaid }) => !saidPaid,
      false,
      (truth) => {
        truth.personSaidPaid = false;
      },
    ),
    new EventHappens('a person has seen the alarm', { kind: 'alarm-seen' }, always, diskFails),
    new Crash(),
  ),
);

it('sends one request, notifies once and never reports a paid sale as not charged, for any events and lost writes', () => {
  const begin = () => ({
    model: { sent: 0, saidPaid: false, personSaidPaid: false, notified: 0 },
    real: { record: intended, disk: intended },
  });
  fc.assert(
    fc.property(fc.commands([anyAct], { maxCommands: 20 }), (commands) => fc.modelRun(begin, commands)),
    runs(400),
  );
});

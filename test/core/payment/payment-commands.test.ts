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

/** The real state of the shop: what the terminal charged, and what the till and HiPay were answered. */
interface Truth {
  /** Frames that may have reached the terminal. */
  sent: number;
  /** The terminal has reported this payment as paid. */
  saidPaid: boolean;
  personSaidPaid: boolean;
  notified: number;
}
interface Copies {
  /** The record in memory and on disk; a crash keeps only the second. */
  record: PaymentRecord;
  disk: PaymentRecord;
}
type Act = fc.Command<Truth, Copies>;

/** Takes the step's effects in their order, as the flows do; `failing` loses every write. */
function take(truth: Truth, copies: Copies, event: PaymentEvent, failing = false): void {
  const step = stepPayment(copies.record, event, 5000);
  for (const { kind } of step.effects) {
    const writes = kind === 'write' || kind === 'write-with-notifications';
    // A failed write ends the step: the record is unchanged.
    if (writes && failing) return;
    if (writes) copies.disk = step.record;
    if (kind === 'write-with-notifications') truth.notified++;
    if (kind === 'grant-permission') {
      expect(copies.disk.state).toBe('sending');
      truth.sent++;
    }
    if (kind === 'acknowledge-answer') expect(copies.disk).toEqual(step.record);
  }
  copies.record = step.record;
  look(truth, copies);
}

function look(truth: Truth, { record, disk }: Copies): void {
  expect(truth.sent).toBeLessThanOrEqual(1);
  expect(truth.notified).toBeLessThanOrEqual(1);
  for (const copy of [record, disk]) {
    if (isPaid(copy.outcome)) expect(truth.saidPaid || truth.personSaidPaid).toBe(true);
    if (copy.outcome === 'NOT_SENT') expect(truth.saidPaid).toBe(false);
  }
  // An order whose frame was sent may be charged again only after the terminal's or a person's decision.
  const free = admitted(request, [disk]).kind === 'new';
  if (free && truth.sent > 0) {
    expect(['DECLINED', 'CANCELLED']).toContain(disk.outcome);
    expect(truth.personSaidPaid).toBe(false);
  }
}

class Happens implements Act {
  constructor(
    private readonly name: string,
    private readonly event: PaymentEvent,
    private readonly may: (truth: Readonly<Truth>) => boolean,
    private readonly failing: boolean,
    private readonly note: (truth: Truth) => void = () => {},
  ) {}
  check = (truth: Readonly<Truth>) => this.may(truth);
  run(truth: Truth, copies: Copies): void {
    const open = copies.record.state === 'unknown' || copies.record.state === 'resolved';
    if (this.event.kind !== 'resolve' || open) this.note(truth);
    take(truth, copies, this.event, this.failing);
  }
  toString = () => `${this.name}${this.failing ? ' (the disk fails)' : ''}`;
}

/** A power cut: memory is lost, the next start reads the disk. */
class Crash implements Act {
  check = () => true;
  run(truth: Truth, copies: Copies): void {
    copies.record = copies.disk;
    take(truth, copies, { kind: 'restart' });
  }
  toString = () => 'crash';
}

const always = () => true;
const out = ({ sent }: Readonly<Truth>) => sent > 0;
const notOut = ({ sent }: Readonly<Truth>) => sent === 0;
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
const acts = fc.boolean().chain((failing) =>
  fc.constantFrom<Act>(
    new Happens('the terminal listens', { kind: 'permission-asked' }, always, failing),
    new Happens('the terminal has it', { kind: 'accepted' }, out, failing),
    new Happens('paid', answer('accepted'), out, failing, (truth) => {
      truth.saidPaid = true;
    }),
    new Happens('refused', answer('refused'), (truth) => out(truth) && !truth.saidPaid, failing),
    new Happens('cancelled', answer('cancelled'), (truth) => out(truth) && !truth.saidPaid, failing),
    new Happens('another’s', answer('accepted', { amountMinor: 999 }), always, failing),
    new Happens('no result', answer('taken'), out, failing),
    new Happens('silence', { kind: 'session-ended', how: 'overdue' }, out, failing),
    new Happens('unplugged', { kind: 'session-ended', how: 'lost-after-frame' }, out, failing),
    new Happens('no answer', { kind: 'session-ended', how: 'no-answer' }, notOut, failing),
    new Happens(
      'a person: paid',
      { kind: 'resolve', paid: true, by: 'Ana', why: 'ticket' },
      always,
      false,
      (truth) => {
        truth.personSaidPaid = true;
      },
    ),
    new Happens(
      'a person: not paid',
      { kind: 'resolve', paid: false, by: 'Ana', why: 'no ticket' },
      ({ saidPaid }) => !saidPaid,
      false,
      (truth) => {
        truth.personSaidPaid = false;
      },
    ),
    new Happens('seen', { kind: 'alarm-seen' }, always, failing),
    new Crash(),
  ),
);

it('any events and any lost writes: one request, one notification, no paid sale reported as not charged', () => {
  const begin = () => ({
    model: { sent: 0, saidPaid: false, personSaidPaid: false, notified: 0 },
    real: { record: intended, disk: intended },
  });
  fc.assert(
    fc.property(fc.commands([acts], { maxCommands: 20 }), (commands) => fc.modelRun(begin, commands)),
    runs(400),
  );
});

import { describe, expect, it } from 'vitest';
import { alarmRowOf, commonFieldsOf } from '../../../src/core/connector-api/rows.ts';
import { timelineOf } from '../../../src/core/connector-api/timeline.ts';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import { type Decision, resolve } from '../../../src/core/payment/resolution.ts';
import { joinPayment } from '../../../src/core/records/ledger.ts';
import { aRecord } from '../../fakes/payment-examples.ts';

const decision = (paid: boolean, by: string, amountMinor?: number): Decision => ({
  paid,
  by,
  why: `ticket of ${by}`,
  ...(amountMinor !== undefined && { amountMinor }),
});
const doubtful = aRecord({
  state: 'unknown',
  outcome: 'UNKNOWN',
  failure: 'outcome-unknown',
  detail: 'the line was cut',
  history: [{ state: 'unknown', at: 1000 }],
});
const decide = (record: PaymentRecord, at: number, ...given: Parameters<typeof decision>) =>
  resolve(record, decision(...given), at).record;

describe('a contested payment', () => {
  it('names each person with the decision', () => {
    const joined = joinPayment(decide(doubtful, 2000, true, 'Ana'), decide(doubtful, 3000, false, 'Ben'));
    expect(commonFieldsOf(joined).contradiction).toEqual([
      { by: 'Ana', paid: true },
      { by: 'Ben', paid: false },
    ]);
    const { contradiction } = commonFieldsOf(
      joinPayment(decide(doubtful, 2000, true, 'Ana', 400), decide(doubtful, 3000, true, 'Ben')),
    );
    expect(contradiction).toEqual([
      { by: 'Ana', paid: true, amountMinor: 400 },
      { by: 'Ben', paid: true },
    ]);
  });
  it('has the terminal’s statement, without a name, beside that of the person whom it contradicts', () => {
    const answer = { status: '0', receivedAt: 4000, late: true };
    const paid = aRecord({ ...doubtful, state: 'answered', outcome: 'APPROVED', answer });
    const joined = joinPayment(decide(doubtful, 2000, false, 'Ana'), paid);
    expect(commonFieldsOf(joined).contradiction).toEqual([{ by: 'Ana', paid: false }, { paid: true }]);
  });
  it('shows in its timeline why it was in doubt, then both decisions', () => {
    const joined = joinPayment(decide(doubtful, 2000, true, 'Ana'), decide(doubtful, 3000, false, 'Ben'));
    expect(timelineOf(joined, [], [])).toMatchObject([
      { kind: 'unknown', detail: 'the line was cut' },
      { kind: 'resolved', by: 'Ana', paid: true, detail: 'ticket of Ana' },
      { kind: 'resolved', by: 'Ben', paid: false, detail: 'ticket of Ben' },
    ]);
  });
  it('shows no contradiction before the second decision, nor after a new decision', () => {
    const decided = decide(doubtful, 2000, true, 'Ana');
    expect(commonFieldsOf(doubtful)).not.toHaveProperty('contradiction');
    expect(commonFieldsOf(decided)).not.toHaveProperty('contradiction');
    const settled = decide(joinPayment(decided, decide(doubtful, 3000, false, 'Ben')), 4000, true, 'Eva');
    expect(commonFieldsOf(settled)).not.toHaveProperty('contradiction');
  });
});

describe('the alarm of a correction', () => {
  const corrected = decide(decide(doubtful, 2000, true, 'Ana'), 3000, false, 'Ben');
  it('names the person who made the correction', () => {
    expect(alarmRowOf(corrected)).toMatchObject({ kind: 'late-answer', outcome: 'DECLINED', by: 'Ben' });
    expect(timelineOf(corrected, [], [])).toMatchObject([
      { kind: 'unknown' },
      { kind: 'resolved', by: 'Ana', paid: true },
      { kind: 'resolved', by: 'Ben', paid: false },
      { kind: 'alarm', by: 'Ben', outcome: 'DECLINED' },
    ]);
  });
  it('names no person if the terminal answered late', () => {
    const alarm = { kind: 'late-answer', outcome: 'APPROVED', at: 3000 } as const;
    const late = aRecord({ state: 'answered', outcome: 'APPROVED', alarm });
    expect(alarmRowOf(late)).not.toHaveProperty('by');
    expect(timelineOf(late, [], []).at(-1)).not.toHaveProperty('by');
  });
});

import { describe, expect, it } from 'vitest';
import { pilotCases } from '../../../../src/sidecar/commands/pilot/pilot-cases.ts';
import { type PilotState, pilotState } from '../../../../src/sidecar/commands/pilot/pilot-facts.ts';
import {
  nextOf,
  openPayments,
  type PilotEvent,
  paymentsOf,
  step,
  withLatest,
} from '../../../../src/sidecar/commands/pilot/pilot-machine.ts';
import { approved, newRun } from './pilot-runs.ts';

const play = (state: PilotState, ...events: readonly PilotEvent[]): PilotState => events.reduce(step, state);
/** As after a restart of the computer: what was stored is read again. */
const stored = (state: PilotState): PilotState => pilotState.parse(JSON.parse(JSON.stringify(state)));

const inPay = play(
  newRun(),
  { kind: 'begin', case: 'pay' },
  { kind: 'done', case: 'pay' },
  { kind: 'done', case: 'pay' },
);

describe('a pilot run', () => {
  it('offers the cases in their order, and ends after the last', () => {
    let state = newRun();
    const offered: string[] = [];
    for (;;) {
      const next = nextOf(state);
      if (next.do !== 'offer') break;
      offered.push(next.case.id);
      state = step(state, { kind: 'skip', case: next.case.id, why: 'not now' });
    }
    expect(offered).toEqual(pilotCases.map(({ id }) => id));
    expect(nextOf(state)).toEqual({ do: 'finish' });
  });

  it('gives each payment its own number and its own amount', () => {
    const first = step(inPay, { kind: 'send', case: 'pay', at: 1 });
    const second = play(
      first,
      { kind: 'done', case: 'pay', result: approved() },
      { kind: 'begin', case: 'declined' },
      { kind: 'done', case: 'declined' },
      { kind: 'send', case: 'declined', at: 2 },
    );
    expect(first.cases['pay']?.sending).toMatchObject({ orderId: 'PILOT-TEST-01', amountMinor: 100 });
    expect(second.cases['declined']?.sending).toMatchObject({ orderId: 'PILOT-TEST-02', amountMinor: 101 });
  });

  it('looks a payment up that was begun before an interruption, and never sends its number again', () => {
    const interrupted = stored(step(inPay, { kind: 'send', case: 'pay', at: 1 }));
    expect(nextOf(interrupted)).toMatchObject({ do: 'recall', sent: { orderId: 'PILOT-TEST-01' } });
    const asked = step(interrupted, { kind: 'send', case: 'pay', at: 2 });
    expect(asked).toEqual(interrupted);
  });

  it('ends a case whose call to HiPay was interrupted, because its number may be taken now', () => {
    const begun = play(
      newRun(),
      { kind: 'begin', case: 'number-twice' },
      { kind: 'call', case: 'number-twice' },
    );
    const others = pilotCases.filter(({ id }) => id !== 'number-twice');
    const alone = others.reduce(
      (state, { id }) => step(state, { kind: 'skip', case: id, why: 'not now' }),
      stored(begun),
    );
    expect(nextOf(alone)).toMatchObject({ do: 'give-up', case: { id: 'number-twice' } });
    const answered = step(alone, { kind: 'done', case: 'number-twice' });
    expect(nextOf(answered)).toMatchObject({ do: 'act', act: { key: 'again' } });
  });

  it('goes on after the computer was restarted', () => {
    const others = pilotCases.filter(({ id }) => id !== 'reboot');
    const alone = others.reduce(
      (state, { id }) => step(state, { kind: 'skip', case: id, why: '' }),
      newRun(),
    );
    const left = play(
      alone,
      { kind: 'begin', case: 'reboot' },
      { kind: 'done', case: 'reboot' },
      { kind: 'done', case: 'reboot' },
    );
    expect(nextOf(stored(left))).toMatchObject({ do: 'act', act: { do: 'check', key: 'after' } });
  });
});

describe('the money of a run', () => {
  it('keeps a payment in doubt whose case was left', () => {
    const left = play(
      inPay,
      { kind: 'send', case: 'pay', at: 1 },
      { kind: 'skip', case: 'pay', why: 'left out' },
    );
    expect(openPayments(left)).toEqual([{ orderId: 'PILOT-TEST-01', amountMinor: 100, at: 1 }]);
    const known = withLatest(left, [approved()]);
    expect(openPayments(known)).toEqual([]);
    expect(paymentsOf(known)).toEqual([approved()]);
  });

  it('has the newest facts about a payment in doubt, and keeps what its case saw', () => {
    const doubt = approved({ charge: 'unknown', outcome: 'UNKNOWN' });
    const seen = play(
      inPay,
      { kind: 'send', case: 'pay', at: 1 },
      { kind: 'done', case: 'pay', result: doubt },
    );
    const later = withLatest(seen, [approved()]);
    expect(paymentsOf(later)).toEqual([approved()]);
    expect(later.cases['pay']?.results['payment']).toEqual(doubt);
  });
});

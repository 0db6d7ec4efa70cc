import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { verdictOf } from '../../../../src/sidecar/commands/pilot/assumption.ts';
import { pilotCases } from '../../../../src/sidecar/commands/pilot/pilot-cases.ts';
import type {
  CheckFacts,
  HipayFacts,
  PilotState,
  Result,
} from '../../../../src/sidecar/commands/pilot/pilot-facts.ts';
import { assumptions, pilotTables } from '../../../../src/sidecar/commands/pilot/pilot-report.ts';
import { approved, aShop, newRun } from './pilot-runs.ts';

/** A run in which these acts had these results, by `case/key`. */
function runWith(results: Readonly<Record<string, Result>>, shop = aShop()): PilotState {
  const run = newRun(shop);
  for (const [place, result] of Object.entries(results)) {
    const [id = '', key = ''] = place.split('/');
    const before = run.cases[id]?.results ?? {};
    run.cases[id] = { state: 'done', act: 9, results: { ...before, [key]: result } };
  }
  return run;
}

function verdict(id: string, results: Readonly<Record<string, Result>>, shop = aShop()) {
  const assumption = assumptions.find((each) => each.id === id);
  if (!assumption) throw new Error(`no assumption ${id}`);
  return verdictOf(assumption, runWith(results, shop));
}

const said = (value: string): Result => ({ kind: 'answer', value, at: 0 });
const doubt = approved({ charge: 'unknown', outcome: 'UNKNOWN', errorCode: '1102' });
const { answer: _, ...withoutAnswer } = doubt;
const refused = approved({
  charge: 'not-charged',
  outcome: 'DECLINED',
  answer: { status: '7', late: false },
});
const checked = (change: Partial<CheckFacts> = {}): CheckFacts => ({
  kind: 'check',
  at: 0,
  ready: true,
  waitedMs: 900,
  terminal: 'ready',
  page: 'open',
  pid: 1,
  bootedAt: 1_000_000,
  warnings: [],
  ...change,
});
const called = (change: Partial<HipayFacts> = {}): HipayFacts => ({
  kind: 'hipay',
  call: 'order',
  orderId: 'PILOT-TEST-H',
  at: 0,
  tookMs: 100,
  status: 200,
  verdict: 'delivered',
  amountSent: '1.00',
  amountBack: '1.00',
  decimals: '2',
  ...change,
});
const taken = { 'number-twice/first': called() };

describe('the verdict on an assumption', () => {
  const rows: readonly [string, Readonly<Record<string, Result>>, string][] = [
    ['terminal.accepted', { 'pay/payment': approved() }, 'as-assumed'],
    ['terminal.accepted', { 'pay/payment': doubt }, 'otherwise'],
    // A person's decision is not the terminal's answer.
    ['terminal.accepted', { 'pay/payment': approved({ decidedByPerson: true }) }, 'otherwise'],
    [
      'terminal.answer-at-end',
      { 'pay/payment': approved({ answer: { status: '9', late: false } }) },
      'otherwise',
    ],
    ['terminal.digits-taken', { 'pay/payment': withoutAnswer }, 'otherwise'],
    ['terminal.digits-repeated', { 'pay/payment': approved() }, 'as-assumed'],
    ['terminal.digits-repeated', { 'pay/payment': approved({ digitsBack: 'none' }) }, 'otherwise'],
    ['terminal.digits-repeated', { 'pay/payment': withoutAnswer }, 'not-seen'],
    // Blanks in a refusal are otherwise, although the accepted payment repeats the digits.
    [
      'terminal.digits-repeated',
      { 'pay/payment': approved(), 'declined/payment': { ...refused, digitsBack: 'none' } },
      'otherwise',
    ],
    ['terminal.declined', { 'declined/payment': refused }, 'as-assumed'],
    ['terminal.declined', { 'declined/payment': approved() }, 'not-seen'],
    ['terminal.declined', { 'declined/payment': doubt }, 'otherwise'],
    ['terminal.red-key', { 'red-key/payment': withoutAnswer }, 'otherwise'],
    ['terminal.cable-in-doubt', { 'cable/payment': withoutAnswer }, 'as-assumed'],
    ['terminal.cable-in-doubt', { 'cable/payment': refused }, 'otherwise'],
    ['terminal.cable-in-doubt', { 'cable/payment': approved() }, 'not-seen'],
    ['terminal.keeps-payment', { 'cable/payment': doubt, 'cable/ticket': said('paid') }, 'as-assumed'],
    ['terminal.keeps-payment', { 'cable/payment': doubt, 'cable/ticket': said('refused') }, 'otherwise'],
    ['terminal.keeps-payment', { 'cable/payment': doubt, 'cable/ticket': said('nothing') }, 'not-seen'],
    ['terminal.answer-after-cable', { 'cable/later': refused, 'cable/ticket': said('paid') }, 'otherwise'],
    ['terminal.cable-returns', { 'cable/again': checked({ ready: false }) }, 'otherwise'],
    ['terminal.busy', { 'busy/new': withoutAnswer, 'busy/shown': said('old') }, 'otherwise'],
    [
      'terminal.busy',
      { 'busy/new': approved({ charge: 'nothing-sent', status: 503 }), 'busy/shown': said('old') },
      'as-assumed',
    ],
    ['terminal.busy', { 'busy/new': approved(), 'busy/shown': said('none') }, 'not-seen'],
    ['terminal.no-old-answer', { 'busy/new': approved(), 'busy/shown': said('old') }, 'otherwise'],
    ['terminal.no-old-answer', { 'late/payment': { ...doubt, outcome: 'OTHER_PAYMENT' } }, 'otherwise'],
    ['terminal.paper', { 'paper/payment': approved(), 'paper/ticket': said('paid') }, 'as-assumed'],
    ['terminal.paper', { 'paper/payment': refused, 'paper/ticket': said('paid') }, 'otherwise'],
    ['terminal.limit-is-doubt', { 'late/payment': refused }, 'otherwise'],
    ['terminal.late-answer', { 'late/payment': doubt, 'late/later': approved() }, 'as-assumed'],
    [
      'terminal.late-answer',
      { 'late/payment': doubt, 'late/ticket': said('waiting'), 'late/later': doubt },
      'otherwise',
    ],
    ['hipay.order', { 'number-twice/first': called({ verdict: 'refused', status: 400 }) }, 'otherwise'],
    ['hipay.order', { 'number-twice/first': called({ status: 0, verdict: 'later' }) }, 'not-seen'],
    ['hipay.number-once', { ...taken, 'number-twice/again': called() }, 'otherwise'],
    [
      'hipay.number-once',
      { ...taken, 'number-twice/again': called({ verdict: 'duplicate', status: 400, code: '3010004' }) },
      'as-assumed',
    ],
    [
      'hipay.error-form',
      { ...taken, 'number-twice/again': called({ verdict: 'later', status: 500, code: '3010004' }) },
      'otherwise',
    ],
    ['hipay.two-contracts', { ...taken, 'two-contracts/second': called() }, 'as-assumed'],
    [
      'hipay.two-contracts',
      { ...taken, 'two-contracts/second': called({ verdict: 'duplicate', status: 400 }) },
      'otherwise',
    ],
    // Whether the number or the contract is the reason is not known if HiPay did not take the first order.
    ['hipay.two-contracts', { 'two-contracts/second': called({ verdict: 'duplicate' }) }, 'not-seen'],
    [
      'hipay.look-up-allowed',
      { 'look-up/known': called({ status: 403, verdict: 'not-allowed' }) },
      'otherwise',
    ],
    [
      'hipay.look-up-allowed',
      { 'look-up/known': called({ status: 404, verdict: 'not-found' }) },
      'as-assumed',
    ],
    [
      'hipay.look-up-at-once',
      { 'look-up/known': called({ status: 404, verdict: 'not-found' }) },
      'otherwise',
    ],
    [
      'hipay.look-up-payment',
      { 'look-up/known': called({ verdict: 'found', paymentId: 'none' }) },
      'otherwise',
    ],
    ['hipay.look-up-contract', { 'look-up/known': called({ verdict: 'found', contracts: [] }) }, 'otherwise'],
    ['hipay.not-found', { 'look-up/unknown': called({ status: 404, verdict: 'later' }) }, 'otherwise'],
    ['hipay.amount', { 'number-twice/first': called({ amountBack: '1' }) }, 'otherwise'],
    ['hipay.amount', taken, 'as-assumed'],
    ['machine.sleep', { 'sleep/after': checked() }, 'as-assumed'],
    ['machine.restart', { 'restart/before': checked(), 'restart/after': checked() }, 'not-seen'],
    ['machine.restart', { 'restart/before': checked(), 'restart/after': checked({ pid: 2 }) }, 'as-assumed'],
    [
      'machine.reboot',
      { 'reboot/before': checked(), 'reboot/after': checked({ bootedAt: 1_002_000 }) },
      'not-seen',
    ],
    [
      'machine.reboot',
      { 'reboot/before': checked(), 'reboot/after': checked({ bootedAt: 9_000_000, ready: false }) },
      'otherwise',
    ],
    [
      'machine.restart-records',
      {
        'pay/payment': approved(),
        'restart/before': checked(),
        'restart/after': checked({ pid: 2 }),
        'restart/payment': withoutAnswer,
      },
      'otherwise',
    ],
    ['machine.files', { 'pay/before': checked({ warnings: ['disk: full'] }) }, 'otherwise'],
  ];
  const named = rows.map(([id, results, kind]) => ({
    id,
    results,
    kind,
    places: Object.keys(results).join(),
  }));
  it.each(named)('$id, by $places, is $kind', ({ id, results, kind }) => {
    expect(verdict(id, results).kind).toBe(kind);
  });

  it('says why an assumption was not tried', () => {
    const run = newRun();
    run.cases['pay'] = { state: 'skipped', why: 'the person left it out', act: 0, results: {} };
    const line = assumptions.find(({ id }) => id === 'terminal.line');
    expect(line && verdictOf(line, run)).toEqual({
      kind: 'not-tried',
      words: 'pay: the person left it out',
    });
    const caisseAp = aShop({ language: 'caisse-ap-v3' });
    expect(verdict('terminal.digits-repeated', {}, caisseAp).kind).toBe('not-tried');
    expect(verdict('terminal.contract', {}).words).toBe('Concert V2 names no contract');
  });
});

describe('the tables of the pilot', () => {
  test('each assumption has its own id, and cases of the table settle it', () => {
    expect(new Set(assumptions.map(({ id }) => id)).size).toBe(assumptions.length);
    const ids = new Set(pilotCases.map(({ id }) => id));
    for (const { id, cases } of assumptions)
      expect([id, cases.filter((each) => !ids.has(each))]).toEqual([id, []]);
  });

  test('each case settles an assumption', () => {
    const settled = new Set(assumptions.flatMap(({ cases }) => cases));
    expect(pilotCases.filter(({ id }) => !settled.has(id))).toEqual([]);
  });

  test('the documentation has the tables that the program has', () => {
    const document = readFileSync(new URL('../../../../src/sidecar/PILOT.md', import.meta.url), 'utf8');
    // Write them again with: hipay-ecr pilot --list
    expect(document).toContain(pilotTables());
  });
});

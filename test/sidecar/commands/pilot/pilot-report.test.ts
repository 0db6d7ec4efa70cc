import { describe, expect, it } from 'vitest';
import type { PilotState } from '../../../../src/sidecar/commands/pilot/pilot-facts.ts';
import { moneyLines, reportJson, reportText } from '../../../../src/sidecar/commands/pilot/pilot-report.ts';
import { approved, aShop, newRun } from './pilot-runs.ts';

const at = Date.UTC(2026, 11, 1, 9);

function runOf(payment = approved(), shop = aShop()): PilotState {
  const run = newRun(shop);
  run.cases['pay'] = { state: 'done', act: 3, results: { payment } };
  return run;
}

describe('the report of a pilot', () => {
  it('masks card numbers and secrets that a terminal or a program puts into its words', () => {
    const talkative = approved({
      description: 'card 4711691234568807 refused, password=hunter22',
      answer: { status: '0', mode: '4711691234568807', late: false },
    });
    for (const written of [reportJson(runOf(talkative), at), reportText(runOf(talkative), at)]) {
      expect(written).not.toContain('4711691234568807');
      expect(written).not.toContain('hunter22');
    }
    expect(reportJson(runOf(talkative), at)).toContain('471169******8807');
  });

  it('has readable times and amounts after the filter', () => {
    const { cases, startedAt } = JSON.parse(reportJson(runOf(), at));
    expect(startedAt).toBe('2026-12-01T08:00:00.000Z');
    expect(cases[0].results.payment).toMatchObject({ sentAt: '2026-12-01T08:01:00.000Z', amountMinor: 100 });
  });

  it('has for each assumption what was seen and what changes if it is wrong', () => {
    const { assumptions } = JSON.parse(reportJson(runOf(approved({ digitsBack: 'other' })), at));
    const digits = assumptions.find(({ id }: { id: string }) => id === 'terminal.digits-repeated');
    expect(digits).toMatchObject({ verdict: 'otherwise', seen: 'PILOT-TEST-01: other' });
    expect(digits.ifWrong).toContain('in doubt');
  });
});

describe('the money in the report of a pilot', () => {
  it('is what was charged and what is in doubt', () => {
    expect(moneyLines(runOf()).join('\n')).toMatch(/^To be refunded.*\n1\.00 EUR {2}PILOT-TEST-01$/);
    expect(moneyLines(runOf(approved({ charge: 'unknown' }))).join('\n')).toMatch(/^In doubt.*\n1\.00 EUR/);
    expect(moneyLines(runOf(approved({ charge: 'not-charged' })))).toEqual(['Nothing was charged.']);
  });

  it('says that a simulated terminal charges no card', () => {
    const simulated = aShop({ simulated: { terminal: true, gateway: true }, link: 'simulated' });
    expect(moneyLines(runOf(approved(), simulated))[0]).toContain('no card was charged');
  });
});

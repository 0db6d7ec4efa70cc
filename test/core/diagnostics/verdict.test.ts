import { expect, test } from 'vitest';
import { diagnose } from '../../../src/core/diagnostics/diagnose.ts';
import { toMend, verdictOf } from '../../../src/core/diagnostics/verdict.ts';
import { now, shop, situation } from './situations.ts';

type Change = Parameters<typeof situation>[0];

const silent: Change = {
  snapshot: { terminal: { state: 'silent', seenAt: now, description: '', simulated: false } },
};
const verdict = (change: Change) => {
  const { kind, main } = verdictOf(diagnose(situation(change)));
  return [kind, main?.name];
};

test.each<[string, Change, (string | undefined)[]]>([
  ['nothing is wrong', {}, ['good', undefined]],
  ['the terminal is silent', silent, ['blocked', 'terminal-lamp']],
  ['no contract is set', shopWithout(), ['blocked', 'contract-missing']],
  ['tills cannot reach the page', { snapshot: { sidecar: 'away' } }, ['broken', 'service-away']],
  ['the clock is wrong', { snapshot: { clockOffMs: 420_000 } }, ['look', 'clock-fast']],
])('if %s, the verdict says so', (_name, change, expected) => {
  expect(verdict(change)).toEqual(expected);
});

function shopWithout(): Change {
  return { settings: shop({ contracts: {} } as never) as never };
}

test('a fault that stops payments is mended before a fault that stops the tills', () => {
  const findings = diagnose(
    situation({ snapshot: { ...silent.snapshot, sidecar: 'away', clockOffMs: 420_000 } }),
  );
  const service = findings.find(({ check }) => check === 'service')!;
  const names = toMend([service, ...findings.filter((each) => each !== service)]).map(({ check }) => check);
  expect(names).toEqual(['terminal', 'service', 'clock']);
});

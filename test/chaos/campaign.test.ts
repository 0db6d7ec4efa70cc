import { describe, expect, it } from 'vitest';
import { reconciled, runCampaign } from './campaign.ts';
import { terminalKinds } from './terminal-kind.ts';

describe('a slice of the fault campaign', { timeout: 60_000 }, () => {
  it.each([
    ['concert', 11],
    ['concert', 12],
    ['v3-line', 13],
    ['v3-line', 14],
    ['v3-calls', 15],
    ['v3-calls', 16],
  ] as const)('%s, seed %i: the three ledgers agree, and no rule is violated', async (kind, seed) => {
    const result = await runCampaign(seed, 100, { kind });
    expect(result.violations.map(({ payments, broken }) => `${payments}: ${broken.join('; ')}`)).toEqual([]);
    expect(reconciled(result)).toBe(true);
    expect(result.kinds[kind].payments).toBe(100);
  });
  it('has shops with each kind of terminal, and gives equal results for equal seeds', async () => {
    const [first, second] = [await runCampaign(18, 50), await runCampaign(18, 50)];
    expect(second).toEqual(first);
    expect(terminalKinds.filter((kind) => first.kinds[kind].shops > 0)).toEqual(terminalKinds);
  });
});

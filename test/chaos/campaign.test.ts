import { describe, expect, it } from 'vitest';
import { runCampaign } from './campaign.ts';

describe('a slice of the fault campaign', { timeout: 60_000 }, () => {
  it.each([11, 12, 13])(
    'seed %i: the three ledgers agree, and nothing that must not happen does',
    async (seed) => {
      const result = await runCampaign(seed, 100);
      expect(result.violations.map(({ payments, broken }) => `${payments}: ${broken.join('; ')}`)).toEqual(
        [],
      );
      const { charged, approved, doubtful, gateway } = result.totals;
      expect([approved + doubtful, gateway]).toEqual([charged, approved]);
      expect(result.payments).toBe(100);
    },
  );
  it('repeats itself to the byte', async () => {
    const [first, second] = [await runCampaign(14, 20), await runCampaign(14, 20)];
    expect(second).toEqual(first);
  });
});

import { describe, expect, it } from 'vitest';
import { reconciled, runCampaign } from '../chaos/campaign.ts';

describe('the fault campaign', () => {
  it.each([1, 2, 3])('seed %i, 10,000 payments: terminal, records and HiPay agree', async (seed) => {
    const result = await runCampaign(seed, 10_000);
    expect(result.violations.map(({ payments, broken }) => `${payments}: ${broken.join('; ')}`)).toEqual([]);
    expect(reconciled(result)).toBe(true);
  });
});

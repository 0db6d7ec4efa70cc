import { expect, it } from 'vitest';
import { runPairs } from './shop-pairs.ts';

it.each([21, 22])(
  'two shops of one HiPay account, seed %i: each sale is at HiPay with its amount, or waits for a person',
  { timeout: 60_000 },
  async (seed) => {
    const result = await runPairs(seed, 80, { equalNumberShare: 0.2, lookUpFaultShare: 0.3 });
    expect(result.violations.map(({ payments, broken }) => `${payments}: ${broken.join('; ')}`)).toEqual([]);
    expect(result.payments).toBe(80);
    expect(result.equalNumbers).toBeGreaterThan(0);
    expect(result.lookUps).toBeGreaterThan(0);
    expect(result.entries['delivered']).toBeGreaterThan(0);
  },
);

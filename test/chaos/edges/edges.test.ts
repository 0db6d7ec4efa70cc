import { describe, expect, test } from 'vitest';
import { runEdges } from './edge-campaign.ts';

describe('a slice of the edge campaign', () => {
  test('no false sentence, no double charge, no endless wait, no lost sale', async () => {
    const { violations, sales } = await runEdges(3, 24);
    expect(sales).toBe(24);
    expect(violations.map(({ sale, kind, text }) => `sale ${sale}: ${kind}: ${text}`)).toEqual([]);
  });
});

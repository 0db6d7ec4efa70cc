import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPacedSender } from '../../../src/core/connector-api/connector-server.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';
import { runs } from '../../property-runs.ts';

const intervalMs = 50;

function newSender() {
  const clock = new VirtualClock();
  const begin = clock.monotonic();
  const sent: { value: number; at: number }[] = [];
  const values = createPacedSender<number>(clock, intervalMs, (value) =>
    sent.push({ value, at: clock.monotonic() - begin }),
  );
  return { clock, sent, values };
}

describe('a value that changes often', () => {
  it('sends the first value at once, then the newest at the end of each interval', async () => {
    const { clock, sent, values } = newSender();
    values.put(1);
    values.put(2);
    values.put(3);
    expect(sent).toEqual([{ value: 1, at: 0 }]);
    await clock.advance(intervalMs);
    expect(sent.slice(1)).toEqual([{ value: 3, at: intervalMs }]);
  });
  it('sends the waiting value at once on flush, and only once', async () => {
    const { clock, sent, values } = newSender();
    values.put(1);
    values.put(2);
    values.flush();
    values.flush();
    await clock.advance(5 * intervalMs);
    expect(sent.map(({ value }) => value)).toEqual([1, 2]);
  });
  it('sends nothing after stop', async () => {
    const { clock, sent, values } = newSender();
    values.put(1);
    values.put(2);
    values.stop();
    await clock.advance(5 * intervalMs);
    expect(sent.map(({ value }) => value)).toEqual([1]);
  });
  it('keeps the order, sends at most one value in an interval, and always sends the last', async () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 3 * intervalMs }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(pauses, async (pausesMs) => {
        const { clock, sent, values } = newSender();
        for (const [value, pauseMs] of pausesMs.entries()) {
          values.put(value);
          await clock.advance(pauseMs);
        }
        await clock.advance(intervalMs);
        expect(sent.at(-1)?.value).toBe(pausesMs.length - 1);
        for (const [index, { value, at }] of sent.entries()) {
          const before = sent[index - 1];
          if (!before) continue;
          expect(value).toBeGreaterThan(before.value);
          expect(at - before.at).toBeGreaterThanOrEqual(intervalMs);
        }
      }),
      runs(50),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paced } from '../../../src/core/connector-api/connector-server.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';
import { runs } from '../../property-runs.ts';

const span = 50;

function shown() {
  const clock = new VirtualClock();
  const begin = clock.monotonic();
  const sent: { value: number; at: number }[] = [];
  const values = paced<number>(clock, span, (value) => sent.push({ value, at: clock.monotonic() - begin }));
  return { clock, sent, values };
}

describe('a value that changes often', () => {
  it('sends the first value at once, then the newest at the end of each interval', async () => {
    const { clock, sent, values } = shown();
    values.put(1);
    values.put(2);
    values.put(3);
    expect(sent).toEqual([{ value: 1, at: 0 }]);
    await clock.advance(span);
    expect(sent.slice(1)).toEqual([{ value: 3, at: span }]);
  });
  it('sends the waiting value at once on flush, and only once', async () => {
    const { clock, sent, values } = shown();
    values.put(1);
    values.put(2);
    values.flush();
    values.flush();
    await clock.advance(5 * span);
    expect(sent.map(({ value }) => value)).toEqual([1, 2]);
  });
  it('sends nothing after stop', async () => {
    const { clock, sent, values } = shown();
    values.put(1);
    values.put(2);
    values.stop();
    await clock.advance(5 * span);
    expect(sent.map(({ value }) => value)).toEqual([1]);
  });
  it('keeps the order, sends at most one value in an interval, and always sends the last', async () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 3 * span }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(pauses, async (each) => {
        const { clock, sent, values } = shown();
        for (const [value, pause] of each.entries()) {
          values.put(value);
          await clock.advance(pause);
        }
        await clock.advance(span);
        expect(sent.at(-1)?.value).toBe(each.length - 1);
        for (const [place, { value, at }] of sent.entries()) {
          const before = sent[place - 1];
          if (!before) continue;
          expect(value).toBeGreaterThan(before.value);
          expect(at - before.at).toBeGreaterThanOrEqual(span);
        }
      }),
      runs(50),
    );
  });
});

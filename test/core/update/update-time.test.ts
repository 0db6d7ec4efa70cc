import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasTimeCome, readUpdateTime } from '../../../src/core/update/update-time.ts';

const minute = 60_000;
const day = 24 * 60;
const dayMinute = (epochMs: number) => Math.floor(epochMs / minute) % day;
const at = (days: number, hours: number, minutes = 0) => (days * day + hours * 60 + minutes) * minute;
const come = (since: number, now: number, time: number) => hasTimeCome({ since, now, time, dayMinute });

it.each([
  ['03:00', 180],
  ['6:15', 375],
  [' 23:59 ', 1439],
  ['00:00', 0],
  ['24:00', undefined],
  ['3', undefined],
  ['3:5', undefined],
  ['noon', undefined],
])('update_time %j is read as minute %j of the day', (text, minutes) =>
  expect(readUpdateTime(text)).toBe(minutes),
);

describe('the time of an update', () => {
  it('comes in the same night', () => {
    expect(come(at(1, 14), at(1, 23, 59), 180)).toBe(false);
    expect(come(at(1, 14), at(2, 2, 59), 180)).toBe(false);
    expect(come(at(1, 14), at(2, 3), 180)).toBe(true);
  });
  it('has still come when a computer that was off at night is started', () => {
    expect(come(at(1, 14), at(2, 9), 180)).toBe(true);
    expect(come(at(1, 14), at(9, 1), 180)).toBe(true);
  });
  it('comes on the same day if it is later on that day', () => {
    expect(come(at(1, 1), at(1, 2, 59), 180)).toBe(false);
    expect(come(at(1, 1), at(1, 3), 180)).toBe(true);
  });
  it('does not come while the clock shows a time before the wait began', () => {
    expect(come(at(5, 14), at(4, 3), 180)).toBe(false);
  });
  it('comes exactly once on a clock without jumps', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5 * day }),
        fc.integer({ min: 0, max: 2 * day }),
        fc.integer({ min: 0, max: day - 1 }),
        (since, later, time) => {
          const wait = (((time - since) % day) + day) % day || day;
          expect(come(since * minute, (since + later) * minute, time)).toBe(later >= wait);
        },
      ),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { clockOffMs, clockOfReply, readHttpDate } from '../../../src/core/hipay/hipay-clock.ts';
import { outboxEntry } from '../../../src/core/hipay/outbox-entry.ts';
import { anEntry } from '../../fakes/payment-examples.ts';

const date = 'Tue, 24 Nov 2026 12:00:00 GMT';
const theirs = Date.UTC(2026, 10, 24, 12);
const delivered = { kind: 'delivered' } as const;
const answered = { kind: 'answered', status: 200, body: '{}' } as const;

describe('HiPay’s time', () => {
  it('is read from an HTTP date', () => {
    expect(readHttpDate(date)).toBe(theirs);
  });
  it.each([
    undefined,
    '',
    'now',
    '2026-11-24T12:00:00Z',
    'Tue, 24 Nov 2026 12:00:00 +0100',
    'Tue, 24 Xyz 2026 12:00:00 GMT',
    'Thu, 01 Jan 1970 00:00:00 GMT',
    'Tue, 24 Nov 9999 12:00:00 GMT',
  ])('is not read from %j', (header) => {
    expect(readHttpDate(header)).toBeUndefined();
  });
  it('is recorded with the answer, beside the time of this computer', () => {
    const kept = { hipayClock: { theirs, ours: 5 } };
    expect(clockOfReply({ ...answered, date }, delivered, 5)).toEqual(kept);
    expect(outboxEntry.parse(anEntry(kept))).toMatchObject(kept);
  });
  it('is absent if the answer has none, is not HiPay’s, or is missing', () => {
    const none = [
      clockOfReply(answered, delivered, 5),
      clockOfReply({ ...answered, date }, { kind: 'later' }, 5),
      clockOfReply({ kind: 'no-answer', reason: 'network' }, { kind: 'later' }, 5),
    ];
    expect(none).toEqual([{}, {}, {}]);
    expect(outboxEntry.parse(anEntry())).not.toHaveProperty('hipayClock');
  });
  it.each([
    [299_000, 0],
    [300_000, 0],
    [-300_000, 0],
    [301_000, 300_000],
    [-420_400, -420_000],
  ])('differs by %d ms, which counts as %d ms', (offMs, countedMs) => {
    expect(clockOffMs({ theirs, ours: theirs + offMs })).toBe(countedMs);
  });
});

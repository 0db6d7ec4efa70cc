import { describe, expect, test } from 'vitest';
import type { OutboxEntry } from '../../../src/core/hipay/outbox-entry.ts';
import { notificationText } from '../../../src/core/recorder/record-text.ts';
import {
  lastNotification,
  linesAsText,
  linesFound,
  type RecordingLine,
  recordingLines,
} from '../../../src/core/recorder/recording-lines.ts';

const at = (second: number) => `2026-11-23T09:00:0${second}.000Z`;
const line = (second: number, kind: RecordingLine['kind'], text: string): RecordingLine => ({
  at: at(second),
  kind,
  text,
});
const lines = [
  line(0, 'about', 'version 0.1.0'),
  line(1, 'sent', 'ENQ'),
  line(2, 'received', 'ACK'),
  line(3, 'line', 'closed'),
  line(4, 'payment', 'p-1 order A-7 -> sending'),
];
const text = lines.map((each) => `${JSON.stringify(each)}\n`).join('');

test('reads the lines of a recording, or only the last of them', () => {
  expect(recordingLines(text, 100)).toEqual(lines);
  expect(recordingLines(text, 2)).toEqual(lines.slice(-2));
  expect(recordingLines('', 10)).toEqual([]);
});

test('leaves out incomplete lines and lines of another version', () => {
  const cut = `{"at":"x","kind":"sent","text":"a"}\n${text}{"at":"${at(5)}","kind":"tele`;
  expect(recordingLines(cut, 100)).toEqual(lines);
  expect(recordingLines(`{"at":"${at(1)}","kind":"telepathy","text":"a"}\nnull\n7\n`, 100)).toEqual([]);
});

test.each([
  [{ kind: 'all', words: '' }, [0, 1, 2, 3, 4]],
  [{ kind: 'wire', words: '' }, [1, 2, 3]],
  [{ kind: 'payment', words: '' }, [4]],
  [{ kind: 'all', words: 'order a-7' }, [4]],
  [{ kind: 'all', words: 'A-7 ENQ' }, []],
  [{ kind: 'sent', words: 'enq' }, [1]],
] as const)('selects the lines for %j', (filter, places) => {
  expect(linesFound(lines, filter)).toEqual(places.map((place) => lines[place]));
});

test('writes one line of text for each entry', () => {
  expect(linesAsText(lines.slice(1, 2))).toBe(`${at(1)} sent         ENQ\n`);
});

describe('the last notification', () => {
  const entry = (change: Partial<OutboxEntry>) =>
    notificationText({
      entryId: 'n-1',
      orderId: 'A-7',
      contract: 'nfc',
      attempts: 1,
      state: 'pending',
      nextAttemptAt: Date.parse(at(9)),
      ...change,
    } as OutboxEntry);
  const notificationLine = (second: number, change: Partial<OutboxEntry>) =>
    line(second, 'notification', entry(change));

  test.each([
    [
      'has no failure if HiPay took it after a failed try',
      [
        notificationLine(1, { lastFailure: 'hipay-unreachable' }),
        notificationLine(2, { state: 'delivered' }),
      ],
      { at: at(2) },
    ],
    [
      'has the failure of a try without an answer',
      [
        notificationLine(1, { state: 'delivered' }),
        notificationLine(2, { lastFailure: 'hipay-unreachable', lastDetail: 'x' }),
      ],
      { at: at(2), failure: 'hipay-unreachable' },
    ],
    [
      'has the status of an answer with an error',
      [notificationLine(3, { lastFailure: 'hipay-unreachable', lastStatus: 503 })],
      { at: at(3), failure: 'hipay-unreachable', status: 503 },
    ],
    [
      'has the failure of a refusal',
      [notificationLine(3, { state: 'parked', lastFailure: 'hipay-credentials' })],
      { at: at(3), failure: 'hipay-credentials' },
    ],
  ])('%s', (_name, recorded, { at: moment, ...rest }) => {
    expect(lastNotification(recorded)).toEqual({ at: Date.parse(moment), ...rest });
  });

  test('is undefined before the end of the first try', () => {
    expect(
      lastNotification([notificationLine(1, { attempts: 0 }), notificationLine(2, { attempts: 1 })]),
    ).toBeUndefined();
    expect(lastNotification(lines)).toBeUndefined();
  });
});

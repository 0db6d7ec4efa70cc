import { expect, it } from 'vitest';
import { defaultSettings } from '../../../src/core/settings/settings.ts';
import { ACK, ENQ, encodeFrame, NAK, STX } from '../../../src/core/terminal/concert-v2/frames.ts';
import { DeviceLine } from '../../../src/flows/terminal/device-line.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';

const exchange = {
  allowFrame: async () => true,
  accepted: () => {},
  answer: async () => 'acknowledge' as const,
};

it('counts a payment frame that is lost after the identification request was queued', async () => {
  const clock = new VirtualClock();
  const line = new DeviceLine(
    { note: () => {}, onUnrequestedAnswer: async () => 'acknowledge', identification: 'CZ0040300CDI' },
    clock,
    defaultSettings().terminal.timers,
  );
  const replies = new Map<number, number>([[ENQ, ACK]]);
  const opened = line.open(async (onEvent) => {
    const send = async (bytes: Uint8Array) => {
      const reply = replies.get(bytes[0] ?? 0);
      if (reply) clock.after(5, () => onEvent({ kind: 'bytes', bytes: Uint8Array.of(reply) }));
    };
    return { ok: true, description: 'cable', line: { send, close: async () => {} } };
  });
  await clock.until(opened);
  const frame = encodeFrame('01000001023110978          ')!;
  const pay = async () => line.judge(await line.session.run({ kind: 'request', frame }, exchange));
  replies.set(STX, NAK);
  expect(await clock.until(pay())).toBe('frame-refused');
  replies.delete(STX);
  expect(await clock.until(pay())).toBe('overdue');
  const paying = pay();
  const checking = line.checkBeforePayment();
  expect(await clock.until(paying)).toBe('overdue');
  // A line that has carried frames may lose one payment frame. Here it has lost two, so silence proves wrong line settings.
  expect(await clock.until(checking)).toBe('garbled');
});

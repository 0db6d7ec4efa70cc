import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src/core/settings/settings.ts';
import { SerialTerminal } from '../../../src/flows/terminal/serial-terminal.ts';
import type { Exchange } from '../../../src/flows/terminal/terminal.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';
import { Shop } from '../shop.ts';

const ENQ = 5;
const ACK = 6;
const EOT = 4;
const STX = 2;
const NAK = 21;
/** EOT and NAK from a terminal with the wrong parity: bit 7 is set. */
const markedEot = EOT | 0x80;
const markedNak = NAK | 0x80;

describe('a terminal at 7E1, a connector at 8N1', () => {
  it('the first payment ends as unknown, then the status says why, and later payments are not sent', async () => {
    const shop = await Shop.open('wrong-parity');
    expect(shop.snapshots.at(-1)?.terminal.state).toBe('ready');
    expect(await shop.pay()).toMatchObject({ outcome: 'UNKNOWN', failure: 'outcome-unknown' });
    await shop.clock.advance(10_000);
    expect(shop.snapshots.at(-1)?.terminal.state).toBe('garbled');
    const next = await shop.pay({ orderId: 'Order_next' });
    expect(next).toMatchObject({ outcome: 'NOT_SENT', failure: 'terminal-garbled' });
    expect(shop.snapshots.at(-1)?.terminal.state).toBe('garbled');
    expect(shop.movedAmounts).toEqual([]);
  });
});

/** A serial terminal on one line in virtual time; the test plays the other end. */
function terminalOnLine(question: string | null = 'CZ0040300CDI') {
  const clock = new VirtualClock();
  const heard: number[][] = [];
  const unasked: string[] = [];
  let say: (...bytes: number[]) => void = () => {};
  /** The terminal's reply to a byte or a frame, by its first byte. */
  const replies = new Map<number, number[]>([[ENQ, [ACK]]]);
  const terminal = new SerialTerminal(
    {
      kind: 'web-serial',
      simulated: false,
      onChange: () => () => {},
      async open(onEvent) {
        say = (...bytes) => clock.after(5, () => onEvent({ kind: 'bytes', bytes: Uint8Array.from(bytes) }));
        const send = async (bytes: Uint8Array) => {
          heard.push([...bytes]);
          say(...(replies.get(bytes[0] ?? 0) ?? []));
        };
        return { ok: true, description: 'cable', line: { send, close: async () => {} } };
      },
    },
    clock,
    defaultSettings().terminal,
    {
      status: () => {},
      note: () => {},
      onUnrequestedAnswer: async (body) => {
        unasked.push(body);
        return 'acknowledge';
      },
      ...(question !== null && { question }),
    },
  );
  const permitted: boolean[] = [];
  const exchange: Exchange = {
    allowFrame: async () => permitted.push(true) > 0,
    accepted: () => {},
    answer: async () => 'acknowledge',
  };
  const texts = () =>
    heard.filter(([first]) => first === STX).map((frame) => Buffer.from(frame.slice(1, -2)).toString());
  const pay = () => clock.until(terminal.exchange('the payment', exchange));
  return {
    clock,
    terminal,
    heard,
    unasked,
    replies,
    permitted,
    texts,
    pay,
    say: (...bytes: number[]) => say(...bytes),
  };
}

describe('a line with suspected parity', () => {
  it('gets an identification request before an amount; a refusal is enough to send the payment', async () => {
    const bench = terminalOnLine();
    await bench.clock.until(bench.terminal.connect());
    expect(bench.texts()).toEqual([]);
    bench.say(markedNak);
    await bench.clock.advance(10);
    bench.replies.set(STX, [NAK]);
    expect(await bench.pay()).toBe('frame-refused');
    expect(bench.texts()[0]).toBe('CZ0040300CDI');
    expect(bench.texts().slice(1)).toEqual(Array(3).fill('the payment'));
    // The frame was answered, so there is no second identification.
    bench.heard.length = 0;
    await bench.pay();
    expect(bench.texts()[0]).toBe('the payment');
  });
  it.each([
    ['the identification gets no answer', undefined, 'garbled', 'garbled'],
    ['ENQ gets no answer', [], 'no-answer', 'silent'],
    ['the terminal is in its menus', [NAK], 'enquiry-refused', 'not-ready'],
  ] as const)(
    '%s: no permission is asked for, nothing of the payment is sent',
    async (_, toEnquiry, end, status) => {
      const bench = terminalOnLine();
      await bench.clock.until(bench.terminal.connect());
      bench.say(markedEot);
      await bench.clock.advance(10);
      if (toEnquiry) bench.replies.set(ENQ, [...toEnquiry]);
      expect(await bench.pay()).toBe(end);
      expect(bench.permitted).toEqual([]);
      expect(bench.texts()).not.toContain('the payment');
      expect(bench.terminal.status.state).toBe(status);
    },
  );
  it('is checked again automatically, and is ready once a frame passes', async () => {
    const bench = terminalOnLine();
    await bench.clock.until(bench.terminal.connect());
    expect(bench.terminal.status.state).toBe('ready');
    bench.say(markedNak);
    await bench.clock.advance(10);
    await bench.pay();
    expect(bench.terminal.status.state).toBe('garbled');
    bench.replies.set(STX, [NAK]);
    await bench.clock.advance(20_000);
    expect(bench.terminal.status.state).toBe('ready');
  });
  it('treats an answer that comes instead of the identification as the answer of an earlier payment', async () => {
    const bench = terminalOnLine();
    await bench.clock.until(bench.terminal.connect());
    bench.say(markedEot);
    await bench.clock.advance(10);
    const body = '01100001023'.padEnd(25, '0');
    const lrc = [...body].reduce((sum, letter) => sum ^ letter.charCodeAt(0), 3);
    bench.replies.set(STX, [ENQ]);
    let answered = false;
    bench.replies.set(ACK, [STX, ...Buffer.from(body), 3, lrc, EOT]);
    const paying = bench.pay().then(() => {
      answered = true;
    });
    await bench.clock.advance(1000);
    expect(bench.unasked).toContain(body);
    await paying;
    expect(answered).toBe(true);
  });
  it('sends payments after one lost frame, not after two, if earlier frames passed and no identification is answered', async () => {
    const bench = terminalOnLine();
    await bench.clock.until(bench.terminal.connect());
    bench.replies.set(STX, [NAK]);
    await bench.pay();
    bench.replies.delete(STX);
    expect(await bench.pay()).toBe('overdue');
    expect(bench.texts().at(-1)).toBe('the payment');
    await bench.clock.advance(20_000);
    expect(bench.terminal.status.state).toBe('ready');
    expect(bench.texts().at(-1)).toBe('CZ0040300CDI');
    expect(await bench.pay()).toBe('overdue');
    await bench.clock.advance(20_000);
    expect(bench.terminal.status.state).toBe('garbled');
    expect(await bench.pay()).toBe('garbled');
    bench.replies.set(STX, [NAK]);
    expect(await bench.pay()).toBe('frame-refused');
  });
  it('sends a payment without a check in a language without identification', async () => {
    const bench = terminalOnLine(null);
    await bench.clock.until(bench.terminal.connect());
    bench.say(markedEot);
    await bench.clock.advance(10);
    bench.replies.set(STX, [NAK]);
    expect(await bench.pay()).toBe('frame-refused');
    expect(new Set(bench.texts())).toEqual(new Set(['the payment']));
  });
});

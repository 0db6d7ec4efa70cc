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
      onStatus: () => {},
      note: () => {},
      onUnrequestedAnswer: async (body) => {
        unasked.push(body);
        return 'acknowledge';
      },
      ...(question !== null && { identification: question }),
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
    const setup = terminalOnLine();
    await setup.clock.until(setup.terminal.connect());
    expect(setup.texts()).toEqual([]);
    setup.say(markedNak);
    await setup.clock.advance(10);
    setup.replies.set(STX, [NAK]);
    expect(await setup.pay()).toBe('frame-refused');
    expect(setup.texts()[0]).toBe('CZ0040300CDI');
    expect(setup.texts().slice(1)).toEqual(Array(3).fill('the payment'));
    // The frame was answered, so there is no second identification.
    setup.heard.length = 0;
    await setup.pay();
    expect(setup.texts()[0]).toBe('the payment');
  });
  it.each([
    ['the identification gets no answer', undefined, 'garbled', 'garbled'],
    ['ENQ gets no answer', [], 'no-answer', 'silent'],
    ['the terminal is in its menus', [NAK], 'enquiry-refused', 'not-ready'],
  ] as const)(
    '%s: no permission is asked for, nothing of the payment is sent',
    async (_, toEnquiry, end, status) => {
      const setup = terminalOnLine();
      await setup.clock.until(setup.terminal.connect());
      setup.say(markedEot);
      await setup.clock.advance(10);
      if (toEnquiry) setup.replies.set(ENQ, [...toEnquiry]);
      expect(await setup.pay()).toBe(end);
      expect(setup.permitted).toEqual([]);
      expect(setup.texts()).not.toContain('the payment');
      expect(setup.terminal.status.state).toBe(status);
    },
  );
  it('is checked again automatically, and is ready once a frame passes', async () => {
    const setup = terminalOnLine();
    await setup.clock.until(setup.terminal.connect());
    expect(setup.terminal.status.state).toBe('ready');
    setup.say(markedNak);
    await setup.clock.advance(10);
    await setup.pay();
    expect(setup.terminal.status.state).toBe('garbled');
    setup.replies.set(STX, [NAK]);
    await setup.clock.advance(20_000);
    expect(setup.terminal.status.state).toBe('ready');
  });
  it('treats an answer that comes instead of the identification as the answer of an earlier payment', async () => {
    const setup = terminalOnLine();
    await setup.clock.until(setup.terminal.connect());
    setup.say(markedEot);
    await setup.clock.advance(10);
    const body = '01100001023'.padEnd(25, '0');
    const lrc = [...body].reduce((sum, letter) => sum ^ letter.charCodeAt(0), 3);
    setup.replies.set(STX, [ENQ]);
    let answered = false;
    setup.replies.set(ACK, [STX, ...Buffer.from(body), 3, lrc, EOT]);
    const paying = setup.pay().then(() => {
      answered = true;
    });
    await setup.clock.advance(1000);
    expect(setup.unasked).toContain(body);
    await paying;
    expect(answered).toBe(true);
  });
  it('sends payments after one lost frame, not after two, if earlier frames passed and no identification is answered', async () => {
    const setup = terminalOnLine();
    await setup.clock.until(setup.terminal.connect());
    setup.replies.set(STX, [NAK]);
    await setup.pay();
    setup.replies.delete(STX);
    expect(await setup.pay()).toBe('overdue');
    expect(setup.texts().at(-1)).toBe('the payment');
    await setup.clock.advance(20_000);
    expect(setup.terminal.status.state).toBe('ready');
    expect(setup.texts().at(-1)).toBe('CZ0040300CDI');
    expect(await setup.pay()).toBe('overdue');
    await setup.clock.advance(20_000);
    expect(setup.terminal.status.state).toBe('garbled');
    expect(await setup.pay()).toBe('garbled');
    setup.replies.set(STX, [NAK]);
    expect(await setup.pay()).toBe('frame-refused');
  });
  it('sends a payment without a check in a language without identification', async () => {
    const setup = terminalOnLine(null);
    await setup.clock.until(setup.terminal.connect());
    setup.say(markedEot);
    await setup.clock.advance(10);
    setup.replies.set(STX, [NAK]);
    expect(await setup.pay()).toBe('frame-refused');
    expect(new Set(setup.texts())).toEqual(new Set(['the payment']));
  });
});

import { expect, it } from 'vitest';
import type { LinkEvent, TerminalLink } from '../../../src/core/ports/terminal-link.ts';
import { defaultSettings, type Settings } from '../../../src/core/settings/settings.ts';
import { ACK, ENQ, NAK, STX } from '../../../src/core/terminal/concert-v2/frames.ts';
import type { Exchange } from '../../../src/flows/terminal/terminal.ts';
import { TerminalManager } from '../../../src/flows/terminal/terminal-manager.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';

const replies = new Map([
  [ENQ, ACK],
  [STX, NAK],
]);
const exchange: Exchange = {
  allowFrame: async () => true,
  accepted: () => {},
  answer: async () => 'acknowledge',
};

/** A terminal manager whose terminals refuse each frame; `frames` lists the baud rate of each frame. */
function managerInShop() {
  const clock = new VirtualClock();
  const frames: number[] = [];
  const linkFor = ({ terminal }: Settings): TerminalLink => ({
    kind: 'web-serial',
    simulated: false,
    onChange: () => () => {},
    async open(onEvent: (event: LinkEvent) => void) {
      const send = async (bytes: Uint8Array) => {
        const [first = 0] = bytes;
        if (first === STX) frames.push(terminal.serial.baudRate);
        const reply = replies.get(first);
        if (reply) clock.after(5, () => onEvent({ kind: 'bytes', bytes: Uint8Array.of(reply) }));
      };
      return { ok: true, description: 'cable', line: { send, close: async () => {} } };
    },
  });
  let settings = defaultSettings();
  const useBaudRate = (baudRate: 9600 | 19_200) => {
    const { terminal } = settings;
    settings = { ...settings, terminal: { ...terminal, serial: { ...terminal.serial, baudRate } } };
  };
  useBaudRate(9600);
  const manager = new TerminalManager({
    clock,
    linkFor,
    settings: () => settings,
    whenNoPaymentRuns: async () => {},
    onStatus: () => {},
    onUnrequestedAnswer: async () => 'acknowledge',
  });
  const pay = () => manager.exchangeOfPayment()('the payment', exchange);
  return { clock, manager, frames, useBaudRate, pay };
}

it('sends a payment that comes during a change of the settings to the new terminal', async () => {
  const { clock, manager, frames, useBaudRate, pay } = managerInShop();
  await clock.until(manager.applySettings());
  useBaudRate(19_200);
  void manager.applySettings();
  expect(await clock.until(pay())).toBe('frame-refused');
  expect(new Set(frames)).toEqual(new Set([19_200]));
});

it('makes a payment wait while the device is lent, until it is given back', async () => {
  const { clock, manager, frames, pay } = managerInShop();
  await clock.until(manager.applySettings());
  let giveBack = () => {};
  void manager.lend(() => new Promise<void>((back) => (giveBack = back)));
  const paying = pay();
  await clock.advance(5000);
  expect(frames).toEqual([]);
  giveBack();
  expect(await clock.until(paying)).toBe('frame-refused');
  expect(new Set(frames)).toEqual(new Set([9600]));
});

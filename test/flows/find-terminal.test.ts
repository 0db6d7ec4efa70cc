import { describe, expect, it } from 'vitest';
import type { LinkEvent, TerminalLink } from '../../src/core/ports/terminal-link.ts';
import { defaultSettings, type SerialSettings } from '../../src/core/settings/settings.ts';
import { dialectFor } from '../../src/core/terminal/dialect-for.ts';
import { findTerminal } from '../../src/flows/find-terminal.ts';
import { VirtualClock } from '../fakes/virtual-clock.ts';

const { terminal } = defaultSettings();
const asking = dialectFor({ ...terminal, language: 'caisse-ap-v3' });
const ENQ = 5;
const ACK = 6;
const NAK = 21;
const EOT = 4;
const lrc = (body: string) => [...body].reduce((sum, letter) => sum ^ letter.charCodeAt(0), 3);
const framed = (body: string) => [2, ...Buffer.from(body), 3, lrc(body)];

type Terminal = (bytes: number[], say: (...bytes: number[]) => void) => void;

/** It knows Caisse-AP: tells who it is, in a session of its own. */
const v3: Terminal = (bytes, say) => {
  if (bytes[0] === ENQ || bytes[0] === 2) say(ACK);
  if (bytes[0] === EOT) say(ENQ);
  if (bytes[0] === ACK) say(...framed('CZ0040301CJ012330538600404CA00201CD001IAE00210'), EOT);
};
/** It knows Concert V2: a frame of that length is none. */
const v2: Terminal = (bytes, say) => {
  if (bytes[0] === ENQ) say(ACK);
  if (bytes[0] === 2) say(NAK);
};
const deaf: Terminal = () => {};
const inMenu: Terminal = (bytes, say) => bytes[0] === ENQ && say(NAK);
const mute: Terminal = (bytes, say) => (bytes[0] === ENQ || bytes[0] === 2) && say(ACK);
/** Seven bits with even parity, heard with eight and none: NAK and EOT come with bit 7 set. */
const parityAsIs =
  (at: Terminal): Terminal =>
  (bytes, say) =>
    at(bytes, (...said) => say(...said.map((byte) => (byte === NAK || byte === EOT ? byte | 0x80 : byte))));

async function find(present: Partial<SerialSettings>, answering: (serial: SerialSettings) => Terminal) {
  const clock = new VirtualClock();
  const tried: string[] = [];
  const sent: number[][] = [];
  let open = 0;
  const linkWith = (serial: SerialSettings): TerminalLink => ({
    kind: 'web-serial',
    simulated: false,
    onChange: () => () => {},
    async open(onEvent: (event: LinkEvent) => void) {
      open++;
      const at = answering(serial);
      return {
        ok: true,
        description: 'bench',
        line: {
          async send(bytes) {
            sent.push([...bytes]);
            const say = (...said: number[]) =>
              clock.after(5, () => onEvent({ kind: 'bytes', bytes: Uint8Array.from(said) }));
            at([...bytes], say);
          },
          async close() {
            open--;
          },
        },
      };
    },
  });
  const finding = await clock.until(
    findTerminal({ ...terminal.serial, ...present }, terminal.timers, {
      clock,
      linkWith,
      asking,
      trying: ({ baudRate, dataBits }) => tried.push(`${baudRate} ${dataBits}`),
    }),
  );
  expect(open).toBe(0);
  return { finding, tried, sent };
}

describe('find my terminal', () => {
  it('knows a Caisse-AP terminal by its answer', async () => {
    const { finding, tried } = await find({}, () => v3);
    expect(finding).toMatchObject({ found: true, language: 'caisse-ap-v3', serial: terminal.serial });
    expect(tried).toEqual(['9600 8']);
  });
  it('knows a Concert V2 terminal by its refusal of the question', async () => {
    expect((await find({}, () => v2)).finding).toMatchObject({ found: true, language: 'concert-v2' });
  });
  it('goes on where half of the bytes cross with the wrong parity', async () => {
    const { finding } = await find({}, ({ dataBits }) => (dataBits === 7 ? v2 : parityAsIs(v2)));
    expect(finding).toMatchObject({ language: 'concert-v2', serial: { dataBits: 7, parity: 'even' } });
  });
  it('tries the other settings when nobody answers, each once', async () => {
    const { finding, tried } = await find({ baudRate: 4800 }, ({ baudRate }) =>
      baudRate === 1200 ? v2 : deaf,
    );
    expect(finding).toMatchObject({ serial: { baudRate: 1200 } });
    expect(tried).toEqual(['4800 8', '9600 8', '9600 7', '1200 7']);
  });
  it('says so when nobody answers at all', async () => {
    const { finding, tried } = await find({}, () => deaf);
    expect(finding).toEqual({ found: false });
    expect(new Set(tried).size).toBe(tried.length);
  });
  it('does not guess where a terminal is there and says nothing of itself', async () => {
    expect((await find({}, () => inMenu)).finding).toMatchObject({ found: true, language: 'unclear' });
    expect((await find({}, () => mute)).finding).toMatchObject({ found: true, language: 'unclear' });
  });
  it('never sends an amount', async () => {
    for (const at of [v3, v2, mute, deaf]) {
      const { sent } = await find({}, () => at);
      for (const bytes of sent.filter(({ length }) => length > 1)) {
        const body = Buffer.from(bytes.slice(1, -2)).toString();
        expect(body).toBe(asking.identification);
        expect(body).not.toContain('CB');
        // Neither of the lengths that a V2 terminal takes for a payment.
        expect([26, 34]).not.toContain(body.length);
      }
    }
  });
});

import { describe, expect, it } from 'vitest';
import type { GrantedDevice, LinkEvent } from '../../../src/core/ports/terminal-link.ts';
import { defaultSettings, type SerialSettings } from '../../../src/core/settings/settings.ts';
import type { LinkOpenFailure } from '../../../src/core/terminal/device-choice.ts';
import { dialectFor } from '../../../src/core/terminal/dialects.ts';
import { findTerminal, type SearchStep } from '../../../src/flows/terminal/find-terminal.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';

const { terminal } = defaultSettings();
const asking = dialectFor({ ...terminal, language: 'caisse-ap-v3' });
const ENQ = 5;
const ACK = 6;
const NAK = 21;
const EOT = 4;
const lrc = (body: string) => [...body].reduce((sum, letter) => sum ^ letter.charCodeAt(0), 3);
const framed = (body: string) => [2, ...Buffer.from(body), 3, lrc(body)];

type Terminal = (bytes: number[], say: (...bytes: number[]) => void) => void;

/** A Caisse-AP terminal: it identifies itself in a session of its own. */
const v3: Terminal = (bytes, say) => {
  if (bytes[0] === ENQ || bytes[0] === 2) say(ACK);
  if (bytes[0] === EOT) say(ENQ);
  if (bytes[0] === ACK) say(...framed('CZ0040301CJ012330538600404CA00201CD001IAE00210'), EOT);
};
/** A Concert V2 terminal: it refuses a frame of another length. */
const v2: Terminal = (bytes, say) => {
  if (bytes[0] === ENQ) say(ACK);
  if (bytes[0] === 2) say(NAK);
};
/** Never reacts. */
const silentDevice: Terminal = () => {};
const echoing: Terminal = (bytes, say) => say(...bytes);
/** Sends ENQ whatever it hears. */
const neverSilent: Terminal = (_, say) => say(ENQ);
/** Refuses each ENQ, because a person uses its menu. */
const inMenu: Terminal = (bytes, say) => bytes[0] === ENQ && say(NAK);
/** Acknowledges each ENQ and each frame, and never sends an answer. */
const onlyAcknowledging: Terminal = (bytes, say) => (bytes[0] === ENQ || bytes[0] === 2) && say(ACK);
/** A line with 7E1, read with 8N1: NAK and EOT arrive with bit 7 set. */
const withWrongParity =
  (at: Terminal): Terminal =>
  (bytes, say) =>
    at(bytes, (...said) => say(...said.map((byte) => (byte === NAK || byte === EOT ? byte | 0x80 : byte))));

interface Port {
  readonly name: string;
  answering(serial: SerialSettings): Terminal;
  readonly refusal?: LinkOpenFailure;
}

async function findAmong(ports: readonly Port[], present: Partial<SerialSettings> = {}, stopAt?: number) {
  const clock = new VirtualClock();
  const tried: SearchStep[] = [];
  const sent: number[][] = [];
  let open = 0;
  const devices = ports.map(
    ({ name, answering, refusal }): GrantedDevice => ({
      description: name,
      likeness: 'other',
      choose: () => {},
      async open(serial, onEvent: (event: LinkEvent) => void) {
        if (refusal) return { ok: false, failure: refusal, detail: '' };
        open++;
        const at = answering(serial);
        return {
          ok: true,
          description: name,
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
    }),
  );
  const stopper = new AbortController();
  const began = clock.now();
  const finding = await clock.until(
    findTerminal({ ...terminal.serial, ...present }, terminal.timers, {
      clock,
      devices,
      dialect: asking,
      signal: stopper.signal,
      onTry(now) {
        tried.push(now);
        if (now.attempt === stopAt) clock.after(50, () => stopper.abort());
      },
    }),
  );
  // No line stays open after any result.
  expect(open).toBe(0);
  return { finding, tried, sent, took: clock.now() - began };
}

async function find(present: Partial<SerialSettings>, answering: (serial: SerialSettings) => Terminal) {
  const { tried, ...rest } = await findAmong([{ name: 'bench', answering }], present);
  return {
    ...rest,
    tried: tried.map(({ serial }) => `${serial.baudRate} ${serial.dataBits}${serial.parity[0]}`),
  };
}

describe('find my terminal', () => {
  it('recognizes a Caisse-AP terminal by its answer', async () => {
    const { finding, tried } = await find({}, () => v3);
    expect(finding).toMatchObject({ found: true, language: 'caisse-ap-v3', serial: terminal.serial });
    expect(tried).toEqual(['9600 8n']);
  });
  it.each([
    ['an echoing line', echoing],
    ['a line that is never silent', neverSilent],
  ])('ends on %s, and finds the terminal beside it', async (_, noise) => {
    const alone = await findAmong([{ name: 'noise', answering: () => noise }]);
    expect(alone.finding).toEqual({ found: false, failed: [{ device: 'noise', why: 'silent' }] });
    expect(alone.took).toBeLessThan(3 * 60_000);
    const { finding } = await findAmong([
      { name: 'noise', answering: () => noise },
      { name: 'terminal', answering: () => v2 },
    ]);
    expect(finding).toMatchObject({ found: true, language: 'concert-v2' });
  });
  it('recognizes a Concert V2 terminal by its refusal of the identification request', async () => {
    expect((await find({}, () => v2)).finding).toMatchObject({ found: true, language: 'concert-v2' });
  });
  it('tries further settings when a frame gets no answer, and keeps the present ones if no others are better', async () => {
    const frameLost: Terminal = (bytes, say) => bytes[0] === ENQ && say(ACK);
    const better = await find({}, ({ dataBits }) => (dataBits === 7 ? v2 : frameLost));
    expect(better.finding).toMatchObject({ language: 'concert-v2', serial: { dataBits: 7, parity: 'even' } });
    const none = await find({}, () => frameLost);
    expect(none.finding).toMatchObject({ found: true, language: 'unclear', serial: terminal.serial });
    expect(none.tried).toHaveLength(6);
  });
  it('tries further settings when half of the bytes pass with the wrong parity', async () => {
    const { finding } = await find({}, ({ dataBits }) => (dataBits === 7 ? v2 : withWrongParity(v2)));
    expect(finding).toMatchObject({ language: 'concert-v2', serial: { dataBits: 7, parity: 'even' } });
  });
  it('tries other line settings, each once, until the terminal answers', async () => {
    const { finding, tried } = await find({ baudRate: 4800 }, ({ baudRate }) =>
      baudRate === 1200 ? v2 : silentDevice,
    );
    expect(finding).toMatchObject({ serial: { baudRate: 1200 } });
    expect(tried).toEqual(['4800 8n', '9600 8n', '9600 7e', '1200 7e']);
  });
  it('reports "silent" when no device answers at any setting', async () => {
    const { finding, tried } = await find({}, () => silentDevice);
    expect(finding).toEqual({ found: false, failed: [{ device: 'bench', why: 'silent' }] });
    expect(new Set(tried).size).toBe(tried.length);
    for (const baud of [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200])
      for (const rest of ['7e', '8n', '8e']) expect(tried).toContain(`${baud} ${rest}`);
  });
  it('reports "unclear" when a terminal responds but does not identify itself', async () => {
    expect((await find({}, () => inMenu)).finding).toMatchObject({ found: true, language: 'unclear' });
    const { finding } = await find({}, () => onlyAcknowledging);
    expect(finding).toMatchObject({ found: true, language: 'unclear' });
  });
  it('never sends an amount', async () => {
    for (const at of [v3, v2, onlyAcknowledging, silentDevice]) {
      const { sent } = await find({}, () => at);
      for (const bytes of sent.filter(({ length }) => length > 1)) {
        const body = Buffer.from(bytes.slice(1, -2)).toString();
        expect(body).toBe(asking.identification);
        expect(body).not.toContain('CB');
        // A V2 terminal takes neither of these lengths for a payment.
        expect([26, 34]).not.toContain(body.length);
      }
    }
  });
});

describe('find my terminal among several devices', () => {
  const silent: Port = { name: 'scales', answering: () => silentDevice };
  const at =
    (baudRate: number, then: Terminal) =>
    (serial: SerialSettings): Terminal =>
      serial.baudRate === baudRate ? then : silentDevice;

  it('tries the present settings on each device before it tries others', async () => {
    const { finding, tried } = await findAmong([silent, { name: 'terminal', answering: () => v2 }]);
    expect(finding).toMatchObject({
      found: true,
      device: { description: 'terminal' },
      language: 'concert-v2',
    });
    expect(tried.map(({ device, place, devices, attempt }) => [device, place, devices, attempt])).toEqual([
      ['scales', 1, 2, 1],
      ['terminal', 2, 2, 2],
    ]);
  });
  it('finds the device with rare settings, and counts every try', async () => {
    const { finding, tried, took } = await findAmong([
      silent,
      { name: 'terminal', answering: at(38_400, v2) },
    ]);
    expect(finding).toMatchObject({ device: { description: 'terminal' }, serial: { baudRate: 38_400 } });
    expect(tried.map(({ attempt }) => attempt)).toEqual(tried.map((_, index) => index + 1));
    expect(new Set(tried.map(({ attempts }) => attempts))).toEqual(new Set([48]));
    expect(took).toBeLessThan(75_000);
  });
  it('skips a device that another program holds, and reports it', async () => {
    const held: Port = { name: 'held', answering: () => v2, refusal: 'in-use' };
    const { finding, tried } = await findAmong([held, silent]);
    expect(finding).toEqual({
      found: false,
      failed: [
        { device: 'held', why: 'in-use' },
        { device: 'scales', why: 'silent' },
      ],
    });
    expect(tried.filter(({ device }) => device === 'held')).toHaveLength(1);
    expect(tried.at(-1)).toMatchObject({ attempt: tried.length, attempts: tried.length });
  });
  it('reports "garbled" for a device whose bytes cannot be read', async () => {
    const { finding } = await findAmong([{ name: 'odd', answering: () => withWrongParity(v2) }]);
    expect(finding).toEqual({ found: false, failed: [{ device: 'odd', why: 'garbled' }] });
  });
  it('prefers an identified terminal to a device that only responds to ENQ', async () => {
    const printer: Port = { name: 'printer', answering: () => inMenu };
    const { finding } = await findAmong([printer, { name: 'terminal', answering: at(1200, v2) }]);
    expect(finding).toMatchObject({ device: { description: 'terminal' }, language: 'concert-v2' });
    expect((await findAmong([printer, silent])).finding).toMatchObject({
      found: true,
      device: { description: 'printer' },
      language: 'unclear',
    });
  });
  it('stops in the middle of a try on a person’s request', async () => {
    const { finding, tried, took } = await findAmong([silent, silent], {}, 3);
    expect(finding).toEqual({ found: false, stopped: true });
    expect(tried).toHaveLength(3);
    // Two complete tries with two ENQ each, and 50 ms of the third.
    expect(took).toBeLessThan(5000);
  });
  it('finds nothing without a granted device', async () => {
    expect((await findAmong([])).finding).toEqual({ found: false, failed: [] });
  });
});

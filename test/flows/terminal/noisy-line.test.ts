import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACK, ENQ, EOT, encodeFrame, NAK } from '../../../src/core/terminal/concert-v2/frames.ts';
import { runs } from '../../property-runs.ts';
import { answerFrame, ScriptedLink } from './scripted-link.ts';

const answer = answerFrame();
const badFrame = answer.with(-1, 0x7f);
/** Another protocol: bytes without ENQ, ACK, NAK and EOT, and a frame with a text that Concert does not know. */
const foreign = [0x10, 0x02, 0x31, 0x32, 0x10, 0x03, 0x55];
const foreignFrame = encodeFrame('T86 0 0 1023 hello')!;

const chatter = {
  'ENQ every second': [1000, [ENQ]],
  'ENQ every 2.9 s': [2900, [ENQ]],
  'ENQ and EOT every 400 ms': [400, [ENQ, EOT]],
  'bad frames every 800 ms': [800, badFrame],
  'another protocol every 700 ms': [700, foreign],
  'frames of another protocol every 700 ms': [700, foreignFrame],
  'ENQ and frames of another protocol every 700 ms': [700, [ENQ, ...foreignFrame]],
  'a frame that never ends': [50, [0x02, 0x41]],
  'NAK every 90 ms': [90, [NAK]],
} as const;
const limitMs = new ScriptedLink().settings.terminal.timers.customerMs;
/** Time after the limit in which a running transmission may end, and in which a hung device is given up, ms. */
const boundMs = 10_000;

describe('a line that is never silent', () => {
  it.each(Object.entries(chatter))('%s before the payment: not sent', async (_, [ms, bytes]) => {
    const link = new ScriptedLink();
    link.sayEvery(ms, bytes);
    const { outcome, failure, took } = await link.pay();
    expect(outcome).toBe('NOT_SENT');
    expect(['terminal-not-ready', 'terminal-silent']).toContain(failure);
    expect(took).toBeLessThan(limitMs / 2);
    expect(link.frames).toEqual([]);
  });
  it.each(Object.entries(chatter))('%s since long before the payment: not sent', async (_, [ms, bytes]) => {
    const link = new ScriptedLink();
    await link.clock.until(link.terminal.connect());
    link.sayEvery(ms, bytes);
    await link.clock.advance(60_000);
    expect(await link.pay()).toMatchObject({ outcome: 'NOT_SENT' });
    expect(link.frames).toEqual([]);
  });
  it.each(Object.entries(chatter))('%s after the request was taken: unknown', async (_, [ms, bytes]) => {
    const link = new ScriptedLink();
    let chattering = false;
    link.reply = (sent) => {
      if (sent[0] === ENQ) link.say([ACK]);
      if (sent.length === 1 || chattering) return;
      chattering = true;
      link.say([ACK]);
      link.sayEvery(ms, bytes);
    };
    const { outcome, took } = await link.pay();
    expect(outcome).toBe('UNKNOWN');
    expect(took).toBeLessThanOrEqual(limitMs + boundMs);
    expect(link.frames).toHaveLength(1);
  });
  it('says in words that the line was never silent', async () => {
    const link = new ScriptedLink();
    link.sayEvery(1000, [ENQ]);
    expect(await link.pay()).toMatchObject({
      failure: 'terminal-not-ready',
      detail: 'the line was never silent, so the request was not sent',
    });
  });
  it('a probe ends within half a minute', async () => {
    const link = new ScriptedLink();
    await link.clock.until(link.terminal.connect());
    link.sayEvery(1000, [ENQ]);
    await link.clock.advance(5000);
    const from = link.clock.monotonic();
    const { state } = await link.clock.until(link.terminal.probe());
    expect(state).not.toBe('ready');
    expect(link.clock.monotonic() - from).toBeLessThan(30_000);
  });
  it('a payment that waits for another one ends within its limit', async () => {
    const link = new ScriptedLink();
    link.reply = (sent) => {
      if (sent[0] === ENQ || sent.length > 1) link.say([ACK]);
    };
    const first = link.start('Order_1');
    await link.clock.advance(1000);
    const from = link.clock.monotonic();
    expect((await link.clock.until(link.start('Order_2'))).outcome).toBe('NOT_SENT');
    expect(link.clock.monotonic() - from).toBeLessThanOrEqual(limitMs);
    expect((await link.clock.until(first)).outcome).toBe('UNKNOWN');
  });
  it('a device that never opens does not hold the payment', async () => {
    const link = new ScriptedLink();
    link.open = () => new Promise(() => {});
    const { outcome, took } = await link.pay();
    expect(outcome).toBe('NOT_SENT');
    expect(took).toBeLessThanOrEqual(limitMs + boundMs);
  });
  it('a device that opens after the limit gets no request', async () => {
    const link = new ScriptedLink();
    const { open } = link;
    link.open = (onEvent) =>
      new Promise((resolve) => link.clock.after(limitMs + 20_000, () => resolve(open(onEvent))));
    link.reply = (sent) => {
      if (sent[0] === ENQ || sent.length > 1) link.say([ACK]);
    };
    expect((await link.pay()).outcome).toBe('NOT_SENT');
    await link.clock.advance(300_000);
    expect(link.frames).toEqual([]);
    expect(link.outcomes).toEqual({ Order_1: 'NOT_SENT' });
  });
  it('the payment is sent when the noise ends', async () => {
    const link = new ScriptedLink();
    await link.clock.until(link.terminal.connect());
    link.say([ENQ]);
    await link.clock.advance(100);
    link.reply = (sent) => {
      if (sent[0] === ENQ) link.say([ACK]);
      if (sent.length === 1) return;
      link.say([ACK]);
      link.say([ENQ], 2000);
      link.say(answer, 2100);
      link.say([EOT], 2200);
    };
    expect((await link.pay()).outcome).toBe('APPROVED');
  });
});

const item = fc.oneof(
  fc.constantFrom<readonly number[]>([ENQ], [ACK], [NAK], [EOT], [0x02], [ENQ, EOT], foreign),
  fc.constantFrom([...answer], [...badFrame], [...foreignFrame], [...answer.subarray(0, 9)]),
  fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 6 }),
);
const saying = fc.record({ bytes: item, after: fc.constantFrom(3, 20, 90, 400, 1100, 2900, 9000) });

describe('any chatter', () => {
  it('the payment ends within its limit and a fixed bound, sends one frame at most, and reports its true outcome', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(saying, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        async (says, polite) => {
          const link = new ScriptedLink();
          const next = (at: number): void => {
            const { bytes, after } = says[at % says.length]!;
            link.clock.after(after, () => {
              link.say(bytes, 0);
              next(at + 1);
            });
          };
          next(0);
          if (polite) link.reply = (sent) => void (sent[0] === ENQ && link.say([ACK], 2));
          const { outcome, took } = await link.pay();
          expect(took).toBeLessThanOrEqual(limitMs + boundMs);
          if (link.frames.length === 0) expect(outcome).toBe('NOT_SENT');
        },
      ),
      { ...runs(25), endOnFailure: true },
    );
  }, 120_000);
});

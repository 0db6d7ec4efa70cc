import { expect, it } from 'vitest';
import { defaultSettings } from '../../../src/core/settings/settings.ts';
import { ACK, ENQ, EOT, encodeFrame, STX } from '../../../src/core/terminal/concert-v2/frames.ts';
import { noLastAnswer } from '../../../src/core/terminal/concert-v2/last-answer.ts';
import { identifyTerminal, LinkSession } from '../../../src/flows/terminal/link-session.ts';
import type { Exchange } from '../../../src/flows/terminal/terminal.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';

it('answers the terminal’s ENQ after a stray STX', async () => {
  const clock = new VirtualClock();
  const sent: number[] = [];
  const deps = {
    send: async (bytes: Uint8Array) => void sent.push(...bytes),
    note: () => {},
    onUnrequestedAnswer: async () => 'acknowledge' as const,
  };
  const session = new LinkSession(deps, clock, defaultSettings().terminal.timers);
  session.hear(Uint8Array.of(STX));
  await clock.advance(1000);
  session.hear(Uint8Array.of(ENQ));
  await clock.advance(20);
  expect(sent).toEqual([ACK]);
});

it('an identification is answered each time, and confirms no answer of a payment', async () => {
  const clock = new VirtualClock();
  const lastAnswer = { last: noLastAnswer };
  const answers = ['PAID', 'TERMINAL', 'TERMINAL', 'PAID'].map((body) => encodeFrame(body)!);
  const session = new LinkSession(
    {
      lastAnswer,
      send: async (bytes) => {
        if (bytes[0] === ENQ) return say([ACK], 1);
        if (bytes.length === 1) return;
        const answer = answers.shift()!;
        say([ACK], 1);
        say([ENQ], 100);
        say(answer, 150);
        // The answers of payments have no end.
        if (answer.length > 7) say([EOT], 200);
      },
      note: () => {},
      onUnrequestedAnswer: async () => 'acknowledge',
    },
    clock,
    defaultSettings().terminal.timers,
  );
  const say = (bytes: Uint8Array | readonly number[], ms: number) =>
    void clock.after(ms, () => session.hear(Uint8Array.from(bytes)));
  const heard: string[] = [];
  const payment: Exchange = {
    allowFrame: async () => true,
    accepted: () => {},
    isAcceptance: () => true,
    answer: async (body, origin) => {
      heard.push(`${origin} ${body}`);
      return 'acknowledge';
    },
  };
  const frame = encodeFrame('REQUEST')!;
  await clock.until(session.run({ kind: 'request', frame }, payment));
  for (const _ of [1, 2])
    expect(await clock.until(identifyTerminal(session, 'WHO', async () => 'acknowledge'))).toMatchObject({
      how: 'answered',
      answered: true,
    });
  expect(lastAnswer.last.unconfirmed).toBe('PAID');
  void session.run({ kind: 'request', frame }, payment);
  await clock.advance(5000);
  expect(heard).toEqual(['first PAID']);
});

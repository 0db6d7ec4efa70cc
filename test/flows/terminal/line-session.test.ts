import { expect, it } from 'vitest';
import { defaultSettings } from '../../../src/core/settings/settings.ts';
import { ACK, ENQ, STX } from '../../../src/core/terminal/concert-v2/frames.ts';
import { LinkSession } from '../../../src/flows/terminal/link-session.ts';
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

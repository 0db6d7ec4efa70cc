import { describe, expect, it } from 'vitest';
import { ACK, ENQ, EOT, encodeFrame, NAK } from '../../../src/core/terminal/concert-v2/frames.ts';
import { answerFrame, ScriptedLink } from '../terminal/scripted-link.ts';

const v3Accepted = encodeFrame('CZ0040320CA00201CB00800001023CD0010CE003978AE00210')!;

const languages = [
  ['Concert V2', 'concert-v2-e', answerFrame()],
  ['Concert V3', 'caisse-ap-v3', v3Accepted],
] as const;

/** What the terminal sends after its last NAK. The times count from that NAK, ms. */
const after: Record<string, (link: ScriptedLink, answer: Uint8Array) => void> = {
  'an accepted frame at once': (link, answer) => link.say(answer, 2),
  'ENQ after 2 ms': (link, answer) => {
    link.say([ENQ], 2);
    link.say(answer, 62);
    link.say([EOT], 150);
  },
  'ENQ after 50 ms': (link, answer) => {
    link.say([ENQ], 50);
    link.say(answer, 110);
    link.say([EOT], 200);
  },
};

/** A terminal that refuses every frame with NAK and then, beside the last NAK, sends `more`. */
function terminal(
  language: 'concert-v2-e' | 'caisse-ap-v3',
  frameResends: number,
  more: (link: ScriptedLink) => void,
) {
  const link = new ScriptedLink({ terminal: { language, timers: { frameResends } } });
  link.reply = (sent) => {
    if (sent[0] === ENQ) link.say([ACK]);
    if (sent.length === 1) return;
    link.say([NAK]);
    if (link.frames.length === frameResends + 1) more(link);
  };
  return link;
}

describe.each(languages)('the last NAK of a terminal on a line, %s', (_, language, answer) => {
  describe.each([0, 2])('with %i resends', (resends) => {
    it.each(Object.entries(after))('and %s: in doubt', async (_, send) => {
      const link = terminal(language, resends, (to) => send(to, answer));
      expect(await link.pay('A')).toMatchObject({ outcome: 'UNKNOWN' });
      await link.clock.advance(20_000);
      expect(link.outcomes).toEqual({ A: 'UNKNOWN' });
    });
    it('and ACK after 50 ms, the answer after 4 s: paid', async () => {
      const link = terminal(language, resends, (to) => {
        to.say([ACK], 50);
        to.say([ENQ], 4000);
        to.say(answer, 4060);
        to.say([EOT], 4150);
      });
      expect((await link.pay('A')).outcome).toBe('APPROVED');
    });
    it('and ENQ without an answer: unknown at the end of the time', async () => {
      const link = terminal(language, resends, (to) => to.say([ENQ], 30));
      expect(await link.pay('A')).toMatchObject({ outcome: 'UNKNOWN' });
    });
    it('and silence: not sent', async () => {
      const link = terminal(language, resends, () => {});
      expect(await link.pay('A')).toMatchObject({
        outcome: 'NOT_SENT',
        failure: 'request-refused-by-terminal',
      });
    });
  });
});

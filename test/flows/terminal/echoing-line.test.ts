import { describe, expect, it } from 'vitest';
import { ACK, ENQ, EOT } from '../../../src/core/terminal/concert-v2/frames.ts';
import { answerFrame, ScriptedLink } from './scripted-link.ts';

const answer = answerFrame();
const enquiries = (link: ScriptedLink) => link.sent.filter(([first]) => first === ENQ).length;

/** Plays a terminal that takes the request and answers it. */
const takeAndAnswer = (link: ScriptedLink, sent: Uint8Array, afterMs = 1) => {
  if (sent[0] === ENQ) link.say([ACK], afterMs);
  if (sent.length === 1) return;
  link.say([ACK], afterMs);
  link.say([ENQ], 2000);
  link.say(answer, 2100);
  link.say([EOT], 2200);
};

describe('an adapter that echoes what is sent', () => {
  it.each([0, 1, 40, 500])(
    'whose echo comes after %i ms gets three ENQ and no request, and the result names the echo',
    async (delay) => {
      const link = new ScriptedLink();
      await link.clock.until(link.terminal.connect());
      link.reply = (sent) => link.say(sent, delay);
      const before = enquiries(link);
      const { took, ...result } = await link.pay();
      expect(result).toEqual({
        outcome: 'NOT_SENT',
        failure: 'terminal-silent',
        detail: 'the line echoes what is sent: check the adapter and its cable',
      });
      expect(enquiries(link) - before).toBe(3);
      expect(link.frames).toEqual([]);
      expect(took).toBeLessThan(30_000);
    },
  );
  it('gets no request, even if a terminal answers too', async () => {
    const link = new ScriptedLink();
    await link.clock.until(link.terminal.connect());
    link.reply = (sent) => {
      link.say(sent);
      takeAndAnswer(link, sent, 5);
    };
    expect(await link.pay()).toMatchObject({ outcome: 'NOT_SENT' });
    expect(link.frames).toEqual([]);
  });
  it('has the status "silent"', async () => {
    const link = new ScriptedLink();
    link.reply = (sent) => link.say(sent);
    expect((await link.clock.until(link.terminal.connect())).state).toBe('silent');
  });
});

describe('an echo that begins in the middle of a session', () => {
  it('is not the answer, if only the request comes back: the terminal’s answer counts', async () => {
    const link = new ScriptedLink();
    link.reply = (sent) => {
      if (sent.length > 1) link.say(sent);
      takeAndAnswer(link, sent, 5);
    };
    expect(await link.pay()).toMatchObject({ outcome: 'APPROVED' });
    expect(link.frames).toHaveLength(1);
  });
  it('is not the answer, if the request and all that follows come back: the terminal’s answer counts', async () => {
    const link = new ScriptedLink();
    link.reply = (sent) => {
      if (link.frames.length > 0) link.say(sent);
      takeAndAnswer(link, sent, 5);
    };
    expect(await link.pay()).toMatchObject({ outcome: 'APPROVED' });
  });
  it('leaves the payment unknown if no terminal answers, because the request was sent; it is not sent again', async () => {
    const link = new ScriptedLink();
    link.reply = (sent) => link.say(link.frames.length === 0 ? [ACK] : sent);
    const { outcome, took } = await link.pay();
    expect(outcome).toBe('UNKNOWN');
    expect(took).toBeLessThanOrEqual(link.settings.terminal.timers.customerMs + 10_000);
    expect(link.frames).toHaveLength(1);
  });
});

describe('ENQ from both sides at the same time', () => {
  it('our ENQ counts as an attempt if the ENQ of the other side cancels it', async () => {
    const link = new ScriptedLink();
    await link.clock.until(link.terminal.connect());
    const before = enquiries(link);
    // The other side answers each ENQ with ENQ, and then sends nothing.
    link.reply = (sent) => {
      if (sent[0] === ENQ) link.say([ENQ], 5);
    };
    expect(await link.pay()).toMatchObject({ outcome: 'NOT_SENT', failure: 'terminal-not-ready' });
    expect(enquiries(link) - before).toBe(3);
  });
  it('if an old answer cancels our last ENQ, one more ENQ is sent', async () => {
    const link = new ScriptedLink();
    await link.clock.until(link.terminal.connect());
    const before = enquiries(link);
    link.reply = (sent) => {
      const ownEnquiries = enquiries(link) - before;
      if (sent[0] === ENQ && ownEnquiries < 3) return;
      if (sent[0] === ENQ && ownEnquiries === 3) {
        link.say([ENQ], 5);
        link.say(answer, 50);
        link.say([EOT], 200);
        return;
      }
      takeAndAnswer(link, sent);
    };
    expect(await link.pay()).toMatchObject({ outcome: 'APPROVED' });
    expect(enquiries(link) - before).toBe(4);
  });
});

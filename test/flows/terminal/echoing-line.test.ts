import { describe, expect, it } from 'vitest';
import { ACK, ENQ, EOT } from '../../../src/core/terminal/concert-v2/frames.ts';
import { answerFrame, PlayedLine } from './played-line.ts';

const answer = answerFrame();
const enquiries = (line: PlayedLine) => line.sent.filter(([first]) => first === ENQ).length;

/** Plays a terminal that takes the request and answers it. */
const takeAndAnswer = (line: PlayedLine, sent: Uint8Array, afterMs = 1) => {
  if (sent[0] === ENQ) line.say([ACK], afterMs);
  if (sent.length === 1) return;
  line.say([ACK], afterMs);
  line.say([ENQ], 2000);
  line.say(answer, 2100);
  line.say([EOT], 2200);
};

describe('an adapter that echoes what is sent', () => {
  it.each([0, 1, 40, 500])(
    'after %i ms: three ENQ, then not sent, and the reason is named',
    async (delay) => {
      const line = new PlayedLine();
      await line.clock.until(line.terminal.connect());
      line.reply = (sent) => line.say(sent, delay);
      const before = enquiries(line);
      const { took, ...result } = await line.pay();
      expect(result).toEqual({
        outcome: 'NOT_SENT',
        failure: 'terminal-silent',
        detail: 'the line echoes what is sent: check the adapter and its cable',
      });
      expect(enquiries(line) - before).toBe(3);
      expect(line.frames).toEqual([]);
      expect(took).toBeLessThan(30_000);
    },
  );
  it('together with a terminal: the request is not sent', async () => {
    const line = new PlayedLine();
    await line.clock.until(line.terminal.connect());
    line.reply = (sent) => {
      line.say(sent);
      takeAndAnswer(line, sent, 5);
    };
    expect(await line.pay()).toMatchObject({ outcome: 'NOT_SENT' });
    expect(line.frames).toEqual([]);
  });
  it('has the status "silent"', async () => {
    const line = new PlayedLine();
    line.reply = (sent) => line.say(sent);
    expect((await line.clock.until(line.terminal.connect())).state).toBe('silent');
  });
});

describe('an echo that begins in the middle of a session', () => {
  it('only of the request: the echo is not the answer, and the terminal’s answer counts', async () => {
    const line = new PlayedLine();
    line.reply = (sent) => {
      if (sent.length > 1) line.say(sent);
      takeAndAnswer(line, sent, 5);
    };
    expect(await line.pay()).toMatchObject({ outcome: 'APPROVED' });
    expect(line.frames).toHaveLength(1);
  });
  it('of the request and everything after it: the terminal’s answer counts', async () => {
    const line = new PlayedLine();
    line.reply = (sent) => {
      if (line.frames.length > 0) line.say(sent);
      takeAndAnswer(line, sent, 5);
    };
    expect(await line.pay()).toMatchObject({ outcome: 'APPROVED' });
  });
  it('without a terminal behind the adapter: unknown, because the request was sent; it is not sent again', async () => {
    const line = new PlayedLine();
    line.reply = (sent) => line.say(line.frames.length === 0 ? [ACK] : sent);
    const { outcome, took } = await line.pay();
    expect(outcome).toBe('UNKNOWN');
    expect(took).toBeLessThanOrEqual(line.settings.terminal.timers.customerMs + 10_000);
    expect(line.frames).toHaveLength(1);
  });
});

describe('ENQ from both sides at the same time', () => {
  it('our ENQ counts as an attempt if the ENQ of the other side cancels it', async () => {
    const line = new PlayedLine();
    await line.clock.until(line.terminal.connect());
    const before = enquiries(line);
    // The other side answers each ENQ with ENQ, and then sends nothing.
    line.reply = (sent) => {
      if (sent[0] === ENQ) line.say([ENQ], 5);
    };
    expect(await line.pay()).toMatchObject({ outcome: 'NOT_SENT', failure: 'terminal-not-ready' });
    expect(enquiries(line) - before).toBe(3);
  });
  it('if an old answer cancels our last ENQ, one more ENQ is sent', async () => {
    const line = new PlayedLine();
    await line.clock.until(line.terminal.connect());
    const before = enquiries(line);
    line.reply = (sent) => {
      const ownEnquiries = enquiries(line) - before;
      if (sent[0] === ENQ && ownEnquiries < 3) return;
      if (sent[0] === ENQ && ownEnquiries === 3) {
        line.say([ENQ], 5);
        line.say(answer, 50);
        line.say([EOT], 200);
        return;
      }
      takeAndAnswer(line, sent);
    };
    expect(await line.pay()).toMatchObject({ outcome: 'APPROVED' });
    expect(enquiries(line) - before).toBe(4);
  });
});

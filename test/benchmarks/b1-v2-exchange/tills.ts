import { browserClock } from '../../../src/adapters/browser/browser-host.ts';
import { settings } from '../../../src/core/settings/settings.ts';
import { encodeFrame } from '../../../src/core/terminal/concert-v2/frames.ts';
import { blankPrivateData, encodeRequest } from '../../../src/core/terminal/concert-v2/request.ts';
import { LinkSession } from '../../../src/flows/terminal/link-session.ts';
import type { OpenLine } from './lines.ts';

const body = encodeRequest(
  {
    registerNumber: '01',
    amountMinor: 1023,
    longAnswer: false,
    paymentMode: '1',
    operation: 'debit',
    currency: 'EUR',
    privateData: blankPrivateData,
    answerAtOnce: false,
    forceAuthorization: false,
  },
  'E+',
);
export const requestFrame = Uint8Array.from(encodeFrame(body) ?? []);

/** The connector's own session machine, without a journal. The turnaround is 0, because it counts as line time. */
export function ourTill(line: OpenLine): () => Promise<undefined> {
  const timers = { ...settings.parse({}).terminal.timers, turnaroundMs: 0 };
  const session = new LinkSession(
    {
      send: async (bytes) => line.write(bytes),
      note: () => {},
      onUnrequestedAnswer: async () => 'ignore',
    },
    browserClock,
    timers,
  );
  line.onBytes((bytes) => session.hear(bytes));
  return async () => {
    let answered = '';
    const how = await session.run(
      { kind: 'request', frame: requestFrame },
      {
        allowFrame: async () => true,
        accepted: () => {},
        answer: async (text) => {
          answered = text;
          return 'acknowledge';
        },
      },
    );
    if (answered === '') throw new Error(`the session ended ${how}`);
    return undefined;
  };
}

const ENQ = 5;
const ACK = 6;
const EOT = 4;
const ETX = 3;

/** Reads bytes of a line on demand. */
function reader(line: OpenLine): (count: number) => Promise<Uint8Array> {
  let got: number[] = [];
  let wanted: { count: number; give: (bytes: Uint8Array) => void } | undefined;
  const giveIfEnough = () => {
    if (!wanted || got.length < wanted.count) return;
    const { count, give } = wanted;
    wanted = undefined;
    const taken = Uint8Array.from(got.slice(0, count));
    got = got.slice(count);
    give(taken);
  };
  line.onBytes((bytes) => {
    got.push(...bytes);
    giveIfEnough();
  });
  return (count) =>
    new Promise((give) => {
      wanted = { count, give };
      giveIfEnough();
    });
}

/** A simple till for the ten steps: it checks the LRC and nothing else, and has no timeouts. */
export function straightTill(line: OpenLine): () => Promise<undefined> {
  const read = reader(line);
  const expect = async (byte: number) => {
    const [first] = await read(1);
    if (first !== byte) throw new Error(`${first} instead of ${byte}`);
  };
  return async () => {
    line.write(Uint8Array.of(ENQ));
    await expect(ACK);
    line.write(requestFrame);
    await expect(ACK);
    line.write(Uint8Array.of(EOT));
    await expect(ENQ);
    line.write(Uint8Array.of(ACK));
    const frame: number[] = [];
    while (frame.at(-2) !== ETX) frame.push(...(await read(1)));
    const lrc = frame.slice(1, -1).reduce((sum, byte) => sum ^ byte, 0);
    if (lrc !== frame.at(-1)) throw new Error('LRC');
    line.write(Uint8Array.of(ACK));
    await expect(EOT);
    return undefined;
  };
}

/** The floor: the same bytes and turns, without any check. */
export function pingPong(line: OpenLine, answerLength: number): () => Promise<undefined> {
  const read = reader(line);
  const turns: [Uint8Array, number][] = [
    [Uint8Array.of(ENQ), 1],
    [requestFrame, 1],
    [Uint8Array.of(EOT), 1],
    [Uint8Array.of(ACK), answerLength],
    [Uint8Array.of(ACK), 1],
  ];
  return async () => {
    for (const [bytes, count] of turns) {
      line.write(bytes);
      await read(count);
    }
    return undefined;
  };
}

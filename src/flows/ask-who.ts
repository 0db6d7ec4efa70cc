import type { LinkTimers } from '../core/settings/settings.ts';
import { encodeFrame } from '../core/terminal/concert-v2/frame-encoder.ts';
import type { EndOfSession } from '../core/terminal/exchange-end.ts';
import type { AnswerFate } from './exchange.ts';
import type { LineSession } from './line-session.ts';

/** What came of the question. */
export interface Asked {
  readonly how: EndOfSession;
  /** The terminal has said who it is. */
  readonly answered: boolean;
  /** A frame got a word of its own: ENQ and ACK cross a line with the wrong parity, a frame does not (concert.md 1.1). */
  readonly whole: boolean;
}

interface AskingHow {
  readonly signal?: AbortSignal | undefined;
  readonly timers?: LinkTimers;
  /** The question's turn has come and ENQ was acknowledged: it goes out now. */
  readonly sending?: () => void;
}

/**
 * Asks the terminal who it is, which moves no money, in a frame. A V2 terminal refuses that question, whose length is none
 * of its frames'.
 *
 * @param question printable ASCII
 * @param keep what to do with a frame that the terminal sends; `acknowledge` counts as the answer
 */
export async function askWho(
  session: LineSession,
  question: string,
  keep: (body: string) => Promise<AnswerFate>,
  { signal, timers, sending }: AskingHow = {},
): Promise<Asked> {
  const frame = encodeFrame(question);
  if (!frame) throw new Error('bug: a question that is no printable ASCII');
  let accepted = false;
  let answered = false;
  const how = await session.run(
    { kind: 'request', frame },
    {
      permit: async () => {
        sending?.();
        return true;
      },
      accepted: () => {
        accepted = true;
      },
      answer: async (body) => {
        const fate = await keep(body);
        answered ||= fate === 'acknowledge';
        return fate;
      },
    },
    signal,
    timers,
  );
  return { how, answered, whole: answered || accepted || how === 'frame-refused' };
}

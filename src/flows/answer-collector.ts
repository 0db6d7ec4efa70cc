import type { Reading } from '../core/terminal/call/call-types.ts';
import type { Dialect, TerminalAnswer } from '../core/terminal/dialect.ts';

/** Collects the bytes of one connection and says what they amount to. */
export interface AnswerCollector {
  push(bytes: Uint8Array): Reading;
  /** As far as it was whole. */
  readonly text: string;
}

/** Whether everything is there that the payment's judgement compares: a cut answer must not be judged too early. */
const hasEverything = ({ verdict, ...answer }: TerminalAnswer): boolean => {
  if (verdict === 'unreadable') return false;
  if (verdict !== 'accepted') return true;
  const { registerNumber, amountMinor, currencyNumeric } = answer;
  return registerNumber !== undefined && amountMinor !== undefined && currencyNumeric !== undefined;
};

/** Undefined where the language is always framed and cannot be read from a bare connection. */
export function collectAnswer(dialect: Dialect): AnswerCollector | undefined {
  const reader = dialect.newAnswerReader?.();
  if (!reader) return undefined;
  let whole = '';
  return {
    push(bytes) {
      const state = reader.push(bytes);
      if (state !== 'complete') return state;
      whole = reader.text;
      const answer = dialect.readAnswer(whole);
      return answer && hasEverything(answer) && !reader.ticketDue ? 'enough' : 'complete';
    },
    get text() {
      return whole;
    },
  };
}

import { parseJson } from './parse-json.ts';

/** The part of an answer of `fetch` that is read. */
export interface StreamedAnswer {
  readonly body: { getReader(): ByteReader; cancel(): Promise<void> } | null;
}

interface ByteReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  cancel(): Promise<void>;
}

export interface AnswerLimit {
  readonly bytes: number;
  /** Ends the reading, however much still arrives. Usually it is the signal of the call itself. */
  readonly signal: AbortSignal;
}

export interface LimitedText {
  readonly text: string;
  /** True if the answer was longer than the limit: `text` is only its beginning. */
  readonly isCut: boolean;
}

/**
 * Reads an answer that may come from any program: at most `limit.bytes`, and only until `limit.signal`. Then it cancels the
 * answer, so that an endless one takes neither memory nor time. Rejects if the signal or the connection ends the answer.
 */
export async function readLimitedText(answer: StreamedAnswer, limit: AnswerLimit): Promise<LimitedText> {
  if (!answer.body) return { text: '', isCut: false };
  const reader = answer.body.getReader();
  try {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      const { done, value } = await untilAborted(reader.read(), limit.signal);
      if (done || !value) return { text: decoded(chunks, length), isCut: false };
      const rest = limit.bytes - length;
      chunks.push(value.length > rest ? value.slice(0, rest) : value);
      length += Math.min(value.length, rest);
      if (value.length > rest) return { text: decoded(chunks, length), isCut: true };
    }
  } finally {
    // After the end of the answer this does nothing.
    reader.cancel().catch(() => {});
  }
}

/** Reads an answer as JSON. Undefined if it is not JSON, or longer than the limit. Rejects as `readLimitedText` does. */
export async function readLimitedJson(answer: StreamedAnswer, limit: AnswerLimit): Promise<unknown> {
  const { text, isCut } = await readLimitedText(answer, limit);
  return isCut ? undefined : parseJson(text);
}

/** Cancels an answer that is not read, so that its connection is free. */
export function dropAnswer(answer: Partial<StreamedAnswer>): void {
  answer.body?.cancel().catch(() => {});
}

function decoded(chunks: readonly Uint8Array[], length: number): string {
  const bytes = new Uint8Array(length);
  let place = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, place);
    place += chunk.length;
  }
  // `stream` leaves out a last character of which some bytes are missing.
  return new TextDecoder('utf-8').decode(bytes, { stream: true });
}

function untilAborted<Result>(reading: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    reading.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

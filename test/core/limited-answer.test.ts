import { describe, expect, it } from 'vitest';
import { readLimitedJson, readLimitedText } from '../../src/core/limited-answer.ts';

const never = new AbortController().signal;
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** An answer that sends a chunk every few ms and never ends; `cancelled` tells whether its reader has cancelled it. */
function endless(chunk: Uint8Array, everyMs: number) {
  const seen = { sent: 0, isCancelled: false };
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, everyMs));
      seen.sent += chunk.length;
      if (!seen.isCancelled) controller.enqueue(chunk);
    },
    cancel() {
      seen.isCancelled = true;
    },
  });
  return { seen, answer: new Response(body) };
}

describe('reading the answer of another program', () => {
  it.each(['', 'é', '{"a":"🥐"}', '\ufeff{}', 'x'.repeat(100)])('reads %j as fetch does', async (text) => {
    expect(await readLimitedText(new Response(text), { bytes: 100, signal: never })).toEqual({
      text: await new Response(text).text(),
      isCut: false,
    });
  });
  it('reads bytes that are not UTF-8, in any chunks', async () => {
    const bytes = [0x7b, 0xff, 0xe2, 0x82, 0xac];
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect((await readLimitedText(new Response(body), { bytes: 5, signal: never })).text).toBe('{\ufffd€');
  });
  it('ends at the limit, without half a character, and cancels an endless answer', async () => {
    const { seen, answer } = endless(bytesOf('€'.repeat(1000)), 0);
    expect(await readLimitedText(answer, { bytes: 10_000, signal: never })).toEqual({
      text: '€'.repeat(3333),
      isCut: true,
    });
    expect(seen.isCancelled).toBe(true);
    expect(seen.sent).toBeLessThan(20_000);
  });
  it('ends in time although bytes go on arriving, and cancels the answer', async () => {
    const { seen, answer } = endless(bytesOf('x'), 5);
    const reading = readLimitedText(answer, { bytes: 1_000_000, signal: AbortSignal.timeout(60) });
    await expect(reading).rejects.toThrow(/timeout/i);
    expect(seen.isCancelled).toBe(true);
  });
  it('ends at once if its time is over before it begins', async () => {
    const { answer } = endless(bytesOf('x'), 1000);
    await expect(readLimitedText(answer, { bytes: 10, signal: AbortSignal.abort() })).rejects.toThrow();
  });
  it('rejects if the connection is cut', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new TypeError('cut')) });
    await expect(readLimitedText(new Response(body), { bytes: 10, signal: never })).rejects.toThrow('cut');
  });
  it('gives no value for text that is not JSON, and for JSON that is cut', async () => {
    const json = (text: string) => readLimitedJson(new Response(text), { bytes: 10, signal: never });
    expect(await json('{"a":1}')).toEqual({ a: 1 });
    expect(await json('<html>')).toBeUndefined();
    // Its beginning alone would be a number.
    expect(await json('1234567890123')).toBeUndefined();
    expect(await readLimitedJson(new Response(null), { bytes: 10, signal: never })).toBeUndefined();
  });
});

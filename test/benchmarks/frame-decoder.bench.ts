import { expect, it } from 'vitest';
import { decodeAnswer, encodeAnswer } from '../../src/core/terminal/concert-v2/answer.ts';
import { FrameDecoder } from '../../src/core/terminal/concert-v2/frame-decoder.ts';
import { encodeFrame } from '../../src/core/terminal/concert-v2/frame-encoder.ts';
import { report, spread } from './figures.ts';

/** A small generator with a seed (mulberry32), so that a run can be repeated. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const answerOf = (amountMinor: number): string =>
  encodeAnswer(
    {
      registerNumber: '01',
      status: '0',
      amountMinor,
      paymentMode: '1',
      currencyNumeric: '978',
      privateData: ' '.repeat(10),
    },
    ' '.repeat(55),
  );

/** Frames of long answers; `damaged` flips one byte in each. */
function corpus(frames: number, damaged: boolean): { bytes: Uint8Array; bodies: Set<string> } {
  const random = chance(2026);
  const bodies = new Set<string>();
  const parts = Array.from({ length: frames }, () => {
    const body = answerOf(1 + Math.floor(random() * 99_999_998));
    bodies.add(body);
    const frame = Uint8Array.from(encodeFrame(body) ?? []);
    if (damaged) frame[Math.floor(random() * frame.length)]! ^= 1 + Math.floor(random() * 255);
    return frame;
  });
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { bytes, bodies };
}

function chunks(bytes: Uint8Array): Uint8Array[] {
  const random = chance(7);
  const cut: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = 1 + Math.floor(random() * 120);
    cut.push(bytes.subarray(at, at + length));
    at += length;
  }
  return cut;
}

it('frame decoder: throughput on random chunks', () => {
  const { bytes, bodies } = corpus(50_000, false);
  const cut = chunks(bytes);
  const rates: number[] = [];
  for (let round = 0; round < 12; round++) {
    const decoder = new FrameDecoder();
    let frames = 0;
    const begun = performance.now();
    for (const chunk of cut) for (const item of decoder.push(chunk)) if (item.kind === 'frame') frames++;
    const seconds = (performance.now() - begun) / 1000;
    if (round >= 2) rates.push(bytes.length / 1e6 / seconds);
    expect(frames).toBe(50_000);
  }
  expect(bodies.size).toBeGreaterThan(40_000);
  report(
    'frame decoder, chunks of 1 to 120 bytes',
    { median: spread(rates).p50, least: Math.min(...rates) },
    'MB/s',
    '>= 50',
  );
});

it('frame decoder: wrong accepts on damaged frames', () => {
  const { bytes, bodies } = corpus(200_000, true);
  const decoder = new FrameDecoder();
  let wrong = 0;
  for (const chunk of chunks(bytes)) {
    for (const item of decoder.push(chunk)) {
      if (item.kind === 'frame' && decodeAnswer(item.body).ok && !bodies.has(item.body)) wrong++;
    }
  }
  report('frame decoder, 200 000 frames with one damaged byte', { 'wrong accepts': wrong }, 'frames', '0');
});

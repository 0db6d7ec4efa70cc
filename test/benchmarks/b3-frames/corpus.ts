import { encodeAnswer } from '../../../src/core/terminal/concert-v2/answer.ts';
import { encodeFrame } from '../../../src/core/terminal/concert-v2/frames.ts';

/** A seeded generator (mulberry32), so that a run can be repeated. */
export function chance(seed: number): () => number {
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

export interface Corpus {
  readonly frames: readonly Uint8Array[];
  readonly bodies: ReadonlySet<string>;
}

/** Frames of long answers, 83 bytes each. `damagedPercent` of them have one changed byte. */
export function corpus(count: number, damagedPercent: number): Corpus {
  const random = chance(2026);
  const bodies = new Set<string>();
  const frames = Array.from({ length: count }, () => {
    const body = answerOf(1 + Math.floor(random() * 99_999_998));
    const frame = Uint8Array.from(encodeFrame(body) ?? []);
    if (random() * 100 < damagedPercent) {
      const at = Math.floor(random() * frame.length);
      frame[at] = (frame[at] ?? 0) ^ (1 + Math.floor(random() * 255));
    } else bodies.add(body);
    return frame;
  });
  return { frames, bodies };
}

export function joined(frames: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(frames.reduce((sum, frame) => sum + frame.length, 0));
  let at = 0;
  for (const frame of frames) {
    bytes.set(frame, at);
    at += frame.length;
  }
  return bytes;
}

/** The same bytes in pieces of 1 to `longest`, as from a USB device on a busy computer. */
export function inPieces(bytes: Uint8Array, longest: number): Uint8Array[] {
  const random = chance(7);
  const cut: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = 1 + Math.floor(random() * longest);
    cut.push(bytes.subarray(at, at + length));
    at += length;
  }
  return cut;
}

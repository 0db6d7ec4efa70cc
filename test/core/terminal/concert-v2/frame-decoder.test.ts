import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAnswer } from '../../../../src/core/terminal/concert-v2/answer.ts';
import {
  ETX,
  encodeFrame,
  FrameDecoder,
  type Received,
  STX,
} from '../../../../src/core/terminal/concert-v2/frames.ts';
import { runs } from '../../../property-runs.ts';

const body = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((c) => String.fromCharCode(c)),
  minLength: 1,
  maxLength: 600,
});
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const frameOf = (text: string): number[] => [...(encodeFrame(text) ?? [])];

/** Feeds the bytes in random pieces, and joins adjacent discarded bytes, which a cut may split. */
function decodeInPieces(bytes: number[], cuts: number[]): Received[] {
  const decoder = new FrameDecoder();
  const received: Received[] = [];
  let rest = bytes;
  for (const cut of [...cuts, bytes.length]) {
    received.push(...decoder.push(Uint8Array.from(rest.slice(0, cut))));
    rest = rest.slice(cut);
  }
  return joinDiscarded(received);
}

function joinDiscarded(received: Received[]): Received[] {
  const joined: Received[] = [];
  for (const item of received) {
    const last = joined.at(-1);
    if (item.kind === 'discarded' && last?.kind === 'discarded') {
      joined[joined.length - 1] = { kind: 'discarded', bytes: Uint8Array.of(...last.bytes, ...item.bytes) };
    } else joined.push(item);
  }
  return joined;
}
const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 });

describe('FrameDecoder', () => {
  it('returns all frames, for any pieces', () => {
    fc.assert(
      fc.property(fc.array(body, { minLength: 1, maxLength: 5 }), cuts, (bodies, lengths) => {
        const received = decodeInPieces(bodies.flatMap(frameOf), lengths);
        expect(received).toEqual(bodies.map((text) => ({ kind: 'frame', body: text })));
      }),
    );
  });
  it('returns the same for any pieces of any bytes', () => {
    const noise = fc.array(fc.oneof(fc.constantFrom(2, 3, 4, 5, 6, 0x15), fc.integer({ min: 0, max: 255 })), {
      maxLength: 300,
    });
    fc.assert(
      fc.property(noise, cuts, (bytes, lengths) => {
        expect(decodeInPieces(bytes, lengths)).toEqual(decodeInPieces(bytes, []));
      }),
    );
  });
  it('accepts an LRC of any value, also of a control byte', () => {
    const seen = new Set<number>();
    for (let code = 0x20; code <= 0x7e; code++) {
      for (const tail of ['', ' ', 'A', 'AB', 'q']) {
        const text = String.fromCharCode(code) + tail;
        const frame = frameOf(text);
        seen.add(frame.at(-1) ?? -1);
        expect(new FrameDecoder().push(Uint8Array.from(frame))).toEqual([{ kind: 'frame', body: text }]);
      }
    }
    expect([2, 3, 4, 5, 6, 0x15].every((control) => seen.has(control))).toBe(true);
  });
  it('never returns a readable answer from a frame with one changed byte', () => {
    // A byte that turns into ETX may leave a shorter frame whose LRC fits by chance; its wrong length reveals it.
    const answers = fc.oneof(digits(25), digits(80));
    fc.assert(
      fc.property(answers, fc.nat(), fc.integer({ min: 1, max: 255 }), (text, place, flip) => {
        const frame = frameOf(text);
        frame[place % frame.length]! ^= flip;
        const received = new FrameDecoder().push(Uint8Array.from(frame));
        expect(received.filter((item) => item.kind === 'frame' && decodeAnswer(item.body).ok)).toEqual([]);
      }),
      runs(400),
    );
  });
  it('continues with the next frame after other bytes, and reports these bytes as discarded', () => {
    const bytes = [0x84, 0x41, ...frameOf('one'), 0x95, ...frameOf('two')];
    expect(new FrameDecoder().push(Uint8Array.from(bytes))).toEqual([
      { kind: 'discarded', bytes: Uint8Array.of(0x84, 0x41) },
      { kind: 'frame', body: 'one' },
      { kind: 'discarded', bytes: Uint8Array.of(0x95) },
      { kind: 'frame', body: 'two' },
    ]);
  });
  it('starts a new frame at a second STX and reports the frame that was cut off', () => {
    const decoder = new FrameDecoder();
    expect(decoder.push(Uint8Array.from([STX, 0x41, ...frameOf('B')]))).toEqual([
      { kind: 'discarded', bytes: Uint8Array.of(STX, 0x41) },
      { kind: 'frame', body: 'B' },
    ]);
  });
  it('refuses a control character in a body even if the LRC is right', () => {
    expect(new FrameDecoder().push(Uint8Array.of(STX, 0x06, ETX, 0x06 ^ ETX))).toEqual([
      { kind: 'bad-frame', reason: 'not-ascii' },
    ]);
  });
  it('refuses a frame that is too long', () => {
    const decoder = new FrameDecoder();
    decoder.push(Uint8Array.of(STX));
    for (let i = 0; i < 100; i++) decoder.push(new Uint8Array(1000).fill(0x41));
    expect(decoder.push(Uint8Array.of(ETX, ETX))).toEqual([{ kind: 'bad-frame', reason: 'too-long' }]);
  });
  it('reports a frame that stopped in the middle when it is discarded', () => {
    const decoder = new FrameDecoder();
    decoder.push(Uint8Array.of(STX, 0x41, ETX));
    expect(decoder.insideFrame).toBe(true);
    expect(decoder.reset()).toEqual([{ kind: 'discarded', bytes: Uint8Array.of(STX, 0x41, ETX) }]);
    expect(decoder.reset()).toEqual([]);
  });
});

describe('encodeFrame', () => {
  it('cannot emit a control byte inside a body', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const frame = encodeFrame(text);
        const inside = frame ? [...frame.subarray(1, -2)] : [];
        expect(inside.every((byte) => byte >= 0x20 && byte <= 0x7e)).toBe(true);
      }),
    );
  });
  it.each(['', 'a\u0003b', 'é', '\n', '\u0002'])('refuses %j', (text) =>
    expect(encodeFrame(text)).toBeUndefined(),
  );
});

import { it } from 'vitest';
import { decodeAnswer, encodeAnswer } from '../../src/core/terminal/concert-v2/answer.ts';
import { chance, corpus, inPieces, joined } from './b3-frames/corpus.ts';
import { delimiter, type FrameReader, interByte, ours } from './b3-frames/readers.ts';
import { report } from './figures.ts';
import { keepSheet, quick } from './report/keep.ts';
import { measure, rowsOf } from './report/measure.ts';
import type { Row } from './report/sheet.ts';

const frameLength = 83;
const count = quick ? 5000 : 20_000;

/** Megabytes and frames per second. */
async function throughput(): Promise<Row[]> {
  const { frames } = corpus(count, 0);
  const bytes = joined(frames);
  const pieces = inPieces(bytes, 120);
  const once = (reader: FrameReader) => async () => {
    const begun = performance.now();
    const bodies = await reader.read(pieces);
    const seconds = (performance.now() - begun) / 1000;
    if (reader === ours && bodies.length !== count) throw new Error(`${bodies.length} frames`);
    return bytes.length / 1e6 / seconds;
  };
  let sum = 0;
  const floor = async () => {
    const begun = performance.now();
    for (const piece of pieces) for (const byte of piece) sum ^= byte;
    return bytes.length / 1e6 / ((performance.now() - begun) / 1000);
  };
  const touch = 'floor: each byte read once';
  const measurements = await measure(
    [
      { name: touch, once: floor },
      ...[ours, delimiter].map((each) => ({ name: each.name, once: once(each) })),
    ],
    { warmUp: 3, rounds: quick ? 2 : 5, each: 4 },
  );
  if (sum > 255) throw new Error('impossible: using the sum keeps the compiler from removing the loop');
  return rowsOf(measurements, touch).map(({ cpuMs: _ofTheRound, p95: _tail, p99: _end, ...row }) => ({
    ...row,
    note: `${((row.p50 * 1e6) / frameLength / 1000).toFixed(0)} k frames/s`,
  }));
}

interface Verdict {
  readonly name: string;
  readonly wrongAccepts: number;
  readonly wrongRejects: number;
  readonly of: number;
}

/** Every accepted body must be one of an undamaged frame, and every undamaged frame must be accepted. */
async function judge(
  reader: FrameReader,
  sent: { frames: readonly Uint8Array[]; bodies: ReadonlySet<string> },
  pieces: readonly Uint8Array[],
  wait?: (piece: number) => Promise<void>,
): Promise<Verdict> {
  const accepted = (await reader.read(pieces, wait)).filter((body) => decodeAnswer(body).ok);
  const right = new Set(accepted.filter((body) => sent.bodies.has(body)));
  return {
    name: reader.name,
    wrongAccepts: accepted.filter((body) => !sent.bodies.has(body)).length,
    wrongRejects: sent.bodies.size - right.size,
    of: sent.frames.length,
  };
}

/** Frames without pauses; ten of a hundred have one damaged byte. */
async function inARow(): Promise<Verdict[]> {
  const sent = corpus(quick ? 20_000 : 200_000, 10);
  const pieces = inPieces(joined(sent.frames), 120);
  return [await judge(ours, sent, pieces), await judge(delimiter, sent, pieces)];
}

/** Frames as a terminal sends them: 60 ms between frames, and up to 40 ms within them, as with USB and a busy computer. */
async function withPauses(): Promise<Verdict[]> {
  const sent = corpus(quick ? 15 : 60, 10);
  const random = chance(11);
  const plan = sent.frames.flatMap((frame) => {
    const pieces = inPieces(frame, 60);
    return pieces.map((piece, place) => ({
      piece,
      ms: place === pieces.length - 1 ? 60 : random() < 0.2 ? random() * 40 : 0,
    }));
  });
  const wait = (place: number) =>
    new Promise<void>((resolve) => {
      const ms = plan[place]?.ms ?? 0;
      ms === 0 ? resolve() : setTimeout(resolve, ms);
    });
  const pieces = plan.map(({ piece }) => piece);
  const readers = [ours, delimiter, interByte(10), interByte(30)];
  return Promise.all(readers.map((reader) => judge(reader, sent, pieces, wait)));
}

const asRow = ({ name, wrongAccepts, wrongRejects, of }: Verdict): Row => ({
  name,
  p50: wrongAccepts,
  note: `${wrongRejects} wrong rejects of ${of} frames`,
});

it('frame decoder and answer codec', async () => {
  const rates = await throughput();
  const rate = rates.find(({ name }) => name === 'ours');
  const inRow = await inARow();
  const paused = await withPauses();
  const body = [...corpus(1, 0).bodies][0] ?? '';
  const answer = decodeAnswer(body);
  if (!answer.ok) throw new Error('the decoder refuses our own answer');
  const codecs = await measure(
    [
      {
        name: 'decode an answer of 80 characters',
        async once() {
          const begun = performance.now();
          for (let i = 0; i < 20_000; i++) decodeAnswer(body);
          return ((performance.now() - begun) / 20_000) * 1000;
        },
      },
      {
        name: 'encode it',
        async once() {
          const begun = performance.now();
          for (let i = 0; i < 20_000; i++) encodeAnswer(answer.answer, ' '.repeat(55));
          return ((performance.now() - begun) / 20_000) * 1000;
        },
      },
    ],
    { warmUp: 3, rounds: 3, each: 3 },
  );
  const wrong = inRow[0]?.wrongAccepts ?? Number.NaN;
  report('frame decoder', { 'MB/s': rate?.p50 ?? Number.NaN, 'wrong accepts': wrong }, '', '>= 50 MB/s, 0');
  keepSheet({
    id: 'b3',
    title: 'Frames and answers',
    method: [
      'Every reader gets the same bytes in the same pieces of 1 to 120 bytes: long answers of 83 bytes. A packet of serialport’s parsers counts as a frame if its STX, ETX and LRC are right: their users need such a check. A wrong accept is a body that was never sent; a wrong reject is an undamaged frame that was not accepted.',
      'serialport’s inter-byte parser ends a frame after a pause, so it takes part only in the run with pauses.',
    ],
    tables: [
      {
        title: 'Throughput (more is better)',
        unit: 'MB/s',
        reference: 'the floor',
        rows: rates,
        picture: true,
      },
      { title: 'Wrong accepts, frames in a row, 10 % damaged', unit: 'frames', rows: inRow.map(asRow) },
      { title: 'Wrong accepts, with pauses as on a line', unit: 'frames', rows: paused.map(asRow) },
      {
        title: 'Answer codec',
        unit: 'µs',
        rows: rowsOf(codecs).map(({ cpuMs: _cpu, p95: _p95, p99: _p99, ...row }) => row),
      },
    ],
    budgets: [
      {
        what: 'frame decoder on random chunks',
        budget: 50,
        measured: rate?.p50 ?? Number.NaN,
        unit: 'MB/s',
        better: 'more',
        ratio: { to: 'the floor', value: rate?.ratio ?? Number.NaN },
      },
      { what: 'wrong accepts of damaged frames', budget: 0, measured: wrong, unit: 'frames', better: 'less' },
    ],
  });
});

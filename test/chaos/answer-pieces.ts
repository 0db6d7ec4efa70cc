import type { CallFaults } from './call-faults.ts';

export interface AnswerPieces {
  readonly pieces: readonly { readonly afterMs: number; readonly bytes: Uint8Array }[];
  /** What comes after the last piece; `usual`: whatever the terminal does. */
  readonly end: 'usual' | 'close' | 'silence';
}

const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/**
 * Fields that no bit is flipped in. Nothing but TCP's own checksum can find such damage, and it would mean: CB a lower
 * amount, which is what a partial approval looks like; AC another authorisation; CC and CG another contract; AA, AB, AD,
 * CF and ZT card data and private data under another tag. What a flip does elsewhere the judgement has to stand
 * (test/core/terminal/caisse-ap/flipped-bit.test.ts).
 */
const spared = new Set(['AA', 'AB', 'AC', 'AD', 'CB', 'CC', 'CF', 'CG', 'ZT']);

/** The places of an answer that may be hurt. */
function open(answer: Uint8Array): number[] {
  const text = String.fromCharCode(...answer);
  const places: number[] = [];
  for (let place = 0; place < text.length; ) {
    const end = place + 5 + Number(text.slice(place + 2, place + 5));
    if (!spared.has(text.slice(place, place + 2)))
      for (let at = place; at < Math.min(end, text.length); at++) places.push(at);
    if (!(end > place)) break;
    place = end;
  }
  return places;
}

function flipped(answer: Uint8Array, { flip }: CallFaults): Uint8Array {
  const places = open(answer);
  const at = flip && places[Math.floor(flip.place * places.length)];
  if (!flip || at === undefined) return answer;
  return answer.with(at, (answer[at] ?? 0) ^ (1 << flip.bit));
}

function inPieces(bytes: Uint8Array, { segments }: CallFaults, single: boolean): AnswerPieces['pieces'] {
  if (single && !segments) return Array.from(bytes, (byte) => ({ afterMs: 1, bytes: Uint8Array.of(byte) }));
  const ends = [...(segments?.places ?? []).map((place) => Math.floor(place * bytes.length)), bytes.length];
  let from = 0;
  let waited = 0;
  return ends.flatMap((end, turn) => {
    // Two cuts at one place make one pause of both.
    waited += turn === 0 ? 1 : (segments?.pausesMs[turn - 1] ?? 1);
    if (end === from) return [];
    const piece = { afterMs: waited, bytes: bytes.slice(from, end) };
    waited = 0;
    from = end;
    return [piece];
  });
}

/** What a connection makes of an answer. `single`: the terminal itself says it byte by byte. */
export function answerPieces(answer: Uint8Array, faults: CallFaults, single: boolean): AnswerPieces {
  const { cut, doubledMs, rubbish } = faults;
  const whole = flipped(answer, faults);
  const kept = cut ? whole.slice(0, Math.floor(cut.place * whole.length)) : whole;
  return {
    pieces: [
      ...inPieces(kept, faults, single),
      ...(doubledMs === undefined ? [] : [{ afterMs: doubledMs, bytes: kept }]),
      ...(rubbish ? [{ afterMs: rubbish.ms, bytes: bytesOf(rubbish.text) }] : []),
    ],
    end: cut?.end ?? 'usual',
  };
}

import type { CallFaults } from './call-faults.ts';

export interface AnswerPieces {
  readonly pieces: readonly { readonly afterMs: number; readonly bytes: Uint8Array }[];
  /** The event after the last piece; `usual`: the terminal's own. */
  readonly end: 'usual' | 'close' | 'silence';
}

const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/**
 * Fields in which no bit is flipped, because only TCP's checksum can detect the damage. A flip could give a lower amount
 * that looks like a partial approval (CB), another authorisation (AC), another contract (CC, CG), or card data and
 * private data under another tag (AA, AB, AD, CF, ZT). Flips elsewhere must be harmless
 * (test/core/terminal/caisse-ap/flipped-bit.test.ts).
 */
const undamagedTags = new Set(['AA', 'AB', 'AC', 'AD', 'CB', 'CC', 'CF', 'CG', 'ZT']);

/** The positions of an answer that may be damaged. */
function placesToDamage(answer: Uint8Array): number[] {
  const text = String.fromCharCode(...answer);
  const places: number[] = [];
  for (let place = 0; place < text.length; ) {
    const end = place + 5 + Number(text.slice(place + 2, place + 5));
    if (!undamagedTags.has(text.slice(place, place + 2)))
      for (let at = place; at < Math.min(end, text.length); at++) places.push(at);
    if (!(end > place)) break;
    place = end;
  }
  return places;
}

function flipBit(answer: Uint8Array, { flip }: CallFaults): Uint8Array {
  const places = placesToDamage(answer);
  const at = flip && places[Math.floor(flip.place * places.length)];
  if (!flip || at === undefined) return answer;
  return answer.with(at, (answer[at] ?? 0) ^ (1 << flip.bit));
}

function cutIntoPieces(bytes: Uint8Array, { segments }: CallFaults, single: boolean): AnswerPieces['pieces'] {
  if (single && !segments) return Array.from(bytes, (byte) => ({ afterMs: 1, bytes: Uint8Array.of(byte) }));
  const ends = [...(segments?.places ?? []).map((place) => Math.floor(place * bytes.length)), bytes.length];
  let from = 0;
  let waited = 0;
  return ends.flatMap((end, turn) => {
    // Two cuts at one position add their pauses.
    waited += turn === 0 ? 1 : (segments?.pausesMs[turn - 1] ?? 1);
    if (end === from) return [];
    const piece = { afterMs: waited, bytes: bytes.slice(from, end) };
    waited = 0;
    from = end;
    return [piece];
  });
}

/** The pieces in which a connection delivers an answer. `single`: the terminal itself sends the answer byte by byte. */
export function answerPieces(answer: Uint8Array, faults: CallFaults, single: boolean): AnswerPieces {
  const { cut, doubledMs, rubbish } = faults;
  const whole = flipBit(answer, faults);
  const kept = cut ? whole.slice(0, Math.floor(cut.place * whole.length)) : whole;
  return {
    pieces: [
      ...cutIntoPieces(kept, faults, single),
      ...(doubledMs === undefined ? [] : [{ afterMs: doubledMs, bytes: kept }]),
      ...(rubbish ? [{ afterMs: rubbish.ms, bytes: bytesOf(rubbish.text) }] : []),
    ],
    end: cut?.end ?? 'usual',
  };
}

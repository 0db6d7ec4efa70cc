import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaisseApAnswerReader } from '../../../../src/core/terminal/caisse-ap/answer-reader.ts';
import { encodeTlv, type TlvField } from '../../../../src/core/terminal/caisse-ap/tlv.ts';
import { judged } from './judged.ts';

const bytesOfText = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const ticket = encodeTlv([
  { tag: 'CK', value: '120' },
  { tag: 'AK', value: Buffer.from('CARTE BANCAIRE\n10,23 EUR\n'.repeat(12)).toString('base64') },
]);
const money: TlvField[] = [
  { tag: 'AE', value: '10' },
  { tag: 'CA', value: '01' },
  { tag: 'CB', value: '1023' },
  { tag: 'CD', value: '0' },
  { tag: 'CE', value: '978' },
];
const others: TlvField[] = [
  { tag: 'CJ', value: '330538600404' },
  { tag: 'CC', value: '00B' },
  { tag: 'AA', value: '497010######1234' },
  { tag: 'AC', value: '184117' },
  { tag: 'CG', value: '1234567' },
  { tag: 'CF', value: '2023-05-04|custom data' },
];
const answerText = (fields: readonly TlvField[]) =>
  encodeTlv([{ tag: 'CZ', value: '0301' }, ...fields]) ?? '';
const withTicket = answerText([...others, ...money, { tag: 'ZT', value: ticket ?? '' }]);

/** A fast generator with equal numbers in each run: 100,000 rounds of fast-check would take minutes. */
function generatorFrom(seed: number) {
  let state = seed;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return {
    below,
    shuffled: <T>(items: readonly T[]) =>
      items
        .map((item) => [below(1e9), item] as const)
        .sort(([a], [b]) => a - b)
        .map(([, item]) => item),
  };
}

describe('100,000 answers in 1 to 20 pieces', () => {
  it('are all read, and none is approved before its money fields are complete', () => {
    const generator = generatorFrom(20_261_124);
    let lost = 0;
    let early = 0;
    for (let round = 0; round < 100_000; round++) {
      const some = others.slice(0, generator.below(others.length + 1));
      const text = answerText(generator.shuffled([...money, ...some]));
      const bytes = bytesOfText(text);
      const moneyEnd = Math.max(
        ...money.map(({ tag, value }) => text.indexOf(`${tag}00`) + 5 + value.length),
      );
      const cuts = Array.from({ length: generator.below(20) }, () => generator.below(bytes.length)).sort(
        (a, b) => a - b,
      );
      const reader = new CaisseApAnswerReader();
      let state = 'incomplete';
      let from = 0;
      for (const cut of [...cuts, bytes.length]) {
        state = reader.push(bytes.subarray(from, cut));
        from = cut;
        if (state === 'complete' && cut < moneyEnd && judged(reader.text)?.outcome === 'APPROVED') early++;
      }
      if (state !== 'complete' || reader.text !== text) lost++;
    }
    expect({ lost, early }).toEqual({ lost: 0, early: 0 });
  });
});

describe('a damaged answer', () => {
  const hasIntactMoney = (text: string) =>
    money.every(({ tag, value }) =>
      new RegExp(`${tag}00${value.length}${value}(?=[A-Z]{2}|[\\r\\n]|$)`).test(text),
    );
  const texts = [answerText([...money, ...others]), answerText([...others, ...money]), withTicket];

  it('with one changed bit is approved only if the money fields are unchanged', () => {
    const wrong: string[] = [];
    for (const text of texts)
      for (let place = 0; place < text.length; place++)
        for (let bit = 0; bit < 8; bit++) {
          const flipped = String.fromCharCode(text.charCodeAt(place) ^ (1 << bit));
          const damaged = text.slice(0, place) + flipped + text.slice(place + 1);
          if (judged(damaged)?.outcome === 'APPROVED' && !hasIntactMoney(damaged)) wrong.push(damaged);
        }
    expect(wrong).toEqual([]);
  });
  it('that is cut is approved only if it has all money fields', () => {
    for (const text of texts)
      for (let length = 0; length < text.length; length++) {
        const cut = text.slice(0, length);
        if (judged(cut)?.outcome === 'APPROVED') expect(hasIntactMoney(cut)).toBe(true);
      }
  });
  it('that comes twice, or whose part comes twice, is never approved', () => {
    for (const text of texts) {
      expect(judged(text + text)?.outcome).toBe('UNKNOWN');
      expect(judged(text + text.slice(9))?.outcome).toBe('UNKNOWN');
    }
  });
  it('that says "not performed" is never approved after one changed byte', () => {
    const notPerformed = answerText([
      ...others,
      ...money.map((field) => (field.tag === 'AE' ? { tag: 'AE', value: '01' } : field)),
    ]);
    for (let place = 0; place < notPerformed.length; place++)
      for (let code = 0x20; code < 0x7f; code++) {
        const damaged =
          notPerformed.slice(0, place) + String.fromCharCode(code) + notPerformed.slice(place + 1);
        expect(judged(damaged)?.outcome).not.toBe('APPROVED');
      }
  });
});

describe('the reader', () => {
  it('reads the same answer, however it is cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(withTicket.length), { maxLength: 20 }), (cuts) => {
        const reader = new CaisseApAnswerReader();
        const ends = [...cuts.sort((a, b) => a - b), withTicket.length];
        const bytes = bytesOfText(withTicket);
        const states = ends.map((end, index) => reader.push(bytes.subarray(ends[index - 1] ?? 0, end)));
        expect([states.at(-1), reader.text, reader.isTicketUnfinished]).toEqual([
          'complete',
          withTicket,
          false,
        ]);
      }),
    );
  });
  it('reports if only the end of a ticket is missing', () => {
    const reader = new CaisseApAnswerReader();
    expect(reader.push(bytesOfText(withTicket.slice(0, -10)))).toBe('complete');
    expect(reader.isTicketUnfinished).toBe(true);
    expect(judged(reader.text)?.outcome).toBe('APPROVED');
  });
  it('stays broken after bytes that are no answer', () => {
    for (const text of ['G', 'CA', 'CZ00X', 'CZ0040300ae002', '\u0005', '\u0002CZ']) {
      const reader = new CaisseApAnswerReader();
      expect([text, reader.push(bytesOfText(text))]).toEqual([text, 'broken']);
      expect(reader.push(bytesOfText('0040300'))).toBe('broken');
    }
  });
  it('refuses more than 16 kB', () => {
    const reader = new CaisseApAnswerReader();
    const longAnswer = encodeTlv([
      { tag: 'CZ', value: '0300' },
      ...Array.from({ length: 16 }, () => ({ tag: 'XX', value: 'x'.repeat(999) })),
    ]);
    expect(reader.push(bytesOfText(longAnswer ?? ''))).toBe('complete');
    expect(reader.push(bytesOfText('XX999'.padEnd(500, 'x')))).toBe('broken');
  });
  it('is incomplete without bytes', () => {
    expect(new CaisseApAnswerReader().push(new Uint8Array())).toBe('incomplete');
  });
});

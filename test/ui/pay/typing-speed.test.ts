import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectTypist, type Keystroke, scannerGapMs } from '../../../src/ui/parts/scan-guard.ts';

const character = fc.constantFrom(...'0123456789,.-ABC');

/** Keystrokes from the time `from`, with these gaps between them, ms. */
const keyed = (keys: readonly string[], gaps: readonly number[], from = 0, repeat = false): Keystroke[] => {
  let at = from;
  return keys.map((key, index) => {
    at += index === 0 ? 0 : (gaps[index % gaps.length] ?? 0);
    return { at, key, repeat };
  });
};
const slow = fc.array(fc.integer({ min: scannerGapMs + 1, max: 2000 }), { minLength: 1 });
const quick = fc.array(fc.integer({ min: 0, max: scannerGapMs }), { minLength: 1 });

describe('a key sequence is typed by', () => {
  test('a person, for any text, if every gap between two keys is longer than a scanner’s', () => {
    fc.assert(
      fc.property(fc.array(character), slow, fc.boolean(), (keys, gaps, enter) => {
        expect(detectTypist(keyed(enter ? [...keys, 'Enter'] : keys, gaps))).toBe('person');
      }),
    );
  });

  test('a scanner, for every code of at least five characters, with or without Enter, after any typed text', () => {
    fc.assert(
      fc.property(
        fc.array(character, { minLength: 5, maxLength: 40 }),
        quick,
        fc.array(character),
        slow,
        fc.constantFrom([], ['Enter'], ['Tab']),
        (code, gaps, before, pauses, end) => {
          const first = keyed(before, pauses);
          const from = (first.at(-1)?.at ?? 0) + scannerGapMs + 1;
          expect(detectTypist([...first, ...keyed([...code, ...end], gaps, from)])).toBe('scanner');
        },
      ),
    );
  });

  test('a scanner, for a short code that ends with Enter', () => {
    fc.assert(
      fc.property(fc.array(character, { minLength: 2, maxLength: 4 }), quick, (code, gaps) => {
        expect(detectTypist(keyed([...code, 'Enter'], gaps))).toBe('scanner');
      }),
    );
  });

  test('a person again, after a pause that follows the code', () => {
    fc.assert(
      fc.property(fc.array(character, { minLength: 5 }), quick, character, (code, gaps, key) => {
        const scan = keyed([...code, 'Enter'], gaps);
        const later = { at: scan.at(-1)!.at + scannerGapMs + 1, key, repeat: false };
        expect(detectTypist([...scan, later])).toBe('person');
      }),
    );
  });

  test('a person, if a key is held down', () => {
    fc.assert(
      fc.property(character, fc.integer({ min: 2, max: 50 }), (key, times) => {
        expect(detectTypist(keyed(Array(times).fill(key), [30], 0, true))).toBe('person');
      }),
    );
  });

  test('the same typist, at any start time', () => {
    fc.assert(
      fc.property(
        fc.array(character),
        fc.array(fc.nat(200), { minLength: 1 }),
        fc.nat(1e9),
        (keys, gaps, from) => {
          expect(detectTypist(keyed(keys, gaps, from))).toBe(detectTypist(keyed(keys, gaps)));
        },
      ),
    );
  });
});

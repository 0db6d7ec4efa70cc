import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  isEcho,
  isInDoubt,
  isSilenceProof,
  type LineSign,
  newLineTrust,
  stepLineTrust,
} from '../../../src/core/terminal/line-trust.ts';

const after = (...signs: LineSign[]) => signs.reduce(stepLineTrust, newLineTrust);
const anySigns = fc.array(fc.constantFrom<LineSign>('frame-crossed', 'frame-lost', 'parity-mark'));

it.each<{ what: string; signs: LineSign[]; inDoubt: boolean; isProof: boolean }>([
  { what: 'no frame', signs: [], inDoubt: false, isProof: true },
  { what: 'the loss of the first frame', signs: ['frame-lost'], inDoubt: true, isProof: true },
  {
    what: 'the loss of one frame after a good one',
    signs: ['frame-crossed', 'frame-lost'],
    inDoubt: true,
    isProof: false,
  },
  {
    what: 'the loss of two frames after a good one',
    signs: ['frame-crossed', 'frame-lost', 'frame-lost'],
    inDoubt: true,
    isProof: true,
  },
  {
    what: 'a mark of wrong parity after a good frame',
    signs: ['frame-crossed', 'parity-mark'],
    inDoubt: true,
    isProof: true,
  },
  {
    what: 'a good frame after faults',
    signs: ['frame-lost', 'parity-mark', 'frame-crossed'],
    inDoubt: false,
    isProof: false,
  },
])('after $what the line is in doubt: $inDoubt, and silence is a proof: $isProof', (row) => {
  expect(isInDoubt(after(...row.signs))).toBe(row.inDoubt);
  expect(isSilenceProof(after(...row.signs))).toBe(row.isProof);
});
it('a good frame clears all earlier signs of wrong line settings', () => {
  fc.assert(
    fc.property(anySigns, (signs) => {
      expect(after(...signs, 'frame-crossed')).toEqual(after('frame-crossed'));
    }),
  );
});

it.each([
  ['everything', [5, 6, 5, 6], [5, 6, 5, 6], true],
  ['all but the last byte', [5, 6, 4], [5, 6], true],
  ['nothing', [5], [], false],
  ['only half of the bytes', [5, 6, 5, 6, 4], [5, 6], false],
  ['other bytes', [5, 6], [5, 21], false],
  ['more bytes', [5, 6], [5, 6, 6], false],
] as const)('a line that returns %s of what was sent (%j, %j) is an echo: %s', (_, sent, heard, expected) => {
  expect(isEcho(sent, heard)).toBe(expected);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  isEcho,
  isInDoubt,
  type LineSign,
  newLineTrust,
  silenceIsProof,
  stepLineTrust,
} from '../../../src/core/terminal/line-trust.ts';

const after = (...signs: LineSign[]) => signs.reduce(stepLineTrust, newLineTrust);
const anySigns = fc.array(fc.constantFrom<LineSign>('frame-crossed', 'frame-lost', 'parity-mark'));

it.each<[string, LineSign[], boolean, boolean]>([
  ['nothing yet', [], false, true],
  ['the first frame is lost', ['frame-lost'], true, true],
  ['one frame is lost after a good one', ['frame-crossed', 'frame-lost'], true, false],
  ['two frames are lost after a good one', ['frame-crossed', 'frame-lost', 'frame-lost'], true, true],
  ['a mark of wrong parity after a good one', ['frame-crossed', 'parity-mark'], true, true],
  ['a good frame after faults', ['frame-lost', 'parity-mark', 'frame-crossed'], false, false],
])('%s: decides about doubt and proof', (_, signs, doubt, proof) => {
  expect(isInDoubt(after(...signs))).toBe(doubt);
  expect(silenceIsProof(after(...signs))).toBe(proof);
});
it('a frame that passes clears all earlier signs of wrong line settings', () => {
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
  ['the half', [5, 6, 5, 6, 4], [5, 6], false],
  ['something else', [5, 6], [5, 21], false],
  ['more than that', [5, 6], [5, 6, 6], false],
] as const)('a line that returns %s: is an echo or not', (_, sent, heard, echo) => {
  expect(isEcho(sent, heard)).toBe(echo);
});

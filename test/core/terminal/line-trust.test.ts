import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
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
  ['a frame lost at once', ['frame-lost'], true, true],
  ['one lost after a good one', ['frame-crossed', 'frame-lost'], true, false],
  ['two lost after a good one', ['frame-crossed', 'frame-lost', 'frame-lost'], true, true],
  ['a mark of wrong parity after a good one', ['frame-crossed', 'parity-mark'], true, true],
  ['a good one after all that', ['frame-lost', 'parity-mark', 'frame-crossed'], false, false],
])('%s', (_, signs, doubt, proof) => {
  expect(isInDoubt(after(...signs))).toBe(doubt);
  expect(silenceIsProof(after(...signs))).toBe(proof);
});
it('a frame that crosses clears whatever was before', () => {
  fc.assert(
    fc.property(anySigns, (signs) => {
      expect(after(...signs, 'frame-crossed')).toEqual(after('frame-crossed'));
    }),
  );
});

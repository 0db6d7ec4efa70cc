import { describe, expect, it } from 'vitest';
import { simulatedCard } from '../../../../src/simulator/terminal/twin-language.ts';
import { judged } from './judged.ts';

// A network connection has no LRC, only TCP's checksum. These tests show what one undetected bit error can change in an
// answer for 10.23 EUR.

const head = 'CZ0040320CJ012012345678901';
const echo = 'CA00201CB0041023CD0010CE003978';
const card = `CC003001AA019${simulatedCard}   AB0042912AC006184117CG0071234567`;
const accepted = `${head}AE00210${echo}${card}`;
const refused = `${head}AE00201AF00204${echo}`;
const bareRefusal = `${head}AE00201AF00206`;

const flips = (text: string) =>
  [...text].flatMap((character, place) =>
    [0, 1, 2, 3, 4, 5, 6, 7].map((bit) => {
      const flipped = String.fromCharCode(character.charCodeAt(0) ^ (1 << bit));
      return { place, text: text.slice(0, place) + flipped + text.slice(place + 1) };
    }),
  );
const outcomes = (text: string) =>
  flips(text).map((flip) => ({ ...flip, outcome: judged(flip.text)?.outcome }));

describe('a bit that is flipped on the network', () => {
  it.each([refused, bareRefusal])('never turns the refusal %s into an acceptance', (text) => {
    const paid = outcomes(text).filter(({ outcome = '' }) => /APPROVED/.test(outcome));
    expect(paid).toEqual([]);
  });
  it('never turns an acceptance into a refusal', () => {
    const denied = outcomes(accepted).filter(({ outcome = '' }) =>
      /DECLINED|CANCELLED|NOT_SENT/.test(outcome),
    );
    expect(denied).toEqual([]);
  });
  it('makes a partial approval of an acceptance only by a lower amount', () => {
    const amountAt = accepted.indexOf('CB0041023') + 5;
    const parts = outcomes(accepted).filter(({ outcome }) => outcome === 'PARTIALLY_APPROVED');
    expect(parts.length).toBeGreaterThan(0);
    for (const { place } of parts) expect([0, 1, 2, 3]).toContain(place - amountAt);
  });
});

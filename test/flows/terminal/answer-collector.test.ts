import { expect, it } from 'vitest';
import { caisseApDialect } from '../../../src/core/terminal/caisse-ap/caisse-ap.ts';
import { concertDialect } from '../../../src/core/terminal/concert-v2/concert-v2.ts';
import { collectAnswer } from '../../../src/flows/terminal/network-exchange.ts';

const dialect = caisseApDialect({ version: '0300', protocolId: '012345678901', registerNumber: '01' });
const head = 'CZ0040300AE00210CA00201';
const money = 'CB0041023CD0010CE003978';
const ticket = 'ZT021CK003100AK008TUVSQ0k=';

/** The state of the collector after each piece. */
function readings(...pieces: string[]) {
  const collector = collectAnswer(dialect)!;
  return pieces.map((piece) => collector.push(new TextEncoder().encode(piece)));
}

it('an acceptance is enough only with every field of the request that it must repeat', () => {
  expect(readings('CZ0', '040300', 'AE00210CA00201', money)).toEqual([
    'incomplete',
    'complete',
    'complete',
    'enough',
  ]);
});
it('a refusal is enough without the amount; without register and currency more may follow', () => {
  expect(readings('CZ0040300AE00201AF00206CA00201CD0010CE003978')).toEqual(['enough']);
  expect(readings('CZ0040300AE00201AF00206')).toEqual(['complete']);
});
it('waits longer for the rest of a ticket that has begun', () => {
  expect(readings(head + money, ticket.slice(0, 12), ticket.slice(12))).toEqual([
    'enough',
    'complete',
    'enough',
  ]);
});
it('a language with frames has no collector', () => {
  expect(collectAnswer(concertDialect('E+'))).toBeUndefined();
});

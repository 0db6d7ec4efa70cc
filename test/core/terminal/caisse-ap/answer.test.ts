import { describe, expect, it } from 'vitest';
import { decodeAnswer } from '../../../../src/core/terminal/caisse-ap/answer.ts';
import { judged } from './judged.ts';

const accepted = 'CZ0040301CJ012330538600404AE00210CA00201CB0041023CD0010CE003978';

describe('the answer to 10.23 EUR at register 01', () => {
  it.each([
    ['as asked', accepted, 'APPROVED'],
    ['padded with zeros', accepted.replace('CB0041023', 'CB012000000001023'), 'APPROVED'],
    ['with a register of one digit', accepted.replace('CA00201', 'CA0011'), 'APPROVED'],
    ['with unknown tags', `${accepted}XX00212QQ003abc`, 'APPROVED'],
    ['with a bank’s own codes', `${accepted}AF029${'01'.padEnd(29)}`, 'APPROVED'],
    ['less', accepted.replace('CB0041023', 'CB0041000'), 'PARTIALLY_APPROVED'],
    ['more', accepted.replace('CB0041023', 'CB0041024'), 'OTHER_PAYMENT'],
    ['nothing', accepted.replace('CB0041023', 'CB0040000'), 'OTHER_PAYMENT'],
    ['another currency', accepted.replace('978', '840'), 'OTHER_PAYMENT'],
    ['a currency that only begins right', accepted.replace('CE003978', 'CE0049780'), 'OTHER_PAYMENT'],
    ['another register', accepted.replace('CA00201', 'CA00202'), 'OTHER_PAYMENT'],
    ['a register that only begins right', accepted.replace('CA00201', 'CA003010'), 'OTHER_PAYMENT'],
    ['a credit', accepted.replace('CD0010', 'CD0011'), 'OTHER_PAYMENT'],
    ['a duplicate', accepted.replace('CD0010', 'CD0013'), 'OTHER_PAYMENT'],
    ['an unknown action', accepted.replace('CD0010', 'CD0017'), 'UNKNOWN'],
    ['no action', accepted.replace('CD0010', ''), 'UNKNOWN'],
    ['an identification', accepted.replace('CD0010', 'CD001I'), 'UNKNOWN'],
    ['no register', accepted.replace('CA00201', ''), 'OTHER_PAYMENT'],
    ['no currency', accepted.replace('CE003978', ''), 'OTHER_PAYMENT'],
    ['no amount', accepted.replace('CB0041023', ''), 'OTHER_PAYMENT'],
    ['an amount that is none', accepted.replace('CB0041023', 'CB00410,3'), 'UNKNOWN'],
    ['an amount beyond all', accepted.replace('CB0041023', 'CB0130000000001023'), 'UNKNOWN'],
    ['taken into account', accepted.replace('AE00210', 'AE00211'), 'UNKNOWN'],
    ['no state', accepted.replace('AE00210', ''), 'UNKNOWN'],
    ['a state that is not listed', accepted.replace('AE00210', 'AE00299'), 'UNKNOWN'],
    ['performed and refused at once', `${accepted}AF00204`, 'UNKNOWN'],
    ['not performed and authorised at once', accepted.replace('AE00210', 'AE00201AF00201'), 'UNKNOWN'],
    ['a state that comes twice', `${accepted}AE00201`, 'UNKNOWN'],
    ['two answers in one', accepted + accepted, 'UNKNOWN'],
    ['refused', accepted.replace('AE00210', 'AE00201AF00204'), 'DECLINED'],
    ['not performed, without a reason', accepted.replace('AE00210', 'AE00201'), 'DECLINED'],
    ['refused, and a reason that is not listed', accepted.replace('AE00210', 'AE00201AF00277'), 'DECLINED'],
    ['the red key, without an amount', 'CZ0040300AE00201AF00206CA00201CD0010CE003978', 'CANCELLED'],
    ['the operator, without anything', 'CZ0040300AE00201AF00211', 'CANCELLED'],
    ['a customer who did not come', 'CZ0040300AE00201AF00208', 'CANCELLED'],
    ['a busy terminal', 'CZ0040300AE00201', 'DECLINED'],
    [
      'a refusal of another currency’s payment',
      `${accepted.replace('10CA', '01CA').replace('978', '840')}`,
      'OTHER_PAYMENT',
    ],
  ])('%s: has its outcome', (_, text, outcome) => {
    expect(judged(text)?.outcome).toBe(outcome);
  });
});

it('rejects a text that does not begin with the version: it may be the end of an earlier answer', () => {
  expect(decodeAnswer(accepted.slice(9))).toBeUndefined();
  expect(decodeAnswer('')).toBeUndefined();
});

describe('the reason of a refusal', () => {
  it.each([
    ['02', 'call the centre (AF=02)'],
    ['07', 'not completed (AF=07)'],
    ['13', 'not done: currency not supported (AF=13)'],
    [`04${'51'.padEnd(27)}`, 'refused (AF=04)'],
    ['77', 'not listed (AF=77)'],
  ])('AF %j is reported as %s', (complement, reason) => {
    const length = String(complement.length).padStart(3, '0');
    expect(decodeAnswer(`CZ0040300AE00201AF${length}${complement}`)?.reason).toBe(reason);
  });
});

describe('the card number of an answer', () => {
  it.each([
    ['4711690463168807', '471169******8807'],
    ['497010######1234', '497010******1234'],
    ['4711690463168807   D2712', '471169******8807'],
    ['4711690463168807000', '471169*********7000'],
    ['1234', '1234'],
    ['xxxx', 'xxxx'],
    ['000000000000', undefined],
    ['12', undefined],
  ])('%j is kept as %s', (sent, kept) => {
    const length = String(sent.length).padStart(3, '0');
    expect(decodeAnswer(`${accepted}AA${length}${sent}`)?.cardMasked).toBe(kept);
  });
  it('keeps no expiry date, cheque line or private data, and no card number in any other field', () => {
    const card = '4711690463168807';
    const answer = decodeAnswer(
      `${accepted}AB0042712AD035${card.padEnd(35, '5')}CF016${card}CG016${card}AC016${card}AI016${card}CC016${card}`,
    );
    const kept = JSON.stringify(answer);
    expect(kept).not.toContain(card.slice(0, 11));
    expect(kept).not.toContain('2712');
  });
});

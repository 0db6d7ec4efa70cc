import { describe, expect, it } from 'vitest';
import { decodeAnswer } from '../../../../src/core/terminal/caisse-ap/answer.ts';
import { judged } from './judged.ts';

const accepted = 'CZ0040301CJ012330538600404AE00210CA00201CB0041023CD0010CE003978';
const refused = accepted.replace('AE00210', 'AE00201');

describe('the answer to a request for 10.23 EUR at register 01', () => {
  it.each([
    ['with the requested values', accepted, 'APPROVED'],
    ['with an amount padded with zeros', accepted.replace('CB0041023', 'CB012000000001023'), 'APPROVED'],
    ['with a register of one digit', accepted.replace('CA00201', 'CA0011'), 'APPROVED'],
    ['with unknown tags', `${accepted}XX00212QQ003abc`, 'APPROVED'],
    ['with a bank’s own codes', `${accepted}AF029${'01'.padEnd(29)}`, 'APPROVED'],
    ['with a lower amount', accepted.replace('CB0041023', 'CB0041000'), 'PARTIALLY_APPROVED'],
    ['with a higher amount', accepted.replace('CB0041023', 'CB0041024'), 'OTHER_PAYMENT'],
    ['with the amount zero', accepted.replace('CB0041023', 'CB0040000'), 'OTHER_PAYMENT'],
    ['with another currency', accepted.replace('978', '840'), 'OTHER_PAYMENT'],
    ['with a digit too many in the currency', accepted.replace('CE003978', 'CE0049780'), 'OTHER_PAYMENT'],
    ['with another register', accepted.replace('CA00201', 'CA00202'), 'OTHER_PAYMENT'],
    ['with a digit too many in the register', accepted.replace('CA00201', 'CA003010'), 'OTHER_PAYMENT'],
    ['about a credit', accepted.replace('CD0010', 'CD0011'), 'OTHER_PAYMENT'],
    ['about a duplicate', accepted.replace('CD0010', 'CD0013'), 'OTHER_PAYMENT'],
    ['about an unknown action', accepted.replace('CD0010', 'CD0017'), 'UNKNOWN'],
    ['without an action', accepted.replace('CD0010', ''), 'UNKNOWN'],
    ['about an identification', accepted.replace('CD0010', 'CD001I'), 'UNKNOWN'],
    ['without a register', accepted.replace('CA00201', ''), 'OTHER_PAYMENT'],
    ['without a currency', accepted.replace('CE003978', ''), 'OTHER_PAYMENT'],
    ['without an amount', accepted.replace('CB0041023', ''), 'OTHER_PAYMENT'],
    ['with an amount that is no number', accepted.replace('CB0041023', 'CB00410,3'), 'UNKNOWN'],
    ['with an amount of 13 digits', accepted.replace('CB0041023', 'CB0130000000001023'), 'UNKNOWN'],
    ['with the state "taken into account"', accepted.replace('AE00210', 'AE00211'), 'UNKNOWN'],
    ['without a state', accepted.replace('AE00210', ''), 'UNKNOWN'],
    ['with a state that is not listed', accepted.replace('AE00210', 'AE00299'), 'UNKNOWN'],
    ['"performed" with the reason "refused"', `${accepted}AF00204`, 'UNKNOWN'],
    [
      '"not performed" with the reason "authorised"',
      accepted.replace('AE00210', 'AE00201AF00201'),
      'UNKNOWN',
    ],
    ['with two states', `${accepted}AE00201`, 'UNKNOWN'],
    ['followed by a second answer', accepted + accepted, 'UNKNOWN'],
    ['"not performed" with the reason "refused"', accepted.replace('AE00210', 'AE00201AF00204'), 'DECLINED'],
    ['"not performed" without a reason', accepted.replace('AE00210', 'AE00201'), 'DECLINED'],
    [
      '"not performed" with a reason that is not listed',
      accepted.replace('AE00210', 'AE00201AF00277'),
      'DECLINED',
    ],
    [
      '"not performed" with an authorization number',
      `${accepted.replace('AE00210', 'AE00201')}AC006184117`,
      'UNKNOWN',
    ],
    [
      '"not performed", refused, with an authorization number',
      `${accepted.replace('AE00210', 'AE00201AF00204')}AC006A00395`,
      'UNKNOWN',
    ],
    ['after the red key, with an authorization number', 'CZ0040300AE00201AF00206AC006184117', 'UNKNOWN'],
    ['with a blank authorization number, then one', 'CZ0040300AE00201AC006      AC006184117', 'UNKNOWN'],
    ['"not performed" with a blank authorization number', 'CZ0040300AE00201AF00204AC006      ', 'DECLINED'],
    ['"not performed" with zeros as authorization number', 'CZ0040300AE00201AF00204AC006000000', 'DECLINED'],
    [
      '"not performed" with a card number',
      `${accepted.replace('AE00210', 'AE00201AF00204')}AA016497010######1234`,
      'DECLINED',
    ],
    ['after the red key, without an amount', 'CZ0040300AE00201AF00206CA00201CD0010CE003978', 'CANCELLED'],
    ['after the operator gave up, without other fields', 'CZ0040300AE00201AF00211', 'CANCELLED'],
    ['after an input timeout', 'CZ0040300AE00201AF00208', 'CANCELLED'],
    ['of a busy terminal', 'CZ0040300AE00201', 'DECLINED'],
    ['"not performed" with another currency', refused.replace('978', '840'), 'OTHER_PAYMENT'],
    ['"not performed" with another amount', refused.replace('CB0041023', 'CB0041000'), 'OTHER_PAYMENT'],
    ['"not performed" with the amount zero', refused.replace('CB0041023', 'CB0040000'), 'DECLINED'],
    [
      '"not performed" with amount and currency zero',
      refused.replace(/CB.*/, 'CB00200CD0010CE003000'),
      'DECLINED',
    ],
    ['"not performed" with another register, no amount', 'CZ0040300AE00201CA00299', 'OTHER_PAYMENT'],
    [
      '"not performed" with another register, amount zero',
      'CZ0040300AE00201CA00299CB0040000',
      'OTHER_PAYMENT',
    ],
    ['"not performed" with another currency, no amount', 'CZ0040300AE00201CE003840', 'OTHER_PAYMENT'],
    ['"not performed" about a credit, no amount', 'CZ0040300AE00201CD0011', 'OTHER_PAYMENT'],
    ['"not performed" about a duplicate, no amount', 'CZ0040300AE00201CD0013', 'OTHER_PAYMENT'],
    ['"not performed" about an identification', 'CZ0040300AE00201CD001I', 'UNKNOWN'],
    ['red key about an identification', `${refused.replace('CD0010', 'CD001I')}AF00206`, 'UNKNOWN'],
    ['"not performed" about an unknown action', refused.replace('CD0010', 'CD0017'), 'UNKNOWN'],
    ['"performed", then the reason "refused" after another', `${accepted}AF00200AF00204`, 'UNKNOWN'],
    ['"performed", then the reason "abandoned" after another', `${accepted}AF00201AF00206`, 'UNKNOWN'],
    ['"not performed", "refused" and "authorised"', `${refused}AF00204AF00201`, 'UNKNOWN'],
    ['"not performed", "refused" and "abandoned"', `${refused}AF00204AF00206`, 'DECLINED'],
    ['"performed" with the reason "refused" of one digit', `${accepted}AF0014`, 'UNKNOWN'],
    ['"performed" with the reason "refused" after a blank', `${accepted}AF002 4`, 'UNKNOWN'],
    ['"not performed" with the reason "authorised" of one digit', `${refused}AF0011`, 'UNKNOWN'],
    ['"not performed" with the reason "authorised" after a blank', `${refused}AF003 01`, 'UNKNOWN'],
    ['"not performed" with the reason "authorised" of three digits', `${refused}AF003001`, 'UNKNOWN'],
    [
      '"not performed" with an authorization number in the ticket',
      `${refused}ZT900CK003120AC006184117`,
      'UNKNOWN',
    ],
    ['"not performed" with an authorization number in the reason', `${refused}AF01304AC006184117`, 'UNKNOWN'],
    ['"not performed" with zeros as number in the reason', `${refused}AF01304AC006000000`, 'DECLINED'],
    [
      '"not performed" with a ticket whose length is one too long',
      `${refused}ZT022CK003120AK010Q0FSVEUg`,
      'DECLINED',
    ],
    [
      '"not performed" with a ticket of which more is missing',
      `${refused}ZT023CK003120AK010Q0FSVEUg`,
      'UNKNOWN',
    ],
    [
      '"performed" with a ticket of which more is missing',
      `${accepted}ZT900CK003120AK010Q0FSVEUg`,
      'APPROVED',
    ],
    [
      'the fields of a cut message, then a refusal',
      `CZ0040301CA00201CB0041023CD0010CE003978CZ0040300AE00201AF00204`,
      'UNKNOWN',
    ],
    [
      'the fields of a cut message, then an acceptance',
      `CZ0040301CA00201CB0041023CD0010CE003978CZ0040300AE00210`,
      'UNKNOWN',
    ],
    ['"not performed" with a reason with zeros before it', `${refused}AF0040001`, 'UNKNOWN'],
    ['"performed" that hides a refusal', `${accepted}CF01600AE00201AF00204x`, 'UNKNOWN'],
  ])('%s (%s) has the outcome %s', (_, text, outcome) => {
    expect(judged(text)?.outcome).toBe(outcome);
  });
});

it('rejects a text that does not begin with the version, because it may be the end of an earlier answer', () => {
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
  ])('%j is stored as %s', (sent, masked) => {
    const length = String(sent.length).padStart(3, '0');
    expect(decodeAnswer(`${accepted}AA${length}${sent}`)?.cardMasked).toBe(masked);
  });
  it('is in no field in clear, and expiry date, cheque line and private data are not stored', () => {
    const card = '4711690463168807';
    const answer = decodeAnswer(
      `${accepted}AB0042712AD035${card.padEnd(35, '5')}CF016${card}CG016${card}AC016${card}AI016${card}CC016${card}`,
    );
    const kept = JSON.stringify(answer);
    expect(kept).not.toContain(card.slice(0, 11));
    expect(kept).not.toContain('2712');
  });
});

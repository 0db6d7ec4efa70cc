import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PaymentAnswer } from '../../../src/core/payment/payment-answer.ts';
import { texts } from '../../../src/texts/en/resolve.ts';
import { fill } from '../../../src/ui/format.ts';
import { answerTo, calmSnapshot, FakeConnector, shopSettings } from '../helpers/fake-connector.ts';
import { click, find, has, mount, settled, shownText, type } from '../helpers/mount.ts';
import { livePayment, rows } from '../helpers/sample-rows.ts';

beforeEach(() => sessionStorage.clear());
afterEach(() => document.body.replaceChildren());

const dialog = () => shownText(find('ecr-check-screen').shadowRoot!);

async function open(
  change: Partial<PaymentAnswer>,
  language = 'caisse-ap-v3',
  transactionType: 'Debit' | 'Credit' = 'Debit',
) {
  const settings = shopSettings({ terminal: { language } as never });
  const connector = new FakeConnector(
    calmSnapshot({
      payment: livePayment({ paymentId: 'p-5' }),
      payments: rows().map((row) => ({ ...row, transactionType })),
    }),
    settings,
  );
  connector.onTakePayment = async (request) =>
    answerTo(request, {
      transactionType: 'Duplicate',
      notification: { sent: false, count: 0, pending: 0 },
      ...change,
    });
  await mount({ connector });
  const doubt = { outcome: 'UNKNOWN', failure: 'outcome-unknown' } as const;
  connector.show({ payment: livePayment({ paymentId: 'p-5', phase: 'finished', ...doubt }) });
  await settled();
  await click('#resolve');
  await settled();
  return connector;
}

/** The fields of an answer in which the terminal reports its last payment. */
const reporting = (lastPayment: PaymentAnswer['told']) => ({ told: lastPayment });
/** The amount and currency of p-5, an unknown payment. */
const same = { amountMinor: 5115, currencyNumeric: '978' };

test('offers no duplicate if the terminal language has none', async () => {
  await open({}, 'concert-v2-e+');
  expect(has('#ask-duplicate')).toBe(false);
});

test('asks for a duplicate of this order only on a person’s request', async () => {
  const connector = await open(reporting(same));
  expect(connector.called('takePayment')).toEqual([]);
  expect(dialog()).toContain('Nothing is charged.');
  await click('#ask-duplicate');
  expect(connector.called('takePayment')).toMatchObject([
    { orderId: 'T1-20261123-0005', amountMinor: 5115, currency: 'EUR', transactionType: 'Duplicate' },
  ]);
});

test('a matching ticket suggests “paid” and fills in the reason, which can be changed; the person decides', async () => {
  const connector = await open({
    ...reporting(same),
    authorisationNumber: '654321',
    cardMasked: '497010******0042',
  });
  await click('#ask-duplicate');
  expect(dialog()).toMatch(/suggests: paid.*€51\.15.*654321.*497010\*{6}0042/);
  expect(dialog()).toContain('last ticket suggests: paid.');
  expect(connector.called('resolvePayment')).toEqual([]);
  await click('#paid');
  await click('summary');
  const why = find<HTMLInputElement>('#why');
  expect(why.value).toBe('Terminal’s last ticket: €51.15, Authorisation 654321, Card 497010******0042');
  await type('#why', `${why.value}, same time`);
  await type('#by', 'Ana');
  await click('#record');
  expect(connector.called('resolvePayment')).toMatchObject([
    { paid: true, why: expect.stringMatching(/same time$/) },
  ]);
});

test.each<[string, Partial<PaymentAnswer>, RegExp, boolean]>([
  [
    'of another payment',
    { ...reporting(same), duplicateOf: 'B-7' },
    /order B-7, which is known to be paid.*nothing about this/,
    true,
  ],
  ['of another amount', reporting({ ...same, amountMinor: 999 }), /is of €9\.99: another payment/, true],
  ['of another currency', reporting({ ...same, currencyNumeric: '840' }), /51\.15: another payment/, true],
  ['without an amount', reporting({}), /named no amount/, false],
  [
    'missing',
    { outcome: 'DECLINED', failure: 'declined', detail: 'no duplicate' },
    /most likely not paid.*no duplicate/,
    true,
  ],
  [
    'unanswered',
    { outcome: 'NOT_SENT', failure: 'terminal-silent' },
    /could not be asked.*does not answer/,
    false,
  ],
  ['too late', { outcome: 'UNKNOWN' }, /could not be asked/, false],
])('a duplicate that is %s suggests nothing', async (_name, change, expected, hasReason) => {
  await open(change);
  await click('#ask-duplicate');
  expect(dialog()).toMatch(expected);
  expect(dialog()).not.toContain('suggests: paid');
  await click('#not-paid');
  expect(find<HTMLInputElement>('#why').value.startsWith(texts.duplicate.why)).toBe(hasReason);
});

test('warns about a matching ticket without an authorisation number: it could be of another payment', async () => {
  await open(reporting(same));
  await click('#ask-duplicate');
  expect(dialog()).toContain(texts.duplicate.noNumber);
});

test('a connector that does not answer changes nothing', async () => {
  const connector = await open({});
  connector.onTakePayment = () => Promise.reject(new Error('gone'));
  await click('#ask-duplicate');
  expect(dialog()).toContain('says nothing about this payment');
  expect(has('#paid')).toBe(true);
});

test('suggests nothing for a refund, because the ticket may be of the sale of the same amount', async () => {
  await open({ ...reporting(same), authorisationNumber: '654321' }, 'caisse-ap-v3', 'Credit');
  await click('#ask-duplicate');
  expect(dialog()).toContain('or the sale of the same amount');
  expect(dialog()).not.toContain('suggests: paid');
  await click('#paid');
  expect(find<HTMLInputElement>('#why').value).toContain('€51.15');
  const { confirmPaid } = texts.checkBack;
  expect(dialog()).toContain(fill(confirmPaid, { amount: '€51.15', order: 'T1-20261123-0005' }));
  expect(dialog()).toContain('The refund of €51.15');
});

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createNotifications } from '../../../src/core/hipay/passive-order.ts';
import type { PaymentRecord, RecordedAnswer } from '../../../src/core/payment/payment-record.ts';
import type { TransactionType } from '../../../src/core/payment/payment-request.ts';
import type { SettingsInput } from '../../../src/core/settings/settings.ts';
import { aRecord, aRequest, someSettings } from '../../fakes/payment-examples.ts';

const contracts = {
  proxy: { merchantId: '0123456', paymentApplication: '001', rank: '001' },
  nfc: { merchantId: '0123457', paymentApplication: '00B', rank: '002' },
};
const digest = { sha1: async (text: string) => createHash('sha1').update(text).digest('hex') };
const paid = (change: Partial<RecordedAnswer> = {}): RecordedAnswer => ({
  status: '10',
  amountMinor: 1023,
  receivedAt: 2000,
  late: false,
  ...change,
});
const mint = async (record: PaymentRecord, settings: SettingsInput = { contracts }) => {
  let made = 0;
  const entries = await createNotifications(record, someSettings(settings), digest, () => `n${made++}`, 2000);
  return entries.map(({ contract, fields }) => {
    const form: { amount?: string; payment_product_parameters?: string } = Object.fromEntries(fields);
    return { contract, form, parameters: JSON.parse(form.payment_product_parameters ?? '{}') };
  });
};
const of = (
  transactionType: TransactionType,
  answer = paid(),
  request: Parameters<typeof aRequest>[0] = {},
) =>
  aRecord({
    request: aRequest({ transactionType, ...request }),
    answer,
    state: 'answered',
    outcome: 'APPROVED',
  });

describe('what HiPay is told', () => {
  it.each([
    ['Debit', 'Sale', '200100'],
    ['Credit', 'Credit', '200350'],
    ['Cancel', 'Credit', '200350'],
    ['Authorization', 'Authorization', '200000'],
  ] as const)('of a %s: operation %s, code %s', async (type, operation, code) => {
    const [told] = await mint(of(type));
    expect(told?.form).toMatchObject({ operation, amount: '10.23', currency: 'EUR' });
    expect(told?.parameters).toMatchObject({ code });
    const hash = createHash('sha1').update('Order_110.23EUR').digest('hex');
    expect(told?.parameters.hash).toBe(hash);
  });
  it('of a duplicate: nothing, for nobody paid by it', async () => {
    expect(await mint(of('Duplicate'))).toEqual([]);
  });
  it('of a part that was granted: that part', async () => {
    const part = { ...of('Debit', paid({ amountMinor: 500 })), outcome: 'PARTIALLY_APPROVED' as const };
    expect((await mint(part))[0]?.form.amount).toBe('5.00');
  });
  it('the authorisation, where the terminal gave it', async () => {
    expect((await mint(of('Debit', paid({ authorisationNumber: '184117' }))))[0]?.parameters).toMatchObject({
      authorization_code: '184117',
    });
    expect((await mint(of('Debit')))[0]?.parameters).not.toHaveProperty('authorization_code');
  });
});

describe('for which contract', () => {
  const told = async (answer: Partial<RecordedAnswer>, settings?: SettingsInput) =>
    (await mint(of('Debit', paid(answer)), settings)).map(({ contract }) => contract);

  it('both, where the terminal does not say (Concert V2)', async () => {
    expect(await told({ paymentMode: '1' })).toEqual(['proxy', 'nfc']);
    expect(await told({})).toEqual(['proxy', 'nfc']);
  });
  it('the one whose number the terminal names, with or without leading zeros', async () => {
    expect(await told({ contractNumber: '0123457' })).toEqual(['nfc']);
    expect(await told({ contractNumber: '123456', paymentMode: '00B' })).toEqual(['proxy']);
  });
  it('the one of the application it names', async () => {
    expect(await told({ paymentMode: '00B' })).toEqual(['nfc']);
    expect(await told({ paymentMode: '001', contractNumber: '9999999' })).toEqual(['proxy']);
  });
  it('contact or contactless, where no contract has that application', async () => {
    expect(await told({ paymentMode: '00D' })).toEqual(['nfc']);
    expect(await told({ paymentMode: '002' })).toEqual(['proxy']);
  });
  it('never none: with one contract it is that one', async () => {
    expect(await told({ paymentMode: '00B' }, { contracts: { proxy: contracts.proxy } })).toEqual(['proxy']);
  });
  it('a cheque’s only, if the shop has one', async () => {
    const cheque = of('Debit', paid({ paymentMode: '00C' }), { paymentMeans: 'cheque' });
    expect(await mint(cheque)).toEqual([]);
    const forCheques = { proxy: { ...contracts.proxy, paymentApplication: '00C' }, nfc: contracts.nfc };
    expect((await mint(cheque, { contracts: forCheques })).map(({ contract }) => contract)).toEqual([
      'proxy',
    ]);
  });
});

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
type WantedField = 'amount' | 'payment_product_parameters' | 'basket' | 'custom_data' | 'firstname';
const mint = async (record: PaymentRecord, settings: SettingsInput = { contracts }) => {
  let made = 0;
  const entries = await createNotifications(record, someSettings(settings), digest, () => `n${made++}`, 2000);
  return entries.map(({ contract, fields }) => {
    const form: Partial<Record<WantedField, string>> = Object.fromEntries(fields);
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

describe('the order that HiPay receives', () => {
  it.each([
    ['Debit', 'Sale', '200100'],
    ['Credit', 'Credit', '200350'],
    ['Cancel', 'Credit', '200350'],
    ['Authorization', 'Authorization', '200000'],
  ] as const)('of a %s: operation %s, code %s', async (type, operation, code) => {
    const [order] = await mint(of(type));
    expect(order?.form).toMatchObject({ operation, amount: '10.23', currency: 'EUR' });
    expect(order?.parameters).toMatchObject({ code });
    const hash = createHash('sha1').update('Order_110.23EUR').digest('hex');
    expect(order?.parameters.hash).toBe(hash);
  });
  it('of a duplicate: none, because it charges no customer', async () => {
    expect(await mint(of('Duplicate'))).toEqual([]);
  });
  it('of a partial approval: the approved part', async () => {
    const part = { ...of('Debit', paid({ amountMinor: 500 })), outcome: 'PARTIALLY_APPROVED' as const };
    expect((await mint(part))[0]?.form.amount).toBe('5.00');
  });
  it('in well-formed Unicode, where the till cut a text inside an emoji', async () => {
    const cut = 'Café 🎂'.slice(0, -1);
    const money = { quantity: 1, unit_price: 10.23, tax_rate: 20, discount: 0, total_amount: 10.23 };
    const item = { product_reference: 'P1', type: 'good' as const, name: cut, ...money };
    const [order] = await mint(
      of('Debit', paid(), { cart: [item], customData: { [cut]: cut, n: 1 }, customer: { firstName: cut } }),
    );
    const { basket = '', custom_data = '', firstname } = order?.form ?? {};
    expect(JSON.parse(basket)).toEqual([{ ...item, name: 'Café \ufffd' }]);
    expect(JSON.parse(custom_data)).toMatchObject({ 'Café \ufffd': 'Café \ufffd', n: 1 });
    expect(firstname).toBe('Café \ufffd');
  });
  it('with the authorisation number, if the terminal gave one', async () => {
    expect((await mint(of('Debit', paid({ authorisationNumber: '184117' }))))[0]?.parameters).toMatchObject({
      authorization_code: '184117',
    });
    expect((await mint(of('Debit')))[0]?.parameters).not.toHaveProperty('authorization_code');
  });
});

describe('the custom data of the order', () => {
  const sent = async (customData: Record<string, string | number>, settings: SettingsInput = {}) => {
    const named = { ...of('Debit', paid(), { customData }), shop: 'Paris 3', till: 'T1' };
    const [order] = await mint(named, { contracts, ...settings });
    return JSON.parse(order?.form.custom_data ?? '');
  };

  it('has shop, till and payment id, which HiPay repeats in its settlement files', async () => {
    expect(await sent({ seat: 7 })).toEqual({
      seat: 7,
      _reporting_data_1: 'Paris 3',
      _reporting_data_2: 'T1',
      _reporting_data_3: 'payment-1',
    });
  });
  it('has only the payment id of a shop without names', async () => {
    const [order] = await mint(of('Debit'));
    expect(JSON.parse(order?.form.custom_data ?? '')).toEqual({ _reporting_data_3: 'payment-1' });
  });
  it.each([1, 2, 3])('leaves HiPay’s keys to a till that uses key %i', async (number) => {
    const tills = { [`_reporting_data_${number}`]: 'aisle 4' };
    expect(await sent(tills)).toEqual({ ...tills, ecr_payment_id: 'payment-1' });
  });
  it('leaves HiPay’s keys alone if the shop wants so', async () => {
    expect(await sent({ seat: 7 }, { reporting: false })).toEqual({ seat: 7, ecr_payment_id: 'payment-1' });
  });
  it('is the same for both contracts of a payment', async () => {
    const orders = await mint(of('Debit'));
    expect(orders).toHaveLength(2);
    expect(new Set(orders.map(({ form }) => form.custom_data)).size).toBe(1);
  });
});

describe('the contract of the order', () => {
  const contractsFor = async (answer: Partial<RecordedAnswer>, settings?: SettingsInput) =>
    (await mint(of('Debit', paid(answer)), settings)).map(({ contract }) => contract);

  it('is both, if the terminal names none (Concert V2)', async () => {
    expect(await contractsFor({ paymentMode: '1' })).toEqual(['proxy', 'nfc']);
    expect(await contractsFor({})).toEqual(['proxy', 'nfc']);
  });
  it('is the one whose number the terminal names, with or without leading zeros', async () => {
    expect(await contractsFor({ contractNumber: '0123457' })).toEqual(['nfc']);
    expect(await contractsFor({ contractNumber: '123456', paymentMode: '00B' })).toEqual(['proxy']);
  });
  it('is the one of the application that the terminal names', async () => {
    expect(await contractsFor({ paymentMode: '00B' })).toEqual(['nfc']);
    expect(await contractsFor({ paymentMode: '001', contractNumber: '9999999' })).toEqual(['proxy']);
  });
  it('is chosen by contact or contactless, if no contract has that application', async () => {
    expect(await contractsFor({ paymentMode: '00D' })).toEqual(['nfc']);
    expect(await contractsFor({ paymentMode: '002' })).toEqual(['proxy']);
  });
  it('is the only one, if the shop has just one', async () => {
    expect(await contractsFor({ paymentMode: '00B' }, { contracts: { proxy: contracts.proxy } })).toEqual([
      'proxy',
    ]);
  });
  it('is the cheque contract for a cheque, and none without one', async () => {
    const cheque = of('Debit', paid({ paymentMode: '00C' }), { paymentMeans: 'cheque' });
    expect(await mint(cheque)).toEqual([]);
    const forCheques = { proxy: { ...contracts.proxy, paymentApplication: '00C' }, nfc: contracts.nfc };
    expect((await mint(cheque, { contracts: forCheques })).map(({ contract }) => contract)).toEqual([
      'proxy',
    ]);
  });
});

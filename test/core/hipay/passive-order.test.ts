import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createNotifications } from '../../../src/core/hipay/passive-order.ts';
import { stepPayment } from '../../../src/core/payment/payment-machine.ts';
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
const notificationsOf = async (record: PaymentRecord, settings: SettingsInput = { contracts }) => {
  let made = 0;
  const entries = await createNotifications(record, someSettings(settings), digest, () => `n${made++}`, 2000);
  return entries.map(({ contract, fields }) => {
    const form: Partial<Record<WantedField, string>> = Object.fromEntries(fields);
    return { contract, form, parameters: JSON.parse(form.payment_product_parameters ?? '{}') };
  });
};
const recordOf = (
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
  ] as const)('for a %s has the operation %s and the code %s', async (type, operation, code) => {
    const [order] = await notificationsOf(recordOf(type));
    expect(order?.form).toMatchObject({ operation, amount: '10.23', currency: 'EUR' });
    expect(order?.parameters).toMatchObject({ code });
    const hash = createHash('sha1').update('Order_110.23EUR').digest('hex');
    expect(order?.parameters.hash).toBe(hash);
  });
  it('does not exist for a duplicate, because a duplicate charges no customer', async () => {
    expect(await notificationsOf(recordOf('Duplicate'))).toEqual([]);
  });
  it('for a payment that a person resolved with another amount has that amount', async () => {
    const decision = { kind: 'resolve', paid: true, amountMinor: 1350, by: 'Ana', why: 'ticket' } as const;
    const inDoubt = { ...recordOf('Debit', paid()), state: 'unknown', outcome: 'UNKNOWN' } as const;
    const { record } = stepPayment(inDoubt, decision, 5000);
    expect((await notificationsOf(record))[0]?.form.amount).toBe('13.50');
  });
  it('for a partial approval has the approved amount', async () => {
    const part = { ...recordOf('Debit', paid({ amountMinor: 500 })), outcome: 'PARTIALLY_APPROVED' as const };
    expect((await notificationsOf(part))[0]?.form.amount).toBe('5.00');
  });
  it('is well-formed Unicode even if the till cut a text inside an emoji', async () => {
    const cut = 'Café 🎂'.slice(0, -1);
    const money = { quantity: 1, unit_price: 10.23, tax_rate: 20, discount: 0, total_amount: 10.23 };
    const item = { product_reference: 'P1', type: 'good' as const, name: cut, ...money };
    const [order] = await notificationsOf(
      recordOf('Debit', paid(), {
        cart: [item],
        customData: { [cut]: cut, n: 1 },
        customer: { firstName: cut },
      }),
    );
    const { basket = '', custom_data = '', firstname } = order?.form ?? {};
    expect(JSON.parse(basket)).toEqual([{ ...item, name: 'Café \ufffd' }]);
    expect(JSON.parse(custom_data)).toMatchObject({ 'Café \ufffd': 'Café \ufffd', n: 1 });
    expect(firstname).toBe('Café \ufffd');
  });
  it('has the authorisation number, if the terminal gave one', async () => {
    expect(
      (await notificationsOf(recordOf('Debit', paid({ authorisationNumber: '184117' }))))[0]?.parameters,
    ).toMatchObject({
      authorization_code: '184117',
    });
    expect((await notificationsOf(recordOf('Debit')))[0]?.parameters).not.toHaveProperty(
      'authorization_code',
    );
  });
});

describe('the custom data of the order', () => {
  const sent = async (customData: Record<string, string | number>, settings: SettingsInput = {}) => {
    const named = { ...recordOf('Debit', paid(), { customData }), shop: 'Paris 3', till: 'T1' };
    const [order] = await notificationsOf(named, { contracts, ...settings });
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
  it('has only the payment id if shop and till have no names', async () => {
    const [order] = await notificationsOf(recordOf('Debit'));
    expect(JSON.parse(order?.form.custom_data ?? '')).toEqual({ _reporting_data_3: 'payment-1' });
  });
  it.each([1, 2, 3])('leaves HiPay’s keys to a till that uses key %i', async (number) => {
    const tills = { [`_reporting_data_${number}`]: 'aisle 4' };
    expect(await sent(tills)).toEqual({ ...tills, ecr_payment_id: 'payment-1' });
  });
  it('uses none of HiPay’s keys if the shop switches them off', async () => {
    expect(await sent({ seat: 7 }, { reporting: false })).toEqual({ seat: 7, ecr_payment_id: 'payment-1' });
  });
  it('is the same for both contracts of a payment', async () => {
    const orders = await notificationsOf(recordOf('Debit'));
    expect(orders).toHaveLength(2);
    expect(new Set(orders.map(({ form }) => form.custom_data)).size).toBe(1);
  });
});

describe('the contract that the terminal names', () => {
  it('makes one notification wait, with CC and CG and the two lines to add, if it is not configured', async () => {
    const record = recordOf('Debit', paid({ paymentMode: '00E', contractNumber: '7654321' }));
    const entries = await createNotifications(record, someSettings({ contracts }), digest, () => 'n0', 2000);
    expect(entries).toEqual([
      expect.objectContaining({
        state: 'parked',
        attempts: 0,
        lastFailure: 'contract-missing',
        missingContract: { application: '00E', number: '7654321' },
      }),
    ]);
    expect(entries[0]?.lastDetail).toBe(
      [
        'the terminal used the contract 7654321 (CG) of the application 00E (CC), which is not configured. Add it to config.yml:',
        'contracts:',
        '  - { name: "00E 7654321", payment_application: "00E", merchant_id: "7654321", rank: "..." }',
      ].join('\n'),
    );
  });
  it('is named in the entry if it is a contract of the list', async () => {
    const meal = { name: 'Meal vouchers', merchantId: '7654321', paymentApplication: '00E', rank: '002' };
    const record = recordOf('Debit', paid({ paymentMode: '00E', contractNumber: '7654321' }));
    const settings = someSettings({ contracts, contractList: [meal] });
    const entries = await createNotifications(record, settings, digest, () => 'n0', 2000);
    expect(entries).toEqual([
      expect.objectContaining({ state: 'pending', contractName: 'Meal vouchers', merchantId: '7654321' }),
    ]);
    const parameters = entries[0]?.fields.find(([name]) => name === 'payment_product_parameters')?.[1];
    expect(JSON.parse(parameters ?? '')).toMatchObject({
      mid: '7654321',
      payment_application: '00E',
      rank: '002',
    });
  });
});

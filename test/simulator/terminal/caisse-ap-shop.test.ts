import { describe, expect, it } from 'vitest';
import type { SettingsInput } from '../../../src/core/settings/settings.ts';
import { Shop } from '../../flows/shop.ts';

const caisseAp = (version: '0300' | '0320' = '0300'): SettingsInput => ({
  terminal: { language: 'caisse-ap-v3', caisseAp: { version } },
});
const open = (script: string, framed = false, settings = caisseAp()) => Shop.open(script, settings, framed);

/** Script of the simulated terminal, outcome of the payment, and the amounts that moved. */
const scripts = [
  ['accept', 'APPROVED', [1023]],
  ['refuse', 'DECLINED', []],
  ['cancel', 'CANCELLED', []],
  ['single-bytes', 'APPROVED', [1023]],
  ['long-ticket', 'APPROVED', [1023]],
  ['padded-amount', 'APPROVED', [1023]],
  ['red-key-bare', 'CANCELLED', []],
  ['operator-bare', 'CANCELLED', []],
  ['busy', 'DECLINED', []],
  ['partial-amount', 'PARTIALLY_APPROVED', [512]],
  ['wrong-echo-currency', 'OTHER_PAYMENT', [1023]],
  ['wrong-echo-register', 'OTHER_PAYMENT', [1023]],
  ['wrong-echo-operation', 'OTHER_PAYMENT', [1023]],
  ['wrong-echo-amount', 'OTHER_PAYMENT', [1023]],
  ['extended-reason', 'DECLINED', []],
  ['version-0301', 'APPROVED', [1023]],
  ['contactless', 'APPROVED', [1023]],
  ['half-answer', 'UNKNOWN', [1023]],
  ['taken-only', 'UNKNOWN', [1023]],
  ['unlisted-status', 'UNKNOWN', [1023]],
] as const;

describe('a Caisse-AP terminal on the network', () => {
  it.each([
    ...scripts,
    ['no-close', 'APPROVED', [1023]],
    ['close-at-once', 'APPROVED', [1023]],
    ['not-ready', 'DECLINED', []],
    ['answer-twice', 'UNKNOWN', [1023]],
    ['silent-at-3', 'UNKNOWN', []],
    ['silent-at-7', 'UNKNOWN', [1023]],
    ['unplug-at-3', 'UNKNOWN', []],
    ['unplug-at-7', 'UNKNOWN', [1023]],
    ['unplug-at-8', 'APPROVED', [1023]],
  ] as const)('%s: the outcome is %s', async (script, outcome, movedAmounts) => {
    const shop = await open(script);
    expect(await shop.pay()).toMatchObject({ outcome });
    expect(shop.movedAmounts).toEqual(movedAmounts);
  });
});

describe('a Caisse-AP terminal on a serial line, in Concert’s frames', () => {
  it.each([
    ...scripts,
    ['wrong-lrc-once', 'APPROVED', [1023]],
    ['nak-once', 'APPROVED', [1023]],
    ['nak-always', 'NOT_SENT', []],
    ['not-ready', 'NOT_SENT', []],
    ['answer-twice', 'APPROVED', [1023]],
    ['silent-at-7', 'UNKNOWN', [1023]],
  ] as const)('%s: the outcome is %s', async (script, outcome, movedAmounts) => {
    const shop = await open(script, true);
    expect(await shop.pay()).toMatchObject({ outcome });
    expect(shop.movedAmounts).toEqual(movedAmounts);
  });
});

describe.each([
  ['on the network', false],
  ['on a serial line', true],
])('a Caisse-AP terminal %s', (_, framed) => {
  it('is shown as ready, without a payment request', async () => {
    const shop = await open('accept', framed);
    expect(shop.snapshots.at(-1)?.terminal.state).toBe('ready');
    expect(shop.link.ledger).toEqual([]);
  });
  it('executes refunds, cancellations and cheques, and answers a duplicate without moving money', async () => {
    const shop = await open('accept', framed);
    await shop.pay({ orderId: 'O1' });
    await shop.pay({ orderId: 'O2', transactionType: 'Credit', amountMinor: 300 });
    await shop.pay({ orderId: 'O3', transactionType: 'Cancel', amountMinor: 300 });
    await shop.pay({ orderId: 'O4', paymentMeans: 'cheque', amountMinor: 5000 });
    const duplicate = await shop.pay({ orderId: 'O5', transactionType: 'Duplicate', amountMinor: 1 });
    expect(duplicate).toMatchObject({ outcome: 'APPROVED' });
    expect(
      shop.link.ledger.map(({ operation, amountMinor, verdict }) => [operation, amountMinor, verdict]),
    ).toEqual([
      ['debit', 1023, 'accepted'],
      ['credit', 300, 'accepted'],
      ['cancellation', 300, 'accepted'],
      ['debit', 5000, 'accepted'],
      ['duplicate', 5000, 'accepted'],
    ]);
    expect(shop.movedAmounts).toEqual([1023, 300, 300, 5000]);
    const modes = shop.records.map((record) => record.answer?.paymentMode);
    expect(modes[3]).toBe('00C');
  });
  it('declines a duplicate before the first payment', async () => {
    const shop = await open('accept', framed);
    expect(await shop.pay({ transactionType: 'Duplicate' })).toMatchObject({ outcome: 'DECLINED' });
    expect(shop.movedAmounts).toEqual([]);
  });
  it('is not sent a pre-authorization', async () => {
    const shop = await open('accept', framed);
    expect(await shop.pay({ transactionType: 'Authorization' })).toMatchObject({
      outcome: 'NOT_SENT',
      detail: expect.stringContaining('pre-authorisation'),
    });
    expect(shop.link.ledger).toEqual([]);
  });
  it('is asked to contact the bank if the till sets forceAuthorization', async () => {
    const shop = await open('accept', framed);
    await shop.pay({ forceAuthorization: true });
    expect(shop.link.ledger.map(({ forced }) => forced)).toEqual([true]);
  });
  it('sends its ticket with version 0320 of the protocol, and the record has no full card number', async () => {
    const shop = await open('accept', framed, caisseAp('0320'));
    await shop.pay();
    const { answer } = shop.records[0] ?? {};
    expect(answer?.receipts?.[0]?.content).toContain('CARTE BANCAIRE');
    expect(answer?.cardMasked).toBe('471169******8807');
    expect(JSON.stringify(shop.records)).not.toContain('47116904');
  });
  it('sends no ticket with version 0300', async () => {
    const shop = await open('accept', framed);
    await shop.pay();
    expect(shop.records[0]?.answer?.receipts).toBeUndefined();
  });
  it('settles an unknown payment by a late answer, with an alarm', async () => {
    const shop = await open('late-answer', framed);
    expect(await shop.pay()).toMatchObject({ outcome: 'UNKNOWN' });
    await shop.clock.advance(10_000);
    expect(shop.records[0]).toMatchObject({ outcome: 'APPROVED', alarm: { kind: 'late-answer' } });
    expect(shop.movedAmounts).toEqual([1023]);
  });
});

it('a terminal on the network still charges the customer after the connection is lost', async () => {
  const shop = await open('unplug-at-7');
  await shop.pay();
  expect(shop.link.ledger.map(({ verdict, answered }) => [verdict, answered])).toEqual([['accepted', false]]);
});

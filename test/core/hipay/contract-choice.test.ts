import { describe, expect, it } from 'vitest';
import { chooseContracts } from '../../../src/core/hipay/contract-choice.ts';
import type { SettingsInput } from '../../../src/core/settings/settings.ts';
import { aRecord, aRequest, someSettings } from '../../fakes/payment-examples.ts';

const proxy = { merchantId: '0123456', paymentApplication: '001', rank: '001' };
const nfc = { merchantId: '0123457', paymentApplication: '00B', rank: '002' };
const pair = { contracts: { proxy, nfc } };
const meal = { name: 'meal vouchers', merchantId: '0223456', paymentApplication: '00E', rank: '001' };
const amex = { name: 'amex', merchantId: '0323456', paymentApplication: '002', rank: '001' };
const cheque = { name: 'cheques', merchantId: '0423456', paymentApplication: '00C', rank: '001' };
const withList = { ...pair, contractList: [meal, amex, cheque] };

interface Named {
  readonly paymentMode?: string;
  readonly contractNumber?: string;
}

/** The numbers of the contracts under which HiPay is notified, or the contract that is missing. */
function choiceFor(named: Named, settings: SettingsInput = pair, paymentMeans: 'card' | 'cheque' = 'card') {
  const answer = { status: '10', amountMinor: 1023, receivedAt: 2000, late: false, ...named };
  const record = aRecord({
    request: aRequest({ paymentMeans }),
    answer,
    state: 'answered',
    outcome: 'APPROVED',
  });
  const choice = chooseContracts(record, someSettings(settings));
  return choice.kind === 'missing' ? choice.missing : choice.contracts.map(({ merchantId }) => merchantId);
}

describe('for an answer that names no contract (Concert V2), the connector', () => {
  it.each([{ paymentMode: '1' }, { paymentMode: 'B' }, {}])(
    'notifies under both of the pair: %o',
    (named) => {
      expect(choiceFor(named)).toEqual(['0123456', '0123457']);
      expect(choiceFor(named, { contracts: { nfc } })).toEqual(['0123457']);
    },
  );
  it('never notifies under a contract of the list', () => {
    expect(choiceFor({}, withList)).toEqual(['0123456', '0123457']);
    expect(choiceFor({}, { contracts: {}, contractList: [meal] })).toEqual({});
  });
});

describe('for an answer that names the contract number (CG), the connector', () => {
  it('notifies under the contract of that number, with or without leading zeros', () => {
    expect(choiceFor({ contractNumber: '0123457' })).toEqual(['0123457']);
    expect(choiceFor({ contractNumber: '123456', paymentMode: '00B' })).toEqual(['0123456']);
    expect(choiceFor({ contractNumber: '0323456', paymentMode: '002' }, withList)).toEqual(['0323456']);
  });
  it('notifies under the contract of that number, filled with zeros or blanks to ten characters', () => {
    expect(choiceFor({ contractNumber: '0000123457' })).toEqual(['0123457']);
    expect(choiceFor({ contractNumber: '123457    ' })).toEqual(['0123457']);
  });
  it('notifies under no other contract, whatever the application is', () => {
    const named = { contractNumber: '9999999', paymentMode: '001' };
    expect(choiceFor(named)).toEqual({ number: '9999999', application: '001' });
    expect(choiceFor({ contractNumber: '9999999' })).toEqual({ number: '9999999' });
  });
  it('notifies under the contract of the application, if two contracts have this number', () => {
    const same = { contracts: { proxy, nfc: { ...nfc, merchantId: '0123456' } } };
    const choice = (paymentMode: string) =>
      chooseContracts(
        aRecord({
          request: aRequest(),
          answer: { status: '10', receivedAt: 1, late: false, paymentMode, contractNumber: '0123456' },
        }),
        someSettings(same),
      );
    expect(choice('00B')).toMatchObject({ contracts: [{ kind: 'nfc' }] });
    expect(choice('001')).toMatchObject({ contracts: [{ kind: 'proxy' }] });
    expect(choiceFor({ contractNumber: '0123456' }, same)).toEqual(['0123456', '0123456']);
  });
  it.each(['0000000', ' ', ''])('goes by the application if the number is %j', (contractNumber) => {
    expect(choiceFor({ contractNumber, paymentMode: '00B' })).toEqual(['0123457']);
    expect(choiceFor({ contractNumber, paymentMode: '00E' })).toEqual({ application: '00E' });
  });
});

describe('for an answer that names only the application (CC), the connector', () => {
  it('notifies under the contract of this application', () => {
    expect(choiceFor({ paymentMode: '00B' })).toEqual(['0123457']);
    expect(choiceFor({ paymentMode: '002' }, withList)).toEqual(['0323456']);
  });
  it.each(['00E', '10E', '002', '00D', '00C', '601'])(
    'notifies under no contract for bank cards, if the application is %s',
    (paymentMode) => {
      expect(choiceFor({ paymentMode })).toEqual({ application: paymentMode });
    },
  );
  it('does not notify of a contactless bank card under the contract for contact', () => {
    expect(choiceFor({ paymentMode: '00B' }, { contracts: { proxy } })).toEqual({ application: '00B' });
  });
  it('notifies of a bank card under the contract of its kind, even if both are configured as 001', () => {
    const both001 = { contracts: { proxy, nfc: { ...nfc, paymentApplication: '001' } } };
    expect(choiceFor({ paymentMode: '00B' }, both001)).toEqual(['0123457']);
    expect(choiceFor({ paymentMode: '001' }, both001)).toEqual(['0123456']);
  });
  it('notifies under no contract, if two contracts have the application', () => {
    const two = { contracts: {}, contractList: [amex, { ...amex, merchantId: '0999999' }] };
    expect(choiceFor({ paymentMode: '002' }, two)).toEqual({ application: '002' });
  });
});

describe('for a cheque or a meal voucher, the connector', () => {
  it.each(['00C', '00E', '10E'])(
    'notifies of %s under no contract for bank cards, even with an equal number',
    (paymentMode) => {
      expect(choiceFor({ paymentMode, contractNumber: '0123456' })).toEqual({
        application: paymentMode,
        number: '0123456',
      });
    },
  );
  it('notifies of a contactless voucher under the contract for meal vouchers that the terminal names', () => {
    expect(choiceFor({ paymentMode: '10E', contractNumber: '223456' }, withList)).toEqual(['0223456']);
  });
  it('notifies of a cheque under the contract for cheques, even if the terminal names no contract', () => {
    expect(choiceFor({}, withList, 'cheque')).toEqual(['0423456']);
    expect(choiceFor({ paymentMode: '00C' }, { contracts: { proxy, nfc: cheque } }, 'cheque')).toEqual([
      '0423456',
    ]);
  });
  it('does not notify of a cheque, if the shop has no contract for cheques', () => {
    expect(choiceFor({ paymentMode: '00C' }, pair, 'cheque')).toEqual([]);
  });
  it('notifies of a cheque under no contract, if the terminal names an unknown number', () => {
    const named = { paymentMode: '00C', contractNumber: '9999999' };
    expect(choiceFor(named, withList, 'cheque')).toEqual({ application: '00C', number: '9999999' });
  });
});

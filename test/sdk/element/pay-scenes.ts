import type { FailureName } from '../../../src/core/failures/failures.ts';
import type { ChargeStatement } from '../../../src/core/payment/charge-statement.ts';
import { tillFailure } from '../../../src/core/till/till-conversion.ts';
import type { TillTexts } from '../../../src/core/till/till-texts.ts';
import { ConnectorFailure } from '../../../src/sdk/client/connector-failure.ts';
import type { HipayPay } from '../../../src/sdk/element/index.ts';
import type { Language, PaymentResult } from '../../../src/sdk/index.ts';
import { texts as en } from '../../../src/texts/en/payment.ts';
import { texts as fr } from '../../../src/texts/fr/payment.ts';
import { texts as it } from '../../../src/texts/it/payment.ts';
import { texts as pt } from '../../../src/texts/pt/payment.ts';
import { chargeByOutcome } from '../../fakes/charge-by-outcome.ts';
import { type FakeTill, phase, result } from './fake-till.ts';
import { mountPay, press, settled } from './mount-pay.ts';

type Scene = (pay: HipayPay, till: FakeTill) => Promise<void>;

const ends =
  (change: Partial<PaymentResult>, why?: FailureName): Scene =>
  async (pay, till) => {
    pay.start().catch(() => {});
    await settled();
    till.last.resolve(
      result({
        ...change,
        ...(why && { failure: failed(pay, why, chargeByOutcome[change.outcome ?? 'APPROVED']) }),
      }),
    );
  };

const texts: Readonly<Record<Language, TillTexts>> = { en, fr, it, pt };

const customer = (language: Language) => {
  const { label, now } = texts[language].phases.customer;
  return { ...phase('customer', label, 42_000), text: now };
};

const failed = (pay: HipayPay, name: FailureName, charge: ChargeStatement) =>
  tillFailure(name, { charge, transactionType: 'Debit' }, texts[pay.language]);

/** Brings the element into each of its states. */
const scenes: Readonly<Record<string, Scene>> = {
  ready: async () => {},
  customer: async (pay, till) => {
    pay.start().catch(() => {});
    await settled();
    till.last.sendPhase(customer(pay.language));
  },
  cancelling: async (pay, till) => {
    pay.start().catch(() => {});
    await settled();
    till.last.sendPhase(customer(pay.language));
    const { cancel } = (await import('../../../src/sdk/element/element-texts.ts')).elementTexts[pay.language];
    await press(pay, cancel);
  },
  paid: ends({ simulated: true, notificationsPending: 1 }),
  partly: ends({ outcome: 'PARTIALLY_APPROVED', amount: '5.11', amountMinor: 511, askedMinor: 1023 }),
  declined: ends({ outcome: 'DECLINED' }, 'declined'),
  cancelled: ends({ outcome: 'CANCELLED' }, 'cancelled'),
  unknown: ends({ outcome: 'UNKNOWN' }, 'outcome-unknown'),
  other: ends({ outcome: 'OTHER_PAYMENT' }, 'other-payment'),
  failed: async (pay, till) => {
    pay.start().catch(() => {});
    await settled();
    till.last.reject(
      new ConnectorFailure({ ...failed(pay, 'page-not-open', 'nothing-sent'), detail: 'nothing answers' }),
    );
  },
};

export const sceneNames = Object.keys(scenes);

export async function showScene(name: string, language: HipayPay['language'] = 'en'): Promise<HipayPay> {
  const { pay, till } = mountPay(undefined, language);
  await scenes[name]!(pay, till);
  await settled();
  return pay;
}

import type { FailureName } from '../../../src/core/failures/failures.ts';
import type { ChargeStatement } from '../../../src/core/payment/charge-statement.ts';
import { tillFailure } from '../../../src/core/till/till-conversion.ts';
import type { TillTexts } from '../../../src/core/till/till-texts.ts';
import { ConnectorFailure } from '../../../src/sdk/client/connector-failure.ts';
import { elementTexts } from '../../../src/sdk/element/element-texts.ts';
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

async function startPayment(pay: HipayPay): Promise<void> {
  pay.start().catch(() => {});
  await settled();
}

const endWith =
  (change: Partial<PaymentResult>, why?: FailureName): Scene =>
  async (pay, till) => {
    await startPayment(pay);
    till.last.resolve(
      result({
        ...change,
        ...(why && { failure: failureOf(pay, why, chargeByOutcome[change.outcome ?? 'APPROVED']) }),
      }),
    );
  };

const texts: Readonly<Record<Language, TillTexts>> = { en, fr, it, pt };

const customerPhase = (language: Language) => {
  const { label, now } = texts[language].phases.customer;
  return { ...phase('customer', label, 42_000), text: now };
};

const failureOf = (pay: HipayPay, name: FailureName, charge: ChargeStatement) =>
  tillFailure(name, { charge, transactionType: 'Debit' }, texts[pay.language]);

/** Brings the element into each of its states. */
const scenes: Readonly<Record<string, Scene>> = {
  ready: async () => {},
  customer: async (pay, till) => {
    await startPayment(pay);
    till.last.sendPhase(customerPhase(pay.language));
  },
  cancelling: async (pay, till) => {
    await startPayment(pay);
    till.last.sendPhase(customerPhase(pay.language));
    await press(pay, elementTexts[pay.language].cancel);
  },
  paid: endWith({ simulated: true, notificationsPending: 1 }),
  partly: endWith({ outcome: 'PARTIALLY_APPROVED', amount: '5.11', amountMinor: 511, askedMinor: 1023 }),
  declined: endWith({ outcome: 'DECLINED' }, 'declined'),
  cancelled: endWith({ outcome: 'CANCELLED' }, 'cancelled'),
  unknown: endWith({ outcome: 'UNKNOWN' }, 'outcome-unknown'),
  other: endWith({ outcome: 'OTHER_PAYMENT' }, 'other-payment'),
  failed: async (pay, till) => {
    await startPayment(pay);
    till.last.reject(
      new ConnectorFailure({ ...failureOf(pay, 'page-not-open', 'nothing-sent'), detail: 'nothing answers' }),
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

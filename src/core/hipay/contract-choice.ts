import type { PaymentRecord } from '../payment/payment-record.ts';
import type { Contract, ContractKind } from '../settings/setting-defs.ts';
import type { Settings } from '../settings/settings.ts';
import type { MissingContract } from './missing-contract.ts';
import { isSameContract } from './sent-order.ts';

/** A contract of the shop. `kind`: contact or contactless. `name`: only contracts of the list have one. */
export interface ShopContract extends Contract {
  readonly kind: ContractKind;
  readonly name?: string;
}

/** The contracts for which HiPay is notified (none: HiPay does not get this payment), or the one that the shop lacks. */
export type ContractChoice =
  | { readonly kind: 'notify'; readonly contracts: readonly ShopContract[] }
  | { readonly kind: 'missing'; readonly missing: MissingContract };

/** Contactless applications of Caisse-AP (concert.md 3.4): CB, Amex, Conecs. */
const contactlessApplications = new Set(['00B', '00D', '10E']);
const bankCards = new Set(['001', '00B']);
const chequeApplication = '00C';
/** Means by application that need a contract of their own. A contract for cards with an equal number does not cover them. */
const separateMeans: Readonly<Record<string, string>> = { '00C': 'cheque', '00E': 'meal', '10E': 'meal' };

const kindOf = (application: string): ContractKind =>
  contactlessApplications.has(application) ? 'nfc' : 'proxy';

/**
 * The contracts of a paid record. Caisse-AP names the used contract by its number (CG) and its application (CC), and HiPay
 * is notified of this contract or of none. Concert V2 names no contract, so HiPay gets one notification for contact and one
 * for contactless, and keeps the notification that its acquirer confirms. Contracts of the list are used only if the answer
 * names them, or for a cheque. A cheque is not a card payment: HiPay is notified of it only if the shop has a contract for
 * cheques.
 */
export function chooseContracts({ request, answer }: PaymentRecord, settings: Settings): ContractChoice {
  const { pair, list } = contractsOf(settings);
  const number = namedNumber(answer?.contractNumber);
  // Only Caisse-AP names the application, with three characters. Concert V2's field MODE is one letter.
  const application = answer?.paymentMode?.length === 3 ? answer.paymentMode : undefined;
  const missing: ContractChoice = {
    kind: 'missing',
    missing: { ...(application && { application }), ...(number && { number }) },
  };
  const notifyOrMissing = (found: ShopContract | undefined): ContractChoice =>
    found ? { kind: 'notify', contracts: [found] } : missing;
  const all = [...pair, ...list];
  if (request.paymentMeans === 'cheque') {
    const forCheques = all.filter(({ paymentApplication }) => paymentApplication === chequeApplication);
    if (forCheques.length === 0) return { kind: 'notify', contracts: [] };
    return notifyOrMissing(
      onlyContract(forCheques.filter((each) => number === undefined || isSameNumber(each, number))),
    );
  }
  if (number !== undefined) {
    const ofNumber = all.filter((each) => isSameNumber(each, number) && isOfSameMeans(each, application));
    if (application !== undefined)
      return notifyOrMissing(ofApplication(ofNumber, application) ?? onlyContract(ofNumber));
    const isOfPair = ofNumber.length > 0 && ofNumber.every((each) => pair.includes(each));
    return isOfPair ? { kind: 'notify', contracts: ofNumber } : notifyOrMissing(onlyContract(ofNumber));
  }
  if (application !== undefined)
    return notifyOrMissing(ofApplication(all, application) ?? bankCardContract(pair, application));
  return pair.length > 0 ? { kind: 'notify', contracts: pair } : missing;
}

/** The shop's contracts: the pair for contact and contactless, and the list. */
export function contractsOf({ contracts, contractList }: Settings) {
  const pair = (Object.entries(contracts) as [ContractKind, Contract][]).map(
    ([kind, contract]): ShopContract => ({ ...contract, kind }),
  );
  const list = contractList.map((each): ShopContract => ({ ...each, kind: kindOf(each.paymentApplication) }));
  return { pair, list };
}

/** A contract that is not configured, as far as the terminal named it. It has no rank, so no notification can name it. */
export const contractOf = ({ application = '', number = '' }: MissingContract): ShopContract => ({
  kind: kindOf(application),
  merchantId: number,
  paymentApplication: application,
  rank: '',
});

/** A terminal that has no contract number to name writes zeros or blanks. */
const namedNumber = (written: string | undefined): string | undefined => {
  const number = written?.trim();
  return number === undefined || /^0*$/.test(number) ? undefined : number;
};

const isSameNumber = ({ merchantId }: Contract, number: string): boolean =>
  isSameContract(merchantId, number);

/** True if a payment of this application may be under this contract. */
const isOfSameMeans = ({ paymentApplication }: Contract, application = ''): boolean =>
  separateMeans[application] === undefined ||
  separateMeans[application] === separateMeans[paymentApplication];

/** The contract, if the list has exactly one. A contract that is written twice counts once. */
function onlyContract(contracts: readonly ShopContract[]): ShopContract | undefined {
  const numbers = new Set(contracts.map((each) => `${each.merchantId} ${each.paymentApplication}`));
  return numbers.size === 1 ? contracts[0] : undefined;
}

/** The contract of an application; of several, the one with the application's kind (contact or contactless). */
function ofApplication(contracts: readonly ShopContract[], application: string): ShopContract | undefined {
  const exact = contracts.filter(({ paymentApplication }) => paymentApplication === application);
  return onlyContract(exact) ?? onlyContract(exact.filter(({ kind }) => kind === kindOf(application)));
}

/** Bank cards only: the contract of the pair that has the kind of this application, whether it is written 001 or 00B. */
const bankCardContract = (pair: readonly ShopContract[], application: string): ShopContract | undefined =>
  pair.find(
    ({ kind, paymentApplication }) =>
      kind === kindOf(application) && bankCards.has(application) && bankCards.has(paymentApplication),
  );

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
/** Money of these kinds is never one of a contract for cards, even under the same contract number. */
const meansOfOwn: Readonly<Record<string, string>> = { '00C': 'cheque', '00E': 'meal', '10E': 'meal' };

const kindOf = (application: string): ContractKind =>
  contactlessApplications.has(application) ? 'nfc' : 'proxy';

/**
 * The contracts of a paid record. Caisse-AP names the used one by its number (CG) and its application (CC), and HiPay is
 * notified of this one or of none. Concert V2 names none, so HiPay gets one notification for contact and one for
 * contactless, and keeps the one that its acquirer confirms. Contracts of the list are used only if the answer names
 * them, or for a cheque. A cheque is notified only if the shop has a contract for cheques: it is not a card payment.
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
  const only = (found: ShopContract | undefined): ContractChoice =>
    found ? { kind: 'notify', contracts: [found] } : missing;
  const all = [...pair, ...list];
  if (request.paymentMeans === 'cheque') {
    const forCheques = all.filter(({ paymentApplication }) => paymentApplication === chequeApplication);
    if (forCheques.length === 0) return { kind: 'notify', contracts: [] };
    return only(theOne(forCheques.filter((one) => number === undefined || isSameNumber(one, number))));
  }
  if (number !== undefined) {
    const ofNumber = all.filter((one) => isSameNumber(one, number) && fits(one, application));
    if (application !== undefined) return only(ofApplication(ofNumber, application) ?? theOne(ofNumber));
    const isOfPair = ofNumber.length > 0 && ofNumber.every((one) => pair.includes(one));
    return isOfPair ? { kind: 'notify', contracts: ofNumber } : only(theOne(ofNumber));
  }
  if (application !== undefined) return only(ofApplication(all, application) ?? bankCard(pair, application));
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

/** What is known of a contract that is not configured. A notification under it cannot be sent: it has no rank. */
export const contractOf = ({ application = '', number = '' }: MissingContract): ShopContract => ({
  kind: kindOf(application),
  merchantId: number,
  paymentApplication: application,
  rank: '',
});

/** Zeros and blanks are what a terminal writes that has no number to name. */
const namedNumber = (written: string | undefined): string | undefined => {
  const number = written?.trim();
  return number === undefined || /^0*$/.test(number) ? undefined : number;
};

const isSameNumber = ({ merchantId }: Contract, number: string): boolean =>
  isSameContract(merchantId, number);

/** True if this kind of money may be under this contract. */
const fits = ({ paymentApplication }: Contract, application = ''): boolean =>
  meansOfOwn[application] === undefined || meansOfOwn[application] === meansOfOwn[paymentApplication];

/** The contract, if it is the only one. The same contract written twice is one. */
function theOne(contracts: readonly ShopContract[]): ShopContract | undefined {
  const numbers = new Set(contracts.map((one) => `${one.merchantId} ${one.paymentApplication}`));
  return numbers.size === 1 ? contracts[0] : undefined;
}

/** The contract of an application. Of several, the one for contact or for contactless, as the application is. */
function ofApplication(contracts: readonly ShopContract[], application: string): ShopContract | undefined {
  const exact = contracts.filter(({ paymentApplication }) => paymentApplication === application);
  return theOne(exact) ?? theOne(exact.filter(({ kind }) => kind === kindOf(application)));
}

/** Bank cards only: the contract of the pair for contact or for contactless, however its application is written. */
const bankCard = (pair: readonly ShopContract[], application: string): ShopContract | undefined =>
  pair.find(
    ({ kind, paymentApplication }) =>
      kind === kindOf(application) && bankCards.has(application) && bankCards.has(paymentApplication),
  );

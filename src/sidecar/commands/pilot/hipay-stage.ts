import { createHash } from 'node:crypto';
import { httpGateway } from '../../../adapters/http-gateway/http-gateway.ts';
import { scalarText } from '../../../core/hipay/answer-fields.ts';
import { parseClearJson } from '../../../core/hipay/clear-json.ts';
import { contractsOf, type ShopContract } from '../../../core/hipay/contract-choice.ts';
import type { GatewayReply } from '../../../core/hipay/gateway-reply.ts';
import { hipayRefusal } from '../../../core/hipay/hipay-error.ts';
import { readLookUp } from '../../../core/hipay/look-up-answer.ts';
import { readOrderReply } from '../../../core/hipay/order-answer.ts';
import { createNotifications } from '../../../core/hipay/passive-order.ts';
import { isSameContract, type SentOrder, sentOrderOf } from '../../../core/hipay/sent-order.ts';
import { maskedText } from '../../../core/masking.ts';
import type { AmountMinor } from '../../../core/money/amount.ts';
import { formatMajor } from '../../../core/money/amount.ts';
import type { CurrencyCode } from '../../../core/money/currency.ts';
import type { PaymentRecord } from '../../../core/payment/payment-record.ts';
import type { Gateway } from '../../../core/ports/gateway.ts';
import { gatewayUrls } from '../../../core/settings/gateway-url.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import { isObject } from '../../../core/stored-object.ts';
import type { HipayFacts } from './pilot-facts.ts';

const sha1 = { sha1: async (text: string) => createHash('sha1').update(text, 'utf8').digest('hex') };

export interface StageDeps {
  /** If HiPay is simulated, they have the address of the simulated one. */
  readonly settings: Settings;
  readonly gateway?: Gateway;
  readonly secrets: readonly string[];
  now(): number;
}

export interface StageOrder {
  readonly orderId: string;
  readonly paymentId: string;
  readonly amountMinor: number;
  readonly currency: CurrencyCode;
  readonly contract: 'first' | 'second';
}

const contracts = (settings: Settings): ShopContract[] => {
  const { pair, list } = contractsOf(settings);
  return [...pair, ...list];
};

export const countContracts = (settings: Settings): number => contracts(settings).length;

/** Sends an order to HiPay exactly as the connector notifies it of a sale. No card is charged. Throws in production. */
export async function sendStageOrder(order: StageOrder, deps: StageDeps): Promise<HipayFacts> {
  const { settings, gateway = httpGateway(), now } = deps;
  if (settings.environment === 'prod') throw new Error('no invented order for production');
  const contract = contracts(settings)[order.contract === 'first' ? 0 : 1];
  if (!contract) throw new Error('the shop has no such contract');
  const { kind, merchantId, paymentApplication, rank } = contract;
  const own: Settings = {
    ...settings,
    contracts: { [kind]: { merchantId, paymentApplication, rank } },
    contractList: [],
  };
  const [entry] = await createNotifications(saleOf(order, now()), own, sha1, () => order.paymentId, now());
  if (!entry) throw new Error('a sale has a notification');
  const sent = sentOrderOf(entry);
  const at = now();
  const reply = await gateway.sendOrder(accountOf(settings), entry.fields);
  const verdict = readOrderReply(reply, sent, now());
  return {
    ...replyFacts('order', sent, reply, { at, tookMs: now() - at }, deps),
    verdict: verdict.kind,
    ...('detail' in verdict && { words: maskedText(verdict.detail, deps.secrets) }),
  };
}

/** Looks an order up at HiPay, also in production, as the connector does after a lost answer. Changes nothing there. */
export async function lookUpAtHipay(sent: SentOrder, deps: StageDeps): Promise<HipayFacts> {
  const { settings, gateway = httpGateway(), now } = deps;
  const at = now();
  const reply = await gateway.lookUpOrder(accountOf(settings), sent.orderId);
  const verdict = readLookUp(reply, sent, now());
  const facts = replyFacts('look-up', sent, reply, { at, tookMs: now() - at }, deps);
  if (verdict.kind !== 'found')
    return {
      ...facts,
      verdict: verdict.kind,
      ...('detail' in verdict && { words: maskedText(verdict.detail, deps.secrets) }),
    };
  const { paymentId, amount, currency, transactions } = verdict.order;
  const shown = (text: string) => maskedText(text, deps.secrets).slice(0, 40);
  const all = contracts(settings);
  const place = (mid: string) => {
    const found = all.findIndex(({ merchantId }) => isSameContract(merchantId, mid));
    return found === 0 ? 'first' : found === 1 ? 'second' : 'other';
  };
  return {
    ...facts,
    verdict: 'found',
    paymentId: paymentId === undefined ? 'none' : paymentId === sent.paymentId ? 'ours' : 'other',
    contracts: transactions.flatMap(({ mid }) => (mid === undefined ? [] : [place(mid)])),
    ...(amount && { amountBack: shown(amount) }),
    ...(currency && { currencyBack: shown(currency) }),
  };
}

const accountOf = (settings: Settings) => ({
  ...gatewayUrls(settings),
  login: settings.hipay.login,
  password: settings.hipay.password,
  hashKey: settings.hipay.hashKey,
});

/** A paid sale that no terminal took. */
function saleOf({ orderId, paymentId, amountMinor, currency }: StageOrder, at: number): PaymentRecord {
  return {
    version: 1,
    paymentId,
    orderId,
    attempt: 1,
    request: {
      orderId,
      amountMinor: amountMinor as AmountMinor,
      currency,
      transactionType: 'Debit',
      paymentMeans: 'card',
      forceAuthorization: false,
      cart: [],
      customer: {},
      customData: {},
    },
    fingerprint: '',
    terminal: {
      registerNumber: '01',
      language: 'none',
      link: 'none',
      simulated: true,
      authorisationForced: false,
    },
    state: 'answered',
    outcome: 'APPROVED',
    createdAt: at,
    updatedAt: at,
    history: [],
  };
}

/** The order that was sent under a number, to compare a look-up with it. */
export const sentSale = (
  orderId: string,
  paymentId: string,
  amountMinor: number,
  currency: CurrencyCode,
): SentOrder => ({
  orderId,
  paymentId,
  amount: formatMajor(amountMinor, currency),
  currency,
  merchantId: '',
  operation: 'Sale',
  idInData: paymentId,
});

function replyFacts(
  call: HipayFacts['call'],
  { orderId, amount }: SentOrder,
  reply: GatewayReply,
  times: Pick<HipayFacts, 'at' | 'tookMs'>,
  { secrets }: StageDeps,
): Omit<HipayFacts, 'verdict'> {
  const facts = { kind: 'hipay', call, orderId, ...times, amountSent: amount } as const;
  if (reply.kind === 'no-answer') return { ...facts, status: 0, words: reply.reason };
  const body = parseClearJson(reply.body);
  const fields = isObject(body) ? body : {};
  const order = isObject(fields['order']) ? fields['order'] : fields;
  const text = (value: unknown) => {
    const read = scalarText.safeParse(value).data;
    return read ? maskedText(read, secrets).slice(0, 40) : undefined;
  };
  const code = hipayRefusal(body)?.code;
  const [state, amountBack, decimals, currencyBack] = [
    text(fields['state']),
    text(order['amount']),
    text(order['decimals'] ?? fields['decimals']),
    text(order['currency']),
  ];
  return {
    ...facts,
    status: reply.status,
    ...(code && { code }),
    ...(state && { state }),
    ...(amountBack && { amountBack }),
    ...(decimals && { decimals }),
    ...(currencyBack && { currencyBack }),
  };
}

import type { OutboxEntry, PaymentWithNotifications } from '../../../core/hipay/outbox-entry.ts';
import { maskedText } from '../../../core/masking.ts';
import { formatMajor } from '../../../core/money/amount.ts';
import type { ChargeStatement } from '../../../core/payment/charge-statement.ts';
import type { PaymentRecord } from '../../../core/payment/payment-record.ts';
import { statementOfPayment } from '../../../core/records/ledger.ts';
import { errorAnswer, orderAnswer } from '../../../core/rest/rest-messages.ts';
import type { OwnSidecar } from '../../access/owner-key.ts';
import { health } from '../status.ts';
import type { CheckFacts, PaymentFacts, ShopFacts } from './pilot-facts.ts';
import type { SentPayment } from './pilot-machine.ts';

/** The running program and this computer, as a pilot run sees them. */
export interface ShopDeps {
  /** Finds the running program. Called for each request: after a restart the program may have another port and key. */
  ownSidecar(): Promise<OwnSidecar | undefined>;
  /** The payments of the second copy that were created since `begin`. */
  payments(begin: number): Promise<readonly PaymentWithNotifications[]>;
  now(): number;
  pause(ms: number): Promise<void>;
  /** Seconds since this computer was started. */
  uptime(): number;
  /** Texts that are masked in everything that is written. */
  readonly secrets: readonly string[];
}

/** The records are read from so long before the request, ms, because the clock may have been set back since. */
const clockSlackMs = 60_000;
/** How long to wait until the second copy has the end of a payment, ms. */
const recordMs = 5000;
const lookEveryMs = 500;

const runningStates: ReadonlySet<string> = new Set(['intended', 'sending', 'waiting']);

/** Takes a payment by `POST /order` of the running program. If the answer is lost, the payment is looked up. */
export async function takePilotPayment(
  sent: SentPayment,
  shop: ShopFacts,
  deps: ShopDeps,
): Promise<PaymentFacts> {
  const begin = deps.now();
  const sidecar = await deps.ownSidecar();
  const reply = await sidecar?.call('POST', '/order', {
    amount: formatMajor(sent.amountMinor, shop.currency),
    currency: shop.currency,
    order_id: sent.orderId,
    transaction_type: 'Debit',
  });
  if (!reply) return lookUpPilotPayment(sent, 0, deps);
  const tookMs = deps.now() - begin;
  return { ...factsOf(sent, reply, await copyOf(sent, deps), deps.secrets), tookMs };
}

/** Looks a payment up until it is no longer in doubt, or the time is over. Sends nothing to the terminal. */
export async function lookUpPilotPayment(
  sent: SentPayment,
  waitMs: number,
  deps: ShopDeps,
): Promise<PaymentFacts> {
  const end = deps.now() + waitMs;
  for (;;) {
    const reply = await (await deps.ownSidecar())?.call('GET', `/orders/${sent.orderId}`);
    const facts = factsOf(
      sent,
      reply ?? { status: 0, body: undefined },
      await copyOf(sent, deps),
      deps.secrets,
    );
    if (facts.charge !== 'unknown' || deps.now() >= end) return facts;
    await deps.pause(lookEveryMs);
  }
}

/** The second copy of the payment, with its end if that comes in time. */
async function copyOf(
  { orderId, at }: SentPayment,
  deps: ShopDeps,
): Promise<PaymentWithNotifications | undefined> {
  const end = deps.now() + recordMs;
  for (;;) {
    const payments = await deps.payments(at - clockSlackMs);
    const copy = payments.findLast(({ record }) => record.orderId === orderId);
    // A refused request has no record. The result of a notification may come a moment after the end of the payment.
    const isOver =
      copy && !runningStates.has(copy.record.state) && copy.entries.every(({ state }) => state !== 'pending');
    if (isOver || deps.now() >= end) return copy;
    await deps.pause(lookEveryMs);
  }
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

function factsOf(
  { orderId, amountMinor, at }: SentPayment,
  { status, body }: Reply,
  copy: PaymentWithNotifications | undefined,
  secrets: readonly string[],
): PaymentFacts {
  const flat = orderAnswer.safeParse(body).data;
  const refused = errorAnswer.safeParse(body).data?.error;
  const { errorCode, errorDescription } = refused ?? flat ?? {};
  const charge = chargeOf(copy?.record, flat?.charge ?? refused?.charge);
  const isRefused = refused && charge !== 'unknown' && charge !== 'charged';
  const outcome = copy?.record.outcome ?? flat?.outcome ?? (isRefused ? 'NOT_SENT' : undefined);
  return {
    kind: 'payment',
    orderId,
    amountMinor,
    sentAt: at,
    status,
    charge,
    ...(errorCode && { errorCode }),
    ...(errorDescription && { description: maskedText(errorDescription, secrets) }),
    ...(outcome && { outcome }),
    ...(flat && { notified: flat.notificationHipaySent }),
    ...(copy && recordFacts(copy.record, secrets)),
    notifications: (copy?.entries ?? []).map(notificationFacts),
  };
}

/**
 * Decides about the charge from the second copy and the answer; each of them may be the older one. If one of them says `charged`,
 * it counts. An answer `not-charged` ends a doubt of the copy. Without both, a card may have been charged.
 */
function chargeOf(record: PaymentRecord | undefined, answered: ChargeStatement = 'unknown'): ChargeStatement {
  if (!record) return answered;
  const recorded = statementOfPayment(record);
  if (recorded === 'charged' || answered === 'charged') return 'charged';
  return recorded === 'unknown' && answered === 'not-charged' ? answered : recorded;
}

function recordFacts(
  { terminal, resolution, ...record }: PaymentRecord,
  secrets: readonly string[],
): Partial<PaymentFacts> {
  const answer = record.lateAnswer ?? record.answer;
  const back = answer?.privateDigits;
  const mask = (text: string) => maskedText(text, secrets);
  return {
    digitsSent: terminal.privateDigits !== undefined,
    ...(answer && {
      digitsBack: back === undefined ? 'none' : back === terminal.privateDigits ? 'same' : 'other',
      answer: {
        status: mask(answer.status),
        late: answer.late,
        ...(answer.reason && { reason: mask(answer.reason) }),
        ...(answer.paymentMode && { mode: mask(answer.paymentMode) }),
        ...(answer.cardMasked && { cardMasked: answer.cardMasked }),
        ...(answer.contractNumber && { contractNumber: mask(answer.contractNumber) }),
      },
    }),
    ...(resolution && { decidedByPerson: true }),
  };
}

const notificationFacts = ({
  contract,
  state,
  coveredBySibling,
  parkedAs,
  lastFailure,
}: OutboxEntry): PaymentFacts['notifications'][number] => {
  const reason = state === 'delivered' ? undefined : (parkedAs ?? lastFailure);
  return { contract, state, ...(coveredBySibling && { covered: true }), ...(reason && { reason }) };
};

/** Asks the program and the terminal, without an amount, until a payment could be taken, or the time is over. */
export async function checkPilotShop(waitMs: number, deps: ShopDeps): Promise<CheckFacts> {
  const begin = deps.now();
  for (;;) {
    const sidecar = await deps.ownSidecar();
    const terminal = (await sidecar?.call('GET', '/check'))?.body as { ready?: unknown } | undefined;
    const state = health.safeParse((await sidecar?.call('GET', '/health'))?.body).data;
    const waitedMs = deps.now() - begin;
    const ready = terminal?.ready === true;
    if (!ready && waitedMs < waitMs) {
      await deps.pause(lookEveryMs * 2);
      continue;
    }
    return {
      kind: 'check',
      at: deps.now(),
      ready,
      waitedMs,
      bootedAt: deps.now() - deps.uptime() * 1000,
      warnings: (state?.warnings ?? []).map((warning) => maskedText(warning, deps.secrets)),
      ...(state?.terminal && { terminal: state.terminal }),
      ...(state && { page: state.page, version: state.version }),
      ...(sidecar && { pid: sidecar.pid }),
    };
  }
}

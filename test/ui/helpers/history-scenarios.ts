import type { PaymentRow, Snapshot } from '../../../src/core/connector-api/snapshot.ts';
import type { PaymentStory, TimelineStep } from '../../../src/core/connector-api/timeline.ts';
import { chargeByOutcome } from '../../fakes/charge-by-outcome.ts';
import { bakeryDay, bakeryNotifications, bakeryRefund, bakerySale } from './bakery.ts';
import { answerTo, calmSnapshot, FakeConnector } from './fake-connector.ts';
import { click, type } from './mount.ts';
import type { Scenario } from './scenarios.ts';

const minute = 60_000;

/** The start of today, epoch ms. */
const today = () => new Date(new Date().toDateString()).getTime();
/** The time of payment `n`, epoch ms: all payments are spread between the start of today and now. */
const timeOf = (n: number, payments: number) => today() + Math.floor(((Date.now() - today()) * n) / payments);

export const historyRow = (n: number, change: Partial<PaymentRow> = {}): PaymentRow => ({
  paymentId: `h-${String(n).padStart(4, '0')}`,
  orderId: `T1-20261123-${String(n).padStart(4, '0')}`,
  transactionType: 'Debit',
  paymentMeans: 'card',
  hasReceipt: true,
  amountMinor: 290 + ((n * 7919) % 9000),
  currency: 'EUR',
  state: 'answered',
  outcome: 'APPROVED',
  createdAt: timeOf(n, 300),
  notification: { sent: true, count: 1, pending: 0 },
  simulated: false,
  cardMasked: `497010******${String((n * 37) % 10_000).padStart(4, '0')}`,
  contracts: [n % 3 === 0 ? 'proxy' : 'nfc'],
  contested: false,
  charge: chargeByOutcome['outcome' in change ? (change.outcome ?? 'UNKNOWN') : 'APPROVED'],
  ...change,
});

const nothingSent = { sent: false, count: 0, pending: 0 };

/** The payments of the busy day that are no ordinary approved sale, by number. */
const specialPayments: Readonly<Record<number, Partial<PaymentRow>>> = {
  17: {
    outcome: 'DECLINED',
    failure: 'declined',
    notification: nothingSent,
    contracts: [],
    hasReceipt: false,
  },
  40: { transactionType: 'Credit', amountMinor: 1999 },
  77: { outcome: 'CANCELLED', failure: 'cancelled', notification: nothingSent, contracts: [] },
  120: {
    outcome: 'UNKNOWN',
    state: 'unknown',
    failure: 'outcome-unknown',
    notification: nothingSent,
    contracts: [],
  },
  160: { outcome: 'PARTIALLY_APPROVED', amountMinor: 5000, askedMinor: 8000 },
  200: { transactionType: 'Authorization', amountMinor: 15_000 },
  222: {
    outcome: 'NOT_SENT',
    state: 'closed',
    failure: 'terminal-silent',
    notification: nothingSent,
    contracts: [],
  },
  298: { contracts: ['nfc', 'proxy'] },
  299: { notification: { sent: false, count: 0, pending: 1, failure: 'hipay-unreachable' } },
};

export const busyDay = (): PaymentRow[] =>
  Array.from({ length: 300 }, (_, n) => historyRow(n, specialPayments[n])).reverse();

const currencies = (): PaymentRow[] => [
  historyRow(1),
  historyRow(2, { currency: 'CHF', amountMinor: 4550 }),
  historyRow(3, { currency: 'JPY', amountMinor: 12_800 }),
  historyRow(4, { currency: 'KWD', amountMinor: 10_235 }),
  historyRow(5, { currency: 'EUR', transactionType: 'Credit', amountMinor: 990 }),
  historyRow(6, { simulated: true }),
];

/** Sales and a refund, sent and not yet sent, one of them recorded by a person. */
const mixed = (): PaymentRow[] => [
  historyRow(1, { amountMinor: 1000, contracts: ['proxy'] }),
  historyRow(2, {
    amountMinor: 2000,
    contracts: ['proxy'],
    notification: { sent: false, count: 0, pending: 1 },
  }),
  historyRow(3, { amountMinor: 400, contracts: ['proxy'], transactionType: 'Credit' }),
  historyRow(4, {
    amountMinor: 700,
    contracts: ['nfc', 'proxy'],
    state: 'resolved',
    resolution: { paid: true, by: 'AB', why: 'ticket', at: 1 },
    notification: { sent: false, count: 0, pending: 0 },
  }),
  historyRow(5, { outcome: 'DECLINED', failure: 'declined', notification: nothingSent, contracts: [] }),
];

const history = (
  rows: readonly PaymentRow[],
  clicks: readonly string[] = [],
  now: Partial<Snapshot> = {},
): Scenario => {
  const connector = new FakeConnector(calmSnapshot({ payments: [...rows].slice(0, 200), ...now }));
  connector.history = rows;
  return { area: 'payments', connector, clicks };
};

/** The morning of a bakery: two payments to check, one that waits to be sent. */
const bakery = (clicks: readonly string[] = []): Scenario => {
  const notifications = bakeryNotifications();
  const outbox = { pending: 1, parked: 0, oldestAt: notifications[0]!.createdAt };
  return history(bakeryDay(), clicks, { notifications, outbox });
};

const step = (
  kind: TimelineStep['kind'],
  afterMs: number,
  change: Partial<TimelineStep> = {},
): TimelineStep => ({
  kind,
  at: today() + 9 * 3600_000 + afterMs,
  ...change,
});

const exchange = (): TimelineStep[] => [
  step('recorded', 0),
  step('frame', 4, { direction: 'sent', detail: 'ENQ' }),
  step('frame', 9, { direction: 'received', detail: 'ACK' }),
  step('sending', 12),
  step('frame', 13, { direction: 'sent', detail: 'request E+ register 01 amount 10.23 EUR debit' }),
  step('frame', 31, { direction: 'received', detail: 'ACK' }),
  step('accepted', 33),
  step('frame', 11_800, {
    direction: 'received',
    detail:
      'answer register 01 status 0 amount 10.23 EUR mode 1 report 497010******0042 private "0000000000"',
  }),
  step('answered', 11_802, { outcome: 'APPROVED' }),
  step('kept', 11_806),
  step('queued', 11_806, { contract: 'nfc' }),
  step('frame', 11_807, { direction: 'sent', detail: 'ACK' }),
  step('acknowledged', 11_807),
];

export const paidStory = (): PaymentStory => ({
  row: historyRow(42, { amountMinor: 1023 }),
  steps: [
    ...exchange(),
    step('tried', 12_950, { contract: 'nfc', attempt: 1, failure: 'hipay-unreachable' }),
    step('told', 15_240, { contract: 'nfc', attempt: 2, detail: '800392114500' }),
  ],
});

const doubtfulStory = (): PaymentStory => ({
  row: historyRow(120, { ...specialPayments[120], state: 'resolved', outcome: 'APPROVED' }),
  steps: [
    step('recorded', 0),
    step('sending', 12),
    step('accepted', 33),
    step('unknown', 95_000, { detail: 'line closed while waiting for the answer' }),
    step('resolved', 380_000, { paid: true, by: 'Ana', detail: 'Ticket with this amount, accepted' }),
    step('queued', 380_004, { contract: 'proxy' }),
    step('tried', 380_900, { contract: 'proxy', attempt: 1, failure: 'hipay-unreachable' }),
    step('late-answer', 420_000, { detail: 'refused by the bank' }),
    step('alarm', 420_003, { outcome: 'DECLINED' }),
    step('parked', 430_000, { contract: 'proxy', failure: 'hipay-credentials', detail: 'HTTP 401' }),
    step('next-try', 960_000, { contract: 'nfc', attempt: 4, failure: 'hipay-unreachable' }),
  ],
});

/** Opens the first payment. */
const story = (shown: PaymentStory | 'reading' | 'failed', clicks: readonly string[] = []): Scenario => {
  const scenario = history([historyRow(42, { amountMinor: 1023 })], ['.r', ...clicks]);
  if (shown === 'reading') {
    scenario.connector.onReadPayment = () => new Promise(() => {});
    return { ...scenario, neverEnds: true };
  }
  if (shown === 'failed') scenario.connector.onReadPayment = () => Promise.reject(new Error('storage'));
  else scenario.connector.story = shown;
  return scenario;
};

/** Lets each page of the journal fail after the first `afterPages` pages. */
const failing = (scenario: Scenario, afterPages = 0): Scenario => {
  let pages = 0;
  scenario.connector.onListPayments = (page) => {
    pages += 1;
    if (pages > afterPages) throw new Error('storage');
    return page;
  };
  return scenario;
};

const olderUnknown = (): PaymentRow => ({
  ...historyRow(1, specialPayments[120]),
  createdAt: today() - 3 * 24 * 60 * minute,
});

export const overdueOutbox = (): Partial<Snapshot> => ({
  outbox: { pending: 0, parked: 1, oldestAt: Date.now() - 130 * minute },
  notifications: [
    {
      entryId: 'n-9',
      orderId: 'T1-20261123-0009',
      contract: 'proxy',
      amount: '61.38',
      currency: 'EUR',
      state: 'parked',
      attempts: 2,
      createdAt: Date.now() - 130 * minute,
      nextAttemptAt: Date.now(),
      failure: 'hipay-refused',
      detail: '3010004 Duplicate Order',
    },
  ],
});

/** What the terminal and HiPay did with the bakery's sale. */
const bakerySteps = (isWaiting: boolean): TimelineStep[] => {
  const at = (second: number, ms = 0) => bakerySale().createdAt + (second - 2) * 1000 + ms;
  return [
    { kind: 'recorded', at: at(2) },
    { kind: 'sending', at: at(2, 100) },
    { kind: 'accepted', at: at(2, 400) },
    { kind: 'answered', at: at(11), outcome: 'APPROVED' },
    { kind: 'queued', at: at(11, 6), contract: 'nfc' },
    isWaiting
      ? { kind: 'tried', at: at(12), contract: 'nfc', attempt: 1, failure: 'hipay-unreachable' }
      : { kind: 'told', at: at(12), contract: 'nfc', attempt: 1, detail: '800352114500' },
  ];
};

const doubtfulRefund = () =>
  bakeryRefund(320, { outcome: 'UNKNOWN', state: 'unknown', failure: 'outcome-unknown', charge: 'unknown' });

const sumOf = (rows: readonly PaymentRow[], charge: PaymentRow['charge']): number =>
  rows.filter((row) => row.charge === charge).reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** The page of the bakery's sale, with what was given back of it. */
export const bakeryPayment = ({
  given = [],
  isWaiting = false,
  clicks = [],
}: {
  given?: readonly PaymentRow[];
  isWaiting?: boolean;
  clicks?: readonly string[];
} = {}): Scenario => {
  const [refundedMinor, heldMinor] = [sumOf(given, 'charged'), sumOf(given, 'unknown')];
  const sale = bakerySale({
    ...(given.length > 0 && { givenBack: { refundedMinor, heldMinor } }),
    ...(isWaiting && { notification: { sent: false, count: 0, pending: 1, failure: 'hipay-unreachable' } }),
  });
  const rows = [...given, ...bakeryDay().map((row) => (row.paymentId === sale.paymentId ? sale : row))];
  const scenario = history(rows, clicks);
  const { connector } = scenario;
  connector.story = { row: sale, steps: bakerySteps(isWaiting) };
  connector.linked = given;
  connector.saleRefunds = {
    orderId: sale.orderId,
    currency: 'EUR',
    paymentMeans: 'card',
    paidMinor: 1250,
    refundedMinor,
    heldMinor,
    refundableMinor: heldMinor > 0 ? 0 : 1250 - refundedMinor,
    refunds: given.map(({ orderId, amountMinor, charge }) => ({
      orderId,
      amountMinor,
      charge: charge === 'charged' ? 'charged' : 'unknown',
    })),
    ...(heldMinor > 0 && { refusal: { failure: 'refund-in-doubt', detail: 'a refund is in doubt' } }),
  };
  return { ...scenario, place: `payment/${encodeURIComponent(sale.paymentId)}` };
};

const refundPage = (): Scenario => {
  const refund = bakeryRefund(320);
  const scenario = bakeryPayment({ given: [refund] });
  scenario.connector.linked = [bakerySale({ givenBack: { refundedMinor: 320, heldMinor: 0 } })];
  scenario.connector.story = { row: refund, steps: [] };
  return { ...scenario, place: `payment/${encodeURIComponent(refund.paymentId)}` };
};

export const historyScenarios: Readonly<Record<string, () => Scenario>> = {
  'busy-day': () => history(busyDay()),
  'payments-day': () => bakery(),
  'payments-search': () => ({ ...bakery(), afterwards: () => type('#search', '3,20') }),
  'payments-nothing': () => ({ ...bakery(), afterwards: () => type('#search', '77,77') }),
  'payments-more': () => bakery(['#more']),
  'busy-day-found': () => ({ ...history(busyDay()), afterwards: () => type('#search', '50,00') }),
  'busy-day-nothing-found': () => ({
    ...history(busyDay()),
    afterwards: () => type('#search', 'no such order'),
  }),
  'busy-day-filtered': () => history(busyDay(), ['#filter-to-check']),
  currencies: () => history(currencies()),
  'simulated-counted': () => history(currencies(), ['#more', '#count-simulated']),
  'other-days': () => history(busyDay(), ['#more', '#period-span']),
  'empty-month': () => history([], ['#more', '#period-month']),
  'older-unknown': () => history([historyRow(1)], [], { payments: [historyRow(1), olderUnknown()] }),
  'report-open': () => ({ ...bakery(), place: 'report' }),
  'report-mixed': () => ({ ...history(mixed()), place: 'report' }),
  'report-closed': () => ({
    ...history(busyDay().filter(({ outcome }) => outcome !== 'UNKNOWN')),
    place: 'report',
  }),
  'report-currencies': () => ({ ...history(currencies()), place: 'report' }),
  'report-partly': () => ({ ...failing(history(busyDay()), 1), place: 'report' }),
  'day-close': () => ({ ...history(busyDay(), ['#slip-open']), place: 'report' }),
  'payment-paid': () => bakeryPayment(),
  'payment-refund': () => bakeryPayment({ clicks: ['#refund'] }),
  'payment-refund-part': () => ({
    ...bakeryPayment({ clicks: [] }),
    afterwards: async () => {
      await click('#refund');
      await click('#part');
      await type('#refund-amount', '3,20');
    },
  }),
  'payment-refunded': () => bakeryPayment({ given: [bakeryRefund(320)] }),
  'payment-refund-of': () => refundPage(),
  'payment-waiting': () => bakeryPayment({ isWaiting: true }),
  'payment-confirm': () => {
    const scenario = bakeryPayment({ given: [bakeryRefund(1250)] });
    return { ...scenario, place: `${scenario.place}/refund` };
  },
  'payment-refund-in-doubt': () => bakeryPayment({ given: [doubtfulRefund()], clicks: ['#refund'] }),
  'payment-refund-refused': () => {
    const scenario = bakeryPayment({ clicks: ['#refund', '#give-back'] });
    scenario.connector.onTakePayment = async (request) =>
      answerTo(request, {
        paymentId: undefined,
        outcome: 'NOT_SENT',
        failure: 'request-invalid',
        charge: 'nothing-sent',
        detail: 'refund_of: more than is left of the sale. 9.30 EUR of it can be given back',
        refundable: { amountMinor: 930, currency: 'EUR' },
      });
    return scenario;
  },
  'csv-failed': () => failing(history(busyDay(), ['#more', '#save-csv']), 1),
  'history-reading': () => {
    const scenario = history(busyDay().slice(0, 5));
    scenario.connector.onListPayments = () => new Promise(() => {});
    return scenario;
  },
  'history-failed': () => failing(history([])),
  story: () => story(paidStory()),
  'story-frames': () => story(paidStory(), ['#technical summary', '#frames']),
  'story-doubtful': () => story(doubtfulStory()),
  'story-reading': () => story('reading'),
  'story-failed': () => story('failed'),
  'story-none': () => {
    const scenario = story(paidStory());
    scenario.connector.story = null;
    return scenario;
  },
  overdue: () => ({ area: 'pay', connector: new FakeConnector(calmSnapshot(overdueOutbox())) }),
  'overdue-payments': () => history([historyRow(1)], [], overdueOutbox()),
  needs: () => ({ ...history(busyDay(), [], overdueOutbox()), place: 'needs' }),
  'sent-one-in-vain': () => {
    const scenario = history([historyRow(1)], ['.send-one'], overdueOutbox());
    scenario.connector.onSend = () => ({ delivered: 0, left: 1 });
    return { ...scenario, place: 'needs' };
  },
};

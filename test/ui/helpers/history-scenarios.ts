import type { PaymentRow, Snapshot } from '../../../src/core/connector-api/snapshot.ts';
import type { PaymentStory, TimelineStep } from '../../../src/core/connector-api/timeline.ts';
import { chargeByOutcome } from '../../fakes/charge-by-outcome.ts';
import { calmSnapshot, FakeConnector } from './fake-connector.ts';
import { choose, type } from './mount.ts';
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

const history = (
  rows: readonly PaymentRow[],
  clicks: readonly string[] = [],
  now: Partial<Snapshot> = {},
): Scenario => {
  const connector = new FakeConnector(calmSnapshot({ payments: [...rows].slice(0, 200), ...now }));
  connector.history = rows;
  return { area: 'payments', connector, clicks };
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

/** Opens the story of the first row. */
const story = (shown: PaymentStory | 'reading' | 'failed', clicks: readonly string[] = []): Scenario => {
  const scenario = history([historyRow(42, { amountMinor: 1023 })], ['.story', ...clicks]);
  if (shown === 'reading') scenario.connector.onReadPayment = () => new Promise(() => {});
  else if (shown === 'failed') scenario.connector.onReadPayment = () => Promise.reject(new Error('storage'));
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

export const historyScenarios: Readonly<Record<string, () => Scenario>> = {
  'busy-day': () => history(busyDay()),
  'busy-day-details': () => history(busyDay(), ['details summary']),
  'busy-day-found': () => ({ ...history(busyDay()), afterwards: () => type('#search', '50,00') }),
  'busy-day-nothing-found': () => ({
    ...history(busyDay()),
    afterwards: () => type('#search', 'no such order'),
  }),
  'busy-day-filtered': () => ({ ...history(busyDay()), afterwards: () => choose('#outcome', 'UNKNOWN') }),
  currencies: () => history(currencies()),
  'simulated-counted': () => history(currencies(), ['#count-simulated']),
  'other-days': () => history(busyDay(), ['#period-span']),
  'empty-month': () => history([], ['#period-month']),
  'older-unknown': () => history([historyRow(1)], [], { payments: [historyRow(1), olderUnknown()] }),
  'day-close': () => history(busyDay(), ['#close-day']),
  'day-close-partly': () => failing(history(busyDay(), ['#close-day']), 1),
  'csv-failed': () => failing(history(busyDay(), ['#save-csv']), 1),
  'history-reading': () => {
    const scenario = history(busyDay().slice(0, 5));
    scenario.connector.onListPayments = () => new Promise(() => {});
    return scenario;
  },
  'history-failed': () => failing(history([])),
  story: () => story(paidStory()),
  'story-frames': () => story(paidStory(), ['#frames']),
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
  'sent-one-in-vain': () => {
    const scenario = history([historyRow(1)], ['.send-one'], overdueOutbox());
    scenario.connector.onSend = () => ({ delivered: 0, left: 1 });
    return scenario;
  },
};

import type { CallResult } from '../../../src/core/connector-api/connector-api.ts';
import type { FoundHipayProgram, SetupLook } from '../../../src/core/connector-api/first-setup.ts';
import {
  type LivePayment,
  type PaymentRow,
  paymentPhase,
  type Snapshot,
} from '../../../src/core/connector-api/snapshot.ts';
import type { PageDescription } from '../../../src/core/diagnostics/diagnose.ts';
import type { Outcome } from '../../../src/core/payment/outcome.ts';
import type { TerminalState } from '../../../src/texts/load-texts.ts';
import type { OperatingSystem, PageState } from '../../../src/ui/host-api.ts';
import { statusBadges } from '../../../src/ui/model/terminal-status.ts';
import { type Area, guideHash } from '../../../src/ui/page-address.ts';
import { diagnosticsScenarios } from './diagnostics-scenarios.ts';
import { answerTo, calmSnapshot, FakeConnector, shopSettings } from './fake-connector.ts';
import type { FakeHostApi } from './fake-host-api.ts';
import { historyScenarios } from './history-scenarios.ts';
import { choose, click, settled, type } from './mount.ts';
import {
  alarms,
  comingRecords,
  fullDisk,
  livePayment,
  lostRecords,
  notifications,
  rows,
  soldRows,
  tickets,
  unusualRows,
} from './sample-rows.ts';
import { settingsScenarios } from './settings-scenarios.ts';

/** A situation on the screen, for the gallery, the screenshots and the accessibility check. */
export interface Scenario {
  readonly area: Area;
  readonly place?: string;
  readonly pageDescription?: PageDescription | 'failed';
  readonly connector: FakeConnector;
  readonly page?: Partial<PageState>;
  readonly scripts?: readonly string[];
  /** The operating system; Linux by default. */
  readonly machine?: Partial<Pick<FakeHostApi, 'system' | 'setupLook' | 'setupReply'>>;
  /** Runs after the page is shown, before the clicks. */
  readonly afterwards?: (connector: FakeConnector) => void | Promise<void>;
  /** Selectors that are clicked in this order. */
  readonly clicks?: readonly string[];
  /** True if the clicks open something that never ends loading. */
  readonly neverEnds?: boolean;
}

const on = (area: Area, now: Partial<Snapshot> = {}, page?: Partial<PageState>): Scenario => ({
  area,
  connector: new FakeConnector(calmSnapshot(now)),
  ...(page ? { page } : {}),
});

/** A payment that ends while the page is open. The page shows no older result: that is only in the list. */
const ended = (outcome: Outcome, change: Partial<LivePayment> = {}): Scenario => {
  const payment = livePayment({ phase: 'finished', outcome, ...change });
  return {
    ...on('pay', { payment: livePayment(), payments: rows() }),
    afterwards: (connector) =>
      connector.show({
        payment,
        payments: rows().map((each) =>
          each.paymentId === payment.paymentId ? endedRow(each, payment) : each,
        ),
      }),
  };
};

/** The row of a payment that has ended on the screen. */
function endedRow(row: PaymentRow, { outcome = 'UNKNOWN', ...payment }: LivePayment): PaymentRow {
  const isInDoubt = outcome === 'UNKNOWN' || outcome === 'OTHER_PAYMENT';
  const { orderId, transactionType, amountMinor, hasReceipt, startedAt, charge, failure } = payment;
  const state = payment.resolution ? 'resolved' : isInDoubt ? 'unknown' : 'answered';
  return {
    ...row,
    ...{ orderId, transactionType, amountMinor, hasReceipt, outcome, charge, state },
    createdAt: startedAt,
    ...(failure && { failure }),
    ...(outcome === 'APPROVED' && { cardMasked: '497010******4417' }),
  };
}

const notPaid = { paid: false, by: 'Ana', why: 'No ticket for this payment', at: 0 };

/** What is decided for the payment in doubt on the screen. */
const recordPaid = async (): Promise<void> => {
  for (const selector of ['#resolve', '#paid']) await click(selector);
  await type('#by', 'Ana');
  await click('#record');
};

const resolving = (clicks: readonly string[]): Scenario => {
  const change = { failure: 'outcome-unknown', paymentId: 'p-5' } as const;
  return { ...ended('UNKNOWN', change), clicks: ['#resolve', ...clicks] };
};

/** The connector of a till without a terminal and without an account. */
const notSetUp = () =>
  new FakeConnector(
    calmSnapshot({ terminal: noTerminal['not-chosen'], sidecar: 'none' }),
    shopSettings({ hipay: undefined as never, contracts: {} }),
  );

/** The browser's list was closed without a choice. */
const noPort = (system: OperatingSystem, clicks: readonly string[]): Scenario => ({
  area: 'pay',
  connector: notSetUp(),
  machine: { system },
  clicks: ['#connect', ...clicks],
});

const silentTerminal = (): Snapshot =>
  calmSnapshot({ sidecar: 'none', terminal: { ...calmSnapshot().terminal, state: 'silent' } });

/** The guide of the first day, opened from the pay screen. */
const guide = (clicks: readonly string[], now?: Snapshot, withContract = false): Scenario => {
  const connector = notSetUp();
  if (now) connector.now = now;
  if (withContract) connector.visible = { ...connector.visible, contracts: shopSettings().contracts };
  return { area: 'pay', connector, clicks: ['#guide', ...clicks] };
};

/** HiPay's connector, as the sidecar finds it on a computer. */
export const foundHipay: FoundHipayProgram = {
  path: 'C:\\Program Files\\hipay\\ecr-connector\\bin\\data\\config.yml',
  login: '12345678.stage-secure-gateway.hipay-tpp.com',
  environment: 'stage',
  contracts: ['proxy 1234567', 'nfc 1234568'],
  localPort: '8080',
  tillUser: 'log',
  switchOff: ['schtasks /Change /TN "Desktop Connector" /Disable', 'taskkill /F /IM tp-manager.exe'],
};

/** The guide of a sidecar without a configuration. */
const shopGuide = (
  clicks: readonly string[],
  { look = { serialPorts: ['COM3'] }, ...machine }: { look?: SetupLook } & Scenario['machine'] = {},
  afterwards: Scenario['afterwards'] = () => {},
): Scenario => ({
  area: 'pay',
  connector: new FakeConnector(calmSnapshot({ ...simulated, firstSetup: true }), shopSettings({}, true)),
  machine: { setupLook: look, ...machine },
  clicks,
  afterwards: async (connector) => {
    location.hash = guideHash;
    await settled();
    await afterwards(connector);
  },
});

/** The form of a refund, filled in by hand. */
async function fillRefund(): Promise<void> {
  await type('#amount', '10,23');
  await click('#more');
  await choose('#operation', 'refund');
}

const simulated: Partial<Snapshot> = {
  simulated: { terminal: true, gateway: true },
  terminal: { state: 'ready', seenAt: Date.now() - 3000, description: 'Simulated terminal', simulated: true },
};

const noTerminal = {
  'not-chosen': { state: 'not-chosen', seenAt: 0, description: '', simulated: false },
} as const;
const onNetwork = { link: 'tcp', language: 'caisse-ap-v3', tcp: { host: '192.168.1.20', port: 8888 } };
const scripts = ['accept', 'refuse', 'slow-customer', 'wrong-lrc-once'];

const sevenEven = {
  baudRate: 9600,
  dataBits: 7,
  parity: 'even',
  stopBits: 1,
  flowControl: 'none',
} as const;

const attempt = {
  device: 'USB 0403:6001',
  place: 2,
  devices: 2,
  line: '9600 7E1',
  attempt: 8,
  attempts: 48,
};

/** Without a `result`, the search is still running. */
const finding = (result: CallResult<'findTerminal'> | undefined, settings = shopSettings()): Scenario => {
  const connector = new FakeConnector(calmSnapshot(), settings);
  connector.onFind = () => (result ? Promise.resolve(result) : new Promise(() => {}));
  return { area: 'pay', connector, clicks: ['#terminal', '#find'] };
};

const each = <Name extends string>(
  kind: string,
  names: readonly Name[],
  make: (name: Name) => Scenario,
): Record<string, () => Scenario> =>
  Object.fromEntries(names.map((name) => [`${kind}-${name}`, () => make(name)]));

const paidSale = {
  id: 'q-1',
  orderId: 'T1-20261130-0931',
  amountMinor: 330,
  currency: 'EUR' as const,
  at: Date.UTC(2026, 10, 30, 9, 32),
};

export const scenarios: Readonly<Record<string, () => Scenario>> = {
  ...historyScenarios,
  ...settingsScenarios,
  ...diagnosticsScenarios,
  pay: () => on('pay'),
  'first-run': () => ({
    area: 'pay',
    connector: new FakeConnector(
      calmSnapshot({ terminal: noTerminal['not-chosen'], sidecar: 'none' }),
      shopSettings({ hipay: undefined as never, contracts: {} }),
    ),
  }),
  'port-help': () => noPort('linux', ['#group summary', '#box summary', '#driver summary']),
  'port-help-menu': () => noPort('windows', ['#cable summary', '#menu summary', '#programs summary']),
  'port-help-macos': () => noPort('macos', ['#driver summary']),
  'port-help-android': () => noPort('android', ['#driver summary']),
  'guide-language': () => guide([]),
  'guide-terminal': () => guide(['#to-terminal']),
  'guide-found': () => guide(['#to-terminal'], calmSnapshot({ sidecar: 'none' })),
  'guide-silent': () => guide(['#to-terminal'], silentTerminal()),
  'guide-searching': () => {
    const scenario = guide(['#to-terminal', '#find'], silentTerminal());
    scenario.connector.now = { ...scenario.connector.now, finding: attempt };
    scenario.connector.onFind = () => new Promise(() => {});
    return scenario;
  },
  'guide-nothing': () => guide(['#to-terminal', '#find'], silentTerminal()),
  'guide-account': () => guide(['#to-account']),
  'guide-test': () => guide(['#to-test'], calmSnapshot({ sidecar: 'none' }), true),
  'guide-no-contract': () => guide(['#to-test'], calmSnapshot({ sidecar: 'none' })),
  'guide-simulated': () => guide(['#to-test'], calmSnapshot({ ...simulated, sidecar: 'none' }), true),
  'guide-nothing-to-charge': () => guide(['#to-test']),
  'shop-guide': () => shopGuide([]),
  'shop-guide-found': () => shopGuide([], { look: { serialPorts: [], hipayProgram: foundHipay } }),
  'shop-guide-account': () => shopGuide(['#account']),
  'shop-guide-terminal': () =>
    shopGuide(['#account-given', 'input[value="network"]'], {}, async () => {
      await click('#account');
      await type('[id="hipay.login"]', '12345678.stage-secure-gateway.hipay-tpp.com');
      await type('[id="hipay.password"]', 'Test_password');
      await type('[id="contracts.proxy.merchantId"]', '1234567');
      await type('[id="contracts.proxy.paymentApplication"]', '001');
      await type('[id="contracts.proxy.rank"]', '001');
    }),
  'shop-guide-refused': () =>
    shopGuide(['#trial'], {
      setupReply: { written: false, why: 'payment-running', detail: 'a payment runs' },
    }),
  'shop-guide-starting-again': () => shopGuide(['#trial']),
  'shop-guide-payment': () =>
    shopGuide([], {}, async (connector) => {
      await click('#trial');
      const { firstSetup: _, ...rest } = connector.now;
      connector.now = rest;
      connector.show({});
    }),
  running: () =>
    on('pay', { payment: livePayment(), terminal: { ...calmSnapshot().terminal, state: 'paying' } }),
  approved: () => ended('APPROVED', { paymentId: 'p-4', hasReceipt: true }),
  declined: () => ended('DECLINED', { failure: 'declined', detail: 'refused (AF=04)' }),
  'not-paid': () => ended('DECLINED', { failure: 'declined' }),
  'refund-not-paid': () => ended('DECLINED', { failure: 'declined', transactionType: 'Credit' }),
  cancelled: () => ended('CANCELLED', { failure: 'cancelled' }),
  'not-sent': () => ended('NOT_SENT', { failure: 'terminal-silent', detail: 'no ACK to ENQ, 3 attempts' }),
  refund: () => ({ ...on('pay'), afterwards: fillRefund }),
  'refund-confirm': () => ({ ...on('pay'), afterwards: fillRefund, clicks: ['.take'] }),
  'refund-running': () => on('pay', { payment: livePayment({ transactionType: 'Credit' }) }),
  refunded: () => ended('APPROVED', { transactionType: 'Credit', hasReceipt: true }),
  'refund-unknown': () =>
    ended('UNKNOWN', { transactionType: 'Credit', failure: 'outcome-unknown', paymentId: 'p-13' }),
  'refund-resolve': () => ({
    ...ended('UNKNOWN', { transactionType: 'Credit', failure: 'outcome-unknown', paymentId: 'p-13' }),
    clicks: ['#resolve', '#paid'],
  }),
  reserved: () => ended('APPROVED', { transactionType: 'Authorization' }),
  'partly-approved': () => ended('PARTIALLY_APPROVED', { amountMinor: 100_000, askedMinor: 123_450 }),
  'resolve-duplicate': () => {
    const scenario = resolving(['#ask-duplicate']);
    scenario.connector.visible = shopSettings({ terminal: { language: 'caisse-ap-v3' } as never });
    scenario.connector.onTakePayment = async (request) =>
      answerTo(request, {
        transactionType: 'Duplicate',
        told: { amountMinor: request.amountMinor, currencyNumeric: '978' },
        authorisationNumber: '654321',
        cardMasked: '497010******0042',
        receipts: [tickets[0]],
      });
    return scenario;
  },
  receipt: () => {
    const scenario = ended('APPROVED', { hasReceipt: true });
    scenario.connector.receipts = tickets;
    return { ...scenario, clicks: ['#receipt'] };
  },
  unknown: () =>
    ended('UNKNOWN', { failure: 'outcome-unknown', detail: 'line closed while waiting for the answer' }),
  'other-payment': () =>
    ended('OTHER_PAYMENT', {
      failure: 'other-payment',
      detail: 'the terminal answered for amount 15.00 EUR instead of 1234.50 EUR',
      terminalSays: { money: { amountMinor: 1500, currency: 'EUR' } },
    }),
  resolve: () => resolving([]),
  'resolve-confirm': () => resolving(['#paid', 'summary']),
  'resolve-other': () => resolving(['#other']),
  'resolve-missing': () => resolving(['#not-paid', '#record']),
  'resolve-done': () => {
    const scenario = resolving([]);
    return {
      ...scenario,
      clicks: [],
      afterwards: async (connector) => {
        await scenario.afterwards?.(connector);
        await settled();
        await recordPaid();
      },
    };
  },
  'resolve-done-all': () => ({
    ...on('pay', {
      payments: rows().filter(({ state, paymentId }) => state !== 'unknown' || paymentId === 'p-5'),
    }),
    afterwards: recordPaid,
  }),
  'check-list': () => ({
    ...on('payments', { payments: [...unusualRows(), ...rows()] }),
    afterwards: async () => {
      location.hash = '#/check';
      await settled();
    },
  }),
  resolved: () => ended('DECLINED', { failure: 'declined', resolution: notPaid }),
  reloaded: () => on('pay', { payments: rows() }),
  'same-amount': () => ({
    ...on('pay', { payments: rows().map((each) => ({ ...each, doubtfulSince: Date.now() })) }),
    afterwards: async () => {
      for (const selector of ['#dismiss', '#dismiss']) await click(selector);
      await type('#amount', '51,15');
    },
    clicks: ['.take'],
  }),
  unresolved: () => ({
    ...on('pay', { payments: [...unusualRows(), ...rows()] }),
    clicks: ['#dismiss', '#dismiss', '#dismiss'],
  }),
  alarms: () => on('pay', { alarms }),
  payments: () =>
    on('payments', {
      payments: [...unusualRows(), ...rows()],
      notifications: notifications(),
      outbox: { pending: 1, parked: 1, oldestAt: Date.now() - 360_000 },
    }),
  'no-payments': () => on('payments'),
  settings: () => on('settings'),
  'settings-storage': () => ({
    ...on('settings', {}, { storage: { kept: 'may-be-cleared', usedBytes: 1_234_567, freeBytes: 3.2e10 } }),
    place: 'backup',
  }),
  built: () => ({
    ...on('settings', {}, { build: { page: '0a'.repeat(32), sidecar: 'f1'.repeat(32) } }),
    place: 'help',
  }),
  forget: () => ({ ...on('settings'), clicks: ['#forget'] }),
  forgotten: () => ({ ...on('settings'), clicks: ['#forget', '#forget-it'] }),
  'settings-network': () => ({
    area: 'settings',
    connector: new FakeConnector(calmSnapshot(), shopSettings({ terminal: onNetwork as never }, true)),
  }),
  'find-found': () =>
    finding({
      found: true,
      language: 'caisse-ap-v3',
      serial: sevenEven,
      device: 'USB 0403:6001',
      saved: true,
    }),
  'find-unclear': () => finding({ found: true, language: 'unclear', serial: sevenEven, saved: true }),
  'find-in-file': () =>
    finding(
      { found: true, language: 'caisse-ap-v3', serial: sevenEven, saved: true },
      shopSettings({}, true),
    ),
  'find-provisioned': () =>
    finding(
      { found: true, language: 'caisse-ap-v3', serial: sevenEven, saved: false },
      shopSettings({}, true),
    ),
  'find-nothing': () => finding({ found: false, failure: 'terminal-silent', detail: '' }),
  'find-nothing-network': () =>
    finding(
      { found: false, failure: 'terminal-away', detail: 'refused' },
      shopSettings({ terminal: onNetwork as never }, true),
    ),
  finding: () => ({
    ...finding(undefined),
    afterwards: (connector) =>
      connector.show({
        terminal: {
          ...calmSnapshot().terminal,
          state: 'opening',
          seenAt: Date.now(),
          description: '9600 7E1',
        },
        finding: attempt,
      }),
  }),
  'find-stopped': () => finding({ found: false, stopped: true }),
  'find-nothing-of-two': () =>
    finding({
      found: false,
      failure: 'terminal-silent',
      detail: '',
      devices: [
        { device: 'USB 0b00:0080', why: 'in-use' },
        { device: 'USB 0403:6001', why: 'garbled' },
      ],
    }),
  peculiarities: () => ({ ...on('pay'), clicks: ['#terminal', '#peculiarities summary'] }),
  'pay-typing': () => ({
    ...on('pay', { payments: rows().filter(({ state }) => state !== 'unknown') }),
    afterwards: () => type('#amount', '12,50'),
  }),
  'pay-last': () => on('pay', { payments: soldRows() }),
  'pay-more': () => ({
    ...on('pay', { payments: soldRows() }),
    afterwards: () => type('#amount', '12,50'),
    clicks: ['#more'],
  }),
  'pay-banner': () =>
    on(
      'pay',
      { payments: soldRows(), clockOffMs: 7 * 60_000 },
      { online: false, updateReady: true, pairing: 'refused' },
    ),
  'pay-currencies': () => ({
    area: 'pay',
    connector: new FakeConnector(calmSnapshot(), shopSettings({ currencies: ['EUR', 'CHF'] })),
  }),
  'pay-wrong': () => ({ ...on('pay'), clicks: ['.take'] }),
  'pay-large': () => ({ ...on('pay'), afterwards: () => type('#amount', '1234,50'), clicks: ['.take'] }),
  'terminal-panel': () => ({ ...on('pay'), clicks: ['#terminal'] }),
  menu: () => ({ ...on('pay'), clicks: ['#menu'] }),
  'running-till': () => ({
    ...on('pay'),
    afterwards: async (connector) => {
      await type('#amount', '3,20');
      connector.show({ payment: livePayment({ askedBy: {} }) });
    },
  }),
  'running-web-till': () =>
    on('pay', { payment: livePayment({ askedBy: { origin: 'https://caisse.boulangerie.example' } }) }),
  'same-sale': () => on('pay', { sameSale: paidSale }),
  'records-lost': () => on('pay', lostRecords),
  'disk-full': () => on('pay', fullDisk),
  'records-coming': () => on('pay', comingRecords),
  'records-lost-asked': () => ({ ...on('pay', lostRecords), clicks: ['.begin'] }),
  'taken-over': () => on('pay', { takenOver: { payments: 4, notifications: 3 } }),
  'clock-off': () => on('pay', { clockOffMs: 7 * 60_000 }),
  'no-storage': () => on('pay', { storageFailure: 'QuotaExceededError' }),
  provisioned: () => ({
    area: 'settings',
    connector: new FakeConnector(calmSnapshot(simulated), shopSettings({}, true)),
    scripts,
  }),
  simulated: () => ({
    area: 'pay',
    connector: new FakeConnector(
      calmSnapshot(simulated),
      shopSettings({ terminal: { link: 'simulated' } as never }),
    ),
    scripts,
  }),
  troubles: () =>
    on(
      'pay',
      {
        owner: false,
        sidecar: 'away',
        storageFailure: 'QuotaExceededError',
        simulated: { terminal: false, gateway: true },
        terminal: {
          state: 'silent',
          seenAt: Date.now() - 400_000,
          description: 'USB 0b00:0080',
          simulated: false,
        },
      },
      { online: false, updateReady: true, pairing: 'refused', connectorGone: true },
    ),
  ...each('phase', paymentPhase.options, (phase) =>
    on('pay', { payment: livePayment({ phase, phaseSince: Date.now() - 1000 }) }),
  ),
  'phase-sending-unconfirmed': () =>
    on('pay', { payment: livePayment({ phase: 'sending', phaseSince: Date.now() - 6000 }) }),
  ...each('lamp', Object.keys(statusBadges) as TerminalState[], (state) =>
    on('pay', { terminal: { ...calmSnapshot().terminal, state } }),
  ),
};

import type { ConnectorApi } from '../../../src/core/connector-api/connector-api.ts';
import { isOnEarlierPage, type PaymentPage } from '../../../src/core/connector-api/payment-page.ts';
import type { PaymentRow, Snapshot } from '../../../src/core/connector-api/snapshot.ts';
import type { PaymentStory } from '../../../src/core/connector-api/timeline.ts';
import type { PaymentAnswer } from '../../../src/core/payment/payment-answer.ts';
import type { PaymentRequest } from '../../../src/core/payment/payment-request.ts';
import { type Settings, settings } from '../../../src/core/settings/settings.ts';
import type { VisibleSettings } from '../../../src/core/settings/visible-settings.ts';

export const version = '0.1.0';

/** The snapshot of a till that is set up, with a terminal that has just answered. */
export function calmSnapshot(change: Partial<Snapshot> = {}): Snapshot {
  return {
    version,
    environment: 'dev',
    owner: true,
    simulated: { terminal: false, gateway: false },
    terminal: {
      state: 'ready',
      seenAt: Date.now() - 12_000,
      description: 'Ingenico Desk/5000',
      simulated: false,
    },
    payments: [],
    notifications: [],
    alarms: [],
    outbox: { pending: 0, parked: 0 },
    sidecar: 'connected',
    undelivered: 0,
    ...change,
  };
}

export function shopSettings(change: Partial<Settings> = {}, provisioned = false): VisibleSettings {
  const contract = { merchantId: '1234567', paymentApplication: '0CB', rank: '001' };
  const all = settings.parse({
    hipay: { login: '94600001.stage' },
    contracts: { proxy: contract },
    ...change,
  });
  const { password: _password, hashKey: _hashKey, ...hipay } = all.hipay;
  return { ...all, hipay: { ...hipay, passwordSet: true, hashKeySet: false }, provisioned };
}

export const answerTo = (request: PaymentRequest, change: Partial<PaymentAnswer> = {}): PaymentAnswer => ({
  paymentId: 'p-1',
  orderId: request.orderId ?? 'MADE-1',
  outcome: 'APPROVED',
  charge: 'charged',
  amountMinor: request.amountMinor,
  currency: request.currency,
  transactionType: 'Debit',
  forceAuthorization: request.forceAuthorization,
  notification: { sent: true, count: 1, pending: 0 },
  replayed: false,
  simulated: false,
  ...change,
});

/** A connector without a terminal: it records its calls, and the test sets its answers. */
export class FakeConnector implements ConnectorApi {
  readonly calls: { name: string; params: unknown }[] = [];
  readonly #listeners = new Set<(now: Snapshot) => void>();
  now: Snapshot;
  visible: VisibleSettings;
  onResolve: () => Awaited<ReturnType<ConnectorApi['resolvePayment']>> | undefined = () => undefined;
  /** Replace it to change how a payment ends. */
  onTakePayment = async (request: PaymentRequest): Promise<PaymentAnswer> => answerTo(request);
  onSave: () => Awaited<ReturnType<ConnectorApi['saveSettings']>> = () => ({ saved: true });

  onFind = async (): Promise<Awaited<ReturnType<ConnectorApi['findTerminal']>>> => ({
    found: false,
    failure: 'terminal-silent',
    detail: 'no answer',
  });

  constructor(now: Snapshot = calmSnapshot(), visible: VisibleSettings = shopSettings()) {
    this.now = now;
    this.visible = visible;
  }

  show(change: Partial<Snapshot>): void {
    this.now = { ...this.now, ...change };
    for (const listener of this.#listeners) listener(this.now);
  }

  called(name: keyof ConnectorApi): unknown[] {
    return this.calls.filter((call) => call.name === name).map((call) => call.params);
  }

  #note(name: string, params: unknown): void {
    this.calls.push({ name, params });
  }

  subscribe(listener: (now: Snapshot) => void): () => void {
    this.#listeners.add(listener);
    listener(this.now);
    return () => this.#listeners.delete(listener);
  }

  takePayment: ConnectorApi['takePayment'] = (request) => {
    this.#note('takePayment', request);
    return this.onTakePayment(request);
  };

  recordDigests: ConnectorApi['recordDigests'] = async () => ({ digests: [] });
  recordsOf: ConnectorApi['recordsOf'] = () => Promise.reject(new Error('not used by screens'));
  joinRecords: ConnectorApi['joinRecords'] = async () => ({ joined: 0, notifications: 0 });
  noteAnswered: ConnectorApi['noteAnswered'] = async () => ({ noted: true });
  receipts: Awaited<ReturnType<ConnectorApi['readReceipts']>>['receipts'] = [];
  readReceipts: ConnectorApi['readReceipts'] = async (params) => {
    this.#note('readReceipts', params);
    return { receipts: this.receipts };
  };

  /** The payments of the journal; by default, those of the snapshot. */
  history: readonly PaymentRow[] | undefined;
  onListPayments: (page: PaymentPage) => PaymentPage | Promise<PaymentPage> = (page) => page;
  eraseCustomer: ConnectorApi['eraseCustomer'] = async (params) => {
    this.#note('eraseCustomer', params);
    return { erased: 0, waiting: 0 };
  };
  listPayments: ConnectorApi['listPayments'] = async (params) => {
    this.#note('listPayments', params);
    const { from, to, after, limit } = params;
    const found = (this.history ?? this.now.payments)
      .filter(({ createdAt }) => createdAt >= from && createdAt < to)
      .filter((row) => !after || !isOnEarlierPage(row, after))
      .sort((a, b) => b.createdAt - a.createdAt || (a.paymentId < b.paymentId ? 1 : -1));
    const rows = found.slice(0, limit);
    const last = found.length > limit ? rows.at(-1) : undefined;
    return this.onListPayments({ rows, ...(last && { next: last }) });
  };

  /** The story of every payment but the linked ones; by default, a known payment has one without steps. */
  story: PaymentStory | null | undefined;
  /** Payments that another one names: refunds of a sale, or the sale of a refund. */
  linked: readonly PaymentRow[] = [];
  onReadPayment: () => Promise<PaymentStory | null | undefined> = async () => this.story;
  #known(): readonly PaymentRow[] {
    return [...this.linked, ...(this.history ?? this.now.payments)];
  }
  readPayment: ConnectorApi['readPayment'] = async (params) => {
    this.#note('readPayment', params);
    const isIt = ({ paymentId }: PaymentRow) => paymentId === params.paymentId;
    const linked = this.linked.find(isIt);
    if (linked) return { row: linked, steps: [] };
    const story = await this.onReadPayment();
    if (story !== undefined) return story;
    const row = this.#known().find(isIt);
    return row ? { row, steps: [] } : null;
  };

  saleRefunds: Awaited<ReturnType<ConnectorApi['readRefunds']>> = null;
  readRefunds: ConnectorApi['readRefunds'] = async (params) => {
    this.#note('readRefunds', params);
    return this.saleRefunds;
  };
  /** The payment in doubt of another browser. */
  doubtElsewhere: Awaited<ReturnType<ConnectorApi['findDoubtElsewhere']>> = null;
  findDoubtElsewhere: ConnectorApi['findDoubtElsewhere'] = async (sale) => {
    this.#note('findDoubtElsewhere', sale);
    return this.doubtElsewhere;
  };
  findOrder: ConnectorApi['findOrder'] = async ({ orderId }) => {
    const row = this.#known().find((each) => each.orderId === orderId);
    if (!row) return null;
    const { paymentId, amountMinor, currency } = row;
    return answerTo({ orderId, amountMinor, currency } as PaymentRequest, { paymentId });
  };

  resolvePayment: ConnectorApi['resolvePayment'] = async (params) => {
    this.#note('resolvePayment', params);
    const row = this.now.payments.find((each) => each.paymentId === params.paymentId);
    const request = { ...(row ?? { orderId: 'A', amountMinor: 1, currency: 'EUR' }) } as PaymentRequest;
    const outcome = params.paid ? 'APPROVED' : 'DECLINED';
    return this.onResolve() ?? { resolved: true, answer: answerTo(request, { outcome }) };
  };

  findTerminal: ConnectorApi['findTerminal'] = async (params) => {
    this.#note('findTerminal', params);
    return this.onFind();
  };

  stopFinding: ConnectorApi['stopFinding'] = async (params) => {
    this.#note('stopFinding', params);
    return { stopping: this.now.finding !== undefined };
  };

  onForget: () => Awaited<ReturnType<ConnectorApi['forgetTerminal']>> = () => ({ how: 'forgotten' });
  forgetTerminal: ConnectorApi['forgetTerminal'] = async (params) => {
    this.#note('forgetTerminal', params);
    return this.onForget();
  };
  dismissAlarm: ConnectorApi['dismissAlarm'] = async (params) => {
    this.#note('dismissAlarm', params);
    return { dismissed: true };
  };

  askSameSale: ConnectorApi['askSameSale'] = async (params) => {
    this.#note('askSameSale', params);
    return { answer: 'none' };
  };
  answerSameSale: ConnectorApi['answerSameSale'] = async (params) => {
    this.#note('answerSameSale', params);
    return { taken: true };
  };
  acceptRecordsLoss: ConnectorApi['acceptRecordsLoss'] = async (params) => {
    this.#note('acceptRecordsLoss', params);
    return { accepted: true };
  };

  probeTerminal: ConnectorApi['probeTerminal'] = async (params) => {
    this.#note('probeTerminal', params);
    return this.now.terminal;
  };

  connectTerminal: ConnectorApi['connectTerminal'] = async (params) => {
    this.#note('connectTerminal', params);
    return this.now.terminal;
  };

  onSend = () => ({ delivered: 1, left: 1 });
  sendNotificationsNow: ConnectorApi['sendNotificationsNow'] = async (params) => {
    this.#note('sendNotificationsNow', params);
    return this.onSend();
  };

  onNewNumber = (): Awaited<ReturnType<ConnectorApi['sendUnderNewNumber']>> => ({
    renumbered: true,
    orderId: 'ecr-20261201-0123456789AB',
  });
  sendUnderNewNumber: ConnectorApi['sendUnderNewNumber'] = async (params) => {
    this.#note('sendUnderNewNumber', params);
    return this.onNewNumber();
  };

  readSettings: ConnectorApi['readSettings'] = async () => this.visible;

  saveSettings: ConnectorApi['saveSettings'] = async (params) => {
    this.#note('saveSettings', params);
    const answer = this.onSave();
    if (answer.saved) this.visible = shopSettings(params.settings, this.visible.provisioned);
    return answer;
  };

  provision: ConnectorApi['provision'] = async () => ({ accepted: true });
  exportRecording: ConnectorApi['exportRecording'] = async (params) => {
    this.#note('exportRecording', params);
    return { text: '{"at":"2026-11-23T09:00:00.000Z","kind":"about","text":"version 0.1.0"}\n' };
  };

  exportRecordsPiece: ConnectorApi['exportRecordsPiece'] = async (params) => {
    this.#note('exportRecordsPiece', params);
    return { text: '{"kind":"hipay-ecr-records"}' };
  };

  importRecords: ConnectorApi['importRecords'] = async (params) => {
    this.#note('importRecords', params);
    return { imported: true, added: 3, known: 4 };
  };

  readiness: ConnectorApi['readiness'] = async () => ({ busy: false });
  snapshot: ConnectorApi['snapshot'] = async () => this.now;
}

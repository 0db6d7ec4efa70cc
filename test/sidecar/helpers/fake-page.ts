import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type {
  CallParams,
  CallResult,
  ConnectorApi,
  PaymentContext,
} from '../../../src/core/connector-api/connector-api.ts';
import { serveConnector } from '../../../src/core/connector-api/connector-server.ts';
import type { RecordCopy, RecordSource } from '../../../src/core/connector-api/messages.ts';
import type { FirstSetupOffer, Snapshot } from '../../../src/core/connector-api/snapshot.ts';
import type { PaymentAnswer } from '../../../src/core/payment/payment-answer.ts';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import type { PaymentRequest } from '../../../src/core/payment/payment-request.ts';
import type { RecordsFile } from '../../../src/core/records/records-file.ts';
import type { Settings } from '../../../src/core/settings/settings.ts';
import { socketChannel } from '../../../src/sidecar/page/socket-channel.ts';
import type { AtEnd, RunningSidecar } from './running-sidecar.ts';

/** The connector's answer to a paid sale. */
export const paidAnswer = (request: PaymentRequest, changes: Partial<PaymentAnswer> = {}): PaymentAnswer => ({
  orderId: request.orderId ?? 'none',
  outcome: 'APPROVED',
  charge: 'charged',
  amountMinor: request.amountMinor,
  currency: request.currency,
  transactionType: request.transactionType,
  forceAuthorization: request.forceAuthorization,
  notification: { sent: true, count: 1, pending: 0 },
  replayed: false,
  simulated: true,
  ...changes,
});

const snapshot = (owner: boolean, journal: string | undefined): Snapshot => ({
  version: 'fake',
  ...(journal !== undefined && { journal }),
  environment: 'dev',
  owner,
  simulated: { terminal: true, gateway: true },
  terminal: { state: 'ready', seenAt: 0, description: 'a fake', simulated: true },
  payments: [],
  notifications: [],
  alarms: [],
  outbox: { pending: 0, parked: 0 },
  sidecar: 'connected',
});

export interface FakeScript {
  readonly takePayment?: (
    request: PaymentRequest,
    context: PaymentContext,
  ) => Promise<PaymentAnswer> | PaymentAnswer;
  readonly findOrder?: (orderId: string) => Promise<PaymentAnswer | null> | PaymentAnswer | null;
  readonly noteAnswered?: (paymentId: string) => Promise<boolean> | boolean;
  readonly records?: RecordSource;
  /** The calls by which the sidecar compares the page's journal with the second copy. */
  readonly shared?: Pick<ConnectorApi, 'recordDigests' | 'recordsOf' | 'joinRecords'>;
  readonly askSameSale?: (asked: CallParams<'askSameSale'>) => Promise<CallResult<'askSameSale'>['answer']>;
  readonly eraseCustomer?: ConnectorApi['eraseCustomer'];
  readonly busy?: () => boolean;
  /** Runs at each check of its terminal. */
  readonly probe?: () => void;
  readonly owner?: boolean;
  /** The journal's id, which stands for the browser profile. */
  readonly journal?: string;
}

/** Exchanges the link's token for a cookie, as the page does. */
export async function pairedCookie(sidecar: RunningSidecar): Promise<string> {
  const reply = await fetch(`${sidecar.url}/pair`, {
    method: 'POST',
    headers: { origin: sidecar.pageUrl, 'content-type': 'application/json' },
    body: JSON.stringify({ token: sidecar.token }),
  });
  return reply.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** Opens a socket as the page's browser does. */
export const pageSocket = (sidecar: RunningSidecar, headers: Record<string, string>): WebSocket =>
  new WebSocket(`ws://127.0.0.1:${sidecar.port}/connector`, { headers });

/** A connector page on a real WebSocket that answers by script and records its calls. */
export async function fakePage(
  sidecar: RunningSidecar,
  script: FakeScript = {},
  cookie?: string,
  atEnd: AtEnd = onTestFinished,
) {
  const secret = cookie ?? (await pairedCookie(sidecar));
  const socket = pageSocket(sidecar, { origin: sidecar.pageUrl, cookie: secret });
  const payments: PaymentRequest[] = [];
  const provisioned: Settings[] = [];
  const firstSetups: (FirstSetupOffer | undefined)[] = [];
  const known: (RecordsFile | undefined)[] = [];
  let noteReady = () => {};
  const snapshotSent = new Promise<void>((resolve) => {
    noteReady = resolve;
  });
  let sendCopy = (_: RecordCopy) => {};
  const unexpected = () => Promise.reject(new Error('the fake page has no script for this'));
  const api: ConnectorApi = {
    takePayment: async (request, context = {}) => {
      payments.push(request);
      known.push(context.known);
      return script.takePayment ? script.takePayment(request, context) : paidAnswer(request);
    },
    noteAnswered: async ({ paymentId }) => ({
      noted: (await script.noteAnswered?.(paymentId)) ?? true,
    }),
    readReceipts: async () => ({ receipts: [] }),
    findOrder: async ({ orderId }) => (script.findOrder ?? (() => null))(orderId),
    provision: async ({ settings, firstSetup }) => {
      provisioned.push(settings);
      firstSetups.push(firstSetup);
      return { accepted: true };
    },
    readiness: async () => ({ busy: script.busy?.() ?? false }),
    probeTerminal: async () => {
      script.probe?.();
      return snapshot(true, script.journal).terminal;
    },
    snapshot: async () => snapshot(true, script.journal),
    listPayments: unexpected,
    eraseCustomer: async (params) => script.eraseCustomer?.(params) ?? { erased: 0, waiting: 0 },
    readPayment: unexpected,
    connectTerminal: unexpected,
    resolvePayment: unexpected,
    dismissAlarm: unexpected,
    acceptRecordsLoss: unexpected,
    askSameSale: async (asked) => ({ answer: (await script.askSameSale?.(asked)) ?? 'none' }),
    answerSameSale: unexpected,
    findTerminal: unexpected,
    stopFinding: unexpected,
    forgetTerminal: unexpected,
    readRefunds: unexpected,
    findDoubtElsewhere: unexpected,
    exportRecording: unexpected,
    exportRecordsPiece: unexpected,
    recordDigests: async (params) => script.shared?.recordDigests(params) ?? { digests: [] },
    recordsOf: async (params) =>
      script.shared?.recordsOf(params) ?? {
        kind: 'hipay-ecr-records',
        version: 1,
        payments: [],
        notifications: [],
      },
    joinRecords: async (params) => script.shared?.joinRecords(params) ?? { joined: 0, notifications: 0 },
    importRecords: unexpected,
    sendNotificationsNow: unexpected,
    sendUnderNewNumber: unexpected,
    readSettings: unexpected,
    saveSettings: unexpected,
    subscribe: (listener) => {
      listener(snapshot(script.owner ?? true, script.journal));
      // Longer than a message takes on this computer.
      setTimeout(noteReady, 50);
      return () => {};
    },
  };
  const records = script.records ?? {
    subscribeRecords: (_since: number, listener: (copy: RecordCopy) => void) => {
      sendCopy = listener;
      return () => {};
    },
  };
  // Listens inside the open event, because the sidecar's first message may arrive with it.
  socket.once('open', () => serveConnector(socketChannel(socket), api, 'fake page', { records }));
  await once(socket, 'open');
  atEnd(async () => socket.terminate());
  return {
    socket,
    payments,
    provisioned,
    firstSetups,
    known,
    cookie: secret,
    /** Resolves when the sidecar may choose this page. */
    isReady: () => snapshotSent,
    /** Sends a record to the second copy, as after a write to the journal. */
    store: (record: PaymentRecord) => sendCopy({ kind: 'payment', record }),
  };
}

import { createHash } from 'node:crypto';
import { SecondCopy } from '../../../src/core/connector-api/second-copy.ts';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import type { PaymentRequest } from '../../../src/core/payment/payment-request.ts';
import type { Dialect, TerminalAnswer } from '../../../src/core/terminal/dialect.ts';
import { PaymentService, type PaymentServiceDeps } from '../../../src/flows/payments/payment-service.ts';
import { applyPaymentEvent } from '../../../src/flows/payments/take-payment.ts';
import { observeStorage } from '../../../src/flows/records/observed-storage.ts';
import { noteAnswered } from '../../../src/flows/records/read-records.ts';
import { RecordCopies } from '../../../src/flows/records/record-copies.ts';
import { MemoryStorage, memorySettings } from '../../../src/sdk/testing/memory-storage.ts';
import { socketChannel } from '../../../src/sidecar/page/socket-channel.ts';
import { systemClock } from '../../../src/sidecar/program/version.ts';
import { someSettings } from '../../fakes/payment-examples.ts';
import { type FakeScript, fakePage } from './fake-page.ts';
import type { RunningSidecar } from './running-sidecar.ts';

/** The shop's terminal: one for all browsers. It charges when the frame arrives, and then waits for the customer. */
export class ShopTerminal {
  /** Amounts that the terminal has charged, minor units. */
  readonly charged: number[] = [];
  verdict: 'accepted' | 'refused' | 'off' = 'accepted';
  /** Resolves when the customer is done. */
  customer: Promise<void> = Promise.resolve();
  /** Makes the customer wait until the returned function is called. */
  holdCustomer(): () => void {
    let done = () => {};
    this.customer = new Promise((resolve) => {
      done = resolve;
    });
    return done;
  }

  exchange: PaymentServiceDeps['terminal']['exchange'] = async (body, payment) => {
    if (this.verdict === 'off') return 'no-line';
    if (!(await payment.allowFrame())) return 'not-permitted';
    payment.accepted();
    const { amountMinor } = JSON.parse(body) as { amountMinor: number };
    const verdict = this.verdict;
    if (verdict === 'accepted') this.charged.push(amountMinor);
    await this.customer;
    const answer: TerminalAnswer = {
      verdict,
      status: verdict === 'accepted' ? '0' : '7',
      amountMinor,
      currencyNumeric: '978',
      registerNumber: someSettings().terminal.registerNumber,
    };
    await payment.answer(JSON.stringify(answer), 'awaited');
    return 'answered';
  };
}

const dialect: Dialect = {
  name: 'test',
  partialApproval: false,
  encodeRequest: ({ amountMinor }) => ({ ok: true, body: JSON.stringify({ amountMinor }) }),
  readAnswer: (body) => JSON.parse(body) as TerminalAnswer,
};

let profiles = 0;

/** One browser profile: a journal that outlives its pages, and the connector's own rules for payments. */
export class BrowserProfile {
  readonly name = `profile-${++profiles}`;
  storage = new MemoryStorage();
  #ids = 0;
  /** Resolves when the page runs again. */
  awake: Promise<void> = Promise.resolve();
  /** The person's answer to the question whether a till has sent a sale again. */
  sameSale: NonNullable<FakeScript['askSameSale']> = async () => 'none';
  /** If true, each notification counts as delivered at once. */
  delivers = false;

  constructor(private readonly terminal: ShopTerminal) {}

  get records(): PaymentRecord[] {
    return [...this.storage.payments.values()];
  }

  /** Opens a page of this profile. A payment that an earlier page left unfinished is settled first. */
  async open(sidecar: RunningSidecar, cookie?: string) {
    const copies = new RecordCopies(this.storage);
    const settingsStore = memorySettings();
    const { journal, outbox } = observeStorage({ ...this.storage, settingsStore }, [copies.onStored]);
    const service = new PaymentService();
    const secondCopy = new SecondCopy(systemClock);
    const deps: PaymentServiceDeps = {
      journal,
      outbox,
      secondCopy,
      journalId: this.name,
      clock: systemClock,
      ids: {
        unique: () => `${this.name}-${++this.#ids}`,
        orderId: () => 'not used',
        chance: () => 0.5,
      },
      digest: { sha1: async (text) => createHash('sha1').update(text).digest('hex') },
      delivery: {
        deliverNow: async () => {
          const due = this.delivers ? await outbox.undelivered(1000) : [];
          for (const entry of due) await outbox.update({ ...entry, state: 'delivered' });
        },
      },
      dialect,
      settings: someSettings(),
      link: { kind: 'simulated', simulated: true },
      terminal: {
        status: () => ({ state: 'away', seenAt: 0, description: 'off', simulated: true }),
        exchange: this.terminal.exchange,
      },
      showPhase: () => {},
      keepUnwritten: () => {},
      onLateAnswer: () => {},
      settleOther: async () => 'acknowledge' as const,
    };
    for (const record of await journal.unfinished())
      await applyPaymentEvent(record, { kind: 'restart' }, deps);
    const page = await fakePage(
      sidecar,
      {
        journal: this.name,
        records: copies,
        takePayment: async (request, context) => {
          await this.awake;
          return service.take(request, deps, context);
        },
        askSameSale: (asked) => this.sameSale(asked),
        findOrder: (orderId) => service.find(orderId, deps),
        noteAnswered: async (paymentId) =>
          (await noteAnswered(paymentId, { journal, now: Date.now() })).noted,
      },
      cookie,
    );
    secondCopy.attach(socketChannel(page.socket));
    /** A payment that a person types in on the page. */
    return { ...page, payByHand: (request: PaymentRequest) => service.take(request, deps) };
  }
}

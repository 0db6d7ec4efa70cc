import type { PaymentRequestInput } from '../../../src/core/payment/payment-request.ts';
import type { LinkEvent, TerminalLink } from '../../../src/core/ports/terminal-link.ts';
import type { SettingsInput } from '../../../src/core/settings/settings.ts';
import { type ConcertAnswer, encodeAnswer } from '../../../src/core/terminal/concert-v2/answer.ts';
import { encodeFrame } from '../../../src/core/terminal/concert-v2/frames.ts';
import { blankPrivateData } from '../../../src/core/terminal/concert-v2/request.ts';
import { dialectFor } from '../../../src/core/terminal/dialects.ts';
import { networkLanguage } from '../../../src/core/terminal/terminal-languages.ts';
import { handleLateAnswer } from '../../../src/flows/payments/resolution-service.ts';
import { type TakePaymentDeps, takePayment } from '../../../src/flows/payments/take-payment.ts';
import { SerialTerminal } from '../../../src/flows/terminal/serial-terminal.ts';
import { MemoryStorage } from '../../../src/sdk/testing/memory-storage.ts';
import { countingIds } from '../../fakes/counting-ids.ts';
import { aRequest, someSettings } from '../../fakes/payment-examples.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';

/** The frame of a terminal's answer to a payment of 10.23 EUR at register 01; accepted, if not changed. */
export function answerFrame(change: Partial<Omit<ConcertAnswer, 'report'>> = {}): Uint8Array {
  const body = encodeAnswer({
    registerNumber: '01',
    status: '0',
    amountMinor: 1023,
    paymentMode: '1',
    currencyNumeric: '978',
    privateData: blankPrivateData,
    ...change,
  });
  const frame = encodeFrame(body);
  if (!frame) throw new Error('an answer that is no printable ASCII');
  return frame;
}

/** A serial link whose other end the test plays, and payments over it, in virtual time. */
export class ScriptedLink {
  readonly clock = new VirtualClock();
  readonly settings;
  readonly storage = new MemoryStorage();
  /** Everything that was written to the line, one entry for each write. */
  readonly sent: Uint8Array[] = [];
  /** The device's reaction to each write. */
  reply: (bytes: Uint8Array) => void = () => {};
  #report: ((event: LinkEvent) => void) | undefined;
  readonly #link: TerminalLink = {
    kind: 'web-serial',
    simulated: false,
    onChange: () => () => {},
    open: (onEvent) => this.open(onEvent),
  };
  readonly #deps: TakePaymentDeps;
  readonly terminal: SerialTerminal;

  constructor(settings: SettingsInput = {}) {
    this.settings = someSettings(settings);
    this.terminal = new SerialTerminal(this.#link, this.clock, this.settings.terminal, {
      onStatus: () => {},
      note: () => {},
      onUnrequestedAnswer: async (body) => (await handleLateAnswer(body, () => false, this.#deps)).action,
      identification: dialectFor({ ...this.settings.terminal, language: networkLanguage }).identification,
    });
    this.#deps = {
      ...this.storage,
      journalId: 'journal-1',
      clock: this.clock,
      ids: countingIds(),
      digest: { sha1: async () => '' },
      dialect: dialectFor(this.settings.terminal),
      settings: this.settings,
      link: this.#link,
      terminal: {
        status: () => this.terminal.status,
        exchange: (...exchange) => this.terminal.exchange(...exchange),
      },
      showPhase: () => {},
      onLateAnswer: () => {},
      settleOther: async (body) => (await handleLateAnswer(body, () => false, this.#deps)).action,
      keepUnwritten: () => {},
    };
  }

  open: TerminalLink['open'] = async (onEvent) => {
    this.#report = onEvent;
    const send = async (bytes: Uint8Array) => {
      this.sent.push(bytes);
      this.reply(bytes);
    };
    return { ok: true, description: 'cable', line: { send, close: async () => {} } };
  };

  /** The device sends these bytes, after a delay. */
  say(bytes: Uint8Array | readonly number[], afterMs = 1): void {
    this.clock.after(afterMs, () => this.#report?.({ kind: 'bytes', bytes: Uint8Array.from(bytes) }));
  }

  /** The device sends these bytes again and again. */
  sayEvery(ms: number, bytes: Uint8Array | readonly number[]): void {
    this.clock.after(ms, () => {
      this.say(bytes, 0);
      this.sayEvery(ms, bytes);
    });
  }

  /** Pulls the cable; it is plugged in again at once. */
  pull(): void {
    const report = this.#report;
    this.#report = undefined;
    report?.({ kind: 'closed', reason: 'pulled' });
  }

  /** The requests among the writes. */
  get frames(): Uint8Array[] {
    return this.sent.filter((bytes) => bytes.length > 1);
  }

  start = (orderId = 'Order_1', change: Partial<PaymentRequestInput> = {}) =>
    takePayment(aRequest({ orderId, ...change }), { attempt: 1 }, this.#deps);

  /** Takes a payment of 10.23; `took` is its duration in ms. */
  async pay(orderId?: string, change?: Partial<PaymentRequestInput>) {
    const from = this.clock.monotonic();
    const { outcome, failure, detail } = await this.clock.until(this.start(orderId, change));
    return { outcome, failure, detail, took: this.clock.monotonic() - from };
  }

  /** The outcomes in the journal, by order. */
  get outcomes(): Record<string, string | undefined> {
    return Object.fromEntries(
      [...this.storage.payments.values()].map(({ orderId, outcome }) => [orderId, outcome]),
    );
  }
}

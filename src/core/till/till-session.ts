import type { Snapshot } from '../connector-api/snapshot.ts';
import type { Channel } from '../ports/channel.ts';
import { emptyEcho, type PaymentCall } from '../rest/order-request.ts';
import type { Cancellation, Failure } from './till-api.ts';
import { readTillRequest, tillFailure, tillPhase, tillResult, tillStatus } from './till-conversion.ts';
import {
  type TillCall,
  type TillHello,
  type TillReply,
  tillCall,
  tillHello,
  tillVersions,
} from './till-messages.ts';
import { openGate, type TillGate, type TillSide, type WaitingTill } from './till-side.ts';
import type { TillTexts } from './till-texts.ts';

/** The answer to `cancel`. No supported terminal language lets a till cancel a payment that the terminal has. */
export function cancellation(now: Snapshot | undefined, texts: TillTexts): Cancellation {
  const payment = now?.payment;
  if (!payment || payment.phase === 'finished') return { state: 'nothing-running', text: texts.nothing };
  const answered = payment.phase === 'answer' || payment.phase === 'notifying';
  return answered
    ? { state: 'too-late', orderId: payment.orderId, text: texts.tooLate }
    : { state: 'press-red-key', orderId: payment.orderId, text: texts.redKey };
}

/**
 * Serves one web till on a channel. A malformed message is dropped or answered with a failure; it never ends the
 * session. If the till disconnects, its payment still runs to its end and is recorded.
 */
export function serveTill(channel: Channel, side: TillSide, gate: TillGate = openGate): void {
  const session = new TillSession(channel, side, gate);
  channel.onMessage((message) => void session.hear(message));
  channel.onClose(() => session.end());
}

interface Greeted {
  readonly texts: TillTexts;
}

class TillSession {
  #greeted: Promise<Greeted | undefined> | undefined;
  #unsubscribe: (() => void) | undefined;
  #snapshot: Snapshot | undefined;
  readonly #left = new AbortController();

  constructor(
    private readonly channel: Channel,
    private readonly side: TillSide,
    private readonly gate: TillGate,
  ) {}

  end(): void {
    this.#left.abort();
    this.#unsubscribe?.();
  }

  async hear(message: unknown): Promise<void> {
    const hello = tillHello.safeParse(message);
    if (hello.success) {
      this.#greeted ??= this.#greet(hello.data);
      return;
    }
    const greeted = await this.#greeted;
    if (!greeted) return;
    const call = tillCall.safeParse(message);
    if (call.success) return this.#answer(call.data, greeted.texts);
    const id = (message as { id?: unknown } | null)?.id;
    if (typeof id === 'number')
      this.#post({
        kind: 'failed',
        id,
        failure: tillFailure('request-invalid', greeted.texts, 'unknown call'),
      });
  }

  async #greet({ versions, language }: TillHello): Promise<Greeted | undefined> {
    const texts = await this.side.texts(language);
    const version = tillVersions.findLast((one) => versions.includes(one));
    if (version === undefined) {
      const detail = `the till speaks ${versions.join(', ')}, ${this.side.program} speaks ${tillVersions.join(', ')}`;
      this.#post({ kind: 'refused', failure: tillFailure('version-mismatch', texts, detail) });
      return undefined;
    }
    this.#post({ kind: 'welcome', version, program: this.side.program });
    if (this.gate.allowed()) this.#follow(texts);
    return { texts };
  }

  async #answer(call: TillCall, texts: TillTexts): Promise<void> {
    const failed = (failure: Failure) => this.#post({ kind: 'failed', id: call.id, failure });
    if (this.gate.closed) return failed(tillFailure('till-not-allowed', texts));
    const read =
      call.name === 'pay' ? readTillRequest(call.params.request, await this.side.currencies()) : undefined;
    if (!(await this.#isAllowed(read))) return failed(tillFailure('till-not-allowed', texts));
    this.#follow(texts);
    let isAnswered = (_: boolean) => {};
    const answered = new Promise<boolean>((resolve) => {
      isAnswered = resolve;
    });
    try {
      const outcome = read
        ? await this.#pay(read, texts, { left: this.#left.signal, answered })
        : await this.#callWithoutPayment(call as Exclude<TillCall, { name: 'pay' }>, texts);
      if ('failure' in outcome) failed(outcome.failure);
      else this.#post({ kind: 'result', id: call.id, value: outcome.value });
    } catch (error) {
      // The call ended with an error, so it is not known whether a payment was made.
      failed(tillFailure('outcome-unknown', texts, error instanceof Error ? error.message : String(error)));
    } finally {
      // A channel does not confirm what it has delivered: a till whose channel is still open has the answer.
      isAnswered(!this.#left.signal.aborted);
    }
  }

  #isAllowed(read: PaymentCall | undefined): Promise<boolean> {
    if (this.gate.allowed()) return Promise.resolve(true);
    return this.gate.ask(read?.ok ? read.request : undefined);
  }

  async #pay(read: PaymentCall, texts: TillTexts, till: WaitingTill): Promise<Outcome> {
    if (!read.ok) return { failure: tillFailure('request-invalid', texts, `${read.field}: ${read.reason}`) };
    return { value: tillResult(await this.side.takePayment(read.request, till), read.echo, texts) };
  }

  async #callWithoutPayment(call: Exclude<TillCall, { name: 'pay' }>, texts: TillTexts): Promise<Outcome> {
    const { side } = this;
    switch (call.name) {
      case 'find': {
        const found = await side.findOrder(call.params.orderId);
        return { value: found && tillResult(found, emptyEcho, texts) };
      }
      case 'check':
        await side.check();
        return { value: tillStatus(this.#snapshot) };
      case 'cancel':
        return { value: cancellation(this.#snapshot, texts) };
      case 'requestTerminal': {
        const failure = await side.requestTerminal();
        return failure ? { failure: tillFailure(failure, texts) } : { value: tillStatus(this.#snapshot) };
      }
      case 'token': {
        const token = await side.token?.();
        return token === undefined ? { failure: tillFailure('page-not-open', texts) } : { value: { token } };
      }
      case 'version':
        return { value: { program: side.program, protocol: tillVersions.at(-1) } };
      case 'config':
        return { value: await side.configuration() };
      default:
        return call satisfies never;
    }
  }

  /** Sends the terminal status and the running payment to the till, once it has permission. */
  #follow(texts: TillTexts): void {
    if (this.#left.signal.aborted || this.#unsubscribe) return;
    let last = '';
    this.#unsubscribe = this.side.subscribe((now) => {
      this.#snapshot = now;
      // The permission may have been withdrawn meanwhile.
      if (!this.gate.allowed()) return;
      this.#post({ kind: 'status', status: tillStatus(now) });
      const phase = now && tillPhase(now, texts);
      const text = JSON.stringify(phase);
      if (!phase || text === last) return;
      last = text;
      this.#post({ kind: 'phase', phase });
    });
  }

  #post(reply: TillReply): void {
    if (!this.#left.signal.aborted) this.channel.post(reply);
  }
}

type Outcome = { readonly value: unknown } | { readonly failure: Failure };

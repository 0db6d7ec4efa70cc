import type { PermitRequest } from '../connector-api/connector-api.ts';
import type { Snapshot } from '../connector-api/snapshot.ts';
import type { FailureName } from '../failures/failures.ts';
import { type Charge, nothingSent } from '../payment/money-text.ts';
import type { TransactionType } from '../payment/payment-request.ts';
import type { Channel } from '../ports/channel.ts';
import { emptyEcho, type PaymentCall } from '../rest/order-request.ts';
import type { Cancellation, Failure } from './till-api.ts';
import { readTillRequest, tillFailure, tillPhase, tillResult, tillStatus } from './till-conversion.ts';
import {
  type TillCall,
  type TillHello,
  type TillReply,
  tillCall,
  tillHeartbeat,
  tillHello,
  tillPermitAnswer,
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

export interface ServedTill {
  /** Ends the session with this reason. Calls that still wait for a person's permission have done nothing. */
  dismiss(reason: FailureName): void;
}

/**
 * Serves one web till on a channel. A malformed message is dropped or answered with a failure; it never ends the
 * session. If the till disconnects, its payment still runs to its end and is recorded.
 */
export function serveTill(channel: Channel, side: TillSide, gate: TillGate = openGate): ServedTill {
  const session = new TillSession(channel, side, gate);
  channel.onMessage((message) => void session.hear(message));
  channel.onClose(() => session.end());
  return session;
}

interface GreetedTill {
  readonly texts: TillTexts;
  readonly givesPermits: boolean;
}

class TillSession implements ServedTill {
  #greeted: Promise<GreetedTill | undefined> | undefined;
  #texts: TillTexts | undefined;
  #unsubscribe: (() => void) | undefined;
  #snapshot: Snapshot | undefined;
  readonly #tillLeft = new AbortController();
  /** Ids of the calls that wait for a person's permission. */
  readonly #waitingForPermission = new Set<number>();
  /** The requests for a permit that wait for an answer, by call id and payment id. */
  readonly #openPermitRequests = new Map<string, (given: boolean) => void>();

  constructor(
    private readonly channel: Channel,
    private readonly side: TillSide,
    private readonly gate: TillGate,
  ) {}

  end(): void {
    this.#tillLeft.abort();
    for (const resolve of this.#openPermitRequests.values()) resolve(false);
    this.#openPermitRequests.clear();
    this.#unsubscribe?.();
  }

  dismiss(reason: FailureName): void {
    const failure = this.#texts && tillFailure(reason, nothingSent, this.#texts);
    if (failure) for (const id of this.#waitingForPermission) this.#post({ kind: 'failed', id, failure });
    this.#post({ kind: 'bye', ...(failure && { failure }) });
    this.end();
    this.channel.close();
  }

  async hear(message: unknown): Promise<void> {
    const hello = tillHello.safeParse(message);
    if (hello.success) {
      this.#greeted ??= this.#greet(hello.data);
      return;
    }
    const greeted = await this.#greeted;
    if (!greeted) return;
    if (tillHeartbeat.safeParse(message).success) {
      // Asks the connector itself, which may hang while this page runs. An error is an answer too.
      await this.side.currencies().catch(() => {});
      return this.#post({ kind: 'alive' });
    }
    const permit = tillPermitAnswer.safeParse(message);
    if (permit.success) return this.#onPermitAnswer(permit.data);
    const call = tillCall.safeParse(message);
    if (call.success) return this.#answer(call.data, greeted);
    const id = (message as { id?: unknown } | null)?.id;
    if (typeof id === 'number')
      this.#post({
        kind: 'failed',
        id,
        failure: tillFailure('request-invalid', nothingSent, greeted.texts, 'unknown call'),
      });
  }

  async #greet({ versions, language, leave }: TillHello): Promise<GreetedTill | undefined> {
    const texts = await this.side.texts(language);
    this.#texts = texts;
    const version = tillVersions.findLast((each) => versions.includes(each));
    if (version === undefined) {
      const detail = `the till speaks ${versions.join(', ')}, ${this.side.program} speaks ${tillVersions.join(', ')}`;
      this.#post({ kind: 'refused', failure: tillFailure('version-mismatch', nothingSent, texts, detail) });
      return undefined;
    }
    this.#post({ kind: 'welcome', version, program: this.side.program });
    if (this.gate.allowed()) this.#follow(texts);
    return { texts, givesPermits: leave === true };
  }

  async #answer(call: TillCall, greeted: GreetedTill): Promise<void> {
    const { texts } = greeted;
    const failed = (failure: Failure) => this.#post({ kind: 'failed', id: call.id, failure });
    if (this.gate.closed) return failed(tillFailure('till-not-allowed', nothingSent, texts));
    const read =
      call.name === 'pay' ? readTillRequest(call.params.request, await this.side.currencies()) : undefined;
    if (!(await this.#isAllowed(call.id, read)))
      return failed(tillFailure('till-not-allowed', nothingSent, texts));
    this.#follow(texts);
    let resolveAnswered = (_: boolean) => {};
    const answered = new Promise<boolean>((resolve) => {
      resolveAnswered = resolve;
    });
    try {
      const result = read
        ? await this.#pay(call.id, read, greeted, answered)
        : await this.#callWithoutPayment(call as Exclude<TillCall, { name: 'pay' }>, texts);
      if ('failure' in result) failed(result.failure);
      else this.#post({ kind: 'result', id: call.id, value: result.value });
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      failed(failureAfterError(call, read?.ok ? read.request.transactionType : 'Debit', texts, detail));
    } finally {
      // A channel does not confirm what it has delivered: a till whose channel is still open has the answer.
      resolveAnswered(!this.#tillLeft.signal.aborted);
    }
  }

  async #isAllowed(id: number, read: PaymentCall | undefined): Promise<boolean> {
    if (this.gate.allowed()) return true;
    this.#waitingForPermission.add(id);
    const allowed = await this.gate.ask(read?.ok ? read.request : undefined);
    this.#waitingForPermission.delete(id);
    // The session has ended during the question, so its call has ended too.
    return allowed && !this.#tillLeft.signal.aborted;
  }

  async #pay(
    id: number,
    read: PaymentCall,
    { texts, givesPermits }: GreetedTill,
    answered: Promise<boolean>,
  ): Promise<CallResult> {
    if (!read.ok) {
      const detail = `${read.field}: ${read.reason}`;
      return { failure: tillFailure('request-invalid', nothingSent, texts, detail) };
    }
    const till: WaitingTill = {
      left: this.#tillLeft.signal,
      answered,
      ...(givesPermits && { givePermit: (asked: PermitRequest) => this.#askPermit(id, asked) }),
    };
    return { value: tillResult(await this.side.takePayment(read.request, till), read.echo, texts) };
  }

  /** Resolves with false once the till is gone. */
  #askPermit(id: number, { paymentId }: PermitRequest): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#tillLeft.signal.aborted) return resolve(false);
      this.#openPermitRequests.set(`${id} ${paymentId}`, resolve);
      this.#post({ kind: 'leave-asked', id, paymentId });
    });
  }

  #onPermitAnswer({ id, paymentId, given }: { id: number; paymentId: string; given: boolean }): void {
    const key = `${id} ${paymentId}`;
    this.#openPermitRequests.get(key)?.(given);
    this.#openPermitRequests.delete(key);
  }

  async #callWithoutPayment(call: Exclude<TillCall, { name: 'pay' }>, texts: TillTexts): Promise<CallResult> {
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
        return failure
          ? { failure: tillFailure(failure, nothingSent, texts) }
          : { value: tillStatus(this.#snapshot) };
      }
      case 'token': {
        const token = await side.token?.();
        return token === undefined
          ? { failure: tillFailure('page-not-open', nothingSent, texts) }
          : { value: { token } };
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
    if (this.#tillLeft.signal.aborted || this.#unsubscribe) return;
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
    if (!this.#tillLeft.signal.aborted) this.channel.post(reply);
  }
}

/** The failure of a call that ended with an error. After `pay` or `find` the payment may have been made. */
function failureAfterError(
  { name }: TillCall,
  transactionType: TransactionType,
  texts: TillTexts,
  detail: string,
): Failure {
  const charge: Charge = { charge: 'unknown', transactionType };
  return name === 'pay' || name === 'find'
    ? tillFailure('outcome-unknown', charge, texts, detail)
    : tillFailure('unknown-error', nothingSent, texts, detail);
}

type CallResult = { readonly value: unknown } | { readonly failure: Failure };

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import {
  type DoubtfulPayment,
  ResolveEvent,
  toDoubtfulPayment,
  unresolved,
} from '../model/payment-events.ts';
import { hashOfArea, hashOfCheck, isCheck, needsHash } from '../page-address.ts';

/** Opens the check of a payment when any part of the page requests it, and remembers from where. */
export class ResolverHost implements ReactiveController {
  #asked: DoubtfulPayment | undefined;
  /** Address of the screen to which the person returns. */
  backHash = needsHash;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostConnected(): void {
    this.host.addEventListener(ResolveEvent.type, this.#onRequest);
  }

  hostDisconnected(): void {
    this.host.removeEventListener(ResolveEvent.type, this.#onRequest);
  }

  /** The payment of the address: as requested, or of the list of payments in doubt after a reload. */
  paymentOf(paymentId: string | undefined, snapshot: Snapshot): DoubtfulPayment | undefined {
    if (paymentId === undefined) return undefined;
    if (this.#asked?.paymentId === paymentId) return this.#asked;
    const row = unresolved(snapshot).find((each) => each.paymentId === paymentId);
    return row && toDoubtfulPayment(row);
  }

  readonly #onRequest = (event: Event): void => {
    if (!(event instanceof ResolveEvent)) return;
    this.#asked = event.detail;
    if (!isCheck(location.hash)) this.backHash = location.hash || hashOfArea('pay');
    location.hash = hashOfCheck(event.detail.paymentId);
  };
}

import type { PaymentDigest } from '../../core/connector-api/connector-api.ts';
import { ChannelClosed } from '../../core/connector-api/connector-client.ts';
import type { RecordCopy } from '../../core/connector-api/messages.ts';
import type { Clock } from '../../core/ports/host.ts';
import { copiesOf } from '../../core/records/ledger.ts';
import { digestOf, reconciledMs } from '../../core/records/payment-digest.ts';
import type { RecordsFile } from '../../core/records/records-file.ts';
import type { Log } from '../program/log.ts';
import type { SharedPayment } from '../records/record-heads.ts';
import type { DigestChange, RecordStore } from '../records/record-store.ts';
import { PageHangs } from './heartbeat.ts';
import { JournalPresence } from './journal-presence.ts';
import { fetchDigests, fetchRecords, filesOf, withLimit } from './record-exchange.ts';
import type { JournalPage } from './relay-hub.ts';

export interface ReconcileTimes {
  /** Absence after which another page takes over a journal's records. A reload of a page is shorter. */
  readonly takeOverMs: number;
  /** Pause between two portions, so that nothing holds up a payment. */
  readonly pauseMs: number;
  /** Limit of one call of a page. */
  readonly callMs: number;
  /** Delay after an error. */
  readonly retryMs: number;
}

export interface ReconcilerDeps {
  readonly store: Pick<RecordStore, 'loadIndex' | 'digest' | 'shared'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly times: ReconcileTimes;
  /** Stores a copy of this journal, and calls `onCopy` if it adds something. */
  keep(copy: RecordCopy, journal: string): Promise<void>;
  /** The stored records of an order, joined. */
  recordsOf(orderId: string): Promise<RecordsFile | undefined>;
  /** One page for each journal whose page answers; the first one is the page that would answer the till. */
  pages(): readonly JournalPage[];
}

/**
 * Compares the second copy with the journals of the pages, and gives each side what it lacks. The records of a journal
 * whose page stays away go to the page that answers the till: it then delivers their notifications. No other page gets
 * them, so that only one delivers.
 */
export class Reconciler {
  readonly #presence: JournalPresence;
  /** The journals to compare as a whole. */
  readonly #due = new Set<string>();
  readonly #stopTimers = new Set<() => void>();
  #running: Promise<void> | undefined;
  #isRunDue = false;
  #isStopped = false;
  #hasCompared = false;

  constructor(private readonly deps: ReconcilerDeps) {
    this.#presence = new JournalPresence(deps.clock, deps.times.takeOverMs);
  }

  /** True once a page's journal was compared as a whole. */
  get hasCompared(): boolean {
    return this.#hasCompared;
  }

  /** True if everything that this journal knows has been compared. */
  isCompared(journal: string): boolean {
    return !this.#due.has(journal) && this.#presence.known(journal) !== undefined;
  }

  /** Call this at every change of the pages. */
  readonly onPages = (): void => {
    const { appeared, left } = this.#presence.update(this.deps.pages().map(({ journal }) => journal));
    for (const journal of appeared) this.#due.add(journal);
    if (appeared.length > 0) this.#runSoon(0);
    // The records of journals that are away by then are taken over. A timer may be a little early.
    const { takeOverMs, pauseMs } = this.deps.times;
    if (appeared.length > 0 || left.length > 0) this.#runSoon(takeOverMs + pauseMs);
  };

  /** The copy of a page has changed what is known of a payment: other pages that have this payment get it too. */
  onCopy(journal: string | undefined, paymentId: string, change: DigestChange): void {
    if (journal !== undefined) this.#presence.noteOwnChange(journal, paymentId, change);
    if (this.#presence.othersHave(paymentId, journal)) this.#runSoon(this.deps.times.pauseMs);
  }

  stop(): void {
    this.#isStopped = true;
    for (const stop of this.#stopTimers) stop();
  }

  #runSoon(ms: number): void {
    if (this.#isStopped) return;
    this.#after(ms, () => this.#run());
  }

  #after(ms: number, callback: () => void): void {
    const stop = this.deps.clock.after(ms, () => {
      this.#stopTimers.delete(stop);
      callback();
    });
    this.#stopTimers.add(stop);
  }

  #run(): void {
    if (this.#running) {
      this.#isRunDue = true;
      return;
    }
    this.#running = this.#reconcileAll().finally(() => {
      this.#running = undefined;
      if (!this.#isRunDue) return;
      this.#isRunDue = false;
      this.#runSoon(0);
    });
  }

  async #reconcileAll(): Promise<void> {
    const { log, times } = this.deps;
    for (const { journal } of this.deps.pages()) {
      try {
        if (this.#isStopped) return;
        await this.#reconcile(journal);
      } catch (error) {
        // A page that has left is compared when it comes back.
        if (error instanceof ChannelClosed || error instanceof PageHangs) continue;
        log.warn({ error: String(error) }, 'the records of a page could not be compared; tried again later');
        this.#runSoon(times.retryMs);
      }
    }
  }

  async #reconcile(journal: string): Promise<void> {
    const { store, log } = this.deps;
    await store.loadIndex();
    if (this.#due.delete(journal)) {
      await this.#compare(journal).catch((error: unknown) => {
        this.#due.add(journal);
        throw error;
      });
    }
    const lacking = store.shared().filter((payment) => this.#mayHand(payment, journal));
    let joined = 0;
    let notifications = 0;
    for await (const { file, digests } of filesOf(lacking, this.deps)) {
      const page = await this.#nextPortion(journal);
      const done = await this.#limited(page.api.joinRecords({ file }));
      joined += done.joined;
      notifications += done.notifications;
      for (const [paymentId, digest] of digests) this.#presence.noteKnown(journal, paymentId, digest);
    }
    if (joined > 0) log.info({ joined, notifications }, 'a page got records that it lacked');
  }

  /** Reads what the page knows, and stores what the second copy lacks. */
  async #compare(journal: string): Promise<void> {
    const { store, keep, clock } = this.deps;
    const digests = await fetchDigests(async (after) => {
      const page = await this.#nextPortion(journal);
      return this.#limited(page.api.recordDigests(after === undefined ? {} : { after }));
    });
    const known = new Map(digests.map(({ payment, digest }) => [payment, digest]));
    const oldest = clock.now() - reconciledMs;
    // An old payment that the page does not name may have its end there.
    const old = store.shared().filter((each) => each.createdAt < oldest && !known.has(each.paymentId));
    const wanted = [...differing(digests, store), ...old.map(({ paymentId }) => paymentId)];
    const unknownHere = new Set(wanted.filter((id) => store.digest(id) === undefined));
    const fetched = fetchRecords(wanted, async (paymentIds) => {
      const page = await this.#nextPortion(journal);
      return this.#limited(page.api.recordsOf({ paymentIds: [...paymentIds] }));
    });
    for await (const file of fetched) {
      for (const { record, entries } of copiesOf(file)) {
        // Not awaited: a failed disk must not end the comparison, and the store writes it with the next record.
        void keep({ kind: 'payment', record }, journal);
        for (const entry of entries) void keep({ kind: 'notification', entry }, journal);
        // Of an old payment, the file may hold more than what is compared here.
        const mayLack = unknownHere.has(record.paymentId) && record.createdAt < oldest;
        known.set(record.paymentId, mayLack ? '' : digestOf(record, entries));
      }
    }
    this.#presence.setKnown(journal, known);
    this.#hasCompared = true;
  }

  /**
   * True if this page should get what the second copy knows of a payment. Its own payments and those that it has: always.
   * Payments of a journal that stays away: only the page that answers the till.
   */
  #mayHand(payment: SharedPayment, journal: string): boolean {
    const { paymentId, installation, digest, isUnderWay } = payment;
    const presence = this.#presence;
    const known = presence.known(journal)?.get(paymentId);
    if (known === digest) return false;
    if (installation === journal) return true;
    const isElsewhere = installation !== undefined && presence.isPresent(installation);
    // It may be running there now.
    if (known !== undefined) return !(isElsewhere && isUnderWay);
    if (isElsewhere || !presence.hasWaited(installation)) return false;
    return this.deps.pages()[0]?.journal === journal && !presence.isHeldElsewhere(paymentId, journal);
  }

  /** Waits a moment, and while a payment runs there. Rejects if the page has left. */
  async #nextPortion(journal: string): Promise<JournalPage> {
    const { times, pages } = this.deps;
    for (;;) {
      await new Promise<void>((resolve) => this.#after(times.pauseMs, resolve));
      const page = pages().find((each) => each.journal === journal);
      if (!page || this.#isStopped) throw new ChannelClosed();
      if (!page.isPaying) return page;
    }
  }

  #limited<Result>(call: Promise<Result>): Promise<Result> {
    return withLimit(call, this.deps.times.callMs, this.deps.clock);
  }
}

const differing = (digests: readonly PaymentDigest[], store: Pick<RecordStore, 'digest'>): string[] =>
  digests.filter(({ payment, digest }) => store.digest(payment) !== digest).map(({ payment }) => payment);

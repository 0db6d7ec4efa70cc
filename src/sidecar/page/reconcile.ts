import type { PaymentDigest } from '../../core/connector-api/connector-api.ts';
import { ChannelClosed } from '../../core/connector-api/connector-client.ts';
import type { RecordCopy } from '../../core/connector-api/messages.ts';
import type { Clock } from '../../core/ports/host.ts';
import { copiesOf } from '../../core/records/ledger.ts';
import { digestOf, reconciledMs } from '../../core/records/payment-digest.ts';
import type { RecordsFile } from '../../core/records/records-file.ts';
import type { Log } from '../program/log.ts';
import type { DigestChange, SharedPayment } from '../records/record-heads.ts';
import type { RecordStore } from '../records/record-store.ts';
import { PageHangs } from './heartbeat.ts';
import { JournalPresence } from './journal-presence.ts';
import { fetchDigests, fetchRecords, packRecords, type Share, withLimit } from './record-exchange.ts';
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
  /**
   * Makes a payment in doubt of each permit without a record, once no page can bring the record any more.
   * `mayStillBring`: true while the page of this journal may bring it.
   */
  settlePermits(mayStillBring: (journal: string | undefined) => boolean): Promise<void>;
  /** One page for each journal whose page answers; the first one is the page that would answer the till. */
  pages(): readonly JournalPage[];
}

/**
 * Compares the second copy with the journals of the pages, and gives each side what it lacks. A page that has just
 * connected gets the payments of all journals that are away, to show them. If the page of such a journal stays away, its
 * undelivered notifications go to the page that answers the till, and to no other: only one page may deliver them.
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
  /** Payments that a page got although they may still run. Key: payment id; value: the journal in which the payment may run. */
  readonly #mayRun = new Map<string, string | undefined>();

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

  /** True if this payment may run now in a browser with another journal: only that browser knows its end. */
  mayRunElsewhere(paymentId: string, journal: string | undefined): boolean {
    const installation = this.#mayRun.get(paymentId);
    if (!this.#mayRun.has(paymentId) || installation === journal) return false;
    const page = this.deps.pages().find((each) => each.journal === installation);
    return page ? page.isPaying : !this.#presence.isLongAway(installation);
  }

  /** Call this at every change of the pages. */
  readonly onPages = (): void => {
    const { appeared, left } = this.#presence.update(this.deps.pages().map(({ journal }) => journal));
    for (const journal of appeared) this.#due.add(journal);
    if (appeared.length > 0) this.#runSoon(0);
    // After `takeOverMs`, another page takes over the records of journals that are still away. The pause is added, because
    // a timer may be a little early.
    const { takeOverMs, pauseMs } = this.deps.times;
    if (appeared.length > 0 || left.length > 0) this.#runSoon(takeOverMs + pauseMs);
  };

  /** Call this when a page's copy has changed a payment: the other pages that have this payment get the change too. */
  onCopy(journal: string | undefined, paymentId: string, change: DigestChange): void {
    if (journal !== undefined) this.#presence.noteOwnChange(journal, paymentId, change);
    if (this.#presence.othersHave(paymentId, journal)) this.#runSoon(this.deps.times.pauseMs);
  }

  /** Call this when the second copy may have something new for the pages. */
  runNow(): void {
    this.#runSoon(0);
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
    const { log, times, settlePermits } = this.deps;
    await settlePermits((journal) => this.#mayStillBring(journal)).catch((error: unknown) =>
      log.warn({ error: String(error) }, 'the permits without a record could not be looked at'),
    );
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
    const hasJustConnected = this.#due.delete(journal);
    if (hasJustConnected) {
      await this.#compare(journal).catch((error: unknown) => {
        this.#due.add(journal);
        throw error;
      });
    }
    const lacking = store.shared().flatMap((payment) => {
      const share = this.#shareOf(payment, journal, hasJustConnected);
      return share ? [{ payment, share }] : [];
    });
    let joined = 0;
    let notifications = 0;
    for await (const { file, handed } of packRecords(lacking, this.deps)) {
      const page = await this.#nextPortion(journal);
      for (const { payment } of handed)
        if (payment.isUnderWay) this.#mayRun.set(payment.paymentId, payment.installation);
      const result = await this.#withCallLimit(page.api.joinRecords({ file }));
      joined += result.joined;
      notifications += result.notifications;
      for (const { payment, isPart } of handed) {
        const { paymentId, digest } = payment;
        if (isPart) this.#presence.noteShown(journal, paymentId, digest);
        else this.#presence.noteKnown(journal, paymentId, digest);
      }
    }
    if (joined > 0) log.info({ joined, notifications }, 'a page got records that it lacked');
  }

  /** Reads the digests of the page's payments, and stores what the second copy lacks. */
  async #compare(journal: string): Promise<void> {
    const { store, keep, clock } = this.deps;
    const digests = await fetchDigests(async (after) => {
      const page = await this.#nextPortion(journal);
      return this.#withCallLimit(page.api.recordDigests(after === undefined ? {} : { after }));
    });
    const known = new Map(digests.map(({ payment, digest }) => [payment, digest]));
    const oldest = clock.now() - reconciledMs;
    // The page does not list old payments that have ended. So it may know how these ended.
    const old = store.shared().filter((each) => each.createdAt < oldest && !known.has(each.paymentId));
    const wanted = [...findDiffering(digests, store), ...old.map(({ paymentId }) => paymentId)];
    const unknownHere = new Set(wanted.filter((id) => store.digest(id) === undefined));
    const fetched = fetchRecords(wanted, async (paymentIds) => {
      const page = await this.#nextPortion(journal);
      return this.#withCallLimit(page.api.recordsOf({ paymentIds: [...paymentIds] }));
    });
    for await (const file of fetched) {
      for (const { record, entries } of copiesOf(file)) {
        // Not awaited: a failed disk must not end the comparison. The store writes the record with the next one.
        void keep({ kind: 'payment', record }, journal);
        for (const entry of entries) void keep({ kind: 'notification', entry }, journal);
        // The index does not cover old payments: the second copy's files may hold more of this payment than the page has.
        const mayLack = unknownHere.has(record.paymentId) && record.createdAt < oldest;
        known.set(record.paymentId, mayLack ? '' : digestOf(record, entries));
      }
    }
    this.#presence.setKnown(journal, known);
    this.#hasCompared = true;
  }

  /** True while the page of this journal may connect, or has connected and was not compared yet. */
  #mayStillBring(journal: string | undefined): boolean {
    if (journal !== undefined && this.#presence.isHere(journal)) return !this.isCompared(journal);
    return !this.#presence.isLongAway(journal);
  }

  /**
   * How much of a payment this page should get now; undefined: nothing.
   *
   * * Its own payment: all.
   * * Another journal's payment: all, if this page answers the till and no other page may deliver the notifications.
   * * Otherwise `shown`, if the page has the payment already, or has just connected and the payment's journal is away: a
   *   person must see such a payment at once.
   */
  #shareOf(payment: SharedPayment, journal: string, hasJustCome: boolean): Share | undefined {
    const { paymentId, installation, digest, isUnderWay } = payment;
    const presence = this.#presence;
    const known = presence.known(journal)?.get(paymentId);
    if (known === digest) return undefined;
    if (installation === journal) return 'all';
    const mayDeliver =
      presence.isLongAway(installation) &&
      this.deps.pages()[0]?.journal === journal &&
      !presence.isHeldElsewhere(paymentId, digest, journal);
    if (mayDeliver) return 'all';
    // A payment under way may be running in its own page now.
    if (presence.isHere(installation) && (isUnderWay || known === undefined)) return undefined;
    if (known === undefined && !hasJustCome) return undefined;
    return presence.wasShown(journal, paymentId, digest) ? undefined : 'shown';
  }

  /** Waits for the pause, and until no payment runs in the page. Rejects if the page has left. */
  async #nextPortion(journal: string): Promise<JournalPage> {
    const { times, pages } = this.deps;
    for (;;) {
      await new Promise<void>((resolve) => this.#after(times.pauseMs, resolve));
      const page = pages().find((each) => each.journal === journal);
      if (!page || this.#isStopped) throw new ChannelClosed();
      if (!page.isPaying) return page;
    }
  }

  #withCallLimit<Result>(call: Promise<Result>): Promise<Result> {
    return withLimit(call, this.deps.times.callMs, this.deps.clock);
  }
}

const findDiffering = (digests: readonly PaymentDigest[], store: Pick<RecordStore, 'digest'>): string[] =>
  digests.filter(({ payment, digest }) => store.digest(payment) !== digest).map(({ payment }) => payment);

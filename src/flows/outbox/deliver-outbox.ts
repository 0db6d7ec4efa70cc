import type { CallResult } from '../../core/connector-api/connector-api.ts';
import { clockToleranceMs } from '../../core/hipay/delivery-schedule.ts';
import { afterReply, beginTry, type TryEnd, withSiblings } from '../../core/hipay/delivery-try.ts';
import { parkForAccount, refuseAccount, withAccount } from '../../core/hipay/entry-account.ts';
import type { GatewayReply } from '../../core/hipay/gateway-reply.ts';
import { clockOfReply } from '../../core/hipay/hipay-clock.ts';
import type { HipayRoute } from '../../core/hipay/hipay-route.ts';
import type { OutboxEntry } from '../../core/hipay/outbox-entry.ts';
import { accountName, afterAttempt, beginAttempt, provesAccount } from '../../core/hipay/outbox-machine.ts';
import type { Gateway, GatewayAccount } from '../../core/ports/gateway.ts';
import type { Clock, Ids } from '../../core/ports/host.ts';
import type { Outbox } from '../../core/ports/storage.ts';
import type { SnapshotStore } from '../snapshot-store.ts';
import { ConnectivityWatcher } from './connectivity-watcher.ts';
import { OutageWatcher } from './outage-watcher.ts';

export interface OutboxDeliveryDeps {
  readonly outbox: Outbox;
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Read for each try, because a person may have corrected the credentials. */
  account(): GatewayAccount;
  /**
   * Completes an entry whose contract was missing; undefined if it is still missing. Absent: this context does not know
   * the contracts, and parks the entry for another context.
   */
  complete?(entry: OutboxEntry): Promise<OutboxEntry | undefined>;
  /** Called after each try, with the entry as written. */
  onTried(entry: OutboxEntry): void;
  /** Runs the work while no other context delivers: a tab and the service worker share one outbox. */
  runExclusively<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Longest timer: browsers limit the time of a timer. After it the outbox is read again. */
const longestSleepMs = 60_000;
const batchSize = 50;

/**
 * Delivers the outbox one entry at a time, the oldest first, until nothing is due. Then it sleeps until the next entry
 * is due. During an outage of HiPay all entries wait, so that the oldest entry is sent first after the outage. Only
 * `sendNow` and `betweenTries` reject, with the error of the storage or of the work. If the result of a try cannot be
 * written, HiPay may have the entry: the next try first asks HiPay for it.
 */
export class OutboxDelivery {
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  #isNextRequested = false;
  #stopTimer = () => {};
  #stopped = false;
  #runs = 0;
  /** Account that HiPay has accepted, until `#releaseRefused` has released the entries that wait for it. */
  #provenAccount: string | undefined;
  /** Wall clock minus monotonic clock, ms: the highest value since the wall clock was last set back. */
  #wallAhead = Number.POSITIVE_INFINITY;
  readonly #outages: OutageWatcher;
  readonly #connectivity: ConnectivityWatcher;

  constructor(private readonly deps: OutboxDeliveryDeps) {
    this.#outages = new OutageWatcher(deps);
    this.#connectivity = new ConnectivityWatcher(deps);
  }

  /** Delivers all due entries now. Resolves when no due entry is left, or when HiPay cannot be reached. */
  deliverNow(): Promise<void> {
    return this.#run(true);
  }

  /** Delivers the entries that failed because this route did not work: the sidecar or the network was away. */
  restored(route: HipayRoute): Promise<void> {
    this.#connectivity.restored(route);
    return this.#run(false);
  }

  /** `isRequested`: true for an explicit request; false for the timer and for a restored route. */
  #run(isRequested: boolean): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    if (this.#running) {
      // The current run may already have read the list of due entries.
      this.#isNextRequested ||= isRequested;
      this.#next ??= this.#running.then(() => {
        const isNextRequested = this.#isNextRequested;
        this.#next = undefined;
        this.#isNextRequested = false;
        return this.#run(isNextRequested);
      });
      return this.#next;
    }
    this.#running = this.#deliver(isRequested).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Delivers every undelivered entry now, also the parked entries: a person may have corrected the reason. */
  async sendNow(): Promise<void> {
    const { outbox, clock } = this.deps;
    await outbox.wakeAll(clock.now());
    this.#outages.forget();
    await this.deliverNow();
  }

  /** Tries this entry now, before the other entries. Resolves after the try. */
  async sendOne(entryId: string): Promise<void> {
    // The current run may be trying this entry.
    while (this.#running) await this.#running;
    if (this.#stopped) return;
    this.#running = this.deps
      .runExclusively(() => this.#tryIfPending(entryId))
      .catch(() => {})
      .finally(() => {
        this.#running = undefined;
      });
    await this.#running;
    void this.#run(false);
  }

  /** Runs the work while no entry is being tried. Rejects if the work does. */
  async betweenTries(work: () => Promise<void>): Promise<void> {
    while (this.#running) await this.#running;
    if (this.#stopped) return;
    const done = this.deps.runExclusively(work);
    this.#running = done
      .catch(() => {})
      .finally(() => {
        this.#running = undefined;
      });
    await done;
  }

  async #tryIfPending(entryId: string): Promise<void> {
    const [entry] = await this.deps.outbox.findAll([entryId]);
    // Another tab may have delivered the entry meanwhile.
    if (entry && entry.state !== 'delivered') await this.#try(entry);
  }

  stop(): void {
    this.#stopped = true;
    this.#stopTimer();
  }

  /** Stops after the current try, and resolves when its result is written. */
  async finish(): Promise<void> {
    this.stop();
    await this.#running;
  }

  async #deliver(isRequested: boolean): Promise<void> {
    this.#stopTimer();
    this.#runs += 1;
    const run = this.#runs;
    try {
      await this.deps.runExclusively(() => this.#deliverDue(isRequested));
      // Not awaited: a till may be waiting for the end of this run.
      void this.#sleepUntilNext(run);
    } catch {
      this.#sleepAfterFailure();
    }
  }

  async #sleepUntilNext(run: number): Promise<void> {
    try {
      const next = await this.deps.outbox.nextDueAt();
      // A run that has begun meanwhile plans its own sleep.
      if (next !== undefined && run === this.#runs)
        this.#sleep(Math.min(this.#outages.sleepMs(next), this.#connectivity.waitMs));
    } catch {
      this.#sleepAfterFailure();
    }
  }

  /** After a failure of the storage: sleeps and then tries again. */
  #sleepAfterFailure(): void {
    this.#sleep(longestSleepMs);
  }

  async #deliverDue(isRequested: boolean): Promise<void> {
    const { outbox, clock } = this.deps;
    if (this.#clockWasSetBack()) await outbox.wakeAhead(clock.now());
    const woken = await this.#connectivity.wake();
    const why = isRequested ? 'asked' : woken ? 'route-restored' : 'time';
    if (!(await this.#outages.mayTry(why))) return;
    for (;;) {
      await this.#releaseRefused();
      const due = await outbox.due(clock.now(), batchSize);
      if (due.length === 0) return this.#outages.onNothingLeft();
      for (const [index, entry] of due.entries()) {
        if (this.#stopped) return;
        await this.#try(entry);
        if (this.#outages.pausesBefore(due[index + 1])) return this.#releaseRefused();
      }
      // If another entry was written meanwhile, its writer calls `deliverNow`, which runs after this run.
      if (due.length < batchSize && this.#provenAccount === undefined) return this.#outages.onNothingLeft();
    }
  }

  /**
   * Makes the entries pending again that are parked because HiPay refused the account, once HiPay has accepted an order of
   * this account: the refusal came from a proxy, or has ended. Each entry keeps its own schedule, so that an entry that is
   * always refused is tried less and less often.
   */
  async #releaseRefused(): Promise<void> {
    if (this.#provenAccount === undefined) return;
    await this.deps.outbox.releaseRefused(this.#provenAccount);
    this.#provenAccount = undefined;
  }

  /** True also for the first call: the clock may have been set back while the connector did not run. */
  #clockWasSetBack(): boolean {
    const { clock } = this.deps;
    const ahead = clock.now() - clock.monotonic();
    const setBack = ahead < this.#wallAhead - clockToleranceMs;
    // A small decrease is not stored, so that several decreases add up until they exceed the tolerance.
    if (setBack || ahead > this.#wallAhead) this.#wallAhead = ahead;
    return setBack;
  }

  #sleep(ms: number): void {
    if (this.#stopped) return;
    this.#stopTimer();
    this.#stopTimer = this.deps.clock.after(
      Math.min(Math.max(ms, 50), longestSleepMs),
      () => void this.#run(false),
    );
  }

  async #try(stored: OutboxEntry): Promise<void> {
    const { outbox, clock, ids } = this.deps;
    // Read once, before the try is written down: a person may change the account meanwhile.
    const account = this.deps.account();
    const refusal = refuseAccount(stored, account);
    if (refusal) {
      const parked = parkForAccount(stored, refusal);
      await outbox.update(parked);
      return this.deps.onTried(parked);
    }
    const entry = stored.missingContract ? await this.deps.complete?.(stored) : stored;
    if (!entry) return outbox.update({ ...stored, state: 'parked' });
    const begun = beginAttempt(withAccount(entry, account), clock.now(), ids.chance());
    await outbox.update(begun);
    const { end, reply } = await this.#askHipay(entry, account);
    const at = clock.now();
    const after = afterAttempt(begun, end, at, ids.chance());
    const tried = {
      ...after,
      ...clockOfReply(reply, end.verdict, at),
      ...(end.verdict.kind === 'credentials' && { refusedAccount: accountName(account) }),
    };
    await outbox.update(tried);
    this.deps.onTried(tried);
    this.#outages.tried(tried, end);
    this.#connectivity.tried(tried);
    if (provesAccount(end)) this.#provenAccount = accountName(account);
  }

  /** Sends requests to HiPay until the try has an end. `reply`: HiPay's last reply. */
  async #askHipay(
    entry: OutboxEntry,
    account: GatewayAccount,
  ): Promise<{ readonly end: TryEnd; readonly reply: GatewayReply }> {
    const { gateway, clock, outbox } = this.deps;
    let current = beginTry(entry);
    for (;;) {
      if (current.nextRequest === 'look-up')
        current = withSiblings(current, entry, await outbox.ofPayment(entry.paymentId));
      const reply =
        current.nextRequest === 'order'
          ? await gateway.sendOrder(account, entry.fields)
          : await gateway.lookUpOrder(account, current.sent.orderId);
      const next = afterReply(current, reply, clock.now());
      if (next.kind === 'end') return { end: next, reply };
      current = next;
    }
  }
}

interface SendNotificationsDeps {
  readonly outbox: Outbox;
  readonly delivery: OutboxDelivery;
  readonly snapshots: SnapshotStore;
}

/** Delivers one notification or all of them now, on a person's request, and counts the results. */
export async function sendNotificationsNow(
  entryId: string | undefined,
  { outbox, delivery, snapshots }: SendNotificationsDeps,
): Promise<CallResult<'sendNotificationsNow'>> {
  const before = await outbox.countUndelivered();
  await (entryId === undefined ? delivery.sendNow() : delivery.sendOne(entryId));
  const after = await outbox.countUndelivered();
  await snapshots.refresh();
  const left = after.pending + after.parked;
  return { delivered: Math.max(0, before.pending + before.parked - left), left };
}

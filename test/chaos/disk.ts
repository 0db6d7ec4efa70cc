import type { OutboxEntry } from '../../src/core/hipay/outbox-entry.ts';
import type { PaymentRecord } from '../../src/core/payment/payment-record.ts';
import type { Journal, Outbox } from '../../src/core/ports/storage.ts';
import { MemoryStorage } from '../../src/sdk/testing/memory-storage.ts';
import type { Life } from './life.ts';
import type { Chance } from './seeded-chance.ts';
import type { WorldClock } from './world-clock.ts';

export interface DiskWatcher {
  asked(what: PaymentRecord | OutboxEntry): void;
  written(what: PaymentRecord | OutboxEntry): void;
}

interface Write {
  readonly life: Life;
  done: boolean;
  commit(): void;
}

/**
 * Storage that survives kills, with IndexedDB's order: writes one after the other, reads after earlier writes, each
 * transaction completely or not at all. Chance decides if a write under way at a kill is kept.
 */
export class Disk {
  readonly memory = new MemoryStorage();
  /** Every write takes at most this long. */
  slowMs = 4;
  failing = false;
  readsFail = false;
  #freeAt = 0;
  #underWay = new Set<Write>();

  constructor(
    private readonly world: WorldClock,
    private readonly chance: Chance,
    private readonly watcher: DiskWatcher,
  ) {}

  mount(life: Life): { journal: Journal; outbox: Outbox } {
    life.onDeath(() => this.#crash(life));
    const { journal, outbox } = this.memory;
    return {
      journal: {
        ...this.#reads(life, journal),
        write: (record) => this.#write(life, record, () => journal.write(record)),
        writeRefund: (record) => this.#write(life, record, () => journal.writeRefund(record)),
        writeWithNotifications: (record, entries) =>
          this.#write(life, record, () => journal.writeWithNotifications(record, entries)),
        join: (copies, at) => this.#write(life, copies[0]?.record, () => journal.join(copies, at)),
      },
      outbox: {
        ...this.#reads(life, outbox),
        wake: (at, until) => this.#write(life, undefined, () => outbox.wake(at, until)),
        wakeAhead: (at) => this.#write(life, undefined, () => outbox.wakeAhead(at)),
        wakeForRoutes: (ways, at) => this.#write(life, undefined, () => outbox.wakeForRoutes(ways, at)),
        wakeAll: (at) => this.#write(life, undefined, () => outbox.wakeAll(at)),
        update: (entry) => this.#write(life, entry, () => outbox.update(entry)),
      },
    };
  }

  #reads<Port extends Journal | Outbox>(life: Life, port: Port): Port {
    const wrapped = Object.entries(port).map(([name, read]) => [
      name,
      (...asked: unknown[]) => life.through(() => this.#read(() => read(...asked))),
    ]);
    return Object.fromEntries(wrapped) as Port;
  }

  async #read<T>(read: () => Promise<T>): Promise<T> {
    const wait = this.#freeAt - this.world.monotonic();
    if (wait > 0) await this.world.sleep(wait);
    if (this.failing && this.readsFail) throw new DOMException('the disk does not answer', 'UnknownError');
    return read();
  }

  #write<Result>(
    life: Life,
    what: PaymentRecord | OutboxEntry | undefined,
    put: () => Promise<Result>,
  ): Promise<Result> {
    return life.through(async () => {
      if (what) this.watcher.asked(what);
      if (!life.alive) return new Promise<never>(() => {});
      const now = this.world.monotonic();
      this.#freeAt = Math.max(now, this.#freeAt) + this.chance.between(1, this.slowMs);
      return new Promise<Result>((resolve, reject) => {
        const write: Write = {
          life,
          done: false,
          commit: () => {
            if (write.done) return;
            write.done = true;
            this.#underWay.delete(write);
            if (this.failing) return reject(new DOMException('no room on the disk', 'QuotaExceededError'));
            put().then(resolve, reject);
            if (what) this.watcher.written(what);
          },
        };
        this.#underWay.add(write);
        this.world.after(this.#freeAt - now, write.commit);
      });
    });
  }

  #crash(life: Life): void {
    // Writes end in order: a lost write loses all later writes.
    let lost = false;
    for (const write of [...this.#underWay].filter((each) => each.life === life)) {
      lost ||= this.chance.happens(0.5);
      if (!lost) write.commit();
      write.done = true;
      this.#underWay.delete(write);
    }
    this.#freeAt = this.world.monotonic();
  }
}

import type { ErasedCount } from '../../core/records/erasing.ts';
import type { Log } from '../program/log.ts';
import type { Erasures } from '../records/erasures.ts';
import type { RecordStore } from '../records/record-store.ts';
import type { JournalPage, RelayHub } from './relay-hub.ts';

/** The result for one customer: the counts of the second copy, and the browsers. */
export interface ErasedCustomer extends ErasedCount {
  /** Number of browsers that have erased the customer. The others erase the customer when their page is opened. */
  readonly browsers: number;
}

export interface EraseCustomersDeps {
  readonly hub: Pick<RelayHub, 'journals'>;
  readonly recordStore: Pick<RecordStore, 'eraseCustomer'>;
  readonly erasures: Erasures;
  readonly log: Log;
}

/** Erases customers in the second copy and in the browsers: at once where a page is open, else when a page connects. */
export class EraseCustomers {
  #running: Promise<void> = Promise.resolve();
  /** The journals whose pages are open. */
  #openJournals: ReadonlySet<string> = new Set();

  constructor(private readonly deps: EraseCustomersDeps) {}

  /** Erases the customer in the second copy and in the open browsers, and notes the request for the other browsers. */
  async erase(customerId: string): Promise<ErasedCustomer> {
    const { hub, recordStore, erasures, log } = this.deps;
    await erasures.add(customerId);
    await this.#eraseIn(hub.journals());
    const { erased, waiting } = await recordStore.eraseCustomer(customerId);
    const isDone = ({ journal }: JournalPage) => !erasures.dueIn(journal).includes(customerId);
    const browsers = hub.journals().filter(isDone).length;
    log.warn({ erased, waiting, browsers }, 'the data of a customer were erased');
    return { erased, waiting, browsers };
  }

  /** Called when the open pages may have changed. A browser that has just connected erases the customers noted before. */
  readonly onPages = (): void => {
    const journals = this.deps.hub.journals();
    const appeared = journals.filter(({ journal }) => !this.#openJournals.has(journal));
    this.#openJournals = new Set(journals.map(({ journal }) => journal));
    if (appeared.length > 0) void this.#eraseIn(appeared);
  };

  #eraseIn(pages: readonly JournalPage[]): Promise<void> {
    const { erasures, log } = this.deps;
    this.#running = this.#running.then(async () => {
      for (const { journal, api } of pages) {
        for (const customerId of erasures.dueIn(journal)) {
          try {
            const { waiting } = await api.eraseCustomer({ customerId });
            // Payments that wait are erased when this browser connects the next time.
            if (waiting === 0) await erasures.noteDone(customerId, journal);
          } catch (error) {
            log.warn({ journal, error: String(error) }, 'a page could not erase a customer');
          }
        }
      }
    });
    return this.#running;
  }
}

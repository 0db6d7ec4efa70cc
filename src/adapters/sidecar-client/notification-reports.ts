import type { WrittenNotification } from '../../core/connector-api/sidecar-contract.ts';
import type { OutboxEntry } from '../../core/hipay/outbox-entry.ts';
import { dropAnswer } from '../../core/limited-answer.ts';
import { postToSidecar } from './post-to-sidecar.ts';

const limitMs = 10_000;

/**
 * Sends the sidecar the notifications that the service worker has written, for the second copy: the newest state of each, one
 * after the other. If one does not arrive, the sidecar gets it at the next comparison with the page.
 */
export class NotificationReports {
  readonly #waiting = new Map<string, OutboxEntry>();
  #sending: Promise<void> | undefined;

  constructor(
    private readonly deps: {
      readonly url: string;
      readonly journal: string;
      readonly fetchSidecar: typeof fetch;
      readonly timeoutMs?: number;
    },
  ) {}

  report(entry: OutboxEntry): void {
    this.#waiting.set(entry.entryId, entry);
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = undefined;
    });
  }

  /** Waits for the running try and makes one more. Resolves when all is sent, or when that last try has failed. */
  async finish(): Promise<void> {
    await this.#sending;
    await this.#sendAll();
  }

  /** Ends at the first failure. The next call tries again. */
  async #sendAll(): Promise<void> {
    for (const [entryId, entry] of this.#waiting) {
      if (!(await this.#send(entry))) return;
      // A newer state that came meanwhile must still be sent.
      if (this.#waiting.get(entryId) === entry) this.#waiting.delete(entryId);
    }
    if (this.#waiting.size > 0) await this.#sendAll();
  }

  async #send(entry: OutboxEntry): Promise<boolean> {
    const { url, journal, fetchSidecar, timeoutMs = limitMs } = this.deps;
    const written: WrittenNotification = { journal, entry };
    try {
      const answer = await postToSidecar(url, written, {
        fetchSidecar,
        signal: AbortSignal.timeout(timeoutMs),
      });
      dropAnswer(answer);
      return answer.ok;
    } catch {
      return false;
    }
  }
}

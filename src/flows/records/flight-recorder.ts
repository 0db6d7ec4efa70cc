import { maskedText } from '../../core/masking.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { Recorder, RecordingKind, RecordingStore } from '../../core/ports/storage.ts';

/**
 * Maximum number of entries in memory. If the store fails, the recording consists of these entries alone. A crash of the
 * page loses at most these entries.
 */
const maxEntriesInMemory = 2000;
/** Time between two writes to the store: short, so that a crash loses little; long enough not to disturb a payment. */
const batchMs = 500;

/**
 * The flight recorder: masks each entry, adds the time, keeps a limited number in memory, and writes them to its store
 * in batches. If the store fails or is missing, only the entries in memory are kept.
 */
export class FlightRecorder implements Recorder {
  #entries: string[] = [];
  /** Number of the latest entries that are not yet in the store. */
  #unwritten = 0;
  #secrets: readonly string[] = [];
  #isWriteScheduled = false;

  constructor(private readonly deps: { clock: Clock; store?: RecordingStore }) {}

  note(kind: RecordingKind, text: string): void {
    const at = new Date(this.deps.clock.now()).toISOString();
    this.#entries.push(JSON.stringify({ at, kind, text: maskedText(text, this.#secrets) }));
    if (this.#entries.length > maxEntriesInMemory) this.#entries.shift();
    this.#unwritten = Math.min(this.#unwritten + 1, this.#entries.length);
    if (this.#isWriteScheduled || !this.deps.store) return;
    this.#isWriteScheduled = true;
    this.deps.clock.after(batchMs, () => {
      this.#isWriteScheduled = false;
      void this.#write();
    });
  }

  /** Hides these secrets and all earlier ones: an answer may still quote the old password. */
  hide(secrets: readonly string[]): void {
    this.#secrets = [...new Set([...this.#secrets, ...secrets])].filter((secret) => secret !== '');
  }

  async export(): Promise<string> {
    await this.#write();
    const stored = await this.deps.store?.read().catch(() => undefined);
    const unwritten = this.#entries.slice(this.#entries.length - this.#unwritten);
    const lines = stored ? [...stored, ...unwritten] : this.#entries;
    return lines.map((line) => `${line}\n`).join('');
  }

  async #write(): Promise<void> {
    const batch = this.#entries.slice(this.#entries.length - this.#unwritten);
    if (batch.length === 0 || !this.deps.store) return;
    this.#unwritten = 0;
    await this.deps.store.append(batch).catch(() => {
      this.#unwritten = Math.min(this.#unwritten + batch.length, this.#entries.length);
    });
  }
}

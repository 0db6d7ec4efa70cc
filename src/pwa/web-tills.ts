import { openConnectorDatabase } from '../adapters/indexeddb/connector-database.ts';
import { type TillGrants, tillGrants } from '../adapters/indexeddb/till-grants.ts';
import { tillListPath } from '../core/relay/till-list.ts';
import type { TillGrant } from '../core/till/till-grant.ts';

/** Every tab of this connector hears when a permission was given or taken back. */
const line = new BroadcastChannel('hipay-ecr-tills');

/** The web tills of this browser: who may, who may not, and how the sidecar hears of it. */
export class WebTills {
  #grants: readonly TillGrant[] = [];
  readonly #watchers = new Set<() => void>();

  private constructor(private readonly stored: TillGrants) {
    line.addEventListener('message', () => void this.#read());
  }

  static async open(): Promise<WebTills> {
    const tills = new WebTills(tillGrants(await openConnectorDatabase()));
    await tills.#read();
    return tills;
  }

  list(): readonly TillGrant[] {
    return this.#grants;
  }

  /** Undefined: nobody has said. */
  answerFor(origin: string): boolean | undefined {
    return this.#grants.find((grant) => grant.origin === origin)?.allowed;
  }

  async allow(origin: string): Promise<void> {
    await this.stored.put({ origin, allowed: true, at: Date.now() });
    // It is the sidecar that lets a page have ours in a frame.
    await tellSidecar('POST', { origin, token: false });
    await this.#changed();
  }

  async refuse(origin: string): Promise<void> {
    await this.stored.put({ origin, allowed: false, at: Date.now() });
    await this.#changed();
  }

  /** As if it had never asked. */
  async forget(origin: string): Promise<void> {
    await this.stored.remove(origin);
    await tellSidecar('DELETE', { origin });
    await this.#changed();
  }

  /** A token for the way by the sidecar; undefined where this page is not paired with one. */
  async token(origin: string): Promise<string | undefined> {
    const answer = await tellSidecar('POST', { origin });
    return answer && typeof answer['token'] === 'string' ? answer['token'] : undefined;
  }

  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  async #changed(): Promise<void> {
    line.postMessage('changed');
    await this.#read();
  }

  async #read(): Promise<void> {
    this.#grants = await this.stored.list();
    for (const watcher of this.#watchers) watcher();
  }
}

async function tellSidecar(method: string, till: object): Promise<Record<string, unknown> | undefined> {
  try {
    const answer = await fetch(tillListPath, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(till),
      credentials: 'same-origin',
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    // A page that no sidecar serves has none to tell.
    return undefined;
  }
}

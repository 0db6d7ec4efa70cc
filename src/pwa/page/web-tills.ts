import { openConnectorDatabase } from '../../adapters/indexeddb/connector-database.ts';
import { type TillGrants, tillGrants } from '../../adapters/indexeddb/small-stores.ts';
import { tillListPath } from '../../core/connector-api/sidecar-contract.ts';
import type { TillGrant } from '../../core/till/till-side.ts';

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

/** Pages of the web have an origin; files, sandboxed frames and extensions have none that a person could judge. */
export const isWebOrigin = (origin: string): boolean => /^https?:\/\/[^/\s]+$/.test(origin);

/** The parts of a window that say who is around it. */
interface Framed {
  readonly location: { readonly hostname: string; readonly ancestorOrigins?: ArrayLike<string> };
}

/**
 * Is this page framed by another site? Browsers give such a frame a storage of its own, hence a journal of its own, in
 * which an order of the real journal could be charged again. Same host, or a parent domain of the other: a stricter rule
 * than the browsers' own, which needs the list of public suffixes.
 */
export function frameVerdict({ location }: Framed, caller: string): 'fine' | 'other-site' {
  const around = Array.from(location.ancestorOrigins ?? []);
  if (around.length === 0) return 'fine';
  // Only the page that made the frame may use it.
  if (!around.includes(caller)) return 'other-site';
  return around.every((origin) => sameSite(new URL(origin).hostname, location.hostname))
    ? 'fine'
    : 'other-site';
}

const sameSite = (one: string, other: string): boolean =>
  one === other || isBelow(one, other) || isBelow(other, one);

const isBelow = (name: string, parent: string): boolean =>
  parent.includes('.') && name.endsWith(`.${parent}`);

/** Whoever has more origins than this asking at once is no till. */
const mostWaiting = 3;

/**
 * Questions to the person at this page: one at a time, and one an origin however often it asks. A page of many origins
 * brings a few questions and no more.
 */
export class TillQuestions {
  readonly #open = new Map<string, Promise<boolean>>();
  #line: Promise<unknown> = Promise.resolve();

  /** `put` is called when it is this question's turn. False without a question where too many wait. */
  ask(origin: string, put: () => Promise<boolean>): Promise<boolean> {
    const same = this.#open.get(origin);
    if (same) return same;
    if (this.#open.size >= mostWaiting) return Promise.resolve(false);
    const answer = this.#line.then(put).finally(() => this.#open.delete(origin));
    this.#open.set(origin, answer);
    this.#line = answer.catch(() => {});
    return answer;
  }
}

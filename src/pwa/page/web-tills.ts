import { openConnectorDatabase } from '../../adapters/indexeddb/connector-database.ts';
import { type TillGrants, tillGrants } from '../../adapters/indexeddb/small-stores.ts';
import { tillListPath } from '../../core/connector-api/addresses.ts';
import { dropAnswer, readLimitedJson } from '../../core/limited-answer.ts';
import { isObject } from '../../core/stored-object.ts';
import type { TillGrant } from '../../core/till/till-side.ts';

/** Informs every tab of this connector when a permission changes. */
const changes = new BroadcastChannel('hipay-ecr-tills');

/** The web tills of this browser: their permissions, and the calls that inform the sidecar. */
export class WebTills {
  #grants: readonly TillGrant[] = [];
  readonly #watchers = new Set<() => void>();

  private constructor(private readonly stored: TillGrants) {
    changes.addEventListener('message', () => void this.#read());
  }

  static async open(): Promise<WebTills> {
    const tills = new WebTills(tillGrants(await openConnectorDatabase()));
    await tills.#read();
    return tills;
  }

  list(): readonly TillGrant[] {
    return this.#grants;
  }

  /** Undefined until a person has decided. */
  decisionFor(origin: string): boolean | undefined {
    return this.#grants.find((grant) => grant.origin === origin)?.allowed;
  }

  async allow(origin: string): Promise<void> {
    await this.stored.put({ origin, allowed: true, at: Date.now() });
    // Informs the sidecar, because its headers decide which pages may frame this page.
    await callSidecar('POST', { origin, token: false });
    await this.#changed();
  }

  async refuse(origin: string): Promise<void> {
    await this.stored.put({ origin, allowed: false, at: Date.now() });
    await this.#changed();
  }

  /** The till's next connection asks the person again. */
  async forget(origin: string): Promise<void> {
    await this.stored.remove(origin);
    await callSidecar('DELETE', { origin });
    await this.#changed();
  }

  /** A token with which the till reaches the sidecar; undefined if this page is not paired with a sidecar. */
  async token(origin: string): Promise<string | undefined> {
    const answer = await callSidecar('POST', { origin });
    return answer && typeof answer['token'] === 'string' ? answer['token'] : undefined;
  }

  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  async #changed(): Promise<void> {
    changes.postMessage('changed');
    await this.#read();
  }

  async #read(): Promise<void> {
    this.#grants = await this.stored.list();
    for (const watcher of this.#watchers) watcher();
  }
}

const largestAnswer = 64 * 1024;

async function callSidecar(method: string, till: object): Promise<Record<string, unknown> | undefined> {
  const signal = AbortSignal.timeout(10_000);
  try {
    const answer = await fetch(tillListPath, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(till),
      credentials: 'same-origin',
      redirect: 'error',
      signal,
    });
    if (!answer.ok) {
      dropAnswer(answer);
      return undefined;
    }
    const body = await readLimitedJson(answer, { bytes: largestAnswer, signal });
    return isObject(body) ? body : undefined;
  } catch {
    // The sidecar cannot be reached, or no sidecar serves this page.
    return undefined;
  }
}

/** Web pages have an origin that a person can judge; files, sandboxed frames and extensions have none. */
export const isWebOrigin = (origin: string): boolean => /^https?:\/\/[^/\s]+$/.test(origin);

/** The part of a window that shows which pages frame it. */
interface Framed {
  readonly location: { readonly hostname: string; readonly ancestorOrigins?: ArrayLike<string> };
}

/**
 * Checks whether another site frames this page. Browsers give such a frame its own storage and therefore its own
 * journal, so an order of the real journal could be charged again. The hosts must be equal, or one must be a parent
 * domain of the other. The browsers' own rule is less strict, but needs the list of public suffixes.
 */
export function frameVerdict({ location }: Framed, caller: string): 'fine' | 'other-site' {
  const ancestors = Array.from(location.ancestorOrigins ?? []);
  if (ancestors.length === 0) return 'fine';
  // In a frame, the caller must be one of the pages around it.
  if (!ancestors.includes(caller)) return 'other-site';
  return ancestors.every((origin) => isSameSite(new URL(origin).hostname, location.hostname))
    ? 'fine'
    : 'other-site';
}

const isSameSite = (one: string, other: string): boolean =>
  one === other || isSubdomain(one, other) || isSubdomain(other, one);

const isSubdomain = (name: string, parent: string): boolean =>
  parent.includes('.') && name.endsWith(`.${parent}`);

/** Maximum number of origins with an open question. A real shop needs fewer. */
const maxWaiting = 3;

/**
 * Asks the person at this page one question at a time, and each origin's question only once while it is open. The limit
 * protects the person from a site that asks from many origins.
 */
export class TillQuestions {
  readonly #open = new Map<string, Promise<boolean>>();
  #queue: Promise<unknown> = Promise.resolve();

  /**
   * Calls `show` after the earlier questions were answered. Resolves with false, without a question, if too many wait.
   */
  ask(origin: string, show: () => Promise<boolean>): Promise<boolean> {
    const openQuestion = this.#open.get(origin);
    if (openQuestion) return openQuestion;
    if (this.#open.size >= maxWaiting) return Promise.resolve(false);
    const answer = this.#queue.then(show).finally(() => this.#open.delete(origin));
    this.#open.set(origin, answer);
    this.#queue = answer.catch(() => {});
    return answer;
  }
}

import type { Connector } from '../../../src/sdk/api.ts';
import { ConnectorFailure } from '../../../src/sdk/client/connector-failure.ts';
import { type EdgeShop, tillLogin } from './edge-shop.ts';
import { afterOwnTime } from './pause.ts';
import { type RunningCall, rawCall, type Sloppy } from './raw-till.ts';
import { type Reading, readRest, readSdkFailure, readSdkResult } from './statements.ts';
import type { Post, SaleKey, Timeline } from './timeline.ts';
import { openWebTill, type WebWay } from './web-till.ts';

/** A till waits some three seconds at most, by the limits of a payment and of a page. The rest is for slow disks. */
export const longestWaitMs = 20_000;

/** What a till has learned from one request. */
export interface RequestResult {
  readonly how: 'answered' | 'lost' | 'left';
  /** The first answer, by which the till acts. */
  readonly reading?: Reading;
}

export interface RunningPost {
  readonly ended: Promise<RequestResult>;
  leave(): void;
}

/** A till's way to the connector. */
export interface TillClient {
  begin(key: SaleKey, sloppy: Sloppy): RunningPost;
  find(key: SaleKey): Promise<RequestResult>;
  /** The connector is lost for good: the next request opens it again. */
  reopen(): void;
}

const rightLogin = `${tillLogin.user}:${tillLogin.password}`;

/** Notes what an answer says to a till. */
export function noteReading(timeline: Timeline, key: SaleKey, reading: Reading, post?: Post): void {
  const { said, exit, text, code, contradiction } = reading;
  // A till without numbers learns its number from the answer.
  const order = key.order ?? reading.order;
  // A call without a post asks about a number, and the number may belong to an earlier sale.
  const aboutNumber = code === '1103' || post === undefined;
  timeline.say({ ...key, order, said, exit, text, post, aboutNumber });
  if (contradiction) timeline.violation('text against field', `${exit}: ${contradiction}`, key.sale);
}

export class RestTill implements TillClient {
  constructor(
    private readonly shop: EdgeShop,
    private readonly timeline: Timeline,
    private readonly login = rightLogin,
  ) {}

  begin(key: SaleKey, sloppy: Sloppy): RunningPost {
    const { order, amountMinor } = key;
    const post = this.timeline.post(key, sloppy);
    const call = rawCall({
      port: this.shop.port,
      method: 'POST',
      path: '/order',
      login: this.login,
      sloppy,
      limitMs: longestWaitMs,
      body: {
        amount: (amountMinor / 100).toFixed(2),
        currency: 'EUR',
        ...(order !== undefined && { order_id: order }),
      },
    });
    const leave = () => {
      post.leftAt = this.timeline.next();
      call.leave();
    };
    return { ended: this.#readAnswers(key, call, 'POST', post), leave };
  }

  async find(key: SaleKey): Promise<RequestResult> {
    if (key.order === undefined) return { how: 'lost' };
    const path = `/orders/${key.order}`;
    const { port } = this.shop;
    return this.#readAnswers(
      key,
      rawCall({ port, method: 'GET', path, login: this.login, limitMs: longestWaitMs }),
      'GET',
    );
  }

  reopen(): void {}

  async #readAnswers(key: SaleKey, call: RunningCall, method: string, post?: Post): Promise<RequestResult> {
    const { replies, how } = await call.ended;
    if (post) post.answeredAt = this.timeline.next();
    const readings = replies.map((reply) => readRest(method, reply));
    for (const reading of readings) noteReading(this.timeline, key, reading, post);
    const [reading] = readings;
    if (reading) return { how: 'answered', reading };
    this.timeline.note(`sale ${key.sale}: ${method} ends without an answer (${how})`);
    if (how === 'limit')
      this.timeline.violation('a wait without an end', `${method} of ${key.order}`, key.sale);
    return { how: how === 'left' ? 'left' : 'lost' };
  }
}

/** A till that has lost the connector calls the lost connector this many times before it opens a new one. */
const callsOnLost = 2;

export class SdkTill implements TillClient {
  #connector: Promise<Connector> | undefined;
  #opened: Connector | undefined;
  /** Calls left on a lost connector; undefined while the connector is not lost. */
  #callsLeft: number | undefined;

  constructor(
    private readonly shop: EdgeShop,
    private readonly timeline: Timeline,
    private readonly way: WebWay,
  ) {}

  begin(key: SaleKey): RunningPost {
    const post = this.timeline.post(key, `SDK, ${this.way} way`);
    const leaving = new AbortController();
    const ended = this.#call('pay', key, post, async (connector) => {
      connector.on('closed', (failure) => {
        if (connector === this.#opened) this.#callsLeft = callsOnLost;
        // The event is about the connection. A till takes it as the end of the payment that the till waits for.
        if (post.answeredAt === undefined)
          noteReading(this.timeline, key, readSdkFailure('closed', failure), post);
      });
      const { order, amountMinor } = key;
      return connector.pay({ amountMinor, ...(order !== undefined && { orderId: order }) });
    });
    return {
      ended: Promise.race([ended, untilAborted(leaving.signal)]),
      leave: () => {
        post.leftAt = this.timeline.next();
        leaving.abort();
        this.reopen();
      },
    };
  }

  find(key: SaleKey): Promise<RequestResult> {
    const { order } = key;
    if (order === undefined) return Promise.resolve({ how: 'lost' });
    return this.#call('get', key, undefined, (connector) => connector.payments.get(order));
  }

  reopen(): void {
    void this.#connector?.then((connector) => connector.close()).catch(() => {});
    this.#connector = undefined;
    this.#opened = undefined;
    this.#callsLeft = undefined;
  }

  async #call(
    name: string,
    key: SaleKey,
    post: Post | undefined,
    call: (connector: Connector) => ReturnType<Connector['payments']['get']>,
  ): Promise<RequestResult> {
    const answering = this.#answer(name, call);
    let stopLimit = () => {};
    const tooLong = new Promise<'too long'>((resolve) => {
      stopLimit = afterOwnTime(longestWaitMs, () => resolve('too long'));
    });
    const reading = await Promise.race([answering, tooLong]).finally(stopLimit);
    if (post) post.answeredAt = this.timeline.next();
    if (reading === 'too long')
      this.timeline.violation('a wait without an end', `SDK ${name} of ${key.order}`, key.sale);
    if (typeof reading === 'string') {
      this.timeline.note(`sale ${key.sale}: SDK ${name}: ${reading}`);
      return { how: 'lost' };
    }
    noteReading(this.timeline, key, reading, post);
    return { how: 'answered', reading };
  }

  async #answer(
    name: string,
    call: (connector: Connector) => ReturnType<Connector['payments']['get']>,
  ): Promise<Reading | string> {
    try {
      if (this.#callsLeft === 0) this.reopen();
      else if (this.#callsLeft) this.#callsLeft -= 1;
      this.#connector ??= openWebTill(this.shop, this.way);
      this.#opened = await this.#connector;
      const result = await call(this.#opened);
      return result ? readSdkResult(name, result) : 'null';
    } catch (error) {
      if (error instanceof ConnectorFailure) return readSdkFailure(name, error);
      this.reopen();
      return String(error);
    }
  }
}

const untilAborted = (signal: AbortSignal): Promise<RequestResult> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve({ how: 'left' }));
  });

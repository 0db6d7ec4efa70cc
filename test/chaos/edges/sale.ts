import { plainRound, type Round, type SalePlan } from './edge-plan.ts';
import { type EdgeShop, tillLogin } from './edge-shop.ts';
import { runIdleEvent } from './idle-events.ts';
import { becomesTrue, pause } from './pause.ts';
import { runPayingEvent } from './paying-events.ts';
import { type RequestResult, RestTill, type RunningPost, SdkTill, type TillClient } from './till-clients.ts';
import type { SaleKey, Timeline } from './timeline.ts';

/** How the sale ended for its till. `doubt`: a person must look. `given-up`: the customer pays in cash. */
type SaleEnd = 'paid' | 'doubt' | 'given-up';
type Decision = SaleEnd | 'new-attempt' | 'ask-again';

const mostRequests = 12;
const mostAttempts = 3;
const mostDoubts = 2;
const mostLost = 5;
/** After more lost answers than this, a person brings page, cable and sidecar back. */
const lostUntilRepair = 2;
const askAgainMs = 40;
/** The Retry-After of the first 429. */
const slowDownMs = 1100;

/** One sale at a till that obeys every answer. Its amount is unique in the shop. */
export class Sale {
  /** The numbers that this sale has used. */
  readonly numbers: string[] = [];
  readonly client: TillClient;
  end: SaleEnd = 'given-up';
  #attempts = 0;
  #attemptsAllowed: number;
  #lost = 0;
  #doubts = 0;
  /** True while the planned rounds run; afterwards the till only asks again. */
  #planned = true;

  constructor(
    readonly plan: SalePlan,
    readonly shop: EdgeShop,
    readonly timeline: Timeline,
    /** The earlier sale whose number this sale uses again. */
    private readonly reused: SaleKey | undefined,
    /** Ended sales that were paid, for events in which a till asks about them. */
    readonly earlier: readonly SaleKey[],
  ) {
    const { till, rounds } = plan;
    this.client =
      till === 'web-sidecar' || till === 'web-window'
        ? new SdkTill(shop, timeline, till === 'web-sidecar' ? 'sidecar' : 'window')
        : new RestTill(shop, timeline);
    this.#attemptsAllowed = Math.max(mostAttempts, rounds.length);
    this.#nextNumber(reused?.order);
  }

  get key(): SaleKey {
    const { number, reuses, till } = this.plan;
    const same = reuses === 'number-and-amount' ? this.reused : undefined;
    const { amountMinor } = same ?? this.plan;
    const order = till === 'rest-no-number' ? undefined : this.numbers.at(-1);
    return { sale: number, amountMinor, order };
  }

  async run(): Promise<void> {
    const { before, after, repeats } = this.plan;
    for (const event of before) await runIdleEvent(event, this.shop);
    await this.#untilEnd('post');
    this.#planned = false;
    for (const event of after) await runIdleEvent(event, this.shop);
    for (const repeat of repeats) {
      if (this.key.order === undefined || this.end === 'given-up') return;
      if (repeat === 'wrong-password') await this.#askWithWrongPassword();
      else await this.#untilEnd(repeat);
    }
  }

  /** Sends requests until the till knows the result. The till obeys each answer. */
  async #untilEnd(first: 'post' | 'get'): Promise<void> {
    this.#lost = 0;
    this.#doubts = 0;
    let next = first;
    this.end = 'doubt';
    for (let request = 0; request < mostRequests; request++) {
      const round = (this.#planned && this.plan.rounds[this.#attempts]) || plainRound;
      const result = next === 'get' ? await this.client.find(this.key) : await this.#post(round);
      const decision = this.#decide(result, next);
      if (result.reading?.code === '1002') await pause(slowDownMs);
      if (decision === 'new-attempt') {
        for (const event of this.#planned ? round.between : []) await runIdleEvent(event, this.shop);
        next = 'post';
      } else if (decision === 'ask-again') {
        await pause(askAgainMs);
        if (this.#lost > lostUntilRepair) await this.shop.repair();
        next = next === 'post' && this.#doubts > 0 ? 'get' : 'post';
      } else {
        this.end = decision;
        return;
      }
    }
  }

  async #post(round: Round): Promise<RequestResult> {
    const { terminal } = this.shop;
    // An event or a sloppy socket belongs to the first request of its round only.
    const isFirst = this.#planned && this.#lost + this.#doubts === 0;
    const sloppy = isFirst ? round.sloppy : 'clean';
    const paying = isFirst ? round.paying : undefined;
    const held = paying !== undefined || sloppy.startsWith('surplus') || sloppy === 'pipelined-version';
    if (isFirst) await terminal.expect(round.customer, held);
    const takenBefore = terminal.taken;
    if (paying === 'till-leaves-hung-page') this.shop.page?.life.hang();
    const running = this.client.begin(this.key, sloppy);
    if (held) await this.#hold(paying, running, () => terminal.taken > takenBefore);
    return running.ended;
  }

  /** The customer waits until the event is over, or until a sloppy till has an answer. */
  async #hold(paying: Round['paying'], running: RunningPost, taken: () => boolean): Promise<void> {
    let ended = false;
    void running.ended.then(() => {
      ended = true;
    });
    if (paying !== 'till-leaves-hung-page') await becomesTrue(() => ended || taken(), 1000);
    if (!paying) await becomesTrue(() => ended, 700);
    else if (await runPayingEvent(paying, this, running)) return;
    this.shop.terminal.release();
  }

  #decide({ how, reading }: RequestResult, asked: 'post' | 'get'): Decision {
    switch (reading?.said) {
      case 'charged':
        return this.#isEarlierSale(asked === 'get' || reading.code === '1103')
          ? this.#newAttempt(true)
          : 'paid';
      case 'not-charged':
        // Another payment runs: the cashier waits, and sends the same number again.
        if (reading.code === '1101') break;
        return this.#newAttempt(!this.plan.keepsNumber);
      case 'unknown':
        this.#doubts += 1;
        return this.#doubts > mostDoubts ? 'doubt' : 'ask-again';
      case 'nothing-sent':
        // The number belongs to another payment: this sale needs its next number.
        if (reading.code === '1103') return this.#newAttempt(true);
        break;
    }
    if (how === 'lost') this.client.reopen();
    this.#lost += 1;
    return this.#lost > mostLost ? 'doubt' : 'ask-again';
  }

  /** True if the answer is about the number of an earlier, paid sale: the cashier knows that this sale is new. */
  #isEarlierSale(aboutNumber: boolean): boolean {
    return aboutNumber && this.reused !== undefined && this.numbers.at(-1) === this.reused.order;
  }

  #newAttempt(nextNumber: boolean): Decision {
    this.#attempts += 1;
    this.#lost = 0;
    this.#doubts = 0;
    if (this.#attempts >= this.#attemptsAllowed) {
      // A later repeat may be answered "not charged" too.
      this.#attemptsAllowed += 1;
      return 'given-up';
    }
    if (nextNumber) this.#nextNumber();
    this.client.reopen();
    return 'new-attempt';
  }

  #nextNumber(number = `S${this.plan.number}-${this.numbers.length + 1}`): void {
    this.numbers.push(number);
  }

  async #askWithWrongPassword(): Promise<void> {
    const client = new RestTill(this.shop, this.timeline, `${tillLogin.user}:forgotten`);
    await client.begin(this.key, 'clean').ended;
  }
}

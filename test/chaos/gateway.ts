import { httpGateway } from '../../src/adapters/http-gateway/http-gateway.ts';
import type { Gateway } from '../../src/core/ports/gateway.ts';
import type { OrderKey } from '../../src/simulator/gateway/gateway-ledger.ts';
import type { GatewayScript } from '../../src/simulator/gateway/gateway-script.ts';
import { type GatewayTwin, gatewayTwin } from '../../src/simulator/gateway/gateway-twin.ts';
import type { GatewayFault } from './faults.ts';
import type { Life } from './life.ts';
import type { Chance } from './seeded-chance.ts';
import type { WorldClock } from './world-clock.ts';

export const gatewayBase = 'http://127.0.0.1:9';
export const account = { login: 'shop', password: 'secret', hashKey: '' };

const playedBy: Partial<Record<GatewayFault, GatewayScript>> = {
  'error-500': 'error-500',
  'unauthorised-401': 'unauthorised-401',
  'too-many-429': 'too-many-429',
  html: 'html',
  'answers-for-another': 'answers-for-another',
  'unknown-state': 'unknown-state',
  'lookup-401': 'lookup-401',
  'lookup-404': 'lookup-404',
};

export type GatewayMoment = 'asked' | 'taken' | 'answered';

interface GatewayWatcher {
  onMoment(moment: GatewayMoment): void;
  note(text: string): void;
}

/** HiPay with its orders. Several shops may share it; it plays a script for one call at a time. */
export class SharedGateway {
  readonly twin: GatewayTwin;
  lookUps = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    clock: WorldClock,
    readonly orderKey: OrderKey,
  ) {
    this.twin = gatewayTwin({ clock, account, orderKey, slowMs: 20_000, retryAfterS: 40 });
  }

  request(script: GatewayScript, path: string, request: RequestInit): Promise<Response> {
    const response = this.#last.then(() => {
      if (request.method === 'GET') this.lookUps++;
      this.twin.play(script);
      return this.twin.app.request(path, request);
    });
    this.#last = response.catch(() => {});
    return response;
  }
}

/** HiPay behind a network that fails. An order that it accepted stays accepted, even if the answer is lost. */
export class FaultyGateway {
  readonly hipay: SharedGateway;
  #fault: { kind: GatewayFault; calls: number } | undefined;

  constructor(
    private readonly world: WorldClock,
    private readonly chance: Chance,
    private readonly watcher: GatewayWatcher,
    hipay?: SharedGateway,
  ) {
    // HiPay does not document its key.
    const orderKey = chance.stream('key').pick(['number', 'number-and-mid'] as const);
    this.hipay = hipay ?? new SharedGateway(world, orderKey);
  }

  get twin(): GatewayTwin {
    return this.hipay.twin;
  }

  setFaults(fault: { kind: GatewayFault; calls: number } | undefined): void {
    this.#fault = fault && { ...fault };
  }

  portOf(life: Life): Gateway {
    const gateway = httpGateway((input, init) => this.#fetch(life, String(input), init));
    return {
      sendOrder: (...asked) => life.through(() => gateway.sendOrder(...asked)),
      lookUpOrder: (...asked) => life.through(() => gateway.lookUpOrder(...asked)),
    };
  }

  #present(): GatewayFault | undefined {
    if (!this.#fault || this.#fault.calls-- <= 0) return undefined;
    return this.#fault.kind;
  }

  async #fetch(life: Life, url: string, init?: RequestInit): Promise<Response> {
    const fault = this.#present();
    this.watcher.note(`gateway asked${fault ? ` with the fault ${fault}` : ''}`);
    this.watcher.onMoment('asked');
    if (fault === 'down') throw new TypeError('network');
    await this.world.sleep(fault === 'slow' ? 20_000 : this.chance.between(5, 400));
    // After the program died, its request may or may not arrive.
    if (!life.alive && this.chance.happens(0.5)) throw new TypeError('reset');
    if (fault === 'timeout-before') return this.#timeOut();
    const script = (fault && playedBy[fault]) ?? 'accept';
    const { signal: _, ...request } = init ?? {};
    const response = await this.hipay.request(script, url.slice(gatewayBase.length), request);
    this.watcher.onMoment('taken');
    if (fault === 'timeout-after') return this.#timeOut();
    if (fault === 'lost-answer') throw new TypeError('cut');
    await this.world.sleep(this.chance.between(5, 400));
    this.watcher.onMoment('answered');
    return response;
  }

  async #timeOut(): Promise<never> {
    await this.world.sleep(60_000);
    throw new TypeError('timeout');
  }
}

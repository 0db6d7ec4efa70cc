import type { LinkEvent, LinkOpening, TerminalLink } from '../../src/core/ports/terminal-link.ts';
import { type CallFaults, cleanCall } from './call-faults.ts';
import type { CalledTerminal } from './called-terminal.ts';
import { Connection } from './connection.ts';
import type { Life } from './life.ts';
import type { Direction } from './line-faults.ts';
import type { Chance } from './seeded-chance.ts';
import type { WorldClock } from './world-clock.ts';

export interface NetworkEnds {
  terminal(): CalledTerminal;
  /** Checks a request of the till and returns its `paymentId`; undefined if it has none. */
  checkRequest(text: string): string | undefined;
  /** Called for each transmission; may kill the connector at this moment. */
  onTransmission(direction: Direction, transmission: number): void;
  note(text: string): void;
}

/** The bridge's limit for a terminal that does not accept the connection. */
const openMs = 8000;
const away = (detail: string): LinkOpening => ({ ok: false, failure: 'away', detail });

/** The network to a terminal that gets a new connection for each exchange. */
export class Network {
  plugged = true;
  #faults: CallFaults = cleanCall;
  #refusesUntil = 0;
  readonly #connections = new Set<Connection>();

  constructor(
    private readonly world: WorldClock,
    private readonly chance: Chance,
    private readonly ends: NetworkEnds,
  ) {}

  /** Sets the faults of the next payment; open connections keep theirs. */
  setFaults(faults: CallFaults): void {
    this.#faults = faults;
    this.#refusesUntil = this.world.monotonic() + (faults.refusedMs ?? 0);
  }

  linkOf(life: Life): TerminalLink {
    return {
      kind: 'tcp',
      simulated: true,
      perExchange: true,
      open: (onEvent, signal) => life.through(() => this.#openFor(life, onEvent, signal)),
      onChange: () => () => {},
    };
  }

  async #openFor(
    life: Life,
    onEvent: (event: LinkEvent) => void,
    signal?: AbortSignal,
  ): Promise<LinkOpening> {
    const { slowOpenMs = this.chance.between(1, 20) } = this.#faults;
    const givenUp = new Promise<'given up'>((resolve) =>
      signal?.addEventListener('abort', () => resolve('given up')),
    );
    const waited = this.world.sleep(Math.min(slowOpenMs, openMs));
    if ((await Promise.race([waited, givenUp])) === 'given up')
      return { ok: false, failure: 'failed', detail: 'given up' };
    this.ends.onTransmission('to-terminal', 0);
    if (slowOpenMs > openMs) return away('no answer');
    if (!this.plugged || this.world.monotonic() < this.#refusesUntil) return away('connection refused');
    return this.#connect(life, (event) => life.alive && onEvent(event));
  }

  #connect(life: Life, tell: (event: LinkEvent) => void): LinkOpening {
    const terminal = this.ends.terminal();
    const connection = new Connection({
      ...this.ends,
      world: this.world,
      faults: this.#faults,
      single: () => terminal.sendsSingleBytes,
      deliver: (bytes) => tell({ kind: 'bytes', bytes }),
      closed: (reason) => {
        this.#connections.delete(connection);
        tell({ kind: 'closed', reason });
      },
    });
    const call = terminal.call(
      {
        send: (bytes) => connection.speak(bytes),
        hangUp: () => connection.hangUp(),
        unplug: () => queueMicrotask(() => this.unplug(3000)),
      },
      () => connection.paymentId,
    );
    connection.terminal = call;
    this.#connections.add(connection);
    life.onDeath(() => this.#leave(connection));
    const line = {
      send: (bytes: Uint8Array) => life.through(() => connection.send(bytes)),
      close: () =>
        life.through(async () => {
          if (!connection.open) return;
          this.#leave(connection);
          tell({ kind: 'closed', reason: 'closed' });
        }),
    };
    return { ok: true, line, description: 'chaos network' };
  }

  #leave(connection: Connection): void {
    connection.leave();
    this.#connections.delete(connection);
  }

  unplug(ms: number): void {
    if (!this.plugged) return;
    this.plugged = false;
    this.ends.note(`the network is away for ${ms} ms`);
    // TCP may or may not report the loss.
    this.hangUpAll();
    this.world.after(ms, () => this.plug());
  }

  plug(): void {
    if (this.plugged) return;
    this.plugged = true;
    this.ends.note('the network is back');
  }

  hangUpAll(): void {
    for (const connection of [...this.#connections]) {
      if (this.chance.happens(0.5)) connection.break('reset');
      else connection.goSilent();
    }
    this.#connections.clear();
  }
}

import type { NetworkCall, NetworkTwinDeps } from '../../src/simulator/terminal/network-twin.ts';
import { networkTwin } from '../../src/simulator/terminal/network-twin.ts';
import { type TwinScript, twinScript } from '../../src/simulator/terminal/twin-script.ts';
import { type ChaosTerminal, type Charge, ledgerNote } from './terminal.ts';
import type { WorldClock } from './world-clock.ts';

interface CalledDeps {
  /** Closes all connections: the terminal is switched off. */
  hangUpAll(): void;
  note(text: string): void;
}

/** The terminal twin on a network, which records the payment of each ledger line. */
export class CalledTerminal implements ChaosTerminal {
  readonly #twin;
  #script: TwinScript;
  #owners: (string | undefined)[] = [];
  #customerPays = false;
  #customerEndsAt = 0;
  #watchers = new Set<() => void>();

  constructor(
    private readonly world: WorldClock,
    private readonly deps: CalledDeps,
  ) {
    this.#script = twinScript('accept') as TwinScript;
    this.#twin = networkTwin(this.#script);
  }

  get charges(): Charge[] {
    return this.#twin.ledger.map((line, place) => ({ ...line, paymentId: this.#owners[place] }));
  }
  get idle(): boolean {
    return this.#twin.idle;
  }
  get sendsSingleBytes(): boolean {
    return this.#script.singleBytes;
  }

  /** `owner`: the payment whose request came over this connection. */
  call(deps: Omit<NetworkTwinDeps, 'after'>, owner: () => string | undefined): NetworkCall {
    return this.#twin.call({
      ...deps,
      send: (bytes) => {
        deps.send(bytes);
        for (const notify of this.#watchers) notify();
      },
      after: (ms, callback) => {
        if (!this.idle && !this.#customerPays) this.#customerEndsAt = this.world.monotonic() + ms;
        this.#customerPays = !this.idle;
        return this.world.after(ms, () => {
          callback();
          this.#recordOwners(owner());
        });
      },
    });
  }

  setNextScript(script: TwinScript): void {
    this.#script = script;
    this.#twin.follow(script);
  }

  reboot(script: TwinScript = this.#script): void {
    this.#twin.stop();
    this.setNextScript({ ...script });
    this.#customerPays = false;
    this.deps.note('the terminal is switched off and on');
    this.deps.hangUpAll();
  }

  async untilBeforeAnswer(beforeMs: number): Promise<void> {
    if (!this.idle)
      await this.world.sleep(Math.max(0, this.#customerEndsAt - beforeMs - this.world.monotonic()));
  }

  async untilTerminalSends(withinMs: number): Promise<void> {
    const spoke = new Promise<void>((resolve) => this.#watchers.add(resolve));
    await Promise.race([spoke, this.world.sleep(withinMs)]);
    this.#watchers.clear();
  }

  #recordOwners(owner: string | undefined): void {
    const { ledger } = this.#twin;
    this.#customerPays = !this.idle;
    while (this.#owners.length < ledger.length) {
      this.#owners.push(owner);
      this.deps.note(ledgerNote(ledger[this.#owners.length - 1], owner));
    }
  }
}

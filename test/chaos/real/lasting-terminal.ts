import { type RunningTwin, runTwin } from '../../../src/simulator/terminal/run-twin.ts';
import type { TwinLedgerLine } from '../../../src/simulator/terminal/twin-ledger.ts';
import { type TwinScript, twinScript } from '../../../src/simulator/terminal/twin-script.ts';
import type { PluggedDevice, Rig } from '../../rig/rig.ts';

/** The twin waits 3 s for a byte; the campaign waits less, to save time. The twin's pauses of one second stay. */
const campaignByteWaitMs = 1200;

export const scriptNamed = (name: string, customerMs: number): TwinScript => {
  const script = twinScript(name, { customerMs });
  if (!script) throw new Error(`no script ${name}`);
  return script;
};

/** One terminal for the whole campaign: it stays on and keeps its ledger through kills and unplugging. */
export class LastingTerminal {
  #device: PluggedDevice | undefined;
  readonly #twin: RunningTwin;
  #lastSpeaker: 'till' | 'terminal' | undefined;
  #steps = 0;
  #whenUnplugged = () => {};
  #atStep: { step: number; act: () => void } | undefined;
  /** Callbacks that became due while the terminal's clock is stopped. */
  #due: (() => unknown)[] | undefined;

  constructor(
    private readonly rig: Rig,
    byteWaitMs = campaignByteWaitMs,
  ) {
    this.#twin = runTwin(scriptNamed('accept', 100), {
      send: (bytes) => {
        this.#countStep('terminal');
        if (this.#device?.socket.writable) this.#device.socket.write(bytes);
      },
      unplug: () => void this.unplug(),
      after: (ms, callback) => {
        let stopped = false;
        const runOut = () => this.#runOrDefer(() => stopped || callback());
        const timer = setTimeout(runOut, ms === 3000 ? byteWaitMs : ms);
        return () => {
          stopped = true;
          clearTimeout(timer);
        };
      },
    });
  }

  async plug(): Promise<void> {
    const device = await this.rig.plug('ttyACM0', { vid: '0b00', pid: '0080' });
    device.socket.on('data', (bytes: Uint8Array) => {
      this.#countStep('till');
      this.#twin.hear(bytes);
    });
    device.socket.on('error', () => {});
    this.#device = device;
  }

  async unplug(): Promise<void> {
    const device = this.#device;
    this.#device = undefined;
    await device?.unplug();
    this.#whenUnplugged();
  }

  /** Each script restarts the terminal; a payment under way is lost without a charge, as in a power cut. */
  follow(script: TwinScript, whenUnplugged: () => void = () => {}): void {
    this.#whenUnplugged = whenUnplugged;
    this.#steps = 0;
    this.#lastSpeaker = undefined;
    this.#atStep = undefined;
    this.#due = undefined;
    this.#twin.follow(script);
  }

  /** Resolves synchronously with that step: nothing else runs in between. */
  untilStep(step: number): Promise<void> {
    return new Promise((act) => {
      this.#atStep = { step, act };
    });
  }

  get plugged(): boolean {
    return this.#device !== undefined;
  }
  get idle(): boolean {
    return this.#twin.idle;
  }
  get ledger(): readonly TwinLedgerLine[] {
    return this.#twin.ledger;
  }
  /** The last of the ten steps since the script began; repeated steps are counted too. */
  get step(): number {
    return this.#steps;
  }
  /** How often the customer was charged exactly this amount. */
  charges(amountMinor: number): number {
    return this.ledger.filter((line) => line.verdict === 'accepted' && line.amountMinor === amountMinor)
      .length;
  }

  /** Stops the terminal's clock, so that the terminal does not give up while a browser starts. */
  holdClock(): void {
    this.#due ??= [];
  }
  letClockRun(): void {
    const due = this.#due ?? [];
    this.#due = undefined;
    for (const callback of due) callback();
  }
  #runOrDefer(callback: () => unknown): void {
    if (this.#due) this.#due.push(callback);
    else callback();
  }

  #countStep(speaker: 'till' | 'terminal'): void {
    if (speaker !== this.#lastSpeaker) this.#steps += 1;
    this.#lastSpeaker = speaker;
    if (this.#atStep?.step !== this.#steps) return;
    const { act } = this.#atStep;
    this.#atStep = undefined;
    act();
  }

  stop(): void {
    this.#twin.stop();
  }
}

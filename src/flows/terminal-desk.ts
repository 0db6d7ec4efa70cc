import type { Clock } from '../core/ports/clock.ts';
import type { LinkEvent, TerminalLine, TerminalLink } from '../core/ports/terminal-link.ts';
import type { TerminalLamp } from '../core/relay/snapshot.ts';
import type { LinkTimers } from '../core/settings/settings.ts';
import { encodeFrame } from '../core/terminal/concert-v2/frame-encoder.ts';
import type { EndOfSession } from '../core/terminal/exchange-end.ts';
import type { Desk, DeskOutside } from './desk.ts';
import { DeskLamp, type LampState } from './desk-lamp.ts';
import type { Exchange } from './exchange.ts';
import { LineSession } from './line-session.ts';

const lampOfEnd: Partial<Record<EndOfSession, LampState>> = {
  answered: 'ready',
  present: 'ready',
  collided: 'ready',
  'frame-refused': 'ready',
  overdue: 'unchecked',
  'no-answer': 'silent',
  'enquiry-refused': 'not-ready',
};

/** A terminal has to settle after its port was opened (concert.md 1.5). */
const settleMs = 30;
/** A terminal that was switched on again shows by itself. One that is ready is not disturbed. */
const reprobeMs = 15_000;

/**
 * The desk of a terminal on a line that stays open: opens it, opens it again when it was lost, keeps the lamp. Its probe
 * is ENQ, ACK, EOT.
 */
export class TerminalDesk implements Desk {
  #line: TerminalLine | undefined;
  #session: LineSession | undefined;
  #opening: Promise<void> | undefined;
  readonly #lamp: DeskLamp;
  #stopWatching = () => {};
  #closed = false;

  constructor(
    private readonly link: TerminalLink,
    private readonly clock: Clock,
    private readonly timers: LinkTimers,
    private readonly outside: DeskOutside,
  ) {
    this.#lamp = new DeskLamp(link.simulated, clock, (lamp) => outside.lamp(lamp));
    this.#stopWatching = link.onChange(() => void this.connect());
  }

  get lamp(): TerminalLamp {
    return this.#lamp.now;
  }

  async connect(): Promise<TerminalLamp> {
    if (this.#closed || this.#line) return this.lamp;
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined;
    });
    await this.#opening;
    return this.lamp;
  }

  async probe(): Promise<TerminalLamp> {
    await this.connect();
    if (this.#session && !this.#session.busy)
      this.#show(lampOfEnd[await this.#session.run({ kind: 'probe' })]);
    return this.lamp;
  }

  async exchange(body: string, exchange: Exchange, signal?: AbortSignal): Promise<EndOfSession | 'no-line'> {
    const frame = encodeFrame(body);
    if (!frame) throw new Error('bug: a dialect made a request that is no printable ASCII');
    await this.connect();
    if (!this.#session) return 'no-line';
    this.#show('paying');
    const how = await this.#session.run({ kind: 'request', frame }, exchange, signal);
    this.#show(lampOfEnd[how] ?? (this.#line ? 'unchecked' : 'away'));
    return how;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#lamp.putOut();
    this.#stopWatching();
    // Ends a probe under way. A port that is just being opened has to be open before it can be given back.
    await this.#line?.close();
    await this.#opening;
  }

  async #open(): Promise<void> {
    this.#lamp.stopWaiting();
    this.#show('opening');
    const opened = await this.link.open((event) => this.#onLink(event));
    if (!opened.ok) {
      this.#lamp.unreachable(opened, () => void this.connect());
      return;
    }
    if (this.#closed) return opened.line.close();
    this.#lamp.reached();
    this.#line = opened.line;
    this.#session = new LineSession(
      { ...this.outside, send: (bytes) => opened.line.send(bytes) },
      this.clock,
      this.timers,
    );
    this.#show('unchecked', opened.description);
    await new Promise<void>((settled) => this.clock.after(settleMs, settled));
    if (this.#session && !this.#session.busy)
      this.#show(lampOfEnd[await this.#session.run({ kind: 'probe' })]);
  }

  #onLink(event: LinkEvent): void {
    if (event.kind === 'bytes') this.#session?.hear(event.bytes);
    if (event.kind === 'line-error') this.outside.note('line-error');
    if (event.kind !== 'closed') return;
    const session = this.#session;
    this.#line = undefined;
    this.#session = undefined;
    session?.lost();
    if (this.#closed) return;
    this.#lamp.lost(event.reason, () => void this.connect());
  }

  #show(state: LampState | undefined, description?: string): void {
    if (!state) return;
    this.#lamp.show(state, description);
    if (state === 'silent' || state === 'not-ready') this.#lamp.later(reprobeMs, () => void this.probe());
  }
}

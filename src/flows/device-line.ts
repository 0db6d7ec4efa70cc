import type { Clock } from '../core/ports/clock.ts';
import type { LinkEvent, LinkOpening, TerminalLine } from '../core/ports/terminal-link.ts';
import type { LinkTimers } from '../core/settings/settings.ts';
import type { EndOfSession } from '../core/terminal/exchange-end.ts';
import type { DeskOutside } from './desk.ts';
import { LineSession } from './line-session.ts';

export type OpenDevice = (onEvent: (event: LinkEvent) => void) => Promise<LinkOpening>;

/** A terminal has to settle after its port was opened (concert.md 1.5). */
const settleMs = 30;

const proofs: ReadonlySet<EndOfSession> = new Set(['answered', 'present', 'collided', 'frame-refused']);

/** One device and, once it is open, the session on its line. */
export class DeviceLine {
  readonly session: LineSession;
  description = '';
  /** It has answered as a terminal does, and nothing has spoken against it since. */
  answered = false;
  /** The device went by itself. Not called for a line that was closed. */
  onLost: (reason: string) => void = () => {};
  #line: TerminalLine | undefined;
  #closed = false;

  constructor(
    outside: Pick<DeskOutside, 'note' | 'unasked'>,
    private readonly clock: Clock,
    timers: LinkTimers,
    /** This device is the terminal. */
    private readonly remember: () => void = () => {},
  ) {
    this.#note = (note) => outside.note(note);
    this.session = new LineSession(
      {
        note: (note) => outside.note(note),
        unasked: (body) => {
          this.judge('answered');
          return outside.unasked(body);
        },
        send: (bytes) => this.#line?.send(bytes) ?? Promise.reject(new Error('no line')),
      },
      clock,
      timers,
    );
  }

  readonly #note: DeskOutside['note'];

  /** Undefined: it is open. */
  async open(open: OpenDevice): Promise<(LinkOpening & { ok: false }) | undefined> {
    const opened = await open((event) => this.#hear(event));
    if (!opened.ok) return opened;
    this.#line = opened.line;
    this.description = opened.description;
    if (this.#closed) await opened.line.close();
    return undefined;
  }

  /** For a line that was just opened. */
  settle(): Promise<void> {
    return new Promise((settled) => this.clock.after(settleMs, settled));
  }

  /** Whoever has answered is the terminal from now on. */
  judge(how: EndOfSession): EndOfSession {
    if (proofs.has(how)) {
      if (!this.answered) this.remember();
      this.answered = true;
    }
    return how;
  }

  /** Ends what runs on it; resolves when the device is free again. */
  async close(): Promise<void> {
    this.#closed = true;
    this.session.lost();
    await this.#line?.close();
  }

  #hear(event: LinkEvent): void {
    if (event.kind === 'bytes') this.session.hear(event.bytes);
    if (event.kind === 'line-error') this.#note('line-error');
    if (event.kind !== 'closed') return;
    this.session.lost();
    if (!this.#closed) this.onLost(event.reason);
    this.#closed = true;
  }
}

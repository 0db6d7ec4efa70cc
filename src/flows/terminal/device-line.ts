import type { Clock } from '../../core/ports/host.ts';
import type { LinkEvent, LinkOpening, TerminalLine } from '../../core/ports/terminal-link.ts';
import type { LinkTimers, SessionNote } from '../../core/terminal/concert-v2/session-states.ts';
import type { EndOfSession } from '../../core/terminal/dialect.ts';
import {
  isInDoubt,
  type LineSign,
  newLineTrust,
  silenceIsProof,
  stepLineTrust,
} from '../../core/terminal/line-trust.ts';
import { askWho, LineSession } from './link-session.ts';
import type { TerminalDeps } from './terminal.ts';

export type DeviceLineDeps = Pick<TerminalDeps, 'note' | 'unasked' | 'question'>;
export type OpenDevice = (onEvent: (event: LinkEvent) => void) => Promise<LinkOpening>;

/** A terminal has to settle after its port was opened (concert.md 1.5). */
const settleMs = 30;

const signs: Partial<Record<SessionNote, LineSign>> = {
  'parity-suspected': 'parity-mark',
  'frame-unacknowledged': 'frame-lost',
};
/** A terminal answers who it is, or refuses to, at once; nobody has to find a card for it. */
const questionMs = 3000;

/** What becomes of a payment that would have followed the question. */
const objections: Partial<Record<EndOfSession, EndOfSession>> = {
  'no-answer': 'no-answer',
  'enquiry-refused': 'enquiry-refused',
  'lost-before-frame': 'lost-before-frame',
  'lost-after-frame': 'lost-before-frame',
  abandoned: 'abandoned',
};

const proofs: ReadonlySet<EndOfSession> = new Set(['answered', 'present', 'collided', 'frame-refused']);

/** One device and, once it is open, the session on its line. */
export class DeviceLine {
  readonly session: LineSession;
  description = '';
  /** It has answered as a terminal does, and nothing has spoken against it since. */
  answered = false;
  /** The device went by itself. Not called for a line that was closed. */
  onLost: (reason: string) => void = () => {};
  #trust = newLineTrust;
  #asking = false;
  #line: TerminalLine | undefined;
  #closed = false;

  constructor(
    private readonly deps: DeviceLineDeps,
    private readonly clock: Clock,
    timers: LinkTimers,
    /** This device is the terminal. */
    private readonly remember: () => void = () => {},
  ) {
    this.session = new LineSession(
      {
        note: (note) => this.#note(note),
        unasked: (body) => {
          this.judge('answered');
          return deps.unasked(body);
        },
        send: (bytes) => this.#line?.send(bytes) ?? Promise.reject(new Error('no line')),
      },
      clock,
      timers,
    );
  }

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
      if (how !== 'present') this.#sign('frame-crossed');
    }
    return how;
  }

  get inDoubt(): boolean {
    return isInDoubt(this.#trust);
  }

  /**
   * Why nothing should be sent on a line that is in doubt: asks in a frame that moves no money who the terminal is. Undefined:
   * nothing speaks against it.
   */
  async objection(signal?: AbortSignal): Promise<EndOfSession | undefined> {
    const { question } = this.deps;
    if (!this.inDoubt || question === undefined) return undefined;
    const { timers } = this.session;
    const quick = { ...timers, frameResends: 0, customerMs: Math.min(timers.customerMs, questionMs) };
    // What comes now may be an earlier payment's answer: it is kept as any that nobody waits for.
    const keep = (body: string) => this.deps.unasked(body);
    // Not before its turn: until then it is another's frame that may be lost.
    const sending = () => {
      this.#asking = true;
    };
    const { how, whole } = await askWho(this.session, question, keep, {
      signal,
      timers: quick,
      sending,
    }).finally(() => {
      this.#asking = false;
    });
    if (whole) this.#sign('frame-crossed');
    if (how === 'overdue' && !whole) return silenceIsProof(this.#trust) ? 'garbled' : undefined;
    return whole ? undefined : objections[how];
  }

  /** Ends what runs on it; resolves when the device is free again. */
  async close(): Promise<void> {
    this.#closed = true;
    this.session.lost();
    await this.#line?.close();
  }

  #sign(sign: LineSign): void {
    this.#trust = stepLineTrust(this.#trust, sign);
  }

  #note(note: SessionNote): void {
    const sign = signs[note];
    // A question that is left alone is weighed with what spoke against the line before.
    if (sign && !(this.#asking && sign === 'frame-lost')) this.#sign(sign);
    this.deps.note(note);
  }

  #hear(event: LinkEvent): void {
    if (event.kind === 'bytes') this.session.hear(event.bytes);
    if (event.kind === 'line-error') this.deps.note('line-error');
    if (event.kind !== 'closed') return;
    this.session.lost();
    if (!this.#closed) this.onLost(event.reason);
    this.#closed = true;
  }
}

import type { Clock } from '../../core/ports/host.ts';
import type { LinkEvent, LinkOpening, TerminalLine } from '../../core/ports/terminal-link.ts';
import type { LinkTimers, SessionNote } from '../../core/terminal/concert-v2/session-states.ts';
import type { EndOfSession } from '../../core/terminal/dialect.ts';
import {
  isInDoubt,
  isSilenceProof,
  type LineSign,
  newLineTrust,
  stepLineTrust,
} from '../../core/terminal/line-trust.ts';
import { identifyTerminal, LinkSession, type LinkSessionDeps } from './link-session.ts';
import type { TerminalDeps } from './terminal.ts';

export type DeviceLineDeps = Pick<TerminalDeps, 'note' | 'onUnrequestedAnswer' | 'identification'> &
  Pick<LinkSessionDeps, 'lastAnswer'>;
export type OpenDevice = (onEvent: (event: LinkEvent) => void) => Promise<LinkOpening>;

/** A terminal needs this time after its port was opened (concert.md 1.5). */
const settleMs = 30;

const signOfNote: Partial<Record<SessionNote, LineSign>> = {
  'parity-suspected': 'parity-mark',
  'frame-unacknowledged': 'frame-lost',
};
/**
 * Time limit for the answer to an identification. A terminal answers or refuses it at once, because it needs no card.
 */
const identificationMs = 3000;

/** How a payment ends, without being sent, if the identification before it fails. */
const endOfFailedCheck: Partial<Record<EndOfSession, EndOfSession>> = {
  'no-answer': 'no-answer',
  'line-busy': 'line-busy',
  'line-echoes': 'line-echoes',
  'enquiry-refused': 'enquiry-refused',
  'lost-before-frame': 'lost-before-frame',
  'lost-after-frame': 'lost-before-frame',
  abandoned: 'abandoned',
};

const endsProvingTerminal: ReadonlySet<EndOfSession> = new Set([
  'answered',
  'present',
  'collided',
  'frame-refused',
]);

/** One device and, once it is open, the session on its line. */
export class DeviceLine {
  readonly session: LinkSession;
  description = '';
  /** True if the device has answered like a terminal, and has answered every later probe. */
  hasAnswered = false;
  /** Called when the device is lost. Not called after `close`. */
  onLost: (reason: string) => void = () => {};
  #trust = newLineTrust;
  #isIdentifying = false;
  #line: TerminalLine | undefined;
  #closed = false;

  constructor(
    private readonly deps: DeviceLineDeps,
    private readonly clock: Clock,
    timers: LinkTimers,
    /** Remembers this device as the terminal. */
    private readonly remember: () => void = () => {},
  ) {
    this.session = new LinkSession(
      {
        ...(deps.lastAnswer && { lastAnswer: deps.lastAnswer }),
        note: (note) => this.#note(note),
        onUnrequestedAnswer: (body) => {
          this.judge('answered');
          return deps.onUnrequestedAnswer(body);
        },
        send: (bytes) => this.#line?.send(bytes) ?? Promise.reject(new Error('no line')),
      },
      clock,
      timers,
    );
  }

  /** Resolves with undefined if the line is open. */
  async open(open: OpenDevice): Promise<(LinkOpening & { ok: false }) | undefined> {
    const opened = await open((event) => this.#onLinkEvent(event));
    if (!opened.ok) return opened;
    this.#line = opened.line;
    this.description = opened.description;
    if (this.#closed) await opened.line.close();
    return undefined;
  }

  /** Waits until the terminal is ready after its port was opened. */
  settle(): Promise<void> {
    return new Promise((settled) => this.clock.after(settleMs, settled));
  }

  /** Remembers the device as the terminal if this end proves that it is one. Returns `how` unchanged. */
  judge(how: EndOfSession): EndOfSession {
    if (endsProvingTerminal.has(how)) {
      if (!this.hasAnswered) this.remember();
      this.hasAnswered = true;
      if (how !== 'present') this.#addSign('frame-crossed');
    }
    return how;
  }

  get isInDoubt(): boolean {
    return isInDoubt(this.#trust);
  }

  /**
   * Checks a line that is in doubt with an identification, a frame that moves no money. Resolves with undefined if the
   * payment may be sent, else with the end of the payment, which then must not be sent.
   */
  async checkBeforePayment(signal?: AbortSignal): Promise<EndOfSession | undefined> {
    const { identification } = this.deps;
    if (!this.isInDoubt || identification === undefined) return undefined;
    const { timers } = this.session;
    const quick = { ...timers, frameResends: 0, customerMs: Math.min(timers.customerMs, identificationMs) };
    // An answer that comes now may belong to an earlier payment, so it is handled like any unrequested answer.
    const handleAnswer = (body: string) => this.deps.onUnrequestedAnswer(body);
    // Set only when the identification is sent, because a frame that is lost earlier belongs to another job.
    const sending = () => {
      this.#isIdentifying = true;
    };
    const { how, whole } = await identifyTerminal(this.session, identification, handleAnswer, {
      signal,
      timers: quick,
      sending,
    }).finally(() => {
      this.#isIdentifying = false;
    });
    if (whole) this.#addSign('frame-crossed');
    if (how === 'overdue' && !whole) return isSilenceProof(this.#trust) ? 'garbled' : undefined;
    return whole ? undefined : endOfFailedCheck[how];
  }

  /** Ends the running job; resolves when the device is free again. */
  async close(): Promise<void> {
    this.#closed = true;
    this.session.lost();
    await this.#line?.close();
  }

  #addSign(sign: LineSign): void {
    this.#trust = stepLineTrust(this.#trust, sign);
  }

  #note(note: SessionNote): void {
    const sign = signOfNote[note];
    // A lost identification is judged by `isSilenceProof`, not as another lost payment frame.
    if (sign && !(this.#isIdentifying && sign === 'frame-lost')) this.#addSign(sign);
    this.deps.note(note);
  }

  #onLinkEvent(event: LinkEvent): void {
    if (event.kind === 'bytes') this.session.hear(event.bytes);
    if (event.kind === 'line-error') this.deps.note('line-error');
    if (event.kind !== 'closed') return;
    this.session.lost();
    if (!this.#closed) this.onLost(event.reason);
    this.#closed = true;
  }
}
